// One map on the page: it lives as long as its element, through every rerun.
import cytoscape from "cytoscape";
import { Actions } from "./actions.js";
import { Company } from "./company.js";
import { listen } from "./gestures.js";
import { History } from "./history.js";
import { Keyboard } from "./keyboard.js";
import { drawLegend } from "./legend.js";
import { frame } from "./page.js";
import { routeAll } from "./routes.js";
import { Search } from "./search.js";
import { applySight, around, light } from "./sight.js";
import { styles } from "./styles.js";
import { themeOf } from "./theme.js";
import { Viewport } from "./viewport.js";

const EMPTY = { hidden: [], opened: [], off: [] };
// Milliseconds between two clicks that make one: what desktops take by default.
const DOUBLE_CLICK = 500;
const memory = new Map();
export const place = (node) => [node.position("x"), node.position("y")];

export class LiveMap {
  constructor(parent, key) {
    this.part = frame(parent);
    this.key = key;
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.theme = themeOf(this.part.host);
    this.state = EMPTY;
    this.picture = { view: null, nodes: [], edges: [], kinds: [], types: [] };
    this.selected = "";
    this.lit = [];
    this.sent = [];
    this.cy = cytoscape({
      container: this.part.canvas,
      style: styles(this.theme, this.still),
      minZoom: 0.15,
      maxZoom: 2.5,
      boxSelectionEnabled: false,
      autounselectify: true,
      multiClickDebounceTime: DOUBLE_CLICK,
    });
    const kept = memory.get(key) ?? { history: new History(), views: new Map() };
    memory.set(key, kept);
    this.history = kept.history;
    this.viewport = new Viewport(this, kept.views);
    this.actions = new Actions(this);
    this.search = new Search(this);
    this.keyboard = new Keyboard(this);
    this.company = new Company(this);
    listen(this);
    this.part.host.__cy = this.cy;
    document.fonts?.ready.then(() => this.cy.style().update());
  }

  update(data, send) {
    this.send = send;
    this.title = data.title;
    this.viewport.base = data.height;
    this.recolour();
    const changed = this.draw(data.picture);
    this.takeState(data.state);
    this.takeSelection(data);
    applySight(this.cy, this.state);
    this.viewport.settle(changed);
    this.redress();
    this.part.host.dataset.ready = data.picture.view;
  }

  recolour() {
    const theme = themeOf(this.part.host);
    const same = ["ground", "text", "font", "dark"].every((key) => theme[key] === this.theme[key]);
    this.theme = theme;
    if (!same) this.cy.style(styles(theme, this.still));
  }

  // By topic at first, where topics are drawn; else by kind.
  colourBy(kind) {
    this.cy.scratch("_byKind", kind);
    this.cy.style(styles(this.theme, this.still));
    this.actions.show(this.cy.getElementById(this.selected));
  }

  // Bring the elements up to date: only what is new comes and what is gone goes.
  draw(picture) {
    const text = JSON.stringify(picture);
    if (text === this.drawn) return "";
    const fresh = picture.view !== this.picture.view;
    const deeper = !fresh && picture.depth !== this.picture.depth;
    const reset = !fresh && this.picture.held && !picture.held;
    if (fresh) {
      this.viewport.remember();
      if (this.picture.view !== null) this.history.clear();
      this.cy.elements().remove();
    }
    this.drawn = text;
    this.picture = picture;
    this.replaceElements(picture);
    return fresh ? "fresh" : deeper ? "deeper" : reset ? "reset" : "grown";
  }

  replaceElements({ nodes, edges }) {
    const wanted = new Set([...nodes, ...edges].map((one) => one.id));
    this.cy.batch(() => {
      this.cy.elements().filter((one) => !wanted.has(one.id())).remove();
      for (const node of nodes) this.put("nodes", node, this.pointOf(node));
      for (const { id, ...data } of edges) this.put("edges", { ...data, id }, undefined);
      for (const { id, pinned } of nodes) this.cy.getElementById(id).toggleClass("pinned", pinned);
    });
    this.cy.scratch("_compared", this.picture.said === "shared");
    routeAll(this.cy);
  }

  pointOf({ x, y, narrow }) {
    return this.narrow ? { x: narrow[0], y: narrow[1] } : { x, y };
  }

  // A narrow screen shows all rows in one column; what the reader pinned counts on a wide one.
  takeWidth(narrow) {
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    this.cy.scratch("_narrow", narrow);
    this.cy.autoungrabify(narrow);
    this.cy.batch(() => {
      for (const node of this.picture.nodes) this.cy.getElementById(node.id).position(this.pointOf(node));
    });
    routeAll(this.cy);
  }

  // An edge keeps its ends; what was pinned a moment ago stays until Python knows of it.
  put(group, data, position) {
    const found = this.cy.getElementById(data.id);
    if (found.empty()) this.cy.add({ group, data, position });
    else {
      if (!found.hasClass("pinned") || (found.data("pinned") && data.pinned === false)) found.position(position);
      const { source, target, ...rest } = data;
      found.data(rest);
    }
  }

  // A state that Python sends counts, unless it is only the echo of one that was sent from here.
  takeState(state) {
    const text = JSON.stringify(state);
    if (text === this.heard) return;
    this.heard = text;
    const echo = this.sent.indexOf(text);
    if (echo >= 0) this.sent.splice(0, echo + 1);
    else this.state = { ...EMPTY, ...state };
  }

  takeSelection({ selected, lit }) {
    const text = JSON.stringify([selected, lit]);
    if (text === this.asked) return;
    this.asked = text;
    this.selected = selected;
    this.lit = lit;
  }

  // What was fitted: one step, which undo takes back.
  fitted(sightBefore, sightAfter) {
    this.history.push({ before: this.state, after: this.state, sightBefore, sightAfter });
    this.actions.show(this.cy.getElementById(this.selected));
  }

  // The map over the whole window, and back; what nobody moved is fitted to its new size.
  enlarge(large = !this.part.host.matches(":popover-open")) {
    const { host, stage } = this.part;
    if (large) host.showPopover();
    else host.hidePopover();
    stage.focus();
    this.actions.show(this.cy.getElementById(this.selected));
  }

  // Draw everything around the elements that depends on the state.
  redress() {
    this.cy.elements(".picked").removeClass("picked");
    const picked = this.cy.getElementById(this.selected);
    picked.addClass("picked");
    this.relight();
    drawLegend(this.part, this.picture, this.state, this.theme, (id, off) => this.filter(id, off));
    this.part.caption.textContent = this.picture.caption ?? "";
    this.actions.show(picked);
    this.keyboard.describe();
  }

  relight(hovered = null) {
    const picked = this.cy.getElementById(this.selected);
    const middle = hovered ?? (picked.nonempty() && picked.data("role") !== "focus" ? picked : null);
    const dim = Boolean(hovered);
    if (middle) light(this.cy, around(middle).map((one) => one.id()), { dim });
    else light(this.cy, this.lit);
  }

  select(id) {
    if (this.selected === id) return;
    this.selected = id;
    const found = this.cy.getElementById(id);
    this.tell(found.empty() ? { cleared: true } : found.isNode() ? { node: id } : { edge: id });
    this.redress();
  }

  focus(id) {
    if (this.cy.getElementById(id).data("role") === "concept") this.tell({ focus: id });
  }

  open(id) {
    const opened = this.state.opened.includes(id)
      ? this.state.opened.filter((one) => one !== id)
      : [...this.state.opened, id];
    this.change({ ...this.state, opened });
  }

  hide(id) {
    if (this.cy.getElementById(id).data("role") === "focus") return;
    this.change({ ...this.state, hidden: [...this.state.hidden, id] });
    if (this.selected === id) this.select("");
  }

  filter(id, off) {
    const others = this.state.off.filter((one) => one !== id);
    this.change({ ...this.state, off: off ? [...others, id] : others });
  }

  // A step of the pins: places of pinned things, and `null` with the place for those let go.
  moved(from, to) {
    this.history.push({ before: this.state, after: this.state, from, to });
    this.place(to);
    routeAll(this.cy);
    this.redress();
  }

  pin(id) {
    const node = this.cy.getElementById(id);
    if (node.empty()) return;
    const at = place(node);
    const pinned = node.hasClass("pinned");
    this.moved({ [id]: { at, pinned } }, { [id]: { at, pinned: !pinned } });
  }

  // Let go of everything that was moved by hand: one step, which undo takes back as one.
  tidy() {
    const places = (pinned) =>
      Object.fromEntries(this.cy.nodes(".pinned").map((one) => [one.id(), { at: place(one), pinned }]));
    this.moved(places(true), places(false));
  }

  nudge(node, dx, dy) {
    const at = place(node);
    const to = [at[0] + dx, at[1] + dy];
    this.moved(
      { [node.id()]: { at, pinned: node.hasClass("pinned") } },
      { [node.id()]: { at: to, pinned: true } },
    );
  }

  place(places) {
    for (const [id, { at: [x, y], pinned }] of Object.entries(places)) {
      this.cy.getElementById(id).position({ x, y }).toggleClass("pinned", pinned);
    }
    const told = Object.entries(places).map(([id, { at, pinned }]) => [id, pinned ? at : null]);
    this.send("placed", Object.fromEntries(told));
  }

  undo() {
    this.step(this.history.back());
  }

  redo() {
    this.step(this.history.forth());
  }

  step(step) {
    if (!step) return;
    if (step.places) this.place(step.places);
    if (step.sight) this.viewport.restore(step.sight);
    if (step.state !== this.state) this.become(step.state);
    this.redress();
  }

  change(state) {
    this.history.push({ before: this.state, after: state });
    this.become(state);
  }

  become(state) {
    this.state = state;
    this.sent.push(JSON.stringify(state));
    applySight(this.cy, state);
    routeAll(this.cy);
    this.redress();
    this.send("state", state);
  }

  tell(deed) {
    this.send("deed", deed);
  }

  destroy() {
    this.viewport.remember();
    this.viewport.destroy();
    this.company.destroy();
    this.cy.destroy();
    this.part.host.remove();
  }
}

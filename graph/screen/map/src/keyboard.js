// The map without a mouse: Tab enters, arrows walk, Enter brings into the middle, Escape leaves.
import { opensAtOnce } from "./gestures.js";

const ASIDE = 2.4;
// Pixels that a thing moves with one key.
const NUDGE = 12;
const WAYS = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

export class Keyboard {
  constructor(map) {
    this.map = map;
    this.deeds = {
      Enter: (id) => map.focus(id),
      " ": (id) => this.pick(id),
      o: (id) => map.open(id),
      p: (id) => map.pin(id),
      h: (id) => map.hide(id),
      Delete: (id) => map.hide(id),
    };
    const { stage } = map.part;
    stage.onkeydown = (event) => this.press(event);
    stage.onfocus = () => stage.matches(":focus-visible") && this.go(this.start());
    stage.onblur = () => this.clear();
  }

  describe() {
    const { picture, title, part } = this.map;
    const focus = picture.nodes.find((node) => node.role === "focus");
    const name = title || (focus ? say(WORDS.MAP_OF_THING, focus.name) : WORDS.MAP);
    part.stage.setAttribute("aria-label", `${name}: ${picture.caption}. ${WORDS.MAP_KEYS}`);
  }

  press(event) {
    if (event.key === "Escape") return this.leave(event);
    if (event.ctrlKey || event.metaKey) return this.command(event);
    const at = this.map.cy.nodes(".cursor");
    const way = WAYS[event.key];
    if (event.key === "f") this.map.enlarge();
    else if (way && event.shiftKey && at.nonempty()) this.map.nudge(at, NUDGE * way.x, NUDGE * way.y);
    else if (way) this.go(at.empty() ? this.start() : this.next(at, way));
    else if (at.nonempty() && this.deeds[event.key]) this.deeds[event.key](at.id());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  command(event) {
    if (event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    if (event.shiftKey) this.map.redo();
    else this.map.undo();
  }

  pick(id) {
    if (opensAtOnce(this.map.cy.getElementById(id).data())) this.map.open(id);
    else this.map.select(id);
  }

  start() {
    const { cy, selected } = this.map;
    const picked = cy.getElementById(selected).filter("node");
    if (picked.nonempty()) return picked;
    const focus = cy.nodes('[role = "focus"]');
    return focus.nonempty() ? focus.first() : cy.nodes(":visible").first();
  }

  // The nearest node that way; one that lies aside counts as farther.
  next(from, way) {
    const at = from.position();
    let best = from;
    let least = Infinity;
    this.map.cy.nodes().not(".out").forEach((node) => {
      const along = (node.position("x") - at.x) * way.x + (node.position("y") - at.y) * way.y;
      const aside = (node.position("x") - at.x) * way.y + (node.position("y") - at.y) * way.x;
      const cost = along + ASIDE * Math.abs(aside);
      if (along > 4 && cost < least) [best, least] = [node, cost];
    });
    return best;
  }

  go(node) {
    if (!node || node.empty()) return;
    this.clear();
    node.addClass("cursor");
    this.map.relight(node);
    this.map.company.tell(node);
    this.map.viewport.reveal(node);
    this.map.part.said.textContent = this.words(node);
  }

  words(node) {
    const { name, kind, anchor } = node.data();
    const held = node.edgesWith(this.map.cy.getElementById(anchor));
    const said = held.map((edge) =>
      `${edge.source().data("name")} ${edge.data("label")} ${edge.target().data("name")}`);
    return [name, kind, ...said].filter(Boolean).join(", ");
  }

  clear() {
    const left = this.map.cy.nodes(".cursor").removeClass("cursor");
    this.map.relight();
    if (left.nonempty()) this.map.company.tell(null);
  }

  leave(event) {
    event.preventDefault();
    if (this.map.part.host.matches(":popover-open")) return this.map.enlarge(false);
    this.clear();
    if (this.map.selected) this.map.select("");
    else this.map.part.stage.blur();
  }
}

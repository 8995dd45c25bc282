// The buttons: for the whole picture above, for the selected thing below.
import { button, element } from "./page.js";
import { savePng, saveSvg } from "./saving.js";

export class Actions {
  constructor(map) {
    this.map = map;
    this.undo = button("undo", WORDS.UNDO_ON_MAP);
    this.redo = button("redo", WORDS.REDO);
    this.undo.onclick = () => map.undo();
    this.redo.onclick = () => map.redo();
    const farther = button("farther", WORDS.ZOOM_OUT);
    const closer = button("closer", WORDS.ZOOM_IN);
    const fit = button("fit", WORDS.FIT, { "data-fit": "" });
    this.large = button("large", WORDS.FILL_WINDOW);
    this.large.onclick = () => map.enlarge();
    farther.onclick = () => map.viewport.zoomBy(false);
    closer.onclick = () => map.viewport.zoomBy(true);
    fit.onclick = () => map.viewport.showAll();
    this.colours = element("button", { type: "button", class: "tool wide" });
    this.colours.onclick = () => map.colourBy(!map.cy.scratch("_byKind"));
    this.colouring = group(this.colours);
    map.part.tools.append(
      this.colouring, group(this.undo, this.redo), group(farther, closer, fit, this.large),
      group(saver("PNG", () => savePng(map)), saver("SVG", () => saveSvg(map))),
    );
  }

  show(picked) {
    const { map } = this;
    this.undo.disabled = !map.history.past.length;
    this.redo.disabled = !map.history.future.length;
    const byKind = Boolean(map.cy.scratch("_byKind"));
    this.colouring.hidden = !map.picture.nodes.some(({ topic }) => topic);
    this.colours.textContent = byKind ? WORDS.BY_TOPIC : WORDS.BY_KIND;
    const large = map.part.host.matches(":popover-open");
    this.large.setAttribute("aria-pressed", String(large));
    const pinned = map.cy.nodes(".pinned").length;
    const { id, name, role, more, opened } = (picked.nonempty() && picked.isNode() && picked.data()) || {};
    const held = picked.hasClass("pinned");
    const text = JSON.stringify([id, name, role, more, opened, held, pinned, map.picture.held, map.state.hidden.length]);
    if (text === this.shown) return;
    this.shown = text;
    const restored = map.state.hidden.length
      ? [deed(say(WORDS.SHOW_HIDDEN, map.state.hidden.length), () => map.change({ ...map.state, hidden: [] }))]
      : [];
    const moved = pinned ? [deed(say(WORDS.RESET_PINNED, pinned), () => map.tidy())]
      : map.picture.held ? [deed(WORDS.RESET_LAYOUT, () => map.tell({ reset: true }))] : [];
    const chosen = id ? this.deeds(picked.data()) : [];
    map.part.actions.replaceChildren(...chosen, ...moved, ...restored);
  }

  deeds({ id, name, role, more, opened }) {
    const { map } = this;
    const title = element("span", { class: "chosen", text: name });
    if (role !== "concept") return [title];
    const pinned = map.cy.getElementById(id).hasClass("pinned");
    const open = opened ? WORDS.CLOSE : more ? say(WORDS.OPEN_MORE, more) : "";
    return [
      title,
      deed(WORDS.CENTRE, () => map.focus(id)),
      ...(open ? [deed(open, () => map.open(id))] : []),
      deed(pinned ? WORDS.UNPIN : WORDS.PIN, () => map.pin(id)),
      deed(WORDS.HIDE, () => map.hide(id)),
    ];
  }
}

function group(...buttons) {
  return element("span", { class: "set" }, buttons);
}

function saver(format, save) {
  const label = say(WORDS.SAVE_AS, format);
  const made = element("button", { type: "button", class: "tool wide", "aria-label": label, title: label, text: format });
  made.onclick = save;
  return made;
}

function deed(label, act) {
  const made = element("button", { type: "button", class: "deed", text: label });
  made.onclick = act;
  return made;
}

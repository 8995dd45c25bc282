// The legend is the filter: kinds of things and types of relations, each with its number.
import { colourOf, signOf } from "./kinds.js";
import { drawn, element } from "./page.js";

const standing = new WeakMap();

// A box that is pressed while the answer to another press comes in must stay the same box, or the
// browser takes the press for none.
export function drawLegend(part, picture, state, theme, toggle) {
  const off = new Set(state.off);
  const text = JSON.stringify([picture.kinds, picture.types, theme.dark]);
  if (standing.get(part.legend) === text) {
    for (const box of boxes(part)) box.checked = !off.has(box.dataset.filter);
    return;
  }
  standing.set(part.legend, text);
  const groups = [
    group(WORDS.THINGS, picture.kinds.map((kind) => item({
      id: `kind:${kind.name}`, text: kind.label, number: kind.number, off, toggle,
      sign: drawn(signOf(kind.name), { size: 11, box: 12, filled: true, colour: colourOf(kind.name, theme.dark) }),
    }))),
    group(WORDS.RELATIONS, picture.types.map((type) => item({
      id: type.name, text: type.label, number: type.number, off, toggle,
      sign: drawn(type.similar ? "M0 8h3M6 8h3M12 8h3" : "M0 8h14M10.5 4.5L14 8l-3.5 3.5", { size: 16, box: 16 }),
    }))),
  ];
  const focused = part.legend.getRootNode().activeElement?.dataset?.filter;
  part.legend.replaceChildren(...groups.filter(Boolean));
  if (focused) find(part, focused)?.focus();
}

function boxes(part) {
  return [...part.legend.querySelectorAll("input")];
}

function find(part, id) {
  return boxes(part).find((box) => box.dataset.filter === id);
}

function group(name, items) {
  if (!items.length) return null;
  const heading = element("span", { class: "heading", text: name });
  const list = element("div", { class: "items" }, items);
  return element("div", { class: "group", role: "group", "aria-label": name }, [heading, list]);
}

function item({ id, text, number, off, toggle, sign }) {
  const box = element("input", { type: "checkbox" });
  box.dataset.filter = id;
  box.checked = !off.has(id);
  box.onchange = () => toggle(id, !box.checked);
  return element("label", { class: "item" }, [
    box, sign, element("span", { text }), element("span", { class: "number", text: String(number) }),
  ]);
}

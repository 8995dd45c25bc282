// What the pointer does: select, open, drag, and light up what it passes over.
import { place } from "./livemap.js";
import { element } from "./page.js";
import { routeAll } from "./routes.js";

export function listen(map) {
  const { cy } = map;
  cy.on("tap", (event) => {
    if (event.target === cy) return map.select("");
    const data = event.target.data();
    if (opensAtOnce(data) || isFold(map, data)) return map.open(event.target.id());
    if (!saysSomething(event.target)) return;
    map.select(event.target.id());
  });
  cy.on("dbltap", "node", ({ target }) => {
    if (target.data("role") === "concept") map.open(target.id());
  });
  cy.on("mouseover", "node, edge", ({ target, renderedPosition }) => {
    map.part.canvas.style.cursor = "pointer";
    map.relight(target);
    map.company.tell(target);
    showTip(map, target, renderedPosition);
  });
  const leave = () => {
    map.part.canvas.style.cursor = "";
    map.relight();
    map.company.tell(null);
    map.part.tip.replaceChildren();
  };
  cy.on("mouseout", "node, edge", leave);
  map.part.stage.onmouseleave = leave; // from a thing at the border, which cytoscape does not see
  cy.on("drag", "node", () => routeAll(cy));
  cy.on("viewport", () => map.part.tip.replaceChildren());
  listenToDrag(map);
}

// The middle of the overview is no thing of the notes, and what holds it together no line's word.
function saysSomething(target) {
  return target.isEdge() ? target.data("facts").length > 0 || target.data("weight") > 0 : target.data("kind") !== "";
}

// A click on what only stands for other things shows them.
export function opensAtOnce({ role }) {
  return role === "fold" || role === "group";
}

// The edge of a fold stands for no single relation: a click on it opens the fold.
function isFold(map, data) {
  return map.cy.getElementById(data.id).isEdge() && data.id.startsWith("fold|");
}

function listenToDrag(map) {
  let from = null;
  map.cy.on("grab", "node", ({ target }) => (from = place(target)));
  map.cy.on("free", "node", ({ target }) => {
    const to = place(target);
    if (!from || Math.hypot(to[0] - from[0], to[1] - from[1]) < 1) return;
    const pinned = target.hasClass("pinned");
    map.moved({ [target.id()]: { at: from, pinned } }, { [target.id()]: { at: to, pinned: true } });
    from = null;
  });
}

function showTip(map, target, at) {
  const { tip, area } = map.part;
  tip.replaceChildren(...(target.isNode() ? nodeWords(target.data()) : edgeWords(target)));
  const left = Math.min(at.x + 14, area.clientWidth - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${at.y + 18 + tip.offsetHeight > area.clientHeight ? at.y - tip.offsetHeight - 12 : at.y + 18}px`;
}

function nodeWords({ name, kind, gloss, more, role }) {
  const count = role !== "fold" && more ? say(WORDS.MORE_AROUND, more) : "";
  const hint = opensAtOnce({ role }) ? WORDS.CLICK_TO_OPEN : [kind, count].filter(Boolean).join(" · ");
  return [
    element("strong", { text: name }),
    ...(gloss ? [element("span", { text: gloss })] : []),
    element("em", { text: hint }),
  ];
}

function edgeWords(edge) {
  const { label, facts, similar, weight } = edge.data();
  if (weight) {
    return [element("strong", { text: `${edge.source().data("name")} – ${edge.target().data("name")}` }),
      element("em", { text: say(WORDS.CLICK_TO_LIST, label) })];
  }
  if (!facts.length) return label ? [element("em", { text: label })] : [];
  const lines = facts.length === 1 ? WORDS.ONE_LINE : say(WORDS.LINES, facts.length);
  return [
    element("strong", { text: `${edge.source().data("name")} – ${label} – ${edge.target().data("name")}` }),
    element("em", { text: similar ? WORDS.NO_RELATION_STATED : lines }),
  ];
}

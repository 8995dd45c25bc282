// What is in sight: the legend's filters and what was hidden, without moving anything.
export function applySight(cy, state) {
  const hidden = new Set(state.hidden);
  const off = new Set(state.off);
  const seen = new Set();
  const lies = (node) => {
    if (node.data("role") === "focus") return !hidden.has(node.id());
    if (hidden.has(node.id()) || off.has(`kind:${node.data("kind")}`)) return false;
    const anchor = node.data("anchor");
    if (!anchor) return true;
    if (!seen.has(anchor)) return false;
    return node
      .edgesWith(cy.getElementById(anchor))
      .some((edge) => !edge.data("crossing") && !off.has(edge.data("type")));
  };
  cy.batch(() => {
    for (const node of inDepth(cy)) {
      const inSight = lies(node);
      if (inSight) seen.add(node.id());
      node.toggleClass("out", !inSight);
    }
    cy.edges().forEach((edge) => {
      const ends = seen.has(edge.data("source")) && seen.has(edge.data("target"));
      edge.toggleClass("out", !ends || off.has(edge.data("type")));
    });
  });
}

// Anchors before what hangs on them.
function inDepth(cy) {
  return cy.nodes().toArray().sort((one, other) => one.data("depth") - other.data("depth"));
}

export function light(cy, ids, { dim = false } = {}) {
  const chosen = cy.collection();
  for (const id of ids) chosen.merge(cy.getElementById(id));
  const bright = chosen.union(chosen.edges().connectedNodes());
  cy.batch(() => {
    cy.elements().removeClass("lit dim");
    if (bright.empty()) return;
    if (dim) cy.elements().not(bright).addClass("dim");
    bright.addClass("lit");
  });
}

// A thing with everything that it touches.
export function around(element) {
  return element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes());
}

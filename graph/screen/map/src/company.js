// The list beside the map: what is lit in the one is lit in the other, without a round trip.
const LIGHT = "noteloom-light";

export class Company {
  constructor(map) {
    this.map = map;
    this.hear = ({ detail }) => detail.from !== "map" && this.light(detail);
    document.addEventListener(LIGHT, this.hear);
  }

  // Tell the list what the pointer or the keys are on; nothing, when they have left.
  tell(element) {
    const edge = element?.isEdge() ? element : null;
    const node = edge ? outer(edge) : element;
    const detail = { node: node?.id() ?? "", edge: edge?.id() ?? "", from: "map" };
    document.dispatchEvent(new CustomEvent(LIGHT, { detail }));
  }

  light({ node, edge }) {
    const { cy } = this.map;
    const wanted = [edge, node].filter(Boolean);
    const shown = wanted.map((id) => cy.getElementById(id)).find((one) => one.nonempty());
    const fold = cy.nodes().filter((one) => one.data("holds").includes(node)).first();
    const found = shown ?? (fold.nonempty() ? fold : null);
    this.map.relight(found);
  }

  destroy() {
    document.removeEventListener(LIGHT, this.hear);
  }
}

function outer(edge) {
  const [source, target] = [edge.source(), edge.target()];
  return target.data("depth") >= source.data("depth") ? target : source;
}

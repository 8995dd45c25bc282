// Search within the map: lights what is found, brings the first into the middle, and counts.
import { element } from "./page.js";
import { light } from "./sight.js";

export class Search {
  constructor(map) {
    this.map = map;
    this.box = element("input", { type: "search", class: "find", placeholder: WORDS.FIND_ON_MAP, "aria-label": WORDS.FIND_ON_MAP });
    this.box.oninput = () => this.look();
    this.box.onkeydown = (event) => this.key(event);
    map.part.tools.prepend(element("span", { class: "set" }, [this.box]));
  }

  get found() {
    const wanted = this.box.value.trim().toLowerCase();
    if (!wanted) return [];
    const holds = (name) => name.toLowerCase().includes(wanted);
    const named = this.map.cy.nodes(":visible").filter((node) => holds(node.data("name")));
    const inside = this.map.cy.nodes(":visible").filter((node) => !named.contains(node) && node.data("finds").some(holds));
    return [...named.toArray(), ...inside.toArray()];
  }

  look() {
    const { map, found } = this;
    map.part.said.textContent = this.box.value.trim() ? say(WORDS.NUMBER_FOUND, found.length) : "";
    if (!found.length) {
      map.relight();
      return void this.box.classList.toggle("none", Boolean(this.box.value.trim()));
    }
    this.box.classList.remove("none");
    light(map.cy, found.map((node) => node.id()), { dim: true });
    this.centre(found[0]);
  }

  centre(node) {
    const { x, y } = node.renderedPosition();
    const { clientWidth, clientHeight } = this.map.part.canvas;
    this.map.cy.panBy({ x: clientWidth / 2 - x, y: clientHeight / 2 - y });
    this.map.viewport.touched = true;
  }

  // Enter picks a thing that was found, or opens the topic or fold that holds it.
  key(event) {
    event.stopPropagation();
    const [first] = this.found;
    if (event.key === "Escape") {
      this.box.value = "";
      this.box.classList.remove("none");
      this.map.part.said.textContent = "";
      this.map.viewport.fit();
      this.map.relight();
    } else if (event.key === "Enter" && first) {
      if (first.data("role") === "group" || first.data("role") === "fold") this.map.open(first.id());
      else this.map.select(first.id());
    }
  }
}

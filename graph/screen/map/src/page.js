// The parts of the page that the map stands in. Text is always set as text, never as HTML.
const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  undo: "M5 4L2 7l3 3M2 7h7a4 4 0 0 1 0 8H6",
  redo: "M11 4l3 3l-3 3M14 7H7a4 4 0 0 0 0 8h3",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  closer: "M8 3v10M3 8h10",
  farther: "M3 8h10",
  large: "M9.5 2H14v4.5M14 2L9 7M6.5 14H2V9.5M2 14l5-5",
};

export function element(name, { text, ...attributes } = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

export function drawn(d, { size = 16, box = 16, filled = false, colour = "currentColor" } = {}) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({
    width: size, height: size, viewBox: `0 0 ${box} ${box}`, "aria-hidden": "true",
  })) svg.setAttribute(key, value);
  path.setAttribute("d", d);
  path.setAttribute("fill", filled ? colour : "none");
  path.setAttribute("fill-rule", "evenodd");
  if (!filled) {
    path.setAttribute("stroke", colour);
    path.setAttribute("stroke-width", "1.5");
    path.setAttribute("stroke-linecap", "round");
    path.setAttribute("stroke-linejoin", "round");
  }
  svg.append(path);
  return svg;
}

export function button(icon, label, extra = {}) {
  const made = element("button", { type: "button", class: "tool", "aria-label": label, title: label, ...extra });
  made.append(drawn(ICONS[icon]));
  return made;
}

export function frame(parent) {
  const part = {
    caption: element("div", { class: "caption" }),
    tools: element("div", { class: "tools", role: "toolbar", "aria-label": WORDS.MAP }),
    canvas: element("div", { class: "canvas" }),
    stage: element("div", { class: "stage", tabindex: "0", role: "application" }),
    actions: element("div", { class: "actions", role: "toolbar", "aria-label": WORDS.SELECTED }),
    tip: element("div", { class: "tip" }),
    said: element("div", { class: "said", role: "status", "aria-live": "polite" }),
    legend: element("div", { class: "legend" }),
  };
  part.stage.append(part.canvas);
  part.area = element("div", { class: "area" }, [
    part.stage, part.caption, part.tools, part.actions, part.tip,
  ]);
  part.host = element("div", { class: "map", popover: "manual" }, [part.area, part.legend, part.said]);
  parent.append(part.host);
  return part;
}

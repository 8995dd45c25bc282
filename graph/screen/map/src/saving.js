// The picture as a file: PNG by cytoscape, SVG by writing down what is drawn, its labels as text.
import { colourOf, signOf } from "./kinds.js";
import { EDGE_TEXT, NODE_TEXT, SIGN } from "./styles.js";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 24;

export function savePng(box) {
  const blob = box.cy.png({ output: "blob", full: true, scale: 2, bg: box.theme.ground });
  download(blob, `${fileName(box)}.png`);
}

export function saveSvg(box) {
  const text = new XMLSerializer().serializeToString(svgOf(box.cy, box.theme));
  download(new Blob([text], { type: "image/svg+xml" }), `${fileName(box)}.svg`);
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function fileName(box) {
  const focus = box.picture.nodes.find((node) => node.role === "focus");
  const words = (box.title || focus?.name || "map").normalize("NFKD").toLowerCase();
  return words.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "map";
}

function svgOf(cy, theme) {
  const seen = cy.elements(":visible");
  const { x1, y1, w, h } = seen.boundingBox();
  const root = made("svg", {
    xmlns: SVG, width: w + 2 * MARGIN, height: h + 2 * MARGIN,
    viewBox: [x1 - MARGIN, y1 - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN].map(short).join(" "),
    "font-family": theme.font,
  });
  root.append(made("rect", {
    x: short(x1 - MARGIN), y: short(y1 - MARGIN), width: short(w + 2 * MARGIN),
    height: short(h + 2 * MARGIN), fill: theme.ground,
  }));
  seen.edges().forEach((edge) => root.append(edgeMark(edge)));
  seen.nodes().forEach((node) => root.append(nodeMark(node, theme)));
  return root;
}

function edgeMark(edge) {
  const group = made("g", {});
  const colour = edge.style("line-color");
  group.append(made("path", {
    d: pathOf(edge), fill: "none", stroke: colour, "stroke-width": edge.style("width"),
    "stroke-dasharray": edge.data("similar") ? "5 4" : "none",
  }));
  if (edge.style("target-arrow-shape") !== "none") group.append(made("path", { d: arrowOf(edge), fill: colour }));
  if (!edge.data("label") || edge.data("quiet")) return group;
  const middle = edge.midpoint();
  const at = {
    x: middle.x + parseFloat(edge.style("text-margin-x")),
    y: middle.y + parseFloat(edge.style("text-margin-y")),
  };
  group.append(made("rect", {
    x: short(at.x - edge.data("width") / 2), y: short(at.y - EDGE_TEXT * 0.7),
    width: short(edge.data("width")), height: EDGE_TEXT * 1.4,
    fill: edge.style("text-background-color"),
  }), words(edge.data("label"), at.x, at.y, { size: EDGE_TEXT, colour: edge.style("color") }));
  return group;
}

function pathOf(edge) {
  const from = edge.sourceEndpoint();
  const to = edge.targetEndpoint();
  const corners = edge.segmentPoints() ?? [];
  if (corners.length) return `M${[from, ...corners, to].map(point).join(" L")}`;
  const controls = edge.controlPoints() ?? [];
  const turns = controls.map((control, at) => {
    const next = controls[at + 1];
    const end = next ? { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 } : to;
    return `Q${point(control)} ${point(end)}`;
  });
  return `M${point(from)}${turns.join("") || `L${point(to)}`}`;
}

function arrowOf(edge) {
  const tip = edge.targetEndpoint();
  const before = edge.controlPoints()?.at(-1) ?? edge.segmentPoints()?.at(-1) ?? edge.sourceEndpoint();
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const wing = (turn) => ({ x: tip.x - 7 * Math.cos(angle + turn), y: tip.y - 7 * Math.sin(angle + turn) });
  return `M${point(tip)}L${point(wing(0.42))}L${point(wing(-0.42))}z`;
}

function nodeMark(node, theme) {
  const { x, y } = node.position();
  const [width, height] = [node.width(), node.height()];
  const left = x - width / 2;
  const fold = node.data("role") === "fold";
  const focus = node.data("role") === "focus";
  const group = made("g", {});
  const title = made("title", {});
  title.textContent = node.data("name");
  group.append(title, made("rect", {
    x: short(left), y: short(y - height / 2), width: short(width), height: short(height), rx: 7,
    fill: node.style("background-color"), stroke: node.style("border-color"),
    "stroke-dasharray": fold ? "4 3" : "none",
  }));
  if (!fold) {
    group.append(made("path", {
      d: signOf(node.data("kind")), "fill-rule": "evenodd",
      fill: focus ? theme.onFull : colourOf(node.data("kind"), theme.dark),
      transform: `translate(${short(left + 10)} ${short(y - SIGN / 2)}) scale(${SIGN / 12})`,
    }));
  }
  const size = focus ? NODE_TEXT * 1.15 : NODE_TEXT;
  const style = { size, colour: node.style("color"), weight: node.style("font-weight") };
  group.append(words(node.data("label"), x + (fold ? 0 : 8), y, style));
  return group;
}

function words(text, x, y, { size, colour, weight = "400" }) {
  const mark = made("text", {
    x: short(x), y: short(y), "font-size": size, "font-weight": weight, fill: colour,
    "text-anchor": "middle", "dominant-baseline": "central",
  });
  mark.textContent = text;
  return mark;
}

function made(name, attributes) {
  const mark = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) mark.setAttribute(key, value);
  return mark;
}

const short = (number) => Math.round(number * 100) / 100;
const point = ({ x, y }) => `${short(x)} ${short(y)}`;

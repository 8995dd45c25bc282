// What nodes and edges look like; sizes come from Python, which has placed them by these sizes.
import { colourOf, colourOfTopic, signImage } from "./kinds.js";

export const NODE_TEXT = 12;
export const EDGE_TEXT = 12;
export const SIGN = 11;
// Pixels on the screen below which the label of an edge is shown on hover instead.
const LEAST_TEXT = 7;

export function styles(theme, still) {
  const fade = still ? 0 : 120;
  const colour = (node) => node.data("topic") && !node.cy().scratch("_byKind")
    ? colourOfTopic(node.data("topic"), theme.dark) : colourOf(node.data("kind"), theme.dark);
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        "corner-radius": 7,
        width: "data(width)",
        height: "data(height)",
        label: "data(label)",
        "font-family": theme.font,
        "font-size": NODE_TEXT,
        "font-weight": 500,
        color: theme.text,
        "text-valign": "center",
        "text-halign": "center",
        "text-margin-x": 8,
        "text-wrap": "ellipsis",
        "text-max-width": (node) => `${node.data("width") - 30}px`,
        "background-color": (node) => theme.tint(colour(node), theme.dark ? 0.13 : 0.06),
        "border-width": 1,
        "border-color": (node) => theme.tint(colour(node), theme.dark ? 0.5 : 0.42),
        "background-image": (node) => signImage(node.data("kind"), colour(node)),
        "background-width": SIGN,
        "background-height": SIGN,
        "background-position-x": "10px",
        "background-position-y": "50%",
        "background-offset-x": 0,
        "overlay-opacity": 0,
        "underlay-padding": 4,
        "underlay-shape": "round-rectangle",
        "underlay-color": theme.accent,
        "underlay-opacity": 0,
        "transition-property": "opacity, underlay-opacity, border-color",
        "transition-duration": fade,
      },
    },
    {
      selector: 'node[role = "focus"]',
      style: {
        "font-size": NODE_TEXT * 1.15,
        "font-weight": 700,
        "corner-radius": 9,
        color: theme.onFull,
        "background-color": colour,
        "border-color": colour,
        "background-image": (node) => signImage(node.data("kind"), theme.onFull),
      },
    },
    {
      selector: 'node[role = "group"]',
      style: { "font-weight": 600, "border-width": 1.5, "corner-radius": 12 },
    },
    {
      selector: 'node[role = "fold"]',
      style: {
        color: theme.soft,
        "font-weight": 400,
        "text-margin-x": 0,
        "background-image": "none",
        "background-color": theme.ground,
        "border-style": "dashed",
        "border-color": theme.line,
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.2,
        "line-color": theme.line,
        "target-arrow-color": theme.line,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.75,
        label: "data(label)",
        "font-family": theme.font,
        "font-size": EDGE_TEXT,
        "min-zoomed-font-size": LEAST_TEXT,
        color: theme.label,
        "text-background-color": theme.ground,
        "text-background-opacity": 1,
        "text-background-padding": "1px",
        "text-background-shape": "round-rectangle",
        "curve-style": "straight",
        "overlay-opacity": 0,
        "transition-property": "opacity, line-color, target-arrow-color",
        "transition-duration": fade,
        "z-index": 2,
      },
    },
    { selector: "edge[?similar]", style: { "line-style": "dashed", "line-dash-pattern": [5, 4], "target-arrow-shape": "none" } },
    { selector: "edge[?quiet]", style: { label: "" } },
    { selector: 'edge[label = ""]', style: { "target-arrow-shape": "none" } },
    {
      selector: "edge[?crossing]",
      style: {
        visibility: "hidden",
        "z-index": 1,
      },
    },
    {
      selector: "edge[weight > 0]",
      style: {
        width: (edge) => 1 + Math.min(Math.sqrt(edge.data("weight")), 7),
        "line-opacity": 0.45,
        "line-cap": "round",
        "target-arrow-shape": "none",
      },
    },
    { selector: ".out", style: { display: "none" } },
    { selector: "node.dim", style: { opacity: 0.28 } },
    { selector: "edge[weight > 0].lit", style: { "line-opacity": 0.9 } },
    { selector: "edge.dim", style: { "line-opacity": 0.28, "text-opacity": 0.35 } },
    {
      selector: "edge.lit",
      style: {
        "line-color": theme.accent,
        "target-arrow-color": theme.accent,
        color: theme.text,
        visibility: "visible",
        label: "data(label)",
        "z-index": 8,
      },
    },
    { selector: "node.lit", style: { "z-index": 9, "underlay-opacity": theme.dark ? 0.22 : 0.14 } },
    { selector: "edge.picked", style: { width: 2.2 } },
    {
      selector: "node.picked",
      style: { "border-width": 2, "border-color": theme.accent, "z-index": 10 },
    },
    { selector: "node.cursor", style: { "underlay-opacity": theme.dark ? 0.4 : 0.3 } },
    {
      selector: "node.pinned",
      style: { "border-width": 2, "border-color": theme.accent, "border-style": "double" },
    },
  ];
}

// The way of an edge. Python has given every thing a row of its own with room for the label of its
// edge. From the focus an edge bends once and runs level into its row; from any other thing it goes
// down and turns into the row; what was opened later is reached around the outside; and a relation
// between two rows keeps to the gaps between rows, so that no edge runs behind a foreign thing.
const ARROW = 13;
const AIR = 8;
const SPREAD = 0.05;
const SHORT = 14;
const BEND = 0.5;
// As wide as Python lays out the trunk.
const TRUNK = 46;
// From the inner end of a thing to the line on which its edges go down.
const STEM = 10;
const GAP = 3;
const GUTTER = 10;
const APART = 7;
const CORNER = 7;
const BESIDE = 8;
// How far the edges of topics reach into the middle.
const TIE_ACROSS = 70;
const TIE_LEAST = 16;
const TIE_RISE = 0.22;
const TIE_MOST = 96;
const INDENT = 22;
// Of the distance between two labels of one thing, which stand one below the other.
const SIDEWAYS = 0.6;

export function routeAll(cy) {
  cy.scratch("_gutter", gutters(cy));
  cy.edges().forEach(route);
}

export function route(edge) {
  const way = wayOf(edge);
  if (!way) return void edge.style(straight(edge));
  edge.style(drawn(edge, way));
  const middle = way.label && edge.midpoint();
  if (!middle) return; // none for an edge out of sight: it is routed again when it comes back
  edge.style({ "text-margin-x": way.label.x - middle.x, "text-margin-y": way.label.y - middle.y });
}

function wayOf(edge) {
  const outer = edge.cy().getElementById(edge.data("outer"));
  if (edge.connectedNodes('[role = "focus"]').length === 2) return null;
  if (edge.data("weight")) return tieWay(edge);
  if (isCompared(edge)) return betweenWay(edge, outer);
  if (isRoute(edge)) return stepWay(edge);
  if (edge.data("crossing")) return crossingWay(edge);
  const anchor = edge.source().same(outer) ? edge.target() : edge.source();
  if (outer.hasClass("pinned") || anchor.hasClass("pinned")) return fanWay(edge, anchor, outer);
  if (outer.data("way") === "gutter") return gutterWay(edge, anchor, outer);
  if (outer.data("way") === "elbow" || isNarrow(edge)) return elbowWay(edge, anchor, outer);
  return fanWay(edge, anchor, outer);
}

const isNarrow = (edge) => Boolean(edge.cy().scratch("_narrow"));
const isRoute = (edge) => edge.cy().nodes('[role = "focus"]').length === 2;
// Both things of a comparison stand in one line, those of a path one above the other.
const isCompared = (edge) => edge.cy().scratch("_compared");
const sideOf = (node) => (node.position("x") < 0 ? -1 : 1);
const innerOf = (node, side) => node.position("x") - (side * node.width()) / 2;
const outerOf = (node, side) => node.position("x") + (side * node.width()) / 2;
const below = (node) => node.position("y") + node.height() / 2;

const STRAIGHT = {
  "curve-style": "straight",
  "source-endpoint": "outside-to-node",
  "target-endpoint": "outside-to-node",
  "text-margin-x": 0,
  "text-margin-y": 0,
};

// Two relations between the same two things run side by side, from edge to edge.
function straight(edge) {
  const [source, target, lane] = [edge.source(), edge.target(), edge.data("lane")];
  if (!lane) return STRAIGHT;
  const level = source.position("y") === target.position("y");
  const [along, size] = level ? ["x", "width"] : ["y", "height"];
  const way = Math.sign(target.position(along) - source.position(along)) / 2;
  const end = (node, share) => level ? `${share * node[size]()}px ${lane}px` : `${lane}px ${share * node[size]()}px`;
  return { ...STRAIGHT, "text-margin-y": lane * !level, "source-endpoint": end(source, way), "target-endpoint": end(target, -way) };
}

// From one side of a comparison to what both share; on a narrow screen along that side of the rows.
function betweenWay(edge, outer) {
  const anchor = edge.source().same(outer) ? edge.target() : edge.source();
  if (!isNarrow(edge) || outer.hasClass("pinned")) return fanWay(edge, anchor, outer);
  const side = anchor.position("y") < outer.position("y") ? -1 : 1;
  const x = innerOf(anchor, -side) - side * (STEM + edge.data("lane") / 5);
  const y = outer.position("y") + edge.data("lane");
  const start = { x, y: side < 0 ? below(anchor) : anchor.position("y") - anchor.height() / 2 };
  const end = { x: outerOf(outer, side), y };
  const label = { x: end.x + side * (ARROW + edge.data("width") / 2), y };
  return { points: [start, { x, y }, end], from: anchor, label };
}

// A step of a path goes down, row by row; its label stands beside the end that has room for it. One
// that passes a row goes down between two lanes.
function stepWay(edge) {
  const [upper, lower] = [edge.source(), edge.target()].sort(
    (one, other) => one.position("y") - other.position("y"));
  const [top, bottom] = [below(upper), lower.position("y") - lower.height() / 2];
  if (bottom - top < 4 * STEM) return null;
  const lane = edge.data("lane");
  const outer = edge.cy().getElementById(edge.data("outer"));
  const atTop = outer.same(upper);
  const x = outer.position("x") + lane * SIDEWAYS;
  const from = { x: atTop ? x : upper.position("x"), y: top };
  const to = { x: atTop ? lower.position("x") : x, y: bottom };
  const passes = edge.cy().nodes().some((node) => !node.same(upper) && !node.same(lower)
    && node.position("y") > top && node.position("y") < bottom && Math.abs(node.position("x") - x) < node.width() / 2 + GAP);
  if (passes) {
    const beside = x + (outer.width() / 2 + BESIDE - 1) * (x > 0 ? -1 : 1);
    const points = [from, { x: from.x, y: top + STEM }, { x: beside, y: top + STEM },
      { x: beside, y: bottom - STEM }, { x: to.x, y: bottom - STEM }, to];
    return { points, from: upper, label: { x: beside, y: bottom - 3.6 * STEM + lane } };
  }
  const turn = atTop ? bottom - STEM : top + STEM;
  const turns = Math.abs(from.x - to.x) < 1 ? [] : [{ x: from.x, y: turn }, { x: to.x, y: turn }];
  return { points: [from, ...turns, to], from: upper, label: { x, y: (atTop ? top + 2.4 * STEM : bottom - 2.4 * STEM) + lane } };
}

// From the focus: one bend, then level under the label into the thing.
function fanWay(edge, anchor, outer) {
  const [from, to] = [anchor.position(), outer.position()];
  const side = to.x < from.x ? -1 : 1;
  const start = { x: from.x + (side * anchor.width()) / 2, y: from.y + spread(to.y - from.y, anchor) };
  const end = { x: to.x - (side * outer.width()) / 2, y: to.y + edge.data("lane") };
  // Bends stay inside the trunk: farther out they would run through the labels of other rows.
  const own = edge.data("width") + ARROW + AIR;
  const lead = outer.hasClass("pinned") ? own : Math.max(own, side * (end.x - start.x) - TRUNK);
  const room = side * (end.x - start.x) - lead;
  if (room < SHORT) return null;
  const level = { x: end.x - side * (lead + 2), y: end.y };
  const bend = Math.min(room * BEND, 30);
  const points = [
    start, { x: level.x - side * bend, y: level.y },
    { x: level.x + side * Math.min(bend, lead - 2), y: end.y }, end,
  ];
  const label = { x: end.x - side * (ARROW + edge.data("width") / 2), y: end.y };
  return { points, from: anchor, label, curved: true };
}

function elbowWay(edge, anchor, outer) {
  const side = isNarrow(edge) ? 1 : sideOf(outer);
  const y = outer.position("y") + edge.data("lane");
  const x = innerOf(anchor, side) + side * (STEM + edge.data("lane") / 5);
  const end = { x: innerOf(outer, side), y };
  const label = { x: end.x - side * (ARROW + edge.data("width") / 2), y };
  return { points: [{ x, y: below(anchor) }, { x, y }, end], from: anchor, label };
}

function gutterWay(edge, anchor, outer) {
  const side = isNarrow(edge) ? 1 : sideOf(outer);
  const { ends, ranks } = edge.cy().scratch("_gutter");
  const x = side * (ends[side] + GUTTER + APART * ranks.get(anchor.id()));
  const y = outer.position("y") + edge.data("lane");
  const start = { x: outerOf(anchor, side) - side * STEM, y: below(anchor) };
  const gap = start.y + GAP;
  const end = { x: outerOf(outer, side), y };
  const label = { x: end.x + side * (ARROW + edge.data("width") / 2), y };
  return { points: [start, { x: start.x, y: gap }, { x, y: gap }, { x, y }, end], from: anchor, label };
}

// How far out the rows of each side reach, and a line of its own for each thing opened there.
function gutters(cy) {
  const ends = { [-1]: 0, 1: 0 };
  const ranks = new Map();
  cy.nodes().forEach((node) => {
    const side = cy.scratch("_narrow") ? 1 : sideOf(node);
    const outside = node.data("way") === "gutter";
    if (outside && !ranks.has(node.data("anchor"))) ranks.set(node.data("anchor"), ranks.size);
    const labels = outside ? node.connectedEdges().map((edge) => edge.data("width")) : [];
    const tail = outside ? Math.max(0, ...labels) + ARROW + AIR : 0;
    ends[side] = Math.max(ends[side], side * outerOf(node, side) + tail);
  });
  return { ends, ranks };
}

// Between two topics: through the free middle, where nothing stands.
function tieWay(edge) {
  const narrow = isNarrow(edge);
  const ends = [edge.source(), edge.target()].map((node) => {
    const side = narrow ? 1 : sideOf(node);
    return { side, x: innerOf(node, side), y: node.position("y") };
  });
  const [from, to] = ends;
  const rise = Math.abs(from.y - to.y);
  const reach = from.side === to.side ? Math.min(TIE_LEAST + rise * TIE_RISE, TIE_MOST) : TIE_ACROSS;
  const arm = narrow ? Math.min(TIE_LEAST / 2 + rise * TIE_RISE, INDENT) : reach;
  const points = [from, ...ends.map((end) => ({ x: end.x - end.side * arm, y: end.y })), to]
    .map(({ x, y }) => ({ x, y }));
  return { points, from: edge.source(), curved: true };
}

// From row to row through the gaps, along the trunk, and past the focus above or below it.
function crossingWay(edge) {
  const [from, to] = [edge.source(), edge.target()];
  if (from.hasClass("pinned") || to.hasClass("pinned")) return null;
  const focus = edge.cy().nodes('[role = "focus"]').first();
  if (from.same(focus) || to.same(focus)) return null;
  const narrow = isNarrow(edge);
  const none = focus.empty();
  const trunk = (node) => narrow ? (none ? 0 : innerOf(focus, 1)) + STEM + BESIDE
    : sideOf(node) * ((none ? 0 : focus.width() / 2) + BESIDE);
  const [start, end] = [from, to].map((node) => ({ x: node.position("x"), y: below(node) }));
  const [leaves, arrives] = [start.y + GAP, end.y + GAP];
  const [near, far] = [trunk(from), trunk(to)];
  const middle = none ? 0 : focus.position("y");
  const reach = none ? 0 : focus.height() / 2 + BESIDE;
  const free = Math.abs(leaves - middle) >= reach;
  const across = near === far ? [] : free ? [{ x: far, y: leaves }]
    : [{ x: near, y: middle + reach }, { x: far, y: middle + reach }];
  const points = [start, { x: start.x, y: leaves }, { x: near, y: leaves }, ...across,
    { x: far, y: arrives }, { x: end.x, y: arrives }, end];
  return { points, from };
}

function spread(rise, anchor) {
  const most = anchor.height() / 2 - 6;
  return Math.max(-most, Math.min(most, rise * SPREAD));
}

// Cytoscape takes the turns of an edge as shares and distances of the line between its ends.
function drawn(edge, { points, from, curved }) {
  const way = from.same(edge.source()) ? points : [...points].reverse();
  const [source, target] = [edge.source().position(), edge.target().position()];
  const [first, last] = [way[0], way[way.length - 1]];
  const across = { x: last.x - first.x, y: last.y - first.y };
  const length = Math.hypot(across.x, across.y) || 1;
  const turns = way.slice(1, -1).map((point) => {
    const arm = { x: point.x - first.x, y: point.y - first.y };
    return {
      weight: (arm.x * across.x + arm.y * across.y) / (length * length),
      distance: (arm.y * across.x - arm.x * across.y) / length,
    };
  });
  const weights = turns.map((turn) => turn.weight);
  const distances = turns.map((turn) => turn.distance);
  const kind = !turns.length ? { "curve-style": "straight" }
    : curved ? { "curve-style": "unbundled-bezier", "control-point-weights": weights, "control-point-distances": distances }
    : { "curve-style": "round-segments", "segment-weights": weights, "segment-distances": distances, "segment-radii": CORNER };
  return {
    ...kind,
    "text-margin-x": 0,
    "text-margin-y": 0,
    "edge-distances": "endpoints",
    "source-endpoint": `${first.x - source.x}px ${first.y - source.y}px`,
    "target-endpoint": `${last.x - target.x}px ${last.y - target.y}px`,
  };
}

// The way of an edge. Python has reserved a level stretch for its label beside the outer end; the
// edge leaves its anchor, bends once, and runs level under the label into the outer node.
const ARROW = 13;
const AIR = 8;
const SPREAD = 0.05;
const SHORT = 20;
const OUT = 90;
const OUT_SHARE = 0.25;
const BEND = 0.5;
const TURN = 26;

export function route(edge) {
  if (!edge.data("outer")) return void edge.style(arc(edge));
  if (joinsFoci(edge)) return void edge.style(straightOnLane(edge));
  const way = levelWay(edge);
  edge.style(way ? bent(way) : arc(edge));
  if (!way) return;
  const middle = edge.midpoint();
  edge.style({
    "text-margin-x": way.label.x - middle.x,
    "text-margin-y": way.label.y - middle.y,
  });
}

const STRAIGHT = {
  "curve-style": "straight",
  "source-endpoint": "outside-to-node",
  "target-endpoint": "outside-to-node",
  "text-margin-x": 0,
  "text-margin-y": 0,
};

// A path that goes straight from one end to the other has the middle to itself.
function joinsFoci(edge) {
  return edge.connectedNodes('[role = "focus"]').length === 2;
}

function straightOnLane(edge) {
  const [source, target, lane] = [edge.source(), edge.target(), edge.data("lane")];
  const side = target.position("x") < source.position("x") ? -1 : 1;
  return {
    ...STRAIGHT,
    "source-endpoint": `${(side * source.width()) / 2}px ${lane}px`,
    "target-endpoint": `${(-side * target.width()) / 2}px ${lane}px`,
  };
}

// The points of the way, from the anchor to the outer node; nothing when they are too close.
function levelWay(edge) {
  const inward = edge.data("outer") === edge.source().id();
  const [anchor, outer] = inward
    ? [edge.target(), edge.source()]
    : [edge.source(), edge.target()];
  const from = anchor.position();
  const to = outer.position();
  const side = to.x < from.x ? -1 : 1;
  const lead = edge.data("width") + ARROW + AIR;
  const start = { x: from.x + (side * anchor.width()) / 2, y: from.y + spread(to.y - from.y, anchor) };
  const end = { x: to.x - (side * outer.width()) / 2, y: to.y + edge.data("lane") };
  const room = side * (end.x - start.x) - lead;
  if (room < SHORT) return null;
  const level = { x: end.x - side * (lead + 2), y: end.y };
  const bend = anchor.data("role") === "focus" ? room * BEND : Math.min(room * BEND, TURN);
  const way = isRoute(edge) ? turnAtOnce(start, end, side) : bendBefore(start, level, bend, side, room);
  const points = [start, ...way, { x: level.x + side * Math.min(bend, lead - 2), y: end.y }, end];
  const label = { x: end.x - side * (ARROW + edge.data("width") / 2), y: end.y };
  return { edge, inward, from, to, points: inward ? points.reverse() : points, label };
}

// The edges of a path keep to the rows of their routes, clear of what stands between.
function isRoute(edge) {
  return edge.cy().nodes('[role = "focus"]').length === 2;
}

function turnAtOnce(start, end, side) {
  const x = start.x + side * TURN;
  return [{ x, y: start.y }, { x, y: end.y }];
}

function bendBefore(start, level, bend, side, room) {
  return [
    ...(bend < room * BEND ? setOut(start, level, bend, side) : []),
    { x: level.x - side * bend, y: level.y },
  ];
}

// From a thing in a column the edge first runs level past the others in that column.
function setOut(start, level, bend, side) {
  const turn = side * (level.x - start.x) - 2 * bend;
  if (turn <= 0) return [];
  const at = (reach) => ({ x: start.x + side * Math.max(reach, 1), y: start.y });
  return [at(turn - bend), at(turn + bend)];
}

// A relation across the picture keeps off the rows between its ends: it swings out to the side.
function arc(edge) {
  const [from, to] = [edge.source().position(), edge.target().position()];
  const across = { x: to.x - from.x, y: to.y - from.y };
  if (Math.abs(across.x) > Math.abs(across.y)) return STRAIGHT;
  const outward = from.x + to.x < 0 ? -1 : 1;
  const swing = (OUT + Math.abs(across.y) * OUT_SHARE) * (across.y > 0 ? -outward : outward);
  return {
    ...STRAIGHT,
    "curve-style": "unbundled-bezier",
    "edge-distances": "node-position",
    "control-point-weights": [0.5],
    "control-point-distances": [swing],
  };
}

function spread(rise, anchor) {
  const most = anchor.height() / 2 - 6;
  return Math.max(-most, Math.min(most, rise * SPREAD));
}

function bent({ edge, inward, from, to, points }) {
  const [source, target] = inward ? [to, from] : [from, to];
  const [first, last] = [points[0], points[points.length - 1]];
  const across = { x: last.x - first.x, y: last.y - first.y };
  const length = Math.hypot(across.x, across.y) || 1;
  const controls = points.slice(1, -1).map((point) => {
    const arm = { x: point.x - first.x, y: point.y - first.y };
    return {
      weight: (arm.x * across.x + arm.y * across.y) / (length * length),
      distance: (arm.y * across.x - arm.x * across.y) / length,
    };
  });
  return {
    "curve-style": "unbundled-bezier",
    "edge-distances": "endpoints",
    "source-endpoint": `${first.x - source.x}px ${first.y - source.y}px`,
    "target-endpoint": `${last.x - target.x}px ${last.y - target.y}px`,
    "control-point-weights": controls.map((control) => control.weight),
    "control-point-distances": controls.map((control) => control.distance),
  };
}

// What part of the picture is seen. Only the reader moves it; a view that comes back is seen as it
// was left.
const PADDING = 22;
const TOP = 46;
const NEAREST = 1.15;
const READABLE = 0.72;
const NARROW = 480;
// A whole picture whose names are smaller than this says less than a part that can be read.
const LEAST = 0.55;
const STEP = 1.25;

export class Viewport {
  constructor(map, views) {
    this.map = map;
    this.views = views;
    this.touched = false;
    this.whole = false;
    map.cy.on("dragpan pinchzoom scrollzoom", () => (this.touched = true));
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(map.part.canvas);
    // The page scrolls outside the shadow root, where cytoscape does not listen: without this it
    // takes clicks for those of the place where the canvas was before.
    this.scrolled = () => requestAnimationFrame(() => map.cy.destroyed() || map.cy.resize());
    document.addEventListener("scroll", this.scrolled, { capture: true, passive: true });
  }

  // What was never on the screen, as on a telephone before the map is asked for, was never fitted.
  remember(view) {
    if (view === null || !this.map.part.canvas.clientWidth || !this.shown) return;
    const { cy } = this.map;
    this.views.set(view, { zoom: cy.zoom(), pan: { ...cy.pan() }, touched: this.touched });
  }

  // After a new picture show it whole; after a grown one move nothing, but point at the button.
  settle(change) {
    const { cy, part, picture } = this.map;
    cy.resize();
    if (change === "grown") {
      part.tools.classList.toggle("more", this.spills());
      return;
    }
    part.tools.classList.remove("more");
    const known = this.views.get(picture.view);
    this.touched = known?.touched ?? false;
    this.whole = false;
    if (known) cy.viewport({ zoom: known.zoom, pan: known.pan });
    else this.begin();
    this.shown ||= Boolean(this.map.part.canvas.clientWidth);
  }

  spills() {
    const { x1, y1, x2, y2 } = this.map.cy.elements(":visible").renderedBoundingBox();
    const { clientWidth, clientHeight } = this.map.part.canvas;
    return x1 < 0 || y1 < 0 || x2 > clientWidth || y2 > clientHeight;
  }

  showAll() {
    this.whole = true;
    this.fit();
  }

  // What is too large to be read as a whole is seen around its middle, a path from where it starts;
  // the button for the whole is lit until the reader wants the whole.
  begin() {
    this.fit();
    const { cy, part } = this.map;
    if (this.whole || !part.canvas.clientWidth || cy.zoom() >= LEAST) return;
    const foci = cy.nodes('[role = "focus"]');
    cy.zoom(READABLE);
    if (foci.length > 1) this.fitOneSide(cy.elements(":visible"));
    else cy.center(foci);
    part.tools.classList.add("more");
  }

  fit() {
    const { cy, part } = this.map;
    const seen = cy.elements(":visible");
    if (seen.empty() || !part.canvas.clientWidth) return;
    part.tools.classList.remove("more");
    const { clientWidth, clientHeight } = part.canvas;
    const { x1, y1, w, h } = seen.boundingBox();
    const room = { w: clientWidth - 2 * PADDING, h: clientHeight - TOP - PADDING };
    const zoom = Math.min(room.w / w, room.h / h, NEAREST);
    const pan = {
      x: PADDING + (room.w - w * zoom) / 2 - x1 * zoom,
      y: TOP + (room.h - h * zoom) / 2 - y1 * zoom,
    };
    if (zoom < READABLE && clientWidth < NARROW) this.fitOneSide(seen);
    else cy.viewport({ zoom, pan });
    this.touched = false;
  }

  // On a telephone half a picture that can be read is more than a whole one that cannot: the focus
  // and what is on its right, with the edges that lead left as a hint.
  fitOneSide(seen) {
    const { cy, part } = this.map;
    const focus = cy.nodes('[role = "focus"]').boundingBox();
    const right = seen.boundingBox().x2 - focus.x1;
    const zoom = Math.max(READABLE, Math.min(1, (part.canvas.clientWidth - 2 * PADDING) / right));
    const pan = {
      x: PADDING - focus.x1 * zoom,
      y: (TOP + part.canvas.clientHeight) / 2 - ((focus.y1 + focus.y2) / 2) * zoom,
    };
    cy.viewport({ zoom, pan });
  }

  zoomBy(nearer) {
    const { cy, part } = this.map;
    const level = cy.zoom() * (nearer ? STEP : 1 / STEP);
    const { clientWidth, clientHeight } = part.canvas;
    cy.zoom({ level, renderedPosition: { x: clientWidth / 2, y: clientHeight / 2 } });
    this.touched = true;
  }

  // Bring a node into sight for someone who walks with the keys; not at all if it is in sight.
  reveal(node) {
    const { cy, part } = this.map;
    const { x1, y1, x2, y2 } = node.renderedBoundingBox();
    const { clientWidth, clientHeight } = part.canvas;
    const x = x1 < 0 ? PADDING - x1 : x2 > clientWidth ? clientWidth - PADDING - x2 : 0;
    const y = y1 < 0 ? PADDING - y1 : y2 > clientHeight ? clientHeight - PADDING - y2 : 0;
    if (x || y) cy.panBy({ x, y });
  }

  // A picture that nobody has touched stays whole; one that was stays where it is.
  resized() {
    const { cy, part } = this.map;
    const size = `${part.canvas.clientWidth} ${part.canvas.clientHeight}`;
    if (size === this.size || !part.canvas.clientWidth) return;
    const first = !this.shown;
    this.size = size;
    this.shown = true;
    cy.resize();
    if (!this.touched && !(first && this.views.has(this.map.picture.view))) this.begin();
  }

  destroy() {
    this.watch.disconnect();
    document.removeEventListener("scroll", this.scrolled, { capture: true });
  }
}

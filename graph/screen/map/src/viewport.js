// What part of the picture is seen. Whatever is asked for is in view: the drawing is as tall as the
// picture needs, and no zoom that is chosen here makes names smaller than 9 pixels. After that only
// the reader moves it; a view that comes back is seen as it was left.
const PADDING = 12;
// Beside topics: the lines to what one of them holds go down there.
const ASIDE = 36;
const TOP = 46;
const NARROW_TOP = 80;
const NARROW = 480;
// Room below for the buttons of what is selected.
const FOOT = 22;
const NEAREST = 1.15;
// 12 px at this zoom are 9 px.
export const LEAST = 0.75;
const LOWEST = 300;
// What the page has above and below the drawing; on a telephone, where the map is scrolled to.
const AROUND = 300;
const AROUND_NARROW = 132;
const STEP = 1.25;

export class Viewport {
  constructor(map, views) {
    this.map = map;
    this.views = views;
    this.touched = false;
    map.cy.on("dragpan pinchzoom scrollzoom", () => (this.touched = true));
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(map.part.canvas);
    // The page scrolls outside the shadow root, where cytoscape does not listen: without this it
    // takes clicks for those of the place where the canvas was before.
    this.scrolled = () => requestAnimationFrame(() => map.cy.destroyed() || map.cy.resize());
    document.addEventListener("scroll", this.scrolled, { capture: true, passive: true });
  }

  get name() {
    const { view, depth } = this.map.picture;
    return view === null ? null : `${view} ${depth}`;
  }

  get top() {
    return this.map.part.canvas.clientWidth < NARROW ? NARROW_TOP : TOP;
  }

  get side() {
    return this.map.picture.nodes.some(({ role }) => role === "group") ? ASIDE : PADDING;
  }

  sight() {
    const { cy, part } = this.map;
    return { zoom: cy.zoom(), pan: { ...cy.pan() }, height: part.stage.style.height };
  }

  restore({ zoom, pan, height }) {
    const { cy, part } = this.map;
    part.stage.style.height = height;
    cy.resize();
    cy.viewport({ zoom, pan });
  }

  // What was never on the screen, as on a telephone before the map is asked for, was never fitted.
  remember() {
    if (this.name === null || !this.map.part.canvas.clientWidth || !this.shown) return;
    if (this.touched) this.views.set(this.name, { ...this.sight(), narrow: this.map.narrow });
    else this.views.delete(this.name);
  }

  // A new picture is shown whole; one that has grown keeps its place and gets more room below.
  settle(change) {
    if (!change) return;
    if (change === "grown") return this.grow();
    if (change === "reset") return this.showAll();
    const before = change === "deeper" && this.shown ? this.sight() : null;
    const known = change === "fresh" ? this.views.get(this.name) : null;
    this.touched = Boolean(known);
    this.fit();
    if (known && known.narrow === this.map.narrow) this.restore(known);
    if (before) this.map.fitted(before, this.sight());
    if (!this.shown && this.map.part.canvas.clientWidth) this.arrive();
    this.shown ||= Boolean(this.map.part.canvas.clientWidth);
  }

  // On a telephone a map is asked for by a button: it is then seen whole.
  arrive() {
    const { canvas, host } = this.map.part;
    if (canvas.clientWidth < NARROW) requestAnimationFrame(() => host.scrollIntoView({ block: "start" }));
  }

  // What has grown out of sight to a side, because the reader asked for it, is fitted once.
  grow() {
    const { cy, part, picture } = this.map;
    if (this.touched || part.host.matches(":popover-open")) return;
    const { x1, x2, y2 } = cy.elements(":visible").renderedBoundingBox({ includeOverlays: false, includeUnderlays: false });
    const { clientWidth, clientHeight } = part.canvas;
    if (!picture.held && clientWidth && (x1 < 0 || x2 > clientWidth)) return this.showAll();
    if (y2 + FOOT > clientHeight) {
      part.stage.style.height = `${Math.ceil(y2 + FOOT)}px`;
      cy.resize();
    }
  }

  showAll() {
    const before = this.sight();
    this.fit();
    this.map.fitted(before, this.sight());
  }

  // Two columns where they can be read, else one.
  fit() {
    const { map } = this;
    const width = map.part.canvas.clientWidth;
    if (!width || map.cy.elements(":visible").empty()) return;
    map.takeWidth(false);
    if (this.zoomFor(this.box(), width) < LEAST && map.picture.nodes.some(({ narrow }) => narrow[1])) {
      map.takeWidth(true);
    }
    const box = this.box();
    const tall = this.heightFor(box, width);
    const room = { w: width - 2 * this.side, h: tall - this.top - FOOT };
    const zoom = Math.max(Math.min(this.zoomFor(box, width), room.h / box.h), Math.min(LEAST, room.w / box.w));
    map.cy.resize();
    map.cy.viewport({ zoom, pan: {
      x: this.side + (room.w - box.w * zoom) / 2 - box.x1 * zoom,
      y: this.top + Math.max(0, room.h - box.h * zoom) / 2 - box.y1 * zoom,
    } });
    this.touched = false;
  }

  box() {
    return this.map.cy.elements(":visible").boundingBox({ includeOverlays: false, includeUnderlays: false });
  }

  zoomFor(box, width) {
    return Math.min((width - 2 * this.side) / box.w, NEAREST);
  }

  // As tall as the picture needs: no empty frame, and no more than the window where that can be read.
  heightFor(box, width) {
    const { part } = this.map;
    if (part.host.matches(":popover-open")) return part.canvas.clientHeight;
    const wide = this.zoomFor(box, width);
    const around = width < NARROW ? AROUND_NARROW : AROUND;
    const most = Math.max(width < NARROW ? 0 : this.base, window.innerHeight - around);
    const tall = (zoom) => Math.ceil(box.h * zoom) + this.top + FOOT;
    const height = Math.max(LOWEST, tall(LEAST), Math.min(tall(wide), most));
    part.stage.style.height = `${height + 4}px`;
    return height;
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
    const { clientWidth } = part.canvas;
    const size = `${clientWidth} ${part.host.matches(":popover-open")}`;
    if (size === this.size || !clientWidth) return void cy.resize();
    const known = !this.shown && this.views.get(this.name);
    if (!this.shown) this.arrive();
    this.size = size;
    this.shown = true;
    cy.resize();
    if (!this.touched && !known) this.fit();
  }

  destroy() {
    this.watch.disconnect();
    document.removeEventListener("scroll", this.scrolled, { capture: true });
  }
}

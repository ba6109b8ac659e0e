/**
 * Keeps the picture of a chart up with its model: one drawing a frame at most, a new uPlot where axes or lines change, the
 * right size and theme on screen and on paper, and all that lies over the canvas in its place.
 */
import { Halos, lookOf } from './chart_look.js';
import { Plot } from './chart_plot.js';
import { oncePerFrame } from './dom.js';
import { isPrinting, watchTheme } from './theme.js';

/** @typedef {import('./chart_model.js').ChartModel} ChartModel */
/** @typedef {import('./chart_paint.js').Look} Look */

/** A chart that grows is drawn this often at most: smooth to look at, and half of the work of every frame. */
const millisecondsBetween = 30;

/** So long after a chart was made the next one is made, in ms: each is made in a frame of its own. */
const millisecondsToMake = 8;
let madeAt = -Infinity;

/** Width of a chart on paper in CSS px. */
const paperWidth = 640;

export class ChartView {
  /** @type {Plot | null} */
  plot = null;
  /** @type {Look | null} */
  #look = null;
  #frame = oncePerFrame(() => (this.#due() ? this.#draw() : this.ask()));
  #drawnAt = -Infinity;
  #urgent = false;
  /** @type {(() => void)[]} */
  #leave = [];

  /**
   * @param {ChartModel} model
   * @param {ReturnType<typeof import('./chart_parts.js').chartParts>} parts
   * @param {{ namesX: () => boolean, placed: () => void }} host whether the canvas names the x axis, and what to do
   *   after each drawing
   */
  constructor(model, parts, host) {
    this.model = model;
    this.parts = parts;
    this.host = host;
    this.halos = new Halos(parts.overlay);
  }

  /** Begins to follow size, theme and printing. */
  connect() {
    const resize = new ResizeObserver(() => this.#resize());
    resize.observe(this.parts.plot);
    this.#leave = [watchTheme(() => this.#restyle()), () => resize.disconnect()];
  }

  disconnect() {
    this.#leave.splice(0).forEach((leave) => leave());
    this.#frame.cancel();
    this.#end();
  }

  /** Asks for a drawing soon; `urgent` in the next frame, where somebody's own hand is behind it. */
  ask(urgent = false) {
    this.#urgent ||= urgent;
    this.#frame.ask();
  }

  #due() {
    const now = performance.now();
    if (!this.plot) return now - madeAt > millisecondsToMake;
    return this.#urgent || now - this.#drawnAt > millisecondsBetween;
  }

  /** Makes the plot anew: uPlot cannot change its axes or lines. */
  rebuild() {
    this.#end();
    this.halos.clear();
    this.ask();
  }

  geometry() {
    if (!this.plot) throw new Error('The chart is not in a page.');
    return this.plot.geometry();
  }

  look() {
    return (this.#look ??= lookOf(this.model, this.parts.probe));
  }

  #end() {
    this.plot?.destroy();
    this.plot = null;
  }

  /** For print at once: the page is taken as it stands when the event is over. */
  #restyle() {
    this.#look = null;
    this.rebuild();
    if (isPrinting()) this.#draw();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.parts.plot;
    if (this.plot && !isPrinting() && width > 0) this.plot.resize(width, height);
    else if (!this.plot) this.ask();
  }

  #draw() {
    this.#frame.cancel();
    this.#urgent = false;
    this.#drawnAt = performance.now();
    if (this.plot) return this.plot.update();
    const { clientWidth, clientHeight: height } = this.parts.plot;
    if (clientWidth === 0 || height === 0) return;
    const width = isPrinting() ? Math.min(paperWidth, clientWidth) : clientWidth;
    const nameX = isPrinting() || this.host.namesX();
    const size = { width, height, nameX };
    this.plot = new Plot(this.parts.plot, this.model, this.look(), size, () => this.#placed());
    madeAt = performance.now();
  }

  /** What lies over the canvas follows it. */
  #placed() {
    if (!this.plot) return;
    const g = this.plot.geometry();
    const { surface, hint } = this.parts;
    const px = (/** @type {number} */ value) => `${value / g.unit}px`;
    const box = { left: px(g.left), top: px(g.top), width: px(g.width), height: px(g.height) };
    Object.assign(surface.style, box);
    Object.assign(hint.style, { ...box, top: px(g.top + g.height * 0.4) });
    surface.setAttribute('aria-valuemin', String(g.x[0]));
    surface.setAttribute('aria-valuemax', String(g.x[1]));
    this.halos.place(this.model, g, this.look());
    this.host.placed();
  }
}

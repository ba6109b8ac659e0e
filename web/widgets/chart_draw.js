/**
 * Drawing the predicted curve on a chart: with mouse, pen or finger by dragging across, with the keyboard by arrow keys.
 * The curve is a height at each of a fixed number of places across the axis.
 */
import { fromX, fromY, toX } from './chart_lines.js';

/** @typedef {import('./chart_lines.js').Geometry} Geometry */
/** @typedef {import('./chart_model.js').Point} Point */

/** Places across the axis. */
export const places = 41;

/** A curve that is being drawn: heights as fractions of the plot (0 bottom, 1 top), NaN where nothing is drawn yet. Pure. */
export class Sketch {
  constructor() {
    this.heights = new Float64Array(places).fill(Number.NaN);
    this.at = 0;
  }

  get empty() {
    return this.heights.every(Number.isNaN);
  }

  /** Puts a stroke from one spot to the next. @param {[f: number, height: number]} from @param {[f: number, height: number]} to */
  stroke(from, to) {
    const [a, b] = [from, to].map(([f]) => Math.round(clamp(f) * (places - 1)));
    for (let i = Math.min(a, b); i <= Math.max(a, b); i++) {
      const t = a === b ? 1 : (i - a) / (b - a);
      this.heights[i] = clamp(from[1] + (to[1] - from[1]) * t);
    }
    this.at = b;
  }

  /** Sets the height at the keyboard's place; places passed on the way take it too. @param {number} move @param {number} lift */
  key(move, lift) {
    const from = this.at;
    this.at = Math.max(0, Math.min(places - 1, this.at + move));
    const start = this.heights[from];
    if (Number.isNaN(this.heights[this.at]))
      this.heights[this.at] = Number.isNaN(start) ? 0.5 : start;
    if (lift) this.heights[this.at] = clamp(this.heights[this.at] + lift);
  }

  /** The drawn part, gaps between bridged. @returns {[f: number, height: number][]} */
  curve() {
    /** @type {[number, number][]} */
    const points = [];
    this.heights.forEach((height, i) => {
      if (!Number.isNaN(height)) points.push([i / (places - 1), height]);
    });
    return points;
  }
}

/** @param {number} value */
function clamp(value) {
  return Math.min(1, Math.max(0, value));
}

/** Binds a sketch to a surface. */
export class Drawing {
  /** @param {HTMLElement} surface @param {() => Geometry} geometry @param {{ changed: (points: Point[], done: boolean) => void, said: (point: Point) => void }} tell */
  constructor(surface, geometry, tell) {
    this.surface = surface;
    this.geometry = geometry;
    this.tell = tell;
    this.sketch = new Sketch();
    /** @type {[number, number] | null} */
    this.last = null;
  }

  /** Begins with a curve that is there already. @param {Point[]} points */
  load(points) {
    this.sketch = new Sketch();
    const g = this.geometry();
    const spots = points.map(({ x, y }) => this.#spot(g, x, y));
    spots.forEach((spot, i) => this.sketch.stroke(spots[Math.max(0, i - 1)], spot));
  }

  /** @param {Geometry} g @param {number} x @param {number} y @returns {[number, number]} */
  #spot(g, x, y) {
    const height = g.yLog
      ? Math.log(y / g.y[0]) / Math.log(g.y[1] / g.y[0])
      : (y - g.y[0]) / (g.y[1] - g.y[0]);
    return [(toX(g, x) - g.left) / g.width, height];
  }

  clear() {
    this.sketch = new Sketch();
    this.last = null;
    this.tell.changed([], true);
  }

  /** @param {PointerEvent} event */
  pointer(event) {
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      this.surface.setPointerCapture(event.pointerId);
      this.last = this.#where(event);
    }
    if (!this.last) return;
    for (const part of event.getCoalescedEvents?.() ?? []) this.#to(this.#where(part));
    this.#to(this.#where(event));
    const done = event.type === 'pointerup' || event.type === 'pointercancel';
    if (done) this.last = null;
    this.tell.changed(this.points(), done);
  }

  /** @param {[number, number]} spot */
  #to(spot) {
    this.sketch.stroke(this.last ?? spot, spot);
    this.last = spot;
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  #where(event) {
    const box = this.surface.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height];
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was ours */
  key(event) {
    const big = event.shiftKey ? 5 : 1;
    const moves = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 0.02],
      ArrowDown: [0, -0.02],
      Home: [-places, 0],
      End: [places, 0],
      PageUp: [0, 0.1],
      PageDown: [0, -0.1],
    };
    if (event.key === 'Delete' || event.key === 'Backspace') {
      this.clear();
      return true;
    }
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return false;
    this.sketch.key(move[0] * big, move[1] * big);
    this.tell.changed(this.points(), true);
    const g = this.geometry();
    this.tell.said(
      this.#point(g, this.sketch.at / (places - 1), this.sketch.heights[this.sketch.at]),
    );
    return true;
  }

  /** @returns {Point[]} in the units of the axes */
  points() {
    const g = this.geometry();
    return this.sketch.curve().map(([f, height]) => this.#point(g, f, height));
  }

  /** @param {Geometry} g @param {number} f @param {number} height */
  #point(g, f, height) {
    return { x: fromX(g, g.left + f * g.width), y: fromY(g, g.top + (1 - height) * g.height) };
  }
}

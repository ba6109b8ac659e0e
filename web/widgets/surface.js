/**
 * <lab-surface>: a landscape as a surface with paths on it, turned by a drag or with the arrow keys.
 *
 *   surface.show({ title, box, columns, rows, heights });   surface.paths = [{ id, label, rate, x, y, loss, shown }];
 *
 * Map and paths are those of <lab-contour>. Property turning: it turns slowly by itself, but not for a reader who asked for
 * less motion. A drag up and down scrolls the page where the finger is the pointer.
 */
import { rateColour } from './colour.js';
import { contourWords } from './contour_words.js';
import { fileName, h, oncePerFrame, saveFile, shadow } from './dom.js';
import { brightness, projection, tidyView } from './surface_view.js';
import { currentTheme, reducedMotion, tokenColours, tokenCss, watchTheme } from './theme.js';

/** @typedef {import('./contour.js').ContourMap} ContourMap */
/** @typedef {import('./contour.js').ContourPath} ContourPath */
/** @typedef {import('./surface_view.js').View} View */
/** @typedef {{ depth: number, draw: () => void }} Piece */

const css = `
  :host { display: block; color: var(--_ink); }
  .stage { position: relative; height: var(--surface-height, clamp(15rem, 40vh, 22rem)); background: var(--_paper); cursor: grab; touch-action: pan-y; outline-offset: -2px; }
  .stage:active { cursor: grabbing; }
  canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
`;

/** Degrees by a key, by a pixel of a drag, and in a second by itself. */
const byKey = 10;
const byPixel = 0.5;
const bySecond = 9;
/** Points of a path that lie closer than this, in halves of the surface's width, are drawn as one. */
const apart = 0.012;

/** What of a map a surface needs. @typedef {Pick<ContourMap, 'title' | 'box' | 'columns' | 'rows' | 'heights'>} Relief */

export class LabSurface extends HTMLElement {
  static tag = 'lab-surface';

  /** @type {Relief | null} */
  #map = null;
  /** @type {readonly ContourPath[]} */
  #paths = [];
  /** @type {View} */
  #view = { yaw: 35, pitch: 30 };
  /** @type {{ x: number, y: number, view: View } | null} */
  #drag = null;
  #turned = 0;
  #frame = oncePerFrame(() => this.#draw());
  #unwatch = () => {};

  constructor() {
    super();
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.probe = h('span', { hidden: true });
    this.stage = h('div', { class: 'stage', tabindex: 0, role: 'slider' }, this.canvas, this.probe);
    this.stage.setAttribute('aria-valuemin', '0');
    this.stage.setAttribute('aria-valuemax', '360');
    shadow(this, [tokenCss(), css], [this.stage]);
    this.resizes = new ResizeObserver(() => this.#frame.ask());
    this.#listen();
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#frame.ask());
    this.resizes.observe(this.stage);
    this.#frame.ask();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.resizes.disconnect();
    this.#frame.cancel();
    this.turning = false;
  }

  /** @param {Relief} map */
  show(map) {
    this.#map = map;
    this.stage.setAttribute('aria-label', contourWords().surface(map.title));
    this.#frame.ask();
  }

  /** @param {readonly ContourPath[]} paths */
  set paths(paths) {
    this.#paths = paths;
    this.#frame.ask();
  }

  get view() {
    return this.#view;
  }

  /** @param {View} view */
  set view(view) {
    this.#view = tidyView(view);
    this.#frame.ask();
  }

  get turning() {
    return this.#turned !== 0;
  }

  /** @param {boolean} turning */
  set turning(turning) {
    cancelAnimationFrame(this.#turned);
    this.#turned = 0;
    if (!turning || reducedMotion()) return;
    let before = performance.now();
    const turn = (/** @type {number} */ now) => {
      const { yaw, pitch } = this.#view;
      if (!this.#drag) this.view = { yaw: yaw + (bySecond * (now - before)) / 1000, pitch };
      before = now;
      this.#turned = requestAnimationFrame(turn);
    };
    this.#turned = requestAnimationFrame(turn);
  }

  async savePng() {
    const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) =>
      this.canvas.toBlob(done),
    );
    if (blob) saveFile(blob, fileName(`${this.#map?.title ?? this.id}-3d`, 'png'));
  }

  #listen() {
    const { stage } = this;
    stage.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      stage.setPointerCapture(event.pointerId);
      this.#drag = { x: event.clientX, y: event.clientY, view: this.#view };
    });
    stage.addEventListener('pointermove', (event) => {
      if (!this.#drag) return;
      const { x, y, view } = this.#drag;
      this.view = {
        yaw: view.yaw + (event.clientX - x) * byPixel,
        pitch: view.pitch + (event.clientY - y) * byPixel,
      };
    });
    for (const type of /** @type {const} */ (['pointerup', 'pointercancel']))
      stage.addEventListener(type, () => (this.#drag = null));
    stage.addEventListener('keydown', (event) => {
      const { yaw, pitch } = this.#view;
      const views = /** @type {Record<string, View>} */ ({
        ArrowLeft: { yaw: yaw - byKey, pitch },
        ArrowRight: { yaw: yaw + byKey, pitch },
        ArrowUp: { yaw, pitch: pitch + byKey },
        ArrowDown: { yaw, pitch: pitch - byKey },
      });
      if (!views[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.view = views[event.key];
    });
  }

  #draw() {
    const map = this.#map;
    const context = this.canvas.getContext('2d');
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (!map || !context || !width) return;
    const { yaw, pitch } = this.#view;
    this.stage.setAttribute('aria-valuenow', String(Math.round(yaw)));
    this.stage.setAttribute(
      'aria-valuetext',
      contourWords().turned(Math.round(yaw), Math.round(pitch)),
    );
    const sharp = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = width * sharp;
    this.canvas.height = height * sharp;
    const colours = tokenColours(this.probe);
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const unit = Math.min(width / 3.1, height / 2.15) * sharp;
    context.setTransform(unit, 0, 0, -unit, this.canvas.width / 2, this.canvas.height * 0.5);
    context.lineJoin = context.lineCap = 'round';
    const pieces = [...this.#ground(context, map), ...this.#tracks(context, map, colours)];
    pieces.sort((a, b) => b.depth - a.depth);
    for (const piece of pieces) piece.draw();
  }

  /** Heights as −1 … 1. @param {Relief} map */
  #scale({ heights }) {
    const all = Array.from(heights);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return (/** @type {number} */ value) => (2 * (value - low)) / (high - low || 1) - 1;
  }

  /** @param {CanvasRenderingContext2D} context @param {Relief} map @returns {Piece[]} */
  #ground(context, map) {
    const { columns, rows, heights } = map;
    const see = projection(this.#view);
    const up = this.#scale(map);
    const dark = currentTheme() === 'dark';
    const corner = (/** @type {number} */ i, /** @type {number} */ j) =>
      see((2 * i) / (columns - 1) - 1, (2 * j) / (rows - 1) - 1, up(heights[j * columns + i]));
    const pieces = [];
    for (let j = 0; j + 1 < rows; j++)
      for (let i = 0; i + 1 < columns; i++) {
        const corners = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
        const [a, b, c, d] = [0, 1, columns + 1, columns].map((k) =>
          up(heights[j * columns + i + k]),
        );
        const [ux, uy] = [(b - a + c - d) / 4, (d - a + c - b) / 4];
        const light = brightness(ux * columns * 0.42, uy * rows * 0.42);
        const fill = tint((a + c + 2) / 4, light, dark);
        const depth = Math.max(...corners.map((one) => one.depth));
        pieces.push({ depth, draw: () => patch(context, corners, fill) });
      }
    return pieces;
  }

  /** @param {CanvasRenderingContext2D} context @param {Relief} map @param {Record<string, string>} colours @returns {Piece[]} */
  #tracks(context, map, colours) {
    const { x: bx, y: by } = map.box;
    const see = projection(this.#view);
    const up = this.#scale(map);
    const lift = 0.035;
    return this.#paths.flatMap(({ x, y, loss, rate, dash = [], shown }) => {
      const count = Math.min(shown, x.length);
      /** @type {import('./surface_view.js').Seen[]} */
      const spots = [];
      let [lastAcross, lastAlong] = [Infinity, Infinity];
      for (let i = 0; i < count; i++) {
        const across = (2 * (x[i] - bx[0])) / (bx[1] - bx[0]) - 1;
        const along = (2 * (y[i] - by[0])) / (by[1] - by[0]) - 1;
        const moved = Math.hypot(across - lastAcross, along - lastAlong);
        if (!(moved > apart || i === count - 1)) continue;
        if (!(Math.abs(across) <= 1.01 && Math.abs(along) <= 1.01)) continue;
        spots.push(see(across, along, up(loss[i]) + lift));
        [lastAcross, lastAlong] = [across, along];
      }
      const colour = rateColour(rate, currentTheme());
      const last = spots[spots.length - 1];
      const nearer = 0.12;
      const line = spots.slice(1).map((spot, i) => ({
        depth: Math.min(spot.depth, spots[i].depth) - nearer,
        draw: () => stroke(context, spots[i], spot, dash.length && i % 2 ? null : colour),
      }));
      if (!last) return line;
      const ball = () => disc(context, last, colour, colours['paper-raised']);
      return [...line, { depth: last.depth - nearer - 0.01, draw: ball }];
    });
  }
}

/** Grey-blue ground: low is darker, and slopes that face the light are lighter. @param {number} high 0 … 1 @param {number} light 0 … 1 @param {boolean} dark */
function tint(high, light, dark) {
  const lightness = dark ? 10 + 14 * high + 20 * light : 40 + 22 * high + 32 * light;
  return `hsl(203 ${dark ? 11 : 18}% ${Math.min(97, lightness).toFixed(1)}%)`;
}

/** @param {CanvasRenderingContext2D} context @param {{ x: number, y: number }[]} corners @param {string} fill */
function patch(context, corners, fill) {
  context.beginPath();
  corners.forEach(({ x, y }, i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
  context.fillStyle = context.strokeStyle = fill;
  context.lineWidth = 0.006;
  context.fill();
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {{ x: number, y: number }} from @param {{ x: number, y: number }} to @param {string | null} colour */
function stroke(context, from, to, colour) {
  if (!colour) return;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.strokeStyle = colour;
  context.lineWidth = 0.022;
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {{ x: number, y: number }} at @param {string} fill @param {string} rim */
function disc(context, at, fill, rim) {
  context.beginPath();
  context.arc(at.x, at.y, 0.042, 0, 7);
  context.fillStyle = fill;
  context.strokeStyle = rim;
  context.lineWidth = 0.014;
  context.fill();
  context.stroke();
}

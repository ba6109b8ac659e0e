/**
 * What the figures with a map have in common: the page's core, a start that can be put anywhere, walks that are computed at once
 * and shown step by step, a link. A clock counts what was evaluated; every path is shown as far as it had come by then.
 */
import { LabError } from '../../web/lab/errors.js';
import { mapLandscape } from '../../web/lab/landscape.js';
import { reducedMotion } from '../../web/widgets/theme.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { Linked, linkOf } from './handles.js';

/** @typedef {import('../../web/lab/core.js').Core} Core */
/** @typedef {import('../../web/lab/landscape.js').Landscape} Landscape */
/** @typedef {import('../../web/lab/landscape.js').Walked} Walked */
/** @typedef {import('../../web/widgets/contour.js').LabContour} LabContour */
/** @typedef {import('../../web/widgets/contour.js').ContourMap} ContourMap */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {{ id: string, label: string, rate: number, dash?: number[], width?: number, walked: Walked }} Track */
/** @typedef {Omit<ContourMap, 'columns' | 'rows' | 'heights'>} Ground */

/** How long a run takes to be shown, in ms. */
const showing = 5000;
/** Points of the grid that contours are drawn from. */
const grid = { columns: 121, rows: 85 };

export class MapFigure extends EventTarget {
  /** @type {Core | null} */
  core = null;
  /** @type {Track[]} */
  tracks = [];
  /** What has been evaluated so far. */
  clock = 0;
  #frame = 0;

  /** @param {LabFigure} figure @param {Promise<Core>} opening */
  constructor(figure, opening) {
    super();
    this.figure = figure;
    this.linked = new Linked(figure.id);
    this.map = /** @type {LabContour} */ (figure.querySelector('lab-contour'));
    figure.retryable = false;
    this.map.addEventListener('input', () => this.changed());
    this.map.addEventListener('go', () => this.run());
    for (const type of ['run', 'resume']) figure.addEventListener(type, () => this.run());
    figure.addEventListener('pause', () => this.#stop('paused'));
    figure.addEventListener('step', () => this.step());
    figure.addEventListener('reset', () => this.reset());
    opening.then(
      (core) => {
        this.core = core;
        this.begin();
        this.changed();
      },
      (error) => (figure.error = LabError.from(error).describe(pageLanguage())),
    );
  }

  /** The core has come: the handles can be made. */
  begin() {}

  /** @returns {{ landscape: Landscape, ground: Ground }} what is walked on */
  get place() {
    throw new Error('A figure says what is walked on.');
  }

  /** @returns {Track[]} every walk to its end */
  walk() {
    return [];
  }

  /** Says how things stand at the clock. */
  tell() {}

  /** The walks are over. */
  ended() {}

  /** @returns {Record<string, string | number>} what a link must say beside the start */
  get values() {
    return {};
  }

  /** Draws the ground; to be called when it is another. */
  drawGround() {
    const { core, map } = this;
    if (!core) return;
    const { landscape, ground } = this.place;
    const heights = mapLandscape(core, landscape, ground.box, grid.columns, grid.rows);
    map.show({ ...ground, ...grid, heights });
  }

  /** Something was moved: after the end all walks follow at once, before it they begin anew. */
  changed() {
    if (!this.core) return;
    const { figure } = this;
    const [x, y] = this.map.start;
    figure.link = linkOf(figure.id, { x, y, ...this.values });
    const over = figure.state === 'finished';
    if (!over) this.#stop('idle');
    this.tracks = this.walk();
    this.clock = over ? this.total : 0;
    this.draw();
    if (over) this.ended();
  }

  /** What the longest walk evaluates. */
  get total() {
    return Math.max(
      0,
      ...this.tracks.map(({ walked: { samples } }) => samples[samples.length - 1]),
    );
  }

  /** How many points of a walk are shown. @param {Walked} walked */
  shownOf({ samples }) {
    let [low, high] = [0, samples.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (samples[middle] <= this.clock) low = middle;
      else high = middle;
    }
    return high;
  }

  draw() {
    this.map.paths = this.tracks.map(({ walked, dash = [], ...track }) => ({
      ...{ ...track, dash, x: walked.x, y: walked.y, loss: walked.loss },
      shown: this.shownOf(walked),
    }));
    this.figure.progress = this.total > 0 ? this.clock / this.total : 0;
    this.tell();
  }

  run() {
    if (this.tracks.length === 0) return;
    if (this.figure.state === 'finished' || this.clock >= this.total) this.clock = 0;
    if (reducedMotion() || document.hidden) return this.#finish();
    this.figure.state = 'running';
    let before = performance.now();
    const on = (/** @type {number} */ now) => {
      this.clock = Math.min(this.total, this.clock + (this.total * (now - before)) / showing);
      before = now;
      if (this.clock >= this.total) return this.#finish();
      this.draw();
      this.#frame = requestAnimationFrame(on);
    };
    this.#frame = requestAnimationFrame(on);
  }

  /** To the next point of any walk. */
  step() {
    this.#stop('paused');
    const next = this.tracks.flatMap(({ walked }) => {
      const at = walked.samples[this.shownOf(walked)];
      return at === undefined ? [] : [at];
    });
    this.clock = Math.min(this.total, ...next);
    if (this.clock >= this.total) this.#finish();
    else this.draw();
  }

  reset() {
    this.#stop('idle');
    this.clock = 0;
    this.draw();
  }

  /** @param {'idle' | 'paused'} state */
  #stop(state) {
    cancelAnimationFrame(this.#frame);
    this.figure.state = state === 'paused' && this.clock === 0 ? 'idle' : state;
  }

  #finish() {
    cancelAnimationFrame(this.#frame);
    this.clock = this.total;
    this.figure.state = 'finished';
    this.draw();
    this.ended();
  }
}

/** How far a walk is from a place after so many points. @param {Walked} walked @param {number} shown @param {readonly [number, number]} place */
export function distanceOf({ x, y }, shown, place) {
  return Math.hypot(x[shown - 1] - place[0], y[shown - 1] - place[1]);
}

/** Fewer points than a map has: a surface is drawn of pieces. */
const relief = { columns: 49, rows: 41 };

/**
 * The heights of a ground as a surface takes them.
 * @param {Core} core
 * @param {Landscape} landscape
 * @param {Ground} ground
 */
export function reliefOf(core, landscape, { title, box }) {
  const heights = mapLandscape(core, landscape, box, relief.columns, relief.rows);
  return { title, box, ...relief, heights };
}

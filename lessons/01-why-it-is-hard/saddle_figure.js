/** Figure 3: a saddle and a plateau, as a map, as a surface and as the loss over the steps; with noise and without. */
import { lookAtLandscape, WALK_METHODS, walkLandscape } from '../../web/lab/landscape.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { choice, field, settings } from './handles.js';
import { MapFigure, reliefOf } from './map_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/landscape.js').WalkMethod} WalkMethod */
/** @typedef {import('../../web/lab/landscape.js').Walked} Walked */
/** @typedef {import('../../web/widgets/surface.js').LabSurface} LabSurface */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */
/** @typedef {'saddle' | 'plateau'} Ground */
/** @typedef {{ ground: Ground, method: WalkMethod, rate: number, noise: number, onRidge: boolean, steps: number, calm: number | null, noisy: number | null, many: (number | null)[] }} Freed after how many steps a walk was free; null: not within the steps */

/** @type {readonly Ground[]} */
const grounds = ['saddle', 'plateau'];
/** @type {readonly WalkMethod[]} */
const methods = WALK_METHODS.filter((method) => ['sgd', 'momentum', 'adam'].includes(method));
/** Seeds over which the spread is taken. */
const seeds = 20;

const setups = {
  saddle: {
    ...{ start: [1, 0], steps: 300, rate: 0.1, noise: 0.0001 },
    box: {
      x: /** @type {[number, number]} */ ([-1.3, 1.3]),
      y: /** @type {[number, number]} */ ([-1.6, 1.6]),
    },
    levels: [
      -0.23, -0.19, -0.14, -0.09, -0.04, 0.0001, 0.05, 0.12, 0.2, 0.3, 0.42, 0.56, 0.72, 0.9,
    ],
    labelled: [-0.04, 0.12, 0.42],
    /** Beyond this a walk has left the ridge. */
    isFree: (/** @type {number} */ _x, /** @type {number} */ y) => Math.abs(y) > 0.5,
  },
  plateau: {
    ...{ start: [-3, 0.8], steps: 2500, rate: 0.3, noise: 0 },
    box: {
      x: /** @type {[number, number]} */ ([-4, 4]),
      y: /** @type {[number, number]} */ ([-1.6, 1.6]),
    },
    levels: [0.05, 0.12, 0.2, 0.3, 0.4, 0.48, 0.53, 0.6, 0.7, 0.85, 1, 1.2, 1.5],
    labelled: [0.2, 0.53, 0.85, 1.2],
    isFree: (/** @type {number} */ x, /** @type {number} */ _y) => x > 1.6,
  },
};

export class SaddleFigure extends MapFigure {
  /** @type {Ground} */
  ground = 'saddle';
  /** @type {WalkMethod} */
  method = 'sgd';
  /** Points of the chart's lines that are drawn. */
  #drawn = [0, 0];

  begin() {
    const w = lessonWords();
    const { linked, figure } = this;
    const number = linked.number.bind(linked);
    this.surface = /** @type {LabSurface} */ (figure.querySelector('lab-surface'));
    this.chart = /** @type {LabChart} */ (figure.querySelector('lab-chart'));
    this.note = /** @type {HTMLElement} */ (figure.querySelector('.note'));
    this.ground = linked.choice('ground', 'saddle', grounds);
    this.method = linked.choice('method', 'sgd', methods);
    const setup = setups[this.ground];
    this.rate = field(w.rate, {
      kind: 'rate',
      min: 0.001,
      max: 2,
      value: number('rate', setup.rate, 0.001, 2),
    });
    this.noise = field(w.noise, {
      kind: 'linear',
      min: 0,
      max: 1,
      step: 0.0001,
      value: number('noise', setup.noise, 0, 1),
    });
    this.steps = field(w.steps, {
      kind: 'integer',
      min: 20,
      max: 10000,
      step: 20,
      value: number('steps', setup.steps, 20, 10000),
    });
    this.seed = field(w.seed, {
      kind: 'integer',
      min: 1,
      max: 1e6,
      value: number('seed', 1, 1, 1e6),
    });
    const handles = settings(
      choice(
        'saddle-ground',
        w.landscape,
        grounds.map((one) => [one, w.grounds[one]]),
        this.ground,
        (one) => this.#chooseGround(one),
      ),
      choice(
        'saddle-method',
        w.method,
        methods.map((one) => [one, w.methods[one]]),
        this.method,
        (one) => {
          this.method = /** @type {WalkMethod} */ (one);
          this.changed();
        },
      ),
      ...[this.rate, this.noise, this.steps, this.seed].map(({ element }) => element),
    );
    for (const { number: one } of [this.rate, this.noise, this.steps, this.seed])
      one.addEventListener('input', () => this.changed());
    figure.addEventListener('png', () => void this.surface?.savePng());
    figure.append(handles);
    this.drawGround();
    this.map.start = [number('x', setup.start[0], -4, 4), number('y', setup.start[1], -1.6, 1.6)];
  }

  /** @param {string} ground */
  #chooseGround(ground) {
    this.ground = /** @type {Ground} */ (ground);
    const { start, steps, rate, noise } = setups[this.ground];
    for (const [handle, value] of /** @type {const} */ ([
      [this.rate, rate],
      [this.noise, noise],
      [this.steps, steps],
    ]))
      if (handle) handle.number.value = value;
    this.reset();
    this.drawGround();
    this.map.start = /** @type {[number, number]} */ (start);
    this.changed();
  }

  get landscape() {
    return { terrain: this.ground };
  }

  get place() {
    const w = lessonWords();
    const { box, levels, labelled } = setups[this.ground];
    const kinds = /** @type {const} */ (['bottom', 'saddle']);
    /** @type {[[number, number], 'bottom' | 'saddle', string][]} */
    const marks =
      this.ground === 'saddle'
        ? [
            [[0, 1], kinds[0], ''],
            [[0, -1], kinds[0], ''],
            [[0, 0], kinds[1], w.saddlePoint],
          ]
        : [
            [
              this.core ? [...lookAtLandscape(this.core, this.landscape).bottom] : [2.5, 0],
              kinds[0],
              '',
            ],
          ];
    return {
      landscape: this.landscape,
      ground: {
        ...{ title: w.grounds[this.ground], x: 'x', y: 'y', box, levels, labelled },
        marks: marks.map(([at, kind, label]) => ({ at, kind, label })),
      },
    };
  }

  drawGround() {
    super.drawGround();
    const { core, surface } = this;
    if (!core || !surface) return;
    const { ground } = this.place;
    surface.show(reliefOf(core, this.landscape, ground));
  }

  /** @returns {Record<string, string | number>} */
  get values() {
    const { rate, noise, steps, seed, ground, method } = this;
    if (!rate || !noise || !steps || !seed) return {};
    const [r, n, s, d] = [rate, noise, steps, seed].map(({ number }) => number.value);
    return { ground, method, rate: r, noise: n, steps: s, seed: d };
  }

  /** @param {number} noise @param {number} seed @returns {Walked} */
  #walk(noise, seed) {
    const { core, map, method, rate, steps } = this;
    if (!core || !rate || !steps) throw new Error('The core has not come yet.');
    const walk = { start: map.start, method, rate: rate.number.value, noise, seed };
    return walkLandscape(core, this.landscape, walk, steps.number.value);
  }

  walk() {
    const w = lessonWords();
    const { rate, noise, seed, steps } = this;
    if (!rate || !noise || !seed || !steps) return [];
    const calm = { id: 'calm', label: w.calm, rate: rate.number.value, walked: this.#walk(0, 1) };
    const size = noise.number.value;
    const tracks = [calm];
    if (size > 0)
      tracks.push({
        ...calm,
        id: 'noisy',
        label: w.noisy,
        walked: this.#walk(size, seed.number.value),
      });
    this.#drawn = [0, 0];
    this.chart?.configure({
      title: w.lossTitle,
      x: { label: w.step, max: steps.number.value },
      y: {
        label: w.loss,
        min: this.ground === 'saddle' ? -0.3 : 0,
        max: this.ground === 'saddle' ? 0.6 : 1.2,
        limit: [-0.5, 4],
      },
    });
    this.chart?.setSeries(
      tracks.map(({ id, label, rate: colour }) => ({ id, label, rate: colour, dash: dashOf(id) })),
    );
    return tracks.map((track) => ({ ...track, dash: dashOf(track.id) }));
  }

  draw() {
    super.draw();
    if (this.surface) {
      this.surface.paths = this.map.paths;
      if (this.surface.turning !== (this.figure.state === 'running'))
        this.surface.turning = this.figure.state === 'running';
    }
    this.tracks.forEach(({ id, walked }, i) => {
      const shown = this.shownOf(walked);
      if (shown < this.#drawn[i]) {
        this.chart?.clear(id);
        this.#drawn[i] = 0;
      }
      const from = this.#drawn[i];
      if (shown > from)
        this.chart?.addPoints(
          id,
          Float64Array.from({ length: shown - from }, (_, k) => from + k),
          walked.loss.slice(from, shown),
        );
      this.#drawn[i] = shown;
    });
  }

  tell() {
    const { note, tracks } = this;
    if (!note || tracks.length === 0) return;
    const over = this.figure.state === 'finished';
    const w = lessonWords();
    const told = tracks.map(({ label, walked }) => {
      const shown = this.shownOf(walked);
      const free = this.#freedAt(walked);
      if (free !== null && free < shown) return w.freed(label, free);
      const gradient = walked.gradient[shown - 1];
      return w.notFreed[this.ground](label, shown - 1, sizeOf(gradient));
    });
    if (over && tracks.length > 1) told.push(w.overSeeds(this.#many()));
    note.textContent = told.join(w.space);
    this.figure.detail = w.stepOf(Math.round(this.clock), Math.round(this.total));
  }

  /** @param {Walked} walked */
  #freedAt({ x, y }) {
    const { isFree } = setups[this.ground];
    const at = x.findIndex((value, i) => isFree(value, y[i]));
    return at < 0 ? null : at;
  }

  /** After how many steps it is free, seed by seed. */
  #many() {
    const noise = this.noise?.number.value ?? 0;
    return Array.from({ length: seeds }, (_, i) => this.#freedAt(this.#walk(noise, i + 1)));
  }

  ended() {
    const [calm, noisy] = this.tracks.map(({ walked }) => this.#freedAt(walked));
    const { rate, noise, steps, ground, method } = this;
    if (!rate || !noise || !steps) return;
    /** @type {Freed} */
    const detail = {
      ...{ ground, method, rate: rate.number.value, noise: noise.number.value },
      ...{ steps: steps.number.value, calm, noisy: noisy ?? null },
      onRidge: this.map.start[1] === 0,
      many: noisy === undefined ? [] : this.#many(),
    };
    this.dispatchEvent(new CustomEvent('freed', { detail }));
  }
}

/** @param {string} id */
function dashOf(id) {
  return id === 'noisy' ? [6, 4] : [];
}

/** A length that may be next to nothing. @param {number} value */
function sizeOf(value) {
  return value > 0 && value < 1e-6 ? '< 0.000001' : formatNumber(value, 2);
}

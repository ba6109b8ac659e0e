/** Figure 2: one rate for all parameters, in a narrow valley and with a rare feature; and methods that treat each by itself. */
import { lookAtLandscape, WALK_METHODS, walkLandscape } from '../../web/lab/landscape.js';
import { bowlLevels } from '../../web/widgets/contour_lines.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { choice, field, settings } from './handles.js';
import { MapFigure } from './map_figure.js';
import { MethodTable } from './method_table.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/landscape.js').WalkMethod} WalkMethod */
/** @typedef {'valley' | 'sparse'} Ground */
/** @typedef {{ method: WalkMethod, rate: number, left: [x: number, y: number], diverged: boolean }} Arrived left: how far each parameter is from its best */
/** @typedef {{ ground: Ground, steepness: number, steps: number, start: [number, number], arrived: Arrived[] }} Walks */

/** @type {readonly Ground[]} */
const grounds = ['valley', 'sparse'];

/** Where each ground begins: start, steps, rates, and what of it is seen. */
const setups = {
  valley: {
    ...{ start: [-3, 0.8], steps: 100, high: 12 },
    box: {
      x: /** @type {[number, number]} */ ([-4, 4]),
      y: /** @type {[number, number]} */ ([-1.5, 1.5]),
    },
    rates: {
      sgd: 0.09,
      momentum: 0.02,
      nesterov: 0.02,
      adagrad: 0.5,
      rmsprop: 0.05,
      adam: 0.1,
      adamw: 0.1,
    },
  },
  sparse: {
    ...{ start: [-1, -1], steps: 100, high: 3 },
    box: {
      x: /** @type {[number, number]} */ ([-1.5, 2]),
      y: /** @type {[number, number]} */ ([-1.5, 2]),
    },
    rates: {
      sgd: 0.1,
      momentum: 0.02,
      nesterov: 0.02,
      adagrad: 0.5,
      rmsprop: 0.05,
      adam: 0.1,
      adamw: 0.1,
    },
  },
};
/** @type {WalkMethod[]} */
const chosenFirst = ['sgd', 'adagrad', 'adam'];
/** @type {Record<WalkMethod, number[]>} */
const dashes = {
  ...{ sgd: [], momentum: [10, 4], nesterov: [4, 4], adagrad: [1, 5] },
  ...{ rmsprop: [10, 4, 1, 4], adam: [6, 3], adamw: [2, 3] },
};

export class RatesFigure extends MapFigure {
  /** @type {Ground} */
  ground = 'sparse';

  begin() {
    const w = lessonWords();
    const { linked } = this;
    const number = linked.number.bind(linked);
    this.ground = linked.choice('ground', 'sparse', grounds);
    const { start, steps } = setups[this.ground];
    this.steepness = field('', {
      kind: 'integer',
      min: 2,
      max: 100,
      value: number('steepness', 20, 2, 100),
    });
    this.steps = field(w.steps, {
      kind: 'integer',
      min: 10,
      max: 2000,
      step: 10,
      value: number('steps', steps, 10, 2000),
    });
    this.seed = field(w.seed, {
      kind: 'integer',
      min: 1,
      max: 1e6,
      value: number('seed', 1, 1, 1e6),
    });
    this.methods = new MethodTable(WALK_METHODS, () => this.changed());
    const asked = linked.query.get('methods')?.split(',') ?? chosenFirst;
    this.methods.choose(WALK_METHODS.filter((method) => asked.includes(method)));
    const chooseGround = choice(
      ...['one-rate-ground', w.landscape],
      grounds.map((ground) => [ground, w.grounds[ground]]),
      ...[this.ground, (/** @type {string} */ value) => this.#chooseGround(value)],
    );
    const handles = settings(
      chooseGround,
      this.steepness.element,
      this.steps.element,
      this.seed.element,
    );
    for (const { number: one } of [this.steepness, this.steps, this.seed])
      one.addEventListener('input', () => {
        this.drawGround();
        this.changed();
      });
    this.figure.append(this.methods.element, handles);
    this.#setUp();
    for (const method of WALK_METHODS)
      this.methods.setRate(method, number(method, setups[this.ground].rates[method], 0.0001, 10));
    this.map.start = [number('x', start[0], -4, 4), number('y', start[1], -1.5, 2)];
  }

  /** @param {string} value */
  #chooseGround(value) {
    this.ground = /** @type {Ground} */ (value);
    const { start, steps, rates } = setups[this.ground];
    if (this.steps) this.steps.number.value = steps;
    for (const method of WALK_METHODS) this.methods?.setRate(method, rates[method]);
    this.reset();
    this.#setUp();
    this.map.start = /** @type {[number, number]} */ (start);
    this.changed();
  }

  /** What differs between the grounds beside their numbers. */
  #setUp() {
    const w = lessonWords();
    const name = w.steepnessOf[this.ground];
    const { steepness, seed, methods } = this;
    if (!steepness || !seed || !methods) return;
    steepness.number.setAttribute('label', name);
    const shown = steepness.element.querySelector('.name');
    if (shown) shown.textContent = name;
    seed.element.hidden = this.ground === 'valley';
    methods.name(w.parametersOf[this.ground]);
    this.drawGround();
  }

  get landscape() {
    return { terrain: this.ground, steepness: this.steepness?.number.value ?? 20 };
  }

  get place() {
    const w = lessonWords();
    const { core, landscape, ground } = this;
    const { box, high } = setups[ground];
    const { bottom, loss } = core ? lookAtLandscape(core, landscape) : { bottom: [0, 0], loss: 0 };
    const top = ground === 'valley' ? Math.max(high, landscape.steepness) : loss + high;
    const levels = bowlLevels(loss, top, 13);
    const [x, y] = w.axesOf[ground];
    const at = /** @type {[number, number]} */ ([...bottom]);
    return {
      landscape,
      ground: {
        ...{ title: w.grounds[ground], x, y, box, levels },
        labelled: levels.filter((_, i) => i % 3 === 1),
        marks: [{ at, kind: /** @type {const} */ ('bottom'), label: '' }],
      },
    };
  }

  get values() {
    const { methods, steepness, steps, seed, ground } = this;
    if (!methods || !steepness || !steps || !seed) return {};
    const rates = Object.fromEntries(methods.chosen.map((one) => [one, methods.rateOf(one)]));
    return {
      ...{ ground, steepness: steepness.number.value, steps: steps.number.value },
      ...{ seed: seed.number.value, methods: methods.chosen.join(','), ...rates },
    };
  }

  walk() {
    const { core, methods, steps, seed, map, ground, landscape } = this;
    if (!core || !methods || !steps || !seed) return [];
    const batch = ground === 'sparse' ? 1 : 0;
    const also = { start: map.start, batch, seed: seed.number.value };
    return methods.chosen.map((method) => {
      const rate = methods.rateOf(method);
      const walked = walkLandscape(core, landscape, { ...also, method, rate }, steps.number.value);
      return {
        id: method,
        label: lessonWords().methods[method],
        rate,
        dash: dashes[method],
        walked,
      };
    });
  }

  tell() {
    const { methods, core } = this;
    if (!methods || !core) return;
    const best = this.#best;
    for (const { id, walked } of this.tracks) {
      const last = this.shownOf(walked) - 1;
      methods.say(/** @type {WalkMethod} */ (id), [
        formatFixed(Math.abs(walked.x[last] - best[0]), 3),
        formatFixed(Math.abs(walked.y[last] - best[1]), 3),
        ...[walked.strideX[last], walked.strideY[last]].map((stride) =>
          Number.isFinite(stride) && last > 0 && stride < 1e6 ? formatNumber(stride, 2) : '–',
        ),
      ]);
    }
    this.figure.detail = lessonWords().stepOf(Math.round(this.clock), Math.round(this.total));
  }

  get #best() {
    return this.core ? lookAtLandscape(this.core, this.landscape).bottom : [0, 0];
  }

  ended() {
    const best = this.#best;
    const arrived = this.tracks.map(({ id, rate, walked: { x, y, diverged } }) => {
      const last = x.length - 1;
      /** @type {[number, number]} */
      const left = [Math.abs(x[last] - best[0]), Math.abs(y[last] - best[1])];
      return { method: /** @type {WalkMethod} */ (id), rate, left, diverged };
    });
    const { steepness } = this.landscape;
    const steps = this.steps?.number.value ?? 0;
    /** @type {Walks} */
    const detail = { ground: this.ground, steepness, steps, start: this.map.start, arrived };
    this.dispatchEvent(new CustomEvent('arrived', { detail }));
  }
}

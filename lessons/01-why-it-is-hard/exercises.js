/** The exercises: what of the figures counts for which. */
import { MetExercises } from '../../web/widgets/exercise.js';
import {
  checkAbove,
  checkBudgets,
  checkCross,
  checkRare,
  checkStuck,
  nearestOf,
} from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/exercise.js').Verdict} Verdict */

const key = 'why-it-is-hard.done';
const names = ['budgets', 'rare', 'cross', 'stuck', 'above'];
const mostKept = 40;

export class Exercises {
  #met = new MetExercises(key, names, sentenceOf);
  /** @type {import('./checks.js').Budget[]} */
  #budgets = [];
  /** @type {import('./checks.js').Stood[]} */
  #stood = [];

  /** @param {EventTarget} batches */
  watchBatches(batches) {
    batches.addEventListener('compared', (event) => {
      const { rate, budget, costs } = /** @type {CustomEvent} */ (event).detail;
      this.#budgets.push({ rate, budget, nearest: nearestOf(costs) });
      this.#budgets = this.#budgets.slice(-mostKept);
      this.#met.hear('budgets', checkBudgets(this.#budgets));
    });
  }

  /** @param {EventTarget} rates */
  watchRates(rates) {
    rates.addEventListener('arrived', (event) =>
      this.#met.hear('rare', checkRare(/** @type {CustomEvent} */ (event).detail)),
    );
  }

  /** @param {EventTarget} flat */
  watchFlat(flat) {
    flat.addEventListener('trained', (event) => {
      this.#stood = [...this.#stood, /** @type {CustomEvent} */ (event).detail].slice(-mostKept);
      this.#met.hear('stuck', checkStuck(this.#stood));
    });
  }

  /** @param {EventTarget & { map: { start: [number, number] } }} saddle */
  watchSaddle(saddle) {
    saddle.addEventListener('freed', (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      this.#met.hear('cross', checkCross({ ...detail, start: saddle.map.start[0] }));
    });
  }

  /** @param {EventTarget} sums */
  watchSums(sums) {
    sums.addEventListener('summed', (event) =>
      this.#met.hear('above', checkAbove(/** @type {CustomEvent} */ (event).detail)),
    );
  }
}

/** @param {Verdict} verdict @returns {string | undefined} */
function sentenceOf({ key: name, values }) {
  const w = /** @type {any} */ (lessonWords());
  if (name === 'budgetsSome') return w.budgetsSome(values[0], w.ways[values[1]]);
  if (name === 'rareDone') return w.rareDone(w.methods[values[0]], values[1], values[2]);
  if (name === 'crossDone') return w.crossDone(w.methods[values[0]], values[1]);
  return typeof w[name] === 'function' ? w[name](...values) : w[name];
}

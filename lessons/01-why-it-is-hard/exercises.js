/** The exercises: what of the figures counts for which. */
import { MetExercises } from '../../web/widgets/exercise.js';
import { checkAbove, checkBudgets, checkCross, nearestOf } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/exercise.js').Verdict} Verdict */

const key = 'why-it-is-hard.done';
const names = ['budgets', 'cross', 'above'];
const mostKept = 40;

export class Exercises {
  #met = new MetExercises(key, names, sentenceOf);
  /** @type {import('./checks.js').Budget[]} */
  #budgets = [];

  /** @param {EventTarget} batches */
  watchBatches(batches) {
    batches.addEventListener('compared', (event) => {
      const { rate, budget, costs } = /** @type {CustomEvent} */ (event).detail;
      this.#budgets.push({ rate, budget, nearest: nearestOf(costs) });
      this.#budgets = this.#budgets.slice(-mostKept);
      this.#met.hear('budgets', checkBudgets(this.#budgets));
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
  if (name === 'crossDone') return w.crossDone(w.methods[values[0]], values[1]);
  return typeof w[name] === 'function' ? w[name](...values) : w[name];
}

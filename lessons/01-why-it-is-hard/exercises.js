/** The exercises: says under each how it stands, and remembers in this browser what has been done. */
import { keep, recall } from '../../web/widgets/storage.js';
import { checkAbove, checkBudgets, checkCross, nearestOf } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Verdict} Verdict */

const key = 'why-it-is-hard.done';
const names = /** @type {const} */ (['budgets', 'cross', 'above']);
const mostKept = 40;

export class Exercises {
  /** The verdicts that stand. @type {Record<string, Verdict>} */
  #done = read();
  /** @type {import('./checks.js').Budget[]} */
  #budgets = [];

  constructor() {
    for (const name of names) if (this.#done[name]) this.#show(name, this.#done[name]);
  }

  /** @param {EventTarget} batches */
  watchBatches(batches) {
    batches.addEventListener('compared', (event) => {
      const { rate, budget, costs } = /** @type {CustomEvent} */ (event).detail;
      this.#budgets.push({ rate, budget, nearest: nearestOf(costs) });
      this.#budgets = this.#budgets.slice(-mostKept);
      this.#hear('budgets', checkBudgets(this.#budgets));
    });
  }

  /** @param {EventTarget & { map: { start: [number, number] } }} saddle */
  watchSaddle(saddle) {
    saddle.addEventListener('freed', (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      this.#hear('cross', checkCross({ ...detail, start: saddle.map.start[0] }));
    });
  }

  /** @param {EventTarget} sums */
  watchSums(sums) {
    sums.addEventListener('summed', (event) =>
      this.#hear('above', checkAbove(/** @type {CustomEvent} */ (event).detail)),
    );
  }

  /** What has been done stays done. @param {string} name @param {Verdict | null} verdict */
  #hear(name, verdict) {
    if (!verdict || (this.#done[name] && !verdict.done)) return;
    if (verdict.done) {
      this.#done[name] = verdict;
      keep(key, this.#done);
    }
    this.#show(name, verdict);
  }

  /** @param {string} name @param {Verdict} verdict */
  #show(name, verdict) {
    const output = document.querySelector(`output[data-check="${name}"]`);
    const sentence = sentenceOf(verdict);
    if (!(output instanceof HTMLElement) || !sentence) return;
    if (output.textContent !== sentence) output.textContent = sentence;
    if (verdict.done) output.dataset.state = 'met';
    else delete output.dataset.state;
  }
}

/** @param {Verdict} verdict @returns {string | undefined} */
function sentenceOf({ key: name, values }) {
  const w = /** @type {any} */ (lessonWords());
  if (name === 'budgetsSome') return w.budgetsSome(values[0], w.ways[values[1]]);
  if (name === 'crossDone') return w.crossDone(w.methods[values[0]], values[1]);
  return typeof w[name] === 'function' ? w[name](...values) : w[name];
}

/** @returns {Record<string, Verdict>} what an earlier visit left */
function read() {
  const kept = /** @type {any} */ (recall(key));
  const good = Object.entries(kept ?? {}).filter(
    ([name, verdict]) =>
      names.some((known) => known === name) &&
      verdict?.done === true &&
      Array.isArray(verdict.values) &&
      verdict.values.every((/** @type {unknown} */ value) => typeof value === 'string'),
  );
  return Object.fromEntries(good);
}

/** The exercises: says under each how it stands, and remembers in this browser what has been done. */
import { keep, recall } from '../../web/widgets/storage.js';
import { checkBounce, checkMore, checkQuiet } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Verdict} Verdict */

const key = 'three-against-five.done';
const names = /** @type {const} */ (['more', 'bounce', 'quiet']);

export class Exercises {
  /** The verdicts that stand. @type {Record<string, Verdict>} */
  #done = read();

  /**
   * @param {object} figures
   * @param {import('./steps.js').StepFigure} figures.step
   * @param {import('./batches.js').BatchFigure} figures.batch
   * @param {import('./sum.js').SumFigure} figures.sum
   */
  constructor({ step, batch }) {
    step.addEventListener('change', () => {
      const { example, samples } = step;
      if (example && !example.still)
        this.#hear('more', checkMore({ samples: samples.length, curvature: example.curvature }));
    });
    step.addEventListener('walked', (event) =>
      this.#hear('bounce', checkBounce(/** @type {CustomEvent} */ (event).detail)),
    );
    batch.addEventListener('looked', (event) =>
      this.#hear('quiet', checkQuiet(/** @type {CustomEvent} */ (event).detail)),
    );
    for (const name of names) if (this.#done[name]) this.#show(name, this.#done[name]);
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
    const sentence = /** @type {any} */ (lessonWords())[verdict.key]?.(...verdict.values);
    if (!(output instanceof HTMLElement) || !sentence) return;
    if (output.textContent !== sentence) output.textContent = sentence;
    if (verdict.done) output.dataset.state = 'met';
    else delete output.dataset.state;
  }
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

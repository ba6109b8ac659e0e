/**
 * Equation 1 with the network's own numbers: one weight, its first step. The page shows numbers that were computed beforehand
 * until the images are here; from then on they are computed in the page, for any batch size.
 */
import { describeRun } from '../../web/lab/run.js';
import { onceLoaded } from '../../web/widgets/page_lab.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/lab.js').Lab} Lab */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */

/** The weight from the first unit of the second hidden layer to the answer "0", in the run of this seed. */
const weightLayer = 2;
const seed = 1;
/**
 * What the lab computed for it, by batch size: the value of the weight and the sum of its slopes over the first batch. To do it
 * again, run the race once: from then on the page computes these numbers itself.
 */
const weightAtStart = 0.104534;
/** @type {Record<number, number>} */
const sums = {
  ...{
    1: 0.06882,
    2: 0.09025,
    4: 0.2269,
    8: 0.1616,
    16: 0.6601,
    32: 1.488,
    64: 2.895,
    128: 5.7854,
    256: 9.865,
  },
  ...{
    512: 21.37,
    1024: 43.44,
    2048: 88.2,
    4096: 176.7,
    8192: 350.7,
    16384: 713.1,
    32768: 1424,
    55000: 2382,
  },
};

/** The curves of whatever was run, and so brought the data, begin first; in ms. */
const afterRun = 500;

export class OneStep {
  /** @type {Lab | null} */
  #lab = null;
  /** Computed in this page. @type {{ batch: number, weight: number, sum: number } | null} */
  #measured = null;
  #turn = 0;

  constructor() {
    this.rate = /** @type {LabNumber} */ (document.querySelector('#step-rate'));
    this.batch = /** @type {LabNumber} */ (document.querySelector('#step-batch'));
    this.formula = /** @type {import('../../web/widgets/formula.js').LabFormula | null} */ (
      document.querySelector('#step-formula')
    );
    this.note = document.querySelector('#step-note');
    this.rate.addEventListener('input', () => this.#show());
    this.batch.addEventListener('input', () => void this.#measure());
    this.#show();
    void onceLoaded().then((lab) => {
      this.#lab = lab;
      setTimeout(() => void this.#measure(), afterRun);
    });
  }

  /** Takes the first step of a run and reads the weight before and after: the slope follows from the difference. */
  async #measure() {
    this.#show();
    if (!this.#lab) return;
    const turn = ++this.#turn;
    const batch = this.batch.value;
    // A rate of 1 would round the difference least, but any rate gives the same sum.
    const handle = this.#lab.start(
      describeRun({ batch, rate: 1, seed, epochs: 1, evaluate: 1 }),
      undefined,
      { paused: true },
    );
    try {
      const before = (await handle.weights(weightLayer)).values[0];
      await stepped(handle);
      const after = (await handle.weights(weightLayer)).values[0];
      if (turn !== this.#turn) return;
      this.#measured = { batch, weight: before, sum: (before - after) * batch };
      this.#show();
    } catch {
      // The run went with its Worker: the numbers that stand stay true.
    } finally {
      handle.stop();
    }
  }

  #show() {
    const words = lessonWords();
    const batch = this.batch.value;
    const measured = this.#measured?.batch === batch ? this.#measured : null;
    const weight = measured?.weight ?? weightAtStart;
    const sum = measured?.sum ?? sums[batch];
    const known = sum !== undefined;
    this.formula?.set({
      rate: this.rate.value,
      batch,
      weight: formatFixed(weight, 4),
      sum: known ? formatNumber(sum, 4) : '…',
      next: known ? formatFixed(weight - (this.rate.value / batch) * sum, 4) : '…',
    });
    if (!this.note) return;
    const note = measured ? words.measured(seed) : known ? words.beforehand : words.stale;
    if (this.note.textContent !== note) this.note.textContent = note;
  }
}

/** One iteration, waited for. @param {import('../../web/lab/handle.js').RunHandle} handle */
function stepped(handle) {
  return new Promise((resolve) => {
    const listener = handle.listener;
    handle.listener = (event) => {
      listener(event);
      if (event.type === 'status' && event.iteration >= 1) resolve(undefined);
      if (event.type === 'error') resolve(undefined);
    };
    handle.step('iteration');
  });
}

/**
 * The handles under a race: a rate for each lane, and what the lanes share: batch size, epochs, seed.
 */
import { describeRun, peakRate } from '../lab/index.js';
import { h } from './dom.js';
import { raceWords } from './race_words.js';

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('./number.js').LabNumber} LabNumber */

/** A drag settles for this long before the run starts over, in ms. */
const settle = 200;
const limits = { rate: [0.001, 100], batch: [1, 55000], epochs: [1, 100], seed: [0, 4294967295] };

export class RaceSettings {
  /** @type {LabNumber[]} */
  #rates = [];
  #timer = 0;

  /** @param {(runs: Run[]) => void} onChange */
  constructor(onChange) {
    const w = raceWords();
    this.onChange = onChange;
    this.lanes = h('span', { class: 'race-lanes' });
    this.batch = handle(w.batch, 'batch', limits.batch);
    this.epochs = handle(w.epochs, 'integer', limits.epochs);
    this.seed = handle(w.seed, 'integer', limits.seed);
    const field = (/** @type {string} */ name, /** @type {HTMLElement[]} */ ...parts) =>
      h(
        'span',
        { class: 'race-field' },
        h('span', { class: 'name', 'aria-hidden': 'true' }, name),
        ...parts,
      );
    this.element = h(
      'div',
      { class: 'race-settings', slot: 'settings' },
      field(w.rate, this.lanes),
      field(w.batch, this.batch),
      field(w.epochs, this.epochs),
      field(w.seed, this.seed),
    );
    this.element.addEventListener('input', () => this.#changed());
  }

  /** Sets every handle. @param {readonly Run[]} runs */
  show(runs) {
    this.runs = runs;
    if (this.#rates.length !== runs.length) {
      this.#rates = runs.map((_, lane) =>
        handle(`${raceWords().rate} ${lane + 1}`, 'rate', limits.rate),
      );
      this.lanes.replaceChildren(...this.#rates);
    }
    runs.forEach((run, lane) => put(this.#rates[lane], peakRate(run.schedule)));
    put(this.batch, runs[0].batch);
    put(this.epochs, runs[0].epochs);
    put(this.seed, runs[0].weightsSeed);
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.onChange(this.#read()), settle);
  }

  /** @returns {Run[]} */
  #read() {
    const seed = this.seed.value;
    return (this.runs ?? []).map((run, lane) => {
      const seeds =
        seed === run.weightsSeed ? {} : { splitSeed: seed, weightsSeed: seed, orderSeed: seed };
      const batch = Math.min(this.batch.value, run.trainSize);
      return describeRun({
        ...run,
        ...seeds,
        batch,
        epochs: this.epochs.value,
        rate: this.#rates[lane].value,
      });
    });
  }
}

/** @param {string} label @param {string} kind @param {number[]} limits @returns {LabNumber} */
function handle(label, kind, [min, max]) {
  return /** @type {LabNumber} */ (
    h(/** @type {any} */ ('lab-number'), { label, kind, min, max, value: min })
  );
}

/** Leaves a handle alone that already says so: the learner may be typing in it. @param {LabNumber} number @param {number} value */
function put(number, value) {
  if (number.value !== value) number.value = value;
}

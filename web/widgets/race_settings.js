/**
 * The handles under a race: a rate for each lane where they differ in it, and what the lanes share: batch size, epochs, seed.
 */
import { peakRate } from '../lab/index.js';
import { h } from './dom.js';
import { raceWords } from './race_words.js';

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('../lab/run.js').RunDescription} RunDescription */
/** @typedef {import('./number.js').LabNumber} LabNumber */

/** A drag settles for this long before the run starts over, in ms. */
export const settle = 200;
const limits = { rate: [0.001, 100], batch: [1, 55000], epochs: [1, 100], seed: [0, 4294967295] };

export class RaceSettings {
  /** @type {LabNumber[]} */
  #rates = [];
  #timer = 0;

  /** @param {(common: RunDescription, rates: number[]) => void} onChange @param {boolean} rated whether each lane has a rate of its own */
  constructor(onChange, rated) {
    const w = raceWords();
    this.onChange = onChange;
    this.rated = rated;
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
      ...(rated ? [field(w.rate, this.lanes)] : []),
      field(w.batch, this.batch),
      field(w.epochs, this.epochs),
      field(w.seed, this.seed),
    );
    this.element.addEventListener('input', () => this.#changed());
  }

  /** Sets every handle. @param {readonly Run[]} runs */
  show(runs) {
    this.runs = runs;
    if (this.rated && this.#rates.length !== runs.length) {
      this.#rates = runs.map((_, lane) =>
        handle(`${raceWords().rate} ${lane + 1}`, 'rate', limits.rate),
      );
      this.lanes.replaceChildren(...this.#rates);
    }
    this.#rates.forEach((handle, lane) => put(handle, peakRate(runs[lane].schedule)));
    put(this.batch, runs[0].batch);
    put(this.epochs, runs[0].epochs);
    put(this.seed, runs[0].weightsSeed);
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#tell(), settle);
  }

  #tell() {
    const run = this.runs?.[0];
    if (!run) return;
    const seed = this.seed.value;
    const seeds =
      seed === run.weightsSeed ? {} : { splitSeed: seed, weightsSeed: seed, orderSeed: seed };
    const batch = Math.min(this.batch.value, run.trainSize);
    const common = { ...run, ...seeds, batch, epochs: this.epochs.value };
    this.onChange(
      common,
      this.#rates.map(({ value }) => value),
    );
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

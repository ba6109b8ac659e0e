/**
 * The handles under a race: a rate for each lane where they differ in it, and what the lanes share: optimizer, batch size, epochs,
 * seed. With another optimizer the rates change to what suits it.
 */
import { OPTIMIZERS, rateFor } from '../lab/optimizer.js';
import { peakRate } from '../lab/schedule.js';
import { h } from './dom.js';
import { formatNumber } from './numbers.js';
import { raceWords } from './race_words.js';

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('../lab/run.js').RunDescription} RunDescription */
/** @typedef {import('./number.js').LabNumber} LabNumber */

/** A drag settles for this long before the run starts over, in ms. */
export const settle = 200;
/** Of races on the page, for the ids. */
let count = 0;
const limits = { rate: [0.00001, 100], batch: [1, 55000], epochs: [1, 100], seed: [0, 4294967295] };

export class RaceSettings {
  /** @type {LabNumber[]} */
  #rates = [];
  #timer = 0;

  /**
   * @param {(common: RunDescription, rates: number[], factor: number) => void} onChange factor: how many times as high rates are to be
   * @param {{ rated: boolean, batched: boolean }} lanes whether each has a rate, and a batch size, of its own
   */
  constructor(onChange, { rated, batched }) {
    const w = raceWords();
    this.onChange = onChange;
    this.rated = rated;
    this.lanes = h('span', { class: 'race-lanes' });
    this.usual = h('span', { id: `race-usual-${++count}`, class: 'race-usual', role: 'status' });
    this.optimizer = /** @type {HTMLSelectElement} */ (
      h(
        'select',
        { 'aria-label': w.optimizer, 'aria-describedby': this.usual.id },
        ...OPTIMIZERS.map((kind) => h('option', { value: kind }, w.optimizers[kind])),
      )
    );
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
      ...(batched
        ? []
        : [field(w.optimizer, this.optimizer, this.usual), field(w.batch, this.batch)]),
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
    const { kind } = runs[0].optimizer;
    this.#rates.forEach((handle) => handle.setAttribute('usual', String(rateFor(kind))));
    this.optimizer.value = kind;
    const usual = kind === 'sgd' ? '' : raceWords().usual(formatNumber(rateFor(kind)));
    if (this.usual.textContent !== usual) this.usual.textContent = usual;
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
    const kind = /** @type {import('../lab/optimizer.js').OptimizerKind} */ (this.optimizer.value);
    const same = kind === run.optimizer.kind;
    const optimizer = same ? run.optimizer : kind;
    const factor = same ? 1 : rateFor(kind) / rateFor(run.optimizer.kind);
    const common = { ...run, ...seeds, optimizer, batch, epochs: this.epochs.value };
    this.onChange(
      common,
      this.#rates.map(({ value }) => (same ? value : Number((value * factor).toPrecision(3)))),
      factor,
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

/** What a person sees of a training: a table that grows, and under it, in a terminal, a bar. */

import { isFixed, peakRate } from '../../web/lab/index.js';
import { batchInWords, optimizerInWords } from './optimizer_options.js';
import { describeInWords } from './schedule_options.js';

/** @typedef {import('../../web/lab/run.js').Run} Run */
/** @typedef {import('../../web/lab/events.js').RunRecord} RunRecord */
/** @typedef {import('../../web/lab/events.js').Final} Final */

const BAR = 30;
const REDRAW = 100;

/** @typedef {{ title: string, width: number, cell: (record: RunRecord) => string }} Column */

/** @type {Column} */
const rateColumn = {
  title: 'rate',
  width: 12,
  cell: ({ rate }) => String(Number(rate.toPrecision(6))),
};

/** @type {Column} */
const batchColumn = { title: 'batch', width: 8, cell: ({ batch }) => String(batch) };

/** @type {Column[]} */
const columns = [
  { title: 'epoch', width: 7, cell: ({ epoch }) => epoch.toFixed(2) },
  { title: 'iteration', width: 10, cell: ({ iteration }) => String(iteration) },
  { title: 'training loss', width: 14, cell: ({ trainingLoss }) => digits(trainingLoss) },
  { title: 'validation loss', width: 16, cell: ({ validationLoss }) => digits(validationLoss) },
  {
    title: 'validation accuracy',
    width: 20,
    cell: ({ validationAccuracy }) => digits(validationAccuracy),
  },
];

/** A bar on one line of a terminal; nothing where that is none. */
export class Bar {
  #shown = false;
  #drawn = -Infinity;
  #began = performance.now();

  /** @param {NodeJS.WriteStream} err */
  constructor(err) {
    this.err = err;
  }

  /** @param {number} share 0 to 1 @param {string} [label] */
  show(share, label) {
    const now = performance.now();
    if (!this.err.isTTY || now - this.#drawn < REDRAW) return;
    this.#drawn = now;
    this.#shown = true;
    const full = Math.round(BAR * share);
    const seconds = (now - this.#began) / 1000;
    const left = share > 0.01 ? `, ${Math.ceil((seconds * (1 - share)) / share)} s left` : '';
    const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
    this.err.write(`\r\x1b[K${bar} ${Math.round(100 * share)}%${left}${label ? `, ${label}` : ''}`);
  }

  /** Takes it away. */
  clear() {
    if (this.#shown) this.err.write('\r\x1b[K');
    this.#shown = false;
  }
}

/** Rows go to `out`, the bar to `err`, and only to a terminal. */
export class Screen {
  /** @param {Run} run @param {NodeJS.WriteStream} [out] @param {NodeJS.WriteStream} [err] */
  constructor(run, out = process.stdout, err = process.stderr) {
    this.run = run;
    /** Rate and batch only where they change. */
    const changing = [
      ...(isFixed(run.schedule) ? [] : [rateColumn]),
      ...(run.grow.length === 0 ? [] : [batchColumn]),
    ];
    this.columns = [...columns.slice(0, 2), ...changing, ...columns.slice(2)];
    this.out = out;
    this.bar = new Bar(err);
  }

  /** @param {string} core */
  begin(core) {
    const { network, trainSize, optimizer, schedule, epochs } = this.run;
    const size = trainSize.toLocaleString('en-US');
    const rate = isFixed(schedule)
      ? `learning rate ${peakRate(schedule)}`
      : `learning rate by ${describeInWords(schedule)}`;
    const by = optimizer.kind === 'sgd' ? '' : `${optimizerInWords(optimizer)}, `;
    const passes = epochs === 1 ? '1 epoch' : `${epochs} epochs`;
    this.#write(
      `${network.layers.join('–')} on ${size} images: ${batchInWords(this.run)}, ${by}${rate}, ${passes} (${core} core)\n`,
    );
    this.#write(this.columns.map(({ title, width }) => title.padStart(width)).join(''));
  }

  /** @param {RunRecord} record */
  row(record) {
    this.#write(this.columns.map(({ cell, width }) => cell(record).padStart(width)).join(''));
  }

  /** @param {number} epoch how far the run is */
  progress(epoch) {
    this.bar.show(Math.min(1, epoch / this.run.epochs));
  }

  /** @param {Final} final */
  end(final) {
    const { trainingSeconds, epochSeconds, diverged, fingerprint } = final;
    const each = trainingSeconds / Math.max(1, epochSeconds.length);
    if (diverged !== null) this.#write(`\nThe run diverged at iteration ${diverged}.`);
    this.#write(`
validation accuracy  ${digits(final.validationAccuracy)}
test accuracy        ${digits(final.testAccuracy)}
training             ${trainingSeconds.toFixed(2)} s, ${each.toFixed(3)} s an epoch
fingerprint          ${fingerprint}`);
  }

  /** Takes the bar away. */
  clear() {
    this.bar.clear();
  }

  /** @param {string} line */
  #write(line) {
    this.clear();
    this.out.write(`${line}\n`);
  }
}

/** @param {number | null} value */
function digits(value) {
  return value === null || !Number.isFinite(value) ? '–' : value.toFixed(4);
}

/** A record as one line of JSON. @param {object} value */
export function printJson(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

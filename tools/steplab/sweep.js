/** `sweep`: a grid of batch sizes, learning rates and seeds, trained on all cores; it can be ended at any time, gone on with, and spread. */

import { countCells, costOfPlan, describeGrid, GridRun, planGrid } from '../../web/lab/index.js';
import { UsageError } from './options.js';
import { Bar, printJson } from './screen.js';
import { lineOfCell, SweepFile } from './sweep_file.js';
import { mergeFiles } from './sweep_merge.js';
import { gridFromOptions, readShard, readWorkers, sweepOptions } from './sweep_options.js';
import { finalOfSweep, inWords, printTable } from './sweep_report.js';
import { findLab } from './workshop.js';

/** @typedef {import('./options.js').Command} Command */
/** @typedef {import('./options.js').Values} Values */
/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('../../web/lab/grid.js').Plan} Plan */
/** @typedef {import('../../web/lab/lab.js').Lab} Lab */
/** @typedef {import('../../web/lab/errors.js').LabError} LabError */
/** @typedef {import('../../web/lab/events.js').Final} Final */
/** @typedef {import('./sweep_file.js').CellLine} CellLine */
/** @typedef {{ part: number, of: number }} Shard from 1 */
/** @typedef {{ grid: Grid, shard: Shard | null, indices: number[] }} Sweep */

const INTERRUPTED = 130;
/** More cells than this are asked about first. */
const MANY = 1000;
/** No loss trace is kept: one point for so many iterations. */
const NO_TRACE = 1e9;
const REFRESH = 200;

/** @type {Command} */
export const sweep = {
  about: 'Trains every batch size with every learning rate and seed. See docs/sweeps.md.',
  options: sweepOptions,
  run: runSweep,
};

/** @param {Values} values @returns {Promise<number>} */
async function runSweep(values) {
  if (values.merge) return merge(values);
  const grid = gridFromOptions(values);
  const shard = readShard(values.typed.shard);
  const workers = readWorkers(values);
  /** @type {Sweep} */
  const own = { grid, shard, indices: indicesOf(countCells(grid), shard) };
  const control = new AbortController();
  const interrupt = () => control.abort();
  process.once('SIGINT', interrupt);
  try {
    return await train(own, { ...values, workers }, control.signal);
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

/** @param {number} cells @param {Shard | null} shard @returns {number[]} the cells that are this shard's */
function indicesOf(cells, shard) {
  const { part, of } = shard ?? { part: 1, of: 1 };
  const length = Math.max(0, Math.ceil((cells - part + 1) / of));
  return Array.from({ length }, (_, place) => place * of + part - 1);
}

/** @param {Sweep} own @param {Values} values @param {AbortSignal} signal @returns {Promise<number>} the exit code */
async function train(own, values, signal) {
  const { grid, shard, indices } = own;
  const file = values.out === undefined ? null : SweepFile.open(values.out, own);
  const lines = new Map(file?.cells);
  const told = new Teller(indices, values.json);
  for (const [index, line] of lines) told.add(index, line);
  const left = indices.filter((index) => !lines.has(index));
  const whole =
    left.length === 0 ||
    (await carryOut(grid, left, values, signal, (index, line) => {
      file?.add(line);
      lines.set(index, line);
      told.add(index, line);
    }));
  if (!whole) {
    const rest = file ? '; the same command goes on with them' : '';
    console.error(`Interrupted after ${lines.size} of ${indices.length} cells${rest}.`);
    return INTERRUPTED;
  }
  const inOrder = indices.map((index) => /** @type {CellLine} */ (lines.get(index)));
  const final = finalOfSweep(grid, shard, inOrder);
  file?.finish(inOrder, final);
  if (values.json) printJson(final);
  else printTable(grid, inOrder);
  return final.failed === 0 ? 0 : 1;
}

/**
 * @param {Grid} grid
 * @param {number[]} indices
 * @param {Values} values
 * @param {AbortSignal} signal
 * @param {(index: number, line: CellLine) => void} onCell
 * @returns {Promise<boolean>} false where Ctrl-C ended it
 */
async function carryOut(grid, indices, { workers, yes }, signal, onCell) {
  const lab = await findLab(workers);
  const plan = planGrid(grid, indices);
  try {
    if (indices.length > MANY && !yes) throw await question(lab, plan);
    return await drive(lab, plan, signal, (index, final, error) =>
      onCell(index, lineOfCell(grid, index, final, error)),
    );
  } finally {
    lab.close();
  }
}

/**
 * @param {Lab} lab
 * @param {Plan} plan
 * @param {AbortSignal} signal
 * @param {(index: number, final: Final | null, error: LabError | null) => void} onCell
 * @returns {Promise<boolean>} false where it was ended
 */
function drive(lab, plan, signal, onCell) {
  const bar = new Bar(process.stderr);
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(timer);
      bar.clear();
      run.stop();
      resolve(run.state === 'finished');
    };
    /** @param {import('../../web/lab/grid_run.js').GridEvent} event */
    const hear = (event) => {
      if (event.type === 'end') end();
      if (event.type !== 'cell') return;
      bar.clear();
      onCell(event.index, event.final, event.error);
    };
    const run = new GridRun(lab, plan, hear, { lanes: lab.workers, traceEvery: () => NO_TRACE });
    const label = () => `${run.done} of ${run.total} cells`;
    const timer = setInterval(() => bar.show(run.share, label()), REFRESH);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** Tells the cells in the grid's order, each as soon as those before it are told. */
class Teller {
  #next = 0;
  /** @type {Map<number, CellLine>} */
  #waiting = new Map();

  /** @param {number[]} indices @param {boolean} json */
  constructor(indices, json) {
    this.indices = indices;
    this.json = json;
  }

  /** @param {number} index @param {CellLine} line */
  add(index, line) {
    if (!this.json) return;
    this.#waiting.set(index, line);
    for (;;) {
      const next = this.#waiting.get(this.indices[this.#next]);
      if (!next) return;
      printJson(next);
      this.#waiting.delete(this.indices[this.#next++]);
    }
  }
}

/** A little of the work, to tell how long all of it takes. @param {Lab} lab @param {Plan} plan */
async function question(lab, plan) {
  const sample = planGrid(
    describeGrid({ batches: [128], rates: [0.5], seeds: [1], epochs: 1 }),
    [0],
  );
  const handle = lab.start(sample.runOf(0));
  const began = performance.now();
  await handle.finished;
  const unit = (performance.now() - began) / 1000 / sample.costOf(0);
  handle.stop();
  const cells = plan.order.length.toLocaleString('en-US');
  const time = inWords((unit * costOfPlan(plan)) / lab.workers);
  const threads = lab.workers === 1 ? '1 thread' : `${lab.workers} threads`;
  return new UsageError(
    `--batches, --rates, --seeds: this is ${cells} cells, about ${time} on ${threads}; give --yes to begin, or --shard I/N to spread them.`,
  );
}

/** @param {Values} values @returns {number} the exit code */
function merge(values) {
  const other = Object.keys(values.typed).find((name) => name !== 'merge' && name !== 'out');
  if (other !== undefined) {
    const why = 'the merged files say what the sweep is; leave this out.';
    throw new UsageError(`--${other} ${values.typed[other]}: ${why}`);
  }
  const { grid, lines } = mergeFiles(values.merge);
  const final = finalOfSweep(grid, null, lines);
  if (values.out !== undefined) SweepFile.write(values.out, lines, final);
  if (!values.json) printTable(grid, lines);
  else for (const line of [...lines, final]) printJson(line);
  return 0;
}

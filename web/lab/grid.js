/** A grid is a value: batch sizes by learning rates by seeds, and all else that its runs share. */

import { LabError } from './errors.js';
import { describeRun, runIterations } from './run.js';
import { peakRate } from './schedule.js';

/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./run.js').RunDescription} RunDescription */

/**
 * @typedef {object} Grid
 * @property {readonly number[]} batches rising
 * @property {readonly number[]} rates rising
 * @property {readonly number[]} seeds each sets the three seeds of its runs
 * @property {Readonly<RunDescription>} shared what describes every run beside these
 */

/**
 * What `describeGrid` takes: the three axes, and what a run has beside batch, rate and seeds.
 * @typedef {Omit<RunDescription, 'batch' | 'rate' | 'seed' | 'splitSeed' | 'weightsSeed' | 'orderSeed'> & {
 *   batches?: readonly (number | 'full')[], rates?: readonly number[], seeds?: readonly number[] }} GridDescription
 */

/** One run of a grid by its place on the three axes. @typedef {{ batch: number, rate: number, seed: number }} Cell */

/** @type {{ batches: readonly number[], rates: readonly number[], seeds: readonly number[] }} */
const standard = { batches: [16, 32, 128], rates: [0.1, 0.3, 0.5, 0.7], seeds: [1] };
const AXES = /** @type {const} */ (['batches', 'rates', 'seeds']);
const SEEDS = ['seed', 'splitSeed', 'weightsSeed', 'orderSeed', 'batch', 'rate'];
/** More cells than anybody has the years for. */
const MOST_CELLS = 10_000_000;
/** What an iteration costs beside its samples, in samples: the update of the weights. */
const UPDATE = 0.9;
/** The same of an optimizer that goes through all weights, whether or not they have a gradient. */
const WHOLE_UPDATE = 100;

/**
 * Fills in every default and checks every field, and every batch size and rate by itself.
 * @param {GridDescription} [description]
 * @returns {Grid} deeply frozen
 * @throws {LabError} that names the field, the value on its axis that is wrong, and the remedy
 */
export function describeGrid({ batches, rates, seeds, ...shared } = {}) {
  const known = SEEDS.find((name) => name in shared);
  if (known !== undefined)
    throw new LabError('grid-axis', { field: known, value: /** @type {any} */ (shared)[known] });
  const lists = {
    batches: checkList('batches', batches ?? standard.batches),
    rates: checkList('rates', rates ?? standard.rates),
    seeds: checkList('seeds', seeds ?? standard.seeds),
  };
  describeRun({ ...shared, batch: 1 });
  const described = {
    batches: lists.batches.map((batch) => checkOne('batches', 'batch', batch, shared).batch),
    rates: lists.rates.map((rate) => checkRate(rate, shared)),
    seeds: lists.seeds.map((seed) => checkOne('seeds', 'seed', seed, shared).orderSeed),
  };
  for (const axis of AXES) checkDistinct(axis, described[axis]);
  const cells = AXES.reduce((product, axis) => product * described[axis].length, 1);
  if (cells > MOST_CELLS) {
    const value = `${described.batches.length} × ${described.rates.length} × ${described.seeds.length}`;
    throw new LabError('grid-large', { field: 'grid', value, cells, most: MOST_CELLS });
  }
  const rise = (/** @type {number} */ a, /** @type {number} */ b) => a - b;
  return Object.freeze({
    batches: Object.freeze(described.batches.sort(rise)),
    rates: Object.freeze(described.rates.sort(rise)),
    seeds: Object.freeze(described.seeds),
    shared: Object.freeze({ ...shared }),
  });
}

/** @param {Grid} grid @returns {number} cells in all */
export function countCells({ batches, rates, seeds }) {
  return batches.length * rates.length * seeds.length;
}

/**
 * A cell by its number: batch by batch, in each rate by rate, in each seed by seed.
 * @param {Grid} grid
 * @param {number} index
 * @returns {Cell}
 */
export function cellAt({ batches, rates, seeds }, index) {
  const seed = seeds[index % seeds.length];
  const pair = Math.floor(index / seeds.length);
  return {
    batch: batches[Math.floor(pair / rates.length)],
    rate: rates[pair % rates.length],
    seed,
  };
}

/** @param {Grid} grid @param {Cell} cell @returns {number} its number; −1 where the grid has no such cell */
export function indexOfCell({ batches, rates, seeds }, { batch, rate, seed }) {
  const [i, j, k] = [batches.indexOf(batch), rates.indexOf(rate), seeds.indexOf(seed)];
  return Math.min(i, j, k) < 0 ? -1 : (i * rates.length + j) * seeds.length + k;
}

/** @param {Grid} grid @param {Cell} cell @returns {Run} */
export function runOfCell({ shared }, { batch, rate, seed }) {
  return describeRun({ ...shared, batch, rate, seed });
}

/**
 * The order in which a grid is filled so that its shape is seen early: the corners, then the cells between what is there already,
 * and all of that for the first seed before the next.
 * @param {Grid} grid
 * @returns {number[]} every cell's number once
 */
export function coarseOrder(grid) {
  const { batches, rates, seeds } = grid;
  const [rows, columns] = [levels(batches.length), levels(rates.length)];
  const pairs = batches.flatMap((_, i) =>
    rates.map((__, j) => ({ pair: i * rates.length + j, level: Math.max(rows[i], columns[j]) })),
  );
  pairs.sort((a, b) => a.level - b.level || a.pair - b.pair);
  return seeds.flatMap((_, k) => pairs.map(({ pair }) => pair * seeds.length + k));
}

/** For each of so many places in a line: 0 for its ends, 1 for the middle, 2 for the quarters, and so on. @param {number} count */
function levels(count) {
  const level = new Array(count).fill(0);
  /** @param {number} from @param {number} to @param {number} depth */
  const halve = (from, to, depth) => {
    if (to - from < 2) return;
    const middle = Math.floor((from + to) / 2);
    level[middle] = depth;
    halve(from, middle, depth + 1);
    halve(middle, to, depth + 1);
  };
  halve(0, count - 1, 1);
  return level;
}

/**
 * What a run costs, in the time of training on one sample: its samples, its updates and its evaluations. An estimate, for the time left.
 * @param {Run} run
 */
export function costOfRun(run) {
  const evaluations = Math.max(1, run.epochs / run.evaluate);
  const update = run.optimizer.kind === 'sgd' ? UPDATE : WHOLE_UPDATE;
  const training = run.epochs * run.trainSize + update * runIterations(run);
  return training + 0.3 * (5000 * evaluations + 10000);
}

/**
 * What is to be done, for a GridRun.
 * @typedef {object} Plan
 * @property {readonly number[]} order the cells' numbers
 * @property {(index: number) => Run} runOf
 * @property {(index: number) => number} costOf see `costOfRun`
 */

/**
 * @param {Grid} grid
 * @param {readonly number[]} [order] all cells, coarse first, unless given
 * @returns {Plan}
 */
export function planGrid(grid, order = coarseOrder(grid)) {
  const runOf = (/** @type {number} */ index) => runOfCell(grid, cellAt(grid, index));
  /** By batch size: neither rate nor seed changes it. @type {Map<number, number>} */
  const costs = new Map();
  const costOf = (/** @type {number} */ index) => {
    const { batch } = cellAt(grid, index);
    const cost = costs.get(batch) ?? costOfRun(runOf(index));
    costs.set(batch, cost);
    return cost;
  };
  return { order, runOf, costOf };
}

/** @param {Plan} plan @returns {number} the cost of all its cells */
export function costOfPlan({ order, costOf }) {
  return order.reduce((sum, index) => sum + costOf(index), 0);
}

/** @param {string} field @param {unknown} value @returns {any[]} */
function checkList(field, value) {
  if (Array.isArray(value) && value.length > 0 && value.some((one) => one !== '')) return value;
  throw new LabError('grid-empty', { scope: 'grid', field, value });
}

/**
 * @param {string} axis
 * @param {'batch' | 'rate' | 'seed'} field
 * @param {any} value
 * @param {RunDescription} shared
 */
function checkOne(axis, field, value, shared) {
  try {
    return describeRun({ ...shared, [field]: value ?? Number.NaN });
  } catch (error) {
    if (!(error instanceof LabError) || error.field !== field) throw error;
    throw new LabError(error.code, { ...error.facts, scope: 'grid', field: axis, value });
  }
}

/** A schedule that says its own rates would make all columns of the grid alike. @param {any} rate @param {RunDescription} shared */
function checkRate(rate, shared) {
  const run = checkOne('rates', 'rate', rate, shared);
  if (peakRate(run.schedule) === rate) return rate;
  throw new LabError('grid-schedule', {
    scope: 'grid',
    field: 'rates',
    value: rate,
    peak: peakRate(run.schedule),
  });
}

/** @param {string} field @param {number[]} values */
function checkDistinct(field, values) {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new LabError('grid-twice', { scope: 'grid', field, value: twice });
}

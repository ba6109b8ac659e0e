/**
 * Losses of two parameters, walks on them, and the sums of Robbins and Monro: computed by the page's core; src/lab.h has the
 * formulas. A landscape, a walk and a decay are values: plain objects, every number of which has a default.
 */
import { LabError } from './errors.js';

/** @typedef {import('./core.js').Core} Core */

/** In the core's order. */
export const TERRAINS = Object.freeze(
  /** @type {const} */ (['bowl', 'valley', 'sparse', 'saddle', 'plateau']),
);
/** In the core's order. */
export const WALK_METHODS = Object.freeze(
  /** @type {const} */ (['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw']),
);

/** @typedef {typeof TERRAINS[number]} Terrain */
/** @typedef {typeof WALK_METHODS[number]} WalkMethod */
/** @typedef {readonly [x: number, y: number]} Place */

/**
 * @typedef {object} Landscape
 * @property {Terrain} terrain
 * @property {number} [steepness] of a valley, or one rare sample in so many (20)
 * @property {number} [seed] draws a bowl's samples (1)
 */

/**
 * @typedef {object} Walk
 * @property {Place} start
 * @property {WalkMethod} [method] sgd
 * @property {number} rate
 * @property {number} [momentum] of momentum and nesterov (0.9)
 * @property {number} [batch] samples a step; 0, the default: all
 * @property {number} [noise] standard deviation of what is added to each part of a gradient (0)
 * @property {number} [seed] of order and noise (1)
 */

/**
 * A walk's start and the places after it, column by column; fewer than were asked for where it diverged.
 * @typedef {object} Walked
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Float64Array} loss of all samples
 * @property {Float64Array} gradient its length
 * @property {Float64Array} samples gradients of single samples so far; steps where there are none
 * @property {Float64Array} strideX what the step before multiplied this parameter's gradient by
 * @property {Float64Array} strideY
 * @property {boolean} diverged
 */

/**
 * Rates c · k^−a on w²/2 with a noisy gradient.
 * @typedef {object} Decay
 * @property {number} c
 * @property {number} a
 * @property {number} [start] 1
 * @property {number} [noise] 1
 * @property {number} [runs] over which |w| is averaged (20)
 * @property {number} [seed] 1
 */

/** Beyond this a walk has diverged. */
const far = 1e6;
/** Names of a walk's numbers, and of a decay's, in the order in which the core counts them. */
const walkFields = ['start', 'start', 'method', 'rate', 'momentum', 'batch', 'noise'];
const decayFields = ['c', 'a', 'start', 'noise', 'runs'];

/**
 * Heights on a grid, row by row from the smallest y.
 * @param {Core} core
 * @param {Landscape} landscape
 * @param {{ x: readonly [number, number], y: readonly [number, number] }} box
 * @param {number} columns
 * @param {number} rows
 * @returns {Float64Array}
 */
export function mapLandscape(core, landscape, box, columns, rows) {
  const heights = core.allocate(8 * columns * rows);
  try {
    const [numbers, out] = place(core, numbersOf(landscape));
    core.doubles(out, 4).set([...box.x, ...box.y]);
    const status = core.call.abi_landscape_map(numbers, out, columns, rows, heights, out + 32);
    if (status !== 0) throw refusal(core, status, out + 32, []);
    return core.doubles(heights, columns * rows).slice();
  } finally {
    core.release(heights);
  }
}

/**
 * @param {Core} core
 * @param {Landscape} landscape
 * @returns {{ bottom: Place, loss: number, samples: number, points: Place[] }} its lowest place, the loss there, and a bowl's samples
 */
export function lookAtLandscape(core, landscape) {
  const [numbers, out] = place(core, numbersOf(landscape));
  const status = core.call.abi_landscape_look(numbers, out + 24, out);
  if (status !== 0) throw refusal(core, status, out, []);
  const [x, y, loss, samples, ...rest] = core.doubles(out + 24, 52);
  const count = landscape.terrain === 'bowl' ? samples : 0;
  const points = Array.from({ length: count }, (_, i) => pair(rest[2 * i], rest[2 * i + 1]));
  return { bottom: pair(x, y), loss, samples, points };
}

/**
 * @param {Core} core
 * @param {Landscape} landscape
 * @param {Walk} walk
 * @param {number} steps
 * @returns {Walked}
 * @throws {LabError} bad-landscape, bad-walk
 */
export function walkLandscape(core, landscape, walk, steps) {
  const { start, method = 'sgd', rate, momentum = 0.9, batch = 0, noise = 0, seed = 1 } = walk;
  const points = core.allocate(56 * (steps + 1));
  try {
    const [numbers, out] = place(core, [
      ...numbersOf(landscape),
      ...[...start, WALK_METHODS.indexOf(method), rate, momentum, batch, noise, seed],
    ]);
    const status = core.call.abi_walk_run(numbers, numbers + 24, steps, points, out, out + 8);
    if (status !== 0) throw refusal(core, status, out + 8, walkFields);
    const count = core.words(out, 1)[0];
    const [x, y, loss, gradient, samples, strideX, strideY] = columnsOf(core, points, count, 7);
    const last = count - 1;
    const diverged = !(Math.abs(x[last]) <= far && Math.abs(y[last]) <= far);
    return { x, y, loss, gradient, samples, strideX, strideY, diverged };
  } finally {
    core.release(points);
  }
}

/**
 * Rates, their sums and what becomes of noisy steps, after step 0 (the start), 1, 2 … and ever further apart.
 * @param {Core} core
 * @param {Decay} decay
 * @param {number} steps
 * @returns {{ k: Float64Array, rate: Float64Array, sum: Float64Array, squares: Float64Array, mean: Float64Array, places: Float64Array }}
 *   mean: of |w| over the runs; places: w of the first
 * @throws {LabError} bad-walk
 */
export function decayRates(core, { c, a, start = 1, noise = 1, runs = 20, seed = 1 }, steps) {
  const capacity = 60 + Math.ceil(100 * Math.log10(steps + 1));
  const points = core.allocate(48 * capacity);
  try {
    const [numbers, out] = place(core, [c, a, start, noise, runs, seed]);
    const places = points + 40 * capacity;
    const status = core.call.abi_decay_run(
      ...[numbers, steps, points, places, capacity, out, out + 8],
    );
    if (status !== 0) throw refusal(core, status, out + 8, decayFields);
    const count = core.words(out, 1)[0];
    const [k, rate, sum, squares, mean] = columnsOf(core, points, count, 5);
    return { k, rate, sum, squares, mean, places: core.doubles(places, count).slice() };
  } finally {
    core.release(points);
  }
}

/** @param {Landscape} landscape */
function numbersOf({ terrain, steepness = 20, seed = 1 }) {
  return [TERRAINS.indexOf(terrain), steepness, seed];
}

/** @param {number} x @param {number} y @returns {Place} */
function pair(x, y) {
  return [x, y];
}

/**
 * Puts numbers into the core's scratch.
 * @param {Core} core
 * @param {number[]} numbers
 * @returns {[numbers: number, out: number]} where they are, and where there is room for what comes back
 */
function place(core, numbers) {
  core.doubles(core.scratch, numbers.length).set(numbers);
  return [core.scratch, core.scratch + 8 * numbers.length];
}

/** @param {Core} core @param {number} address @param {number} count @param {number} width */
function columnsOf(core, address, count, width) {
  const all = core.doubles(address, count * width);
  return Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: count }, (_, row) => all[row * width + column]),
  );
}

/** @param {Core} core @param {number} status @param {number} fault @param {string[]} fields */
function refusal(core, status, fault, fields) {
  const [where, found] = core.doubles(fault, 2);
  if (status === 44)
    return new LabError('bad-landscape', {
      field: where === 0 ? 'terrain' : 'steepness',
      value: where === 0 ? 'unknown' : found,
      known: TERRAINS.join(', '),
    });
  if (status !== 45) return new LabError('unforeseen', { message: `the core answers ${status}` });
  const field = fields[where];
  if (field === 'method')
    return new LabError('bad-method', { field, value: 'unknown', known: WALK_METHODS.join(', ') });
  return new LabError('bad-walk', { field, value: found, limits: limits[field] });
}

/** What may be given, as a sentence has it. @type {Record<string, string>} */
const limits = {
  start: '−1,000,000 … 1,000,000',
  rate: '10⁻¹² … 1,000,000',
  momentum: '0 … 0.999999999',
  batch: '0, 1, 2 …',
  noise: '0 … 1,000,000',
  c: '10⁻¹² … 1,000,000',
  a: '0 … 4',
  runs: '1 … 32',
};

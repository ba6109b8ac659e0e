/**
 * The worked example: a line z = slope · x through the origin, a few points, and the rate that takes the line to a target in
 * one step, by the textbook's equations 8 and 9 and by the gradient. Computed by the core; src/lab.h has the formulas.
 */
import { LabError } from './errors.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {readonly [x: number, y: number]} Pair */

/**
 * @typedef {object} Example
 * @property {number} loss
 * @property {number | null} chapterRate null where the loss is 0
 * @property {number} gradient
 * @property {number | null} rate null where the gradient is 0
 * @property {number} curvature
 * @property {number | null} best the slope that the points want; null where they lie at x = 0
 * @property {'no-slope' | 'no-gradient' | null} still why no step would move the line, if none would
 */

/**
 * @typedef {object} Steps
 * @property {Float64Array} slopes where one step leads, for each batch
 * @property {boolean} all whether these are all batches there are
 * @property {number} mean
 * @property {number} deviation
 */

/** The points of the textbook's figure 12-14: three, then five. @type {readonly (readonly Pair[])[]} */
export const CHAPTER_POINTS = Object.freeze([
  Object.freeze([pair(-2, 0), pair(0, 0), pair(2, 0)]),
  Object.freeze([pair(-2, 0), pair(-1, 0), pair(0, 0), pair(1, 0), pair(2, 0)]),
]);

/** More points than this are not divided into batches. */
export const MOST_POINTS = 64;

const most = 1e50;
/** The statuses under which there still are numbers. */
const still = /** @type {const} */ ({ 42: 'no-slope', 43: 'no-gradient' });

/** @param {number} x @param {number} y @returns {Pair} */
function pair(x, y) {
  return Object.freeze(/** @type {const} */ ([x, y]));
}

/**
 * @param {Core} core
 * @param {readonly Pair[]} points
 * @param {number} slope
 * @param {number} target
 * @returns {Example}
 * @throws {LabError} no-points, bad-point, bad-slope
 */
export function measureExample(core, points, slope, target) {
  return withPoints(core, points, (address) => {
    const out = core.scratch;
    const status = core.call.abi_example_measure(
      address,
      points.length,
      slope,
      target,
      out,
      out + 48,
    );
    if (status !== 0 && !(status in still))
      throw refusal(status, points, [slope, target], 'target');
    const [loss, chapterRate, gradient, rate, curvature, best] = core.doubles(out, 6);
    return {
      loss,
      chapterRate: orNull(chapterRate),
      gradient,
      rate: orNull(rate),
      curvature,
      best: orNull(best),
      still: still[/** @type {keyof typeof still} */ (status)] ?? null,
    };
  });
}

/**
 * One step by each batch of the points; all batches where there are at most `atMost`, else so many random ones.
 * @param {Core} core
 * @param {readonly Pair[]} points
 * @param {{ slope: number, rate: number, batch: number, atMost?: number, seed?: number }} step
 * @returns {Steps}
 * @throws {LabError} no-points, bad-point, bad-slope, bad-batch, too-many-points
 */
export function stepsOfBatches(core, points, { slope, rate, batch, atMost = 1000, seed = 1 }) {
  const slopes = core.allocate(8 * atMost);
  try {
    return withPoints(core, points, (address) => {
      const out = core.scratch;
      const status = core.call.abi_example_batches(
        ...[address, points.length, slope, rate, batch, seed],
        ...[slopes, atMost, out, out + 32],
      );
      if (status === 7)
        throw new LabError('bad-batch', { field: 'batch', value: batch, most: points.length });
      if (status !== 0) throw refusal(status, points, [slope, rate], 'rate');
      const [count, all, mean, deviation] = core.doubles(out, 4);
      return { slopes: core.doubles(slopes, count).slice(), all: all === 1, mean, deviation };
    });
  } finally {
    core.release(slopes);
  }
}

/**
 * @template T
 * @param {Core} core
 * @param {readonly Pair[]} points
 * @param {(address: number) => T} act
 * @returns {T}
 */
function withPoints(core, points, act) {
  const address = core.allocate(16 * Math.max(1, points.length));
  try {
    core.doubles(address, 2 * points.length).set(points.flat());
    return act(address);
  } finally {
    core.release(address);
  }
}

/**
 * @param {number} status
 * @param {readonly Pair[]} points
 * @param {[slope: number, other: number]} others
 * @param {'target' | 'rate'} other
 */
function refusal(status, points, others, other) {
  if (status === 40) return new LabError('no-points', { field: 'points', value: '' });
  if (status === 10)
    return new LabError('too-many-points', {
      field: 'points',
      value: points.length,
      most: MOST_POINTS,
    });
  if (status !== 41) return new LabError('unforeseen', { message: `the core answers ${status}` });
  const given = [...points.flat(), ...others];
  const at = given.findIndex((value) => !(Math.abs(value) <= most));
  if (at < 2 * points.length)
    return new LabError('bad-point', { field: 'points', value: points[at >> 1].join(':') });
  const field = at === 2 * points.length ? 'slope' : other;
  return new LabError('bad-slope', { field, value: given[at] });
}

/** @param {number} value */
function orNull(value) {
  return Number.isNaN(value) ? null : value;
}

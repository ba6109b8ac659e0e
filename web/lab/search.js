/** A search for a learning rate is a value: a plain frozen object that says everything that decides what it finds. */

import { LabError } from './errors.js';
import { parseNumber } from './link.js';
import { describeRun } from './run.js';

/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./run.js').RunDescription} RunDescription */
/** @typedef {{ readonly first: number, readonly last: number, readonly step: number, readonly iterations: number }} Segment of a ramp, `step` is its number of rates */
/** @typedef {{ readonly kind: 'table' | 'exponential' | 'linear', readonly segments: readonly Segment[] }} Sweep */
/** @typedef {'first' | 'always' | 'never'} Carry in which rounds weights are carried from rate to rate */
/** @typedef {'batch' | 'validation' | 'training'} Measure whose loss is judged */

/**
 * @typedef {object} Search
 * @property {Run} run data, network, seeds and batch; schedule and epochs play no part
 * @property {Sweep} sweep of round 1
 * @property {number} rounds
 * @property {Carry} carry
 * @property {Measure} measure
 * @property {number | 'auto'} smoothing weight of the past in the moving average
 * @property {number} stop k: a sweep stops where the loss is more than k times its lowest
 * @property {number} growth where round 1 has not turned at its end, it goes on by this factor a rate
 * @property {number} rates rates of a later round, at least
 * @property {readonly number[]} iterations with each rate of rounds 2, 3, …
 */

/**
 * What `describeSearch` takes: a run's fields, and any of a search's. `segments` is the sweep of round 1, as objects or as text
 * `first:last:step:iterations,…`; `ramp` is `first:last:iterations`, as text or as an object: a rate an iteration (where every rate has
 * the same start, ten with each).
 * @typedef {RunDescription & Partial<Omit<Search, 'run' | 'sweep' | 'iterations'>> & {
 *   segments?: string | Partial<Segment>[], iterations?: number[],
 *   ramp?: string | { first: number, last: number, iterations: number, linear?: boolean } }} SearchDescription
 */

/** The chapter's table 12-3. @type {readonly Segment[]} */
export const CHAPTER_SEGMENTS = Object.freeze(
  [
    [0.0001, 0.0009, 0.0001],
    [0.001, 0.009, 0.001],
    [0.01, 0.09, 0.01],
    [0.1, 0.9, 0.1],
    [1, 1.1, 0.01],
  ].map(([first, last, step]) => Object.freeze({ first, last, step, iterations: 10 })),
);

export const CARRIES = /** @type {const} */ (['first', 'always', 'never']);
export const MEASURES = /** @type {const} */ (['batch', 'validation', 'training']);
export const SWEEP_KINDS = /** @type {const} */ (['table', 'exponential', 'linear']);
export const MOST_ROUNDS = 6;
const MOST = { segments: 32, rates: 100, everyRate: 1_000_000, iterations: 1e9 };
const OWN = ['segments', 'ramp', 'rounds', 'carry', 'measure', 'smoothing', 'stop', 'growth'];
const LATER = ['rates', 'iterations'];
/** Samples that a rate of round 2 sees at least, where batches are small. */
const SECOND_SAMPLES = 5120;
const SECOND_ITERATIONS = 40;
/** With each rate of a ramp whose rates all have the same start: after a single one nothing could be told yet. */
const RESET_ITERATIONS = 10;
/** How many times more a rate of each later round sees. */
const ROUND_FACTOR = 2.5;

/**
 * Fills in every default and checks every field; the core checks the sweep's numbers.
 * @param {SearchDescription} [description]
 * @returns {Search} deeply frozen
 * @throws {LabError} that names the field, its value and the remedy
 */
export function describeSearch(description = {}) {
  if (typeof description !== 'object' || description === null)
    throw new LabError('bad-search', { field: 'search', value: description });
  const own = Object.entries(description).filter(([name]) => [...OWN, ...LATER].includes(name));
  const rest = Object.entries(description).filter(([name]) => ![...OWN, ...LATER].includes(name));
  const run = describeRun(Object.fromEntries(rest));
  /** @type {Record<string, any>} */
  const given = Object.fromEntries(own.filter(([, value]) => value !== undefined));
  const rounds = checkRounds(given.rounds ?? 3);
  const carry = checkChoice('carry', given.carry ?? 'first', CARRIES);
  return freeze({
    run,
    sweep: readSweep(given.segments, given.ramp, carry),
    rounds,
    carry,
    measure: checkChoice('measure', given.measure ?? 'batch', MEASURES),
    smoothing: checkSmoothing(given.smoothing ?? 'auto'),
    stop: checkNumber('stop', given.stop ?? 4, (value) => value > 1),
    growth: checkNumber('growth', given.growth ?? 1.26, (value) => value >= 1),
    rates: checkRates(given.rates ?? 8),
    iterations: checkIterations(given.iterations ?? laterIterations(run.batch)),
  });
}

/** @param {number} batch @returns {number[]} */
function laterIterations(batch) {
  const second = Math.max(SECOND_ITERATIONS, Math.ceil(SECOND_SAMPLES / batch));
  return Array.from({ length: MOST_ROUNDS - 1 }, (_, round) =>
    Math.round(second * ROUND_FACTOR ** round),
  );
}

/** @param {unknown} segments @param {unknown} ramp @param {Carry} carry @returns {Sweep} */
function readSweep(segments, ramp, carry) {
  if (segments !== undefined && ramp !== undefined)
    throw new LabError('segments-and-ramp', { field: 'ramp', value: ramp });
  if (ramp !== undefined) return readRamp(ramp, carry === 'never' ? RESET_ITERATIONS : 1);
  return { kind: 'table', segments: readSegments(segments ?? CHAPTER_SEGMENTS) };
}

/** @param {unknown} given @returns {Segment[]} */
function readSegments(given) {
  const wrong = new LabError('bad-segments', { field: 'segments', value: given });
  const list = typeof given === 'string' ? given.split(',').map(readSegment) : given;
  if (!Array.isArray(list) || list.length < 1 || list.length > MOST.segments) throw wrong;
  const segments = list.map((part) => ({ iterations: 10, ...part }));
  for (const { first, last, step, iterations } of segments) {
    if (![first, last, step, iterations].every((value) => typeof value === 'number')) throw wrong;
  }
  return segments.map(({ first, last, step, iterations }) => ({ first, last, step, iterations }));
}

/** @param {string} text */
function readSegment(text) {
  const [first, last, step, iterations = 10, ...more] = text.split(':').map(parseNumber);
  return more.length > 0 ? null : { first, last, step, iterations };
}

/** @param {unknown} given @param {number} each iterations a rate @returns {Sweep} */
function readRamp(given, each) {
  const wrong = new LabError('bad-ramp', { field: 'ramp', value: given });
  const { first, last, iterations, linear, more } =
    typeof given === 'string' ? readRampText(given) : /** @type {any} */ (given ?? {});
  const numbers = [first, last, iterations].every((value) => typeof value === 'number');
  if (!numbers || more) throw wrong;
  const segment = { first, last, step: iterations, iterations: each };
  return { kind: linear ? 'linear' : 'exponential', segments: [segment] };
}

/** @param {string} text */
function readRampText(text) {
  const parts = text.split(':');
  const linear = parts[3] === 'linear';
  const [first, last, iterations] = parts.map(parseNumber);
  return { first, last, iterations, linear, more: parts.length > (linear ? 4 : 3) };
}

/** @param {unknown} value */
function checkRounds(value) {
  if (isWhole(value, 1, MOST_ROUNDS)) return value;
  throw new LabError('bad-rounds', { field: 'rounds', value, most: MOST_ROUNDS });
}

/** @param {unknown} value */
function checkRates(value) {
  if (isWhole(value, 2, MOST.rates)) return value;
  throw new LabError('bad-rates', { field: 'rates', value, most: MOST.rates });
}

/** @param {unknown} value @returns {number[]} */
function checkIterations(value) {
  const list = Array.isArray(value) ? value : [value];
  const found = list.find((count) => !isWhole(count, 1, MOST.iterations));
  if (found === undefined && list.length > 0) return list;
  throw new LabError('bad-iterations', {
    field: 'iterations',
    value,
    found,
    expected: MOST.iterations,
  });
}

/** @template {string} T @param {string} field @param {unknown} value @param {readonly T[]} known @returns {T} */
function checkChoice(field, value, known) {
  if (known.includes(/** @type {T} */ (value))) return /** @type {T} */ (value);
  throw new LabError('bad-choice', { field, value, known: known.join(', ') });
}

/** @param {'stop' | 'growth'} field @param {unknown} value @param {(value: number) => boolean} fits */
function checkNumber(field, value, fits) {
  if (typeof value === 'number' && Number.isFinite(value) && fits(value)) return value;
  throw new LabError(`bad-${field}`, { field, value });
}

/** @param {unknown} value @returns {number | 'auto'} */
function checkSmoothing(value) {
  if (value === 'auto' || (typeof value === 'number' && value >= 0 && value < 1)) return value;
  throw new LabError('bad-smoothing', { field: 'smoothing', value });
}

/** @param {unknown} value @param {number} least @param {number} most @returns {value is number} */
function isWhole(value, least, most) {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** @template T @param {T} value @returns {T} */
function freeze(value) {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

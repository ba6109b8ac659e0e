/** The rates of a schedule, worked out by the core: a pure function, quick enough for a page's own thread. */

import { LabError } from './errors.js';
import { scheduleNumbers } from './schedule.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./schedule.js').Schedule} Schedule */

const FAULT = 3;

/**
 * @param {Core} core
 * @param {Schedule} schedule as `describeRun` or `describeSchedule` gives it
 * @param {{ from?: number, every?: number, count: number }} range iterations from, from + every, …
 * @returns {Float64Array} `count` rates
 */
export function scheduleRates(core, schedule, { from = 0, every = 1, count }) {
  return withSchedule(core, schedule, (pointer) =>
    withDoubles(core, new Float64Array(count), (at) =>
      core.call.abi_schedule_rates(pointer, from, every, count, at),
    ),
  );
}

/**
 * The curve of a schedule over a run, its end included.
 * @param {Core} core
 * @param {Schedule} schedule
 * @param {number} iterations of the run
 * @param {number} [most] points at most
 * @returns {{ x: Float64Array, y: Float64Array }} iterations and rates
 */
export function schedulePoints(core, schedule, iterations, most = 2000) {
  const every = Math.max(1, Math.ceil(iterations / (most - 1)));
  const count = Math.floor(iterations / every) + 1;
  const x = Float64Array.from({ length: count }, (_, index) => index * every);
  return { x, y: scheduleRates(core, schedule, { every, count }) };
}

/**
 * What a plateau makes of losses: the rate after each.
 * @param {Core} core
 * @param {Schedule} schedule that ends in a plateau
 * @param {ArrayLike<number>} losses
 */
export function plateauRates(core, schedule, losses) {
  return withSchedule(core, schedule, (pointer) =>
    withDoubles(core, Float64Array.from(losses), (at) =>
      core.call.abi_schedule_observe(pointer, at, losses.length, at),
    ),
  );
}

/**
 * @template T
 * @param {Core} core
 * @param {Schedule} schedule
 * @param {(pointer: number) => T} use
 */
function withSchedule(core, schedule, use) {
  const numbers = scheduleNumbers(schedule);
  const { call, scratch } = core;
  core.doubles(scratch, numbers.length).set(numbers);
  const fault = scratch + 8 * numbers.length;
  const out = fault + 8 * FAULT;
  const status = call.abi_schedule_create(scratch, numbers.length, out, fault);
  if (status !== 0)
    throw new LabError('unforeseen', { message: `the core answers ${status} to a schedule` });
  const [pointer] = core.words(out, 1);
  const result = use(pointer);
  call.abi_schedule_destroy(pointer);
  return result;
}

/** Numbers in the core for as long as it works on them, and back. @param {Core} core @param {Float64Array} values @param {(at: number) => void} work */
function withDoubles(core, values, work) {
  const at = core.allocate(8 * Math.max(1, values.length));
  core.doubles(at, values.length).set(values);
  work(at);
  const results = core.doubles(at, values.length).slice();
  core.release(at);
  return results;
}

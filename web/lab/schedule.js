/** A schedule of learning rates is a value: described, checked field by field, and turned into the numbers that the core reads. */

import { anneals, defaultOf, flatFields, policies } from './schedule_policies.js';
import { checkCount, checkField, checkRise, isObject, isWhole, refuse } from './schedule_rules.js';

/** @typedef {import('./schedule_policies.js').Policy} Policy */
/** @typedef {Readonly<import('./schedule_policies.js').SchedulePart>} SchedulePart */
/** @typedef {{ readonly join: readonly SchedulePart[] }} JoinedSchedule parts one after the other, each with its own count of iterations */
/** @typedef {SchedulePart | JoinedSchedule} Schedule */

/**
 * What `describeSchedule` takes. `warmup` puts a linear climb of so many iterations before the policy: (t + 1) / (warmup + 1) of its rate.
 * @typedef {Partial<SchedulePart> & { warmup?: number } | { join: readonly Partial<SchedulePart>[] }} ScheduleDescription
 */

/**
 * The run that a schedule is for: how long it is, a rate that goes before the description's own (but for joined parts), and the one where
 * neither says any.
 * @typedef {{ iterations: number, rate?: unknown, usual?: number }} Length
 */

const MOST_PARTS = 8;
/** The names of all policies. */
export const POLICIES = /** @type {Policy[]} */ (Object.keys(policies));

/**
 * Fills in every default and checks every field.
 * @param {unknown} description
 * @param {Length} run
 * @returns {Schedule}
 * @throws {LabError} that names the field, its value and the remedy
 */
export function describeSchedule(description = {}, run) {
  if (!isObject(description)) refuse('schedule-shape', 'schedule', description);
  if ('join' in description) return describeJoin(description, run);
  const { warmup = 0, ...main } = description;
  checkCount('warmup', warmup, 0, 100);
  if (warmup > run.iterations) refuse('schedule-late', 'warmup', warmup, { most: run.iterations });
  const last = describePart(main, { ...run, iterations: Math.max(1, run.iterations - warmup) });
  return warmup === 0 ? last : { join: [climb(warmup, last, run), last] };
}

/** @param {number} warmup @param {SchedulePart} part @param {{ iterations: number }} run @returns {SchedulePart} */
function climb(warmup, part, run) {
  const rate = part.rate ?? part.rates?.[0] ?? 0;
  const start = rate / (warmup + 1);
  const ramp = { policy: 'linear', start, rate, total: warmup, iterations: warmup };
  return describePart(ramp, run, { part: 1, last: false });
}

/** @param {Record<string, any>} description @param {Length} run @returns {JoinedSchedule} */
function describeJoin({ join, ...others }, run) {
  const [other] = Object.keys(others);
  if (other !== undefined)
    refuse('schedule-key', other, others[other], { policy: 'join', known: 'join' });
  if (!Array.isArray(join) || join.length < 2 || join.length > MOST_PARTS)
    refuse('schedule-join', 'join', join, { least: 2, most: MOST_PARTS });
  let left = run.iterations;
  const parts = join.map((part, index) => {
    const last = index === join.length - 1;
    const lasts = !last && isWhole(part?.iterations, 1) ? part.iterations : Math.max(1, left);
    const described = describePart(part, { ...run, iterations: lasts }, { part: index + 1, last });
    if (!last && lasts > left)
      refuse('schedule-late', 'iterations', lasts, { part: index + 1, most: run.iterations });
    left -= lasts;
    return described;
  });
  return { join: parts };
}

/**
 * @param {unknown} description
 * @param {Length} run
 * @param {{ part?: number, last: boolean }} [place] in a joined schedule
 * @returns {SchedulePart}
 */
function describePart(description, run, { part, last } = { last: true }) {
  if (!isObject(description)) refuse('schedule-shape', 'schedule', description, { part });
  const { policy = 'fixed', iterations, ...given } = description;
  if (!isPolicy(policy))
    return refuse('bad-schedule', 'policy', policy, { part, known: POLICIES.join(', ') });
  const { fields } = policies[policy];
  for (const name of Object.keys(given)) {
    if (!fields.includes(name))
      refuse('schedule-key', name, given[name], { part, policy, known: fields.join(', ') });
  }
  if (!part && iterations !== undefined)
    refuse('schedule-key', 'iterations', iterations, { policy, known: fields.join(', ') });
  if (!last && policy === 'plateau')
    refuse('schedule-join', 'policy', policy, { part, least: 2, most: MOST_PARTS });
  const described = fillIn(policy, given, run, part);
  if (last) return described;
  if (iterations === undefined) refuse('schedule-length', 'iterations', '–', { part });
  checkCount('iterations', iterations, 1, 100, part);
  return { ...described, iterations };
}

/**
 * @param {Policy} policy
 * @param {Record<string, any>} given
 * @param {Length} run
 * @param {number} [part]
 */
function fillIn(policy, given, run, part) {
  const { fields } = policies[policy];
  /** @type {any} */
  const described = { policy };
  /** @type {Record<string, any>} */
  const known = part ? { rate: run.rate, ...given } : { ...given, rate: run.rate ?? given.rate };
  for (const field of ['rate', 'step', ...fields]) {
    if (!fields.includes(field) || field in described) continue;
    const value = known[field] ?? defaultOf(policy, field, described, run);
    checkField(policy, field, value, described, part);
    described[field] = Array.isArray(value) ? [...value] : value;
  }
  if (policy === 'one-cycle') checkRise(described, part);
  return /** @type {SchedulePart} */ (inOrder(described, ['policy', ...fields]));
}

/** @param {Record<string, any>} values @param {string[]} names */
function inOrder(values, names) {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

/** @param {unknown} value @returns {value is Policy} */
function isPolicy(value) {
  return typeof value === 'string' && Object.hasOwn(policies, value);
}

/** @param {Schedule} schedule @returns {readonly SchedulePart[]} */
export function partsOf(schedule) {
  return 'join' in schedule ? schedule.join : [schedule];
}

/** @param {Schedule} schedule @returns {boolean} whether the rate is the same in every iteration */
export function isFixed(schedule) {
  return 'policy' in schedule && schedule.policy === 'fixed';
}

/** The highest rate that a schedule names: the one by which a run is called and coloured. @param {Schedule} schedule @returns {number} */
export function peakRate(schedule) {
  return Math.max(...partsOf(schedule).flatMap(({ rate, rates = [] }) => [rate ?? 0, ...rates]));
}

/** The flat form that `lab_schedule_read` takes. @param {Schedule} schedule @returns {number[]} */
export function scheduleNumbers(schedule) {
  const parts = partsOf(schedule);
  return [parts.length, ...parts.flatMap(partNumbers)];
}

/** @param {SchedulePart} part @returns {number[]} */
function partNumbers(part) {
  const { milestones = [], rates = [] } = part;
  /** @type {Record<string, any>} */
  const values = {
    ...part,
    policy: policies[part.policy].code,
    anneal: part.anneal ? anneals.indexOf(part.anneal) : 0,
    count: milestones.length,
  };
  return [...flatFields.map((name) => values[name] ?? 0), ...milestones, ...rates];
}

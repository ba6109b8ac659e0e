/** The options that describe a schedule of learning rates, alike in every command that has one. */
import { readFileSync } from 'node:fs';

import { LabError, partsOf, POLICIES } from '../../web/lab/index.js';
import { UsageError } from './options.js';

/** @typedef {import('./options.js').Option} Option */
/** @typedef {import('./options.js').Values} Values */
/** @typedef {import('../../web/lab/schedule.js').Schedule} Schedule */

/** @type {(name: string, value: string, help: string) => Option} */
const number = (name, value, help) => ({ name, value, help, field: camel(name) });

/** @type {Option[]} */
const numbers = [
  number('gamma', 'G', 'step, multistep, exp, inv, sigmoid, decay, exp-range, plateau: the decay'),
  number('step', 'N', 'iterations: step, decay, cosine-restarts, cycles, inverse-sqrt, sigmoid'),
  { ...number('milestones', 'N,…', 'iterations: multistep, piecewise'), list: true },
  { ...number('rates', 'R,…', 'piecewise: one more than milestones'), list: true },
  number('power', 'P', 'inv, poly'),
  number('total', 'N', 'iterations to the end: poly, linear, cosine, one-cycle; else the run’s'),
  number('minimum', 'R', 'lowest rate: poly, cosine, cosine-restarts, cycles, plateau'),
  number('start', 'R', 'linear: first rate; else a tenth of the rate'),
  number('multiplier', 'N', 'cosine-restarts: each period to the last'),
  number('fall', 'N', 'cycles: iterations down; else as --step'),
  number('rise', 'S', 'one-cycle: share of the total'),
  number('divide', 'D', 'one-cycle: starts at rate / D'),
  number('final-divide', 'D', 'one-cycle: ends at its start / D'),
  number('phases', 'N', 'one-cycle: 2 or 3'),
  { ...number('anneal', 'NAME', 'one-cycle: cosine or linear'), text: true },
  number('patience', 'N', 'plateau: evaluations without improvement'),
  number('threshold', 'S', 'plateau: share that counts as improvement'),
  number('cooldown', 'N', 'plateau: evaluations after a reduction'),
  number('warmup', 'N', 'iterations of linear climb before the policy'),
];

/** The policy and its numbers but for the rate, which a command lists where it belongs. @type {Option[]} */
export const scheduleOptions = [
  {
    name: 'policy',
    value: 'NAME',
    fallback: 'fixed',
    oneOf: POLICIES,
    field: 'policy',
    help: `how the rate goes: ${POLICIES.slice(0, 9).join(', ')},`,
    more: `${POLICIES.slice(9).join(', ')}`,
  },
  { name: 'schedule', value: 'NAME', oneOf: POLICIES, help: 'the same as --policy' },
  ...numbers,
  {
    name: 'schedule-file',
    value: 'FILE',
    text: true,
    help: 'JSON: {"policy": …} or {"join": [{…, "iterations": 100}, {…}]}',
  },
];

/**
 * What was said about the schedule, to be checked where the run is described.
 * @param {Values} values
 * @returns {Record<string, any>}
 * @throws {UsageError} of the file
 */
export function scheduleFromOptions(values) {
  const { typed } = values;
  const names = ['policy', 'schedule', 'rate', ...numbers.map(({ name }) => name)];
  const said = names.filter((name) => typed[name] !== undefined);
  if (typed['schedule-file'] !== undefined) {
    if (said.length === 0) return readSchedule(typed['schedule-file']);
    throw new UsageError(
      `--${said[0]} ${typed[said[0]]}: the schedule file says all of the schedule; leave one of them out.`,
    );
  }
  const policy = typed.schedule ?? typed.policy ?? 'fixed';
  if (typed.policy !== undefined && policy !== typed.policy)
    throw new UsageError(`--schedule ${policy}: --policy says ${typed.policy}; give one of them.`);
  const given = said.filter((name) => name !== 'policy' && name !== 'schedule');
  return { policy, ...Object.fromEntries(given.map((name) => [camel(name), values[name]])) };
}

/** @param {string} path @returns {Record<string, any>} */
function readSchedule(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new UsageError(`--schedule-file ${path}: the file cannot be read (${code}).`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new UsageError(`--schedule-file ${path}: this is no JSON (${reason}).`);
  }
}

/**
 * An error in the schedule of a file names the file; others are as they were.
 * @param {unknown} error
 * @param {Values} values
 * @param {(string | undefined)[]} [others] fields that are not the schedule's
 */
export function nameScheduleFile(error, { typed }, others = []) {
  const file = typed['schedule-file'];
  if (file === undefined || !(error instanceof LabError) || error.field === null) return error;
  if (others.includes(error.field)) return error;
  return new UsageError(`--schedule-file ${file}: ${error.message}`);
}

/** @param {Schedule} schedule @returns {string} such as `step: rate 0.1, gamma 0.9, step 50` */
export function describeInWords(schedule) {
  const parts = partsOf(schedule).map(({ policy, ...fields }) => {
    const said = Object.entries(fields).map(([name, value]) => `${name} ${short(value)}`);
    return `${policy}: ${said.join(', ')}`;
  });
  return parts.join('; then ');
}

/** Rounded where a number is long. @param {any} value */
function short(value) {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}

/** @param {string} name */
function camel(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

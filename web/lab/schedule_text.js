/** A schedule as text for a link, such as `step,rate:0.1,gamma:0.9,step:50`; parts that are joined stand between semicolons. */

import { LabError } from './errors.js';
import { partsOf } from './schedule.js';

/** @typedef {import('./schedule.js').Schedule} Schedule */
/** @typedef {import('./schedule.js').SchedulePart} SchedulePart */

/** @param {Schedule} schedule @returns {string} */
export function encodeSchedule(schedule) {
  return partsOf(schedule).map(encodePart).join(';');
}

/** @param {SchedulePart} part */
function encodePart({ policy, ...fields }) {
  return [
    policy,
    ...Object.entries(fields).map(([name, value]) => `${name}:${written(value)}`),
  ].join(',');
}

/** Without the plus of 1e+21, which a link would read as a space. @param {unknown} value */
function written(value) {
  const text = Array.isArray(value) ? value.join('/') : String(value);
  return text.replaceAll('+', '');
}

/**
 * @param {string} text
 * @param {(text: string) => unknown} number reads one
 * @returns {Record<string, any>} a description, to be checked by `describeRun`
 */
export function decodeSchedule(text, number) {
  const parts = text.split(';').map((part) => decodePart(part, number));
  return parts.length === 1 ? parts[0] : { join: parts };
}

const LISTS = ['milestones', 'rates'];

/** @param {string} text @param {(text: string) => unknown} number */
function decodePart(text, number) {
  const [policy, ...fields] = text.split(',');
  /** @type {Map<string, unknown>} */
  const part = new Map([['policy', policy]]);
  for (const field of fields) {
    const [name, value, more] = field.split(':');
    if (value === undefined || more !== undefined || part.has(name))
      throw new LabError('bad-link', { field: 'link', value: field });
    part.set(name, LISTS.includes(name) ? value.split('/').map(number) : number(value));
  }
  return Object.fromEntries(part);
}

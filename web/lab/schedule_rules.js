/** Which values the fields of a schedule take, and the refusal of all others. */

import { LabError } from './errors.js';
import { anneals } from './schedule_policies.js';

/** @typedef {import('./schedule_policies.js').Policy} Policy */

const MOST_MILESTONES = 16;

/** @param {string} field @param {unknown} value @param {number} least @param {number} example @param {number} [part] */
export function checkCount(field, value, least, example, part) {
  if (!isWhole(value, least)) refuse('not-a-count', field, value, { part, least, example });
}

/** Which numbers a field takes, and what the sentence says that refuses others. @type {Record<string, (value: any) => [boolean, string, Record<string, any>]>} */
const rules = {
  rate: (value) => [isFrom(value, 0), 'not-a-rate', { example: 0.5 }],
  gamma: (value) => [isAbove(value, 0), 'not-positive', { example: 0.9 }],
  step: (value) => [isWhole(value, 1), 'not-a-count', { least: 1, example: 50 }],
  power: (value) => [isAbove(value, 0), 'not-positive', { example: 0.9 }],
  total: (value) => [isWhole(value, 1), 'not-a-count', { least: 1, example: 4300 }],
  start: (value) => [isFrom(value, 0), 'not-a-rate', { example: 0.05 }],
  multiplier: (value) => [isWhole(value, 1), 'not-a-count', { least: 1, example: 2 }],
  fall: (value) => [isWhole(value, 1), 'not-a-count', { least: 1, example: 50 }],
  rise: (value) => [isAbove(value, 0) && value < 1, 'not-a-factor', { example: 0.3 }],
  divide: (value) => [isFrom(value, 1), 'not-a-divisor', { example: 25 }],
  finalDivide: (value) => [isFrom(value, 1), 'not-a-divisor', { example: 10000 }],
  phases: (value) => [value === 2 || value === 3, 'not-one-of', { known: '2, 3' }],
  anneal: (value) => [anneals.includes(value), 'not-one-of', { known: anneals.join(', ') }],
  patience: (value) => [isWhole(value, 0), 'not-a-count', { least: 0, example: 2 }],
  threshold: (value) => [isFrom(value, 0) && value < 1, 'not-a-share', { example: 0.0001 }],
  cooldown: (value) => [isWhole(value, 0), 'not-a-count', { least: 0, example: 1 }],
  milestones: (value) => [areMilestones(value), 'bad-milestones', { most: MOST_MILESTONES }],
};

/** Where a policy means something else by a field. @type {Record<string, typeof rules>} */
const exceptions = {
  sigmoid: {
    gamma: (value) => [isFinite(value) && value !== 0, 'not-a-slope', { example: -0.002 }],
    step: (value) => [isFrom(value, 0), 'not-a-rate', { example: 2000 }],
  },
  plateau: {
    gamma: (value) => [isAbove(value, 0) && value < 1, 'not-a-factor', { example: 0.5 }],
  },
};

/** @param {Policy} policy @param {string} field @param {any} value @param {Record<string, any>} described @param {number} [part] */
export function checkField(policy, field, value, described, part) {
  if (field === 'minimum') {
    if (!isFrom(value, 0) || value > described.rate)
      refuse('bad-minimum', field, value, { part, most: described.rate });
  } else if (field === 'rates') {
    const fits = Array.isArray(value) && value.every((rate) => isFrom(rate, 0));
    if (!fits || value.length !== described.milestones.length + 1)
      refuse('schedule-rates', field, value, { part });
  } else {
    const [holds, code, facts] = (exceptions[policy]?.[field] ?? rules[field])(value);
    if (!holds) refuse(code, field, value, { part, ...facts });
  }
}

/** Each phase must end later than it starts. @param {Record<string, any>} described @param {number} [part] */
export function checkRise({ rise, total, phases }, part) {
  const top = rise * total - 1;
  const foot = phases === 3 ? 2 * top : top;
  if (!(top > 0 && foot < total - 1)) refuse('bad-rise', 'rise', rise, { part, total });
}

/** @param {unknown} value */
function areMilestones(value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > MOST_MILESTONES) return false;
  return value.every((at, index) => isWhole(at, index === 0 ? 1 : value[index - 1] + 1));
}

/** @param {string} code @param {string} field @param {unknown} value @param {Record<string, unknown>} [facts] @returns {never} */
export function refuse(code, field, value, facts = {}) {
  throw new LabError(code, { scope: 'schedule', field, value, ...facts });
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @param {number} least @returns {value is number} */
export function isWhole(value, least) {
  return Number.isSafeInteger(value) && Number(value) >= least;
}

/** @param {unknown} value @param {number} least */
function isFrom(value, least) {
  return isFinite(value) && Number(value) >= least;
}

/** @param {unknown} value @param {number} bound */
function isAbove(value, bound) {
  return isFinite(value) && Number(value) > bound;
}

/** @param {unknown} value */
function isFinite(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

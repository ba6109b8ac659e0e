/**
 * Drafts of schedules: made, read and changed. A field is named by a path, `gamma`, `milestones.0`, `parts.1.rate`. Pure.
 */
import { policies } from './schedule_policies.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */

/** Fields that are lengths in iterations. */
const lengths = ['step', 'warmup', 'iterations'];
/** Fields that are learning rates. */
const heights = ['rate', 'start', 'minimum'];

/** @param {string} policy @param {number} iterations of the run @returns {Draft} */
export function newDraft(policy, iterations) {
  return stretched(policies[policy].start, iterations / 1000, iterations);
}

/** What is made for one run, for a run that is longer. @param {Draft} draft @param {number} factor @param {number} most @returns {Draft} */
function stretched(draft, factor, most) {
  const scaled = (/** @type {number} */ length) =>
    Math.max(1, Math.min(most - 1, Math.round(length * factor)));
  /** @type {Draft} */
  const made = { ...draft };
  for (const name of lengths) if (name in made) made[name] = scaled(made[name]);
  if (made.milestones) made.milestones = made.milestones.map(scaled);
  if (made.parts)
    made.parts = made.parts.map((/** @type {Draft} */ part) => stretched(part, factor, most));
  // What shrinks with every iteration must shrink more slowly in a longer run.
  const { policy, gamma } = made;
  if (policy === 'exp' || policy === 'exp-range') made.gamma = clean(gamma ** (1 / factor));
  if (policy === 'inv' || policy === 'sigmoid') made.gamma = clean(gamma / factor);
  return made;
}

/** @param {Draft} draft @returns {any} what describeRun takes as a schedule */
export function toSchedule(draft) {
  if (draft.policy === 'join') return { join: draft.parts.map(toSchedule) };
  return (policies[draft.policy].schedule ?? ((same) => same))(draft);
}

/** The fields of a draft one by one: milestones.0, milestones.1 …; of a joined one those of its parts, after their lengths. @param {Draft} draft @returns {string[]} */
export function fieldsOf(draft) {
  return policies[draft.policy].fields.flatMap((field) => {
    if (!Array.isArray(draft[field])) return [field];
    if (field !== 'parts')
      return draft[field].map(
        (/** @type {number} */ _, /** @type {number} */ i) => `${field}.${i}`,
      );
    return draft.parts.flatMap((/** @type {Draft} */ part, /** @type {number} */ i) =>
      partFields(part).map((name) => `parts.${i}.${name}`),
    );
  });
}

/** @param {Draft} part @returns {string[]} */
export function partFields(part) {
  return [...('iterations' in part ? ['iterations'] : []), ...fieldsOf(part)];
}

/** @param {Draft} draft @param {string} field @returns {number} */
export function valueOf(draft, field) {
  return field.split('.').reduce((/** @type {any} */ value, name) => value[name], draft);
}

/** @param {Draft} draft @param {string} field @param {number} value @returns {Draft} */
export function withValue(draft, field, value) {
  const [name, place, ...rest] = field.split('.');
  const made = { ...draft };
  if (place === undefined) made[name] = value;
  else
    made[name] = made[name].map((/** @type {any} */ old, /** @type {number} */ i) => {
      if (i !== Number(place)) return old;
      return rest.length > 0 ? withValue(old, rest.join('.'), value) : value;
    });
  if (name === 'rate' && made.minimum > value) made.minimum = value;
  return made;
}

/** The highest rate: the one by which a draft is named and coloured. @param {Draft} draft @returns {number} */
export function peakOf({ rate = 0, start = 0, rates = [], parts = [] }) {
  return Math.max(rate, start, ...rates, ...parts.map(peakOf));
}

/** The same shape, as high as this. @param {Draft} draft @param {number} peak @returns {Draft} */
export function scaledTo(draft, peak) {
  return raised(draft, peak / peakOf(draft));
}

/** @param {Draft} draft @param {number} factor @returns {Draft} */
function raised(draft, factor) {
  const made = { ...draft };
  for (const name of heights) if (name in made) made[name] = clean(made[name] * factor);
  if (made.rates) made.rates = made.rates.map((/** @type {number} */ r) => clean(r * factor));
  if (made.parts) made.parts = made.parts.map((/** @type {Draft} */ part) => raised(part, factor));
  return made;
}

/** Where each part of a joined draft begins. @param {Draft} draft @returns {number[]} */
export function partStarts({ parts }) {
  let at = 0;
  return parts.map(({ iterations = 0 }) => {
    const start = at;
    at += iterations;
    return start;
  });
}

/** Takes the dust of binary arithmetic off. @param {number} value */
export function clean(value) {
  return Number(value.toPrecision(6));
}

/**
 * Drafts of schedules in a link, `step:0.1:0.9:50,fixed:0.5`: the policy, then its numbers in the order of its fields. Pure.
 */
import { LabError } from '../lab/index.js';
import {
  fieldSpec,
  fieldsOf,
  newDraft,
  policies,
  valueOf,
  withValue,
} from './schedule_policies.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */

/** Schedules at most: more could not be told apart. */
export const mostDrafts = 6;

/** @param {readonly Draft[]} drafts */
export function encodeDrafts(drafts) {
  return drafts
    .map((draft) =>
      [draft.policy, ...fieldsOf(draft).map((field) => valueOf(draft, field))].join(':'),
    )
    .join(',');
}

/**
 * @param {string} text
 * @param {number} iterations of the run
 * @returns {Draft[]}
 * @throws {LabError} that names what is wrong
 */
export function decodeDrafts(text, iterations) {
  const parts = text.split(',');
  if (parts.length > mostDrafts) throw wrong(text);
  return parts.map((part) => decodeDraft(part, iterations));
}

/** @param {string} text @param {number} iterations */
function decodeDraft(text, iterations) {
  const [policy, ...numbers] = text.split(':');
  if (!Object.hasOwn(policies, policy)) throw wrong(text);
  let draft = newDraft(policy, iterations);
  const fields = fieldsOf(draft);
  if (numbers.length > fields.length) throw wrong(text);
  for (const [i, number] of numbers.entries()) {
    const value = number === '' ? Number.NaN : Number(number);
    if (!Number.isFinite(value)) throw wrong(text);
    draft = withValue(draft, fields[i], value);
  }
  for (const field of fields) {
    const { min, max, kind } = fieldSpec(field, draft, iterations);
    const value = valueOf(draft, field);
    if (value < min || value > max || (kind === 'integer' && !Number.isInteger(value)))
      throw wrong(text);
  }
  return draft;
}

/** @param {string} value */
function wrong(value) {
  return new LabError('bad-link', { field: 'schedules', value });
}

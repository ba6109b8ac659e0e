/**
 * Drafts of schedules in a link, `step:0.1:0.9:50,fixed:0.5`: the policy, then its numbers in the order of its fields. Parts that
 * are joined stand between semicolons, all but the last with their length: `linear:0.05:0.5@430;cosine:0.5:0.005`. Pure.
 */
import { LabError } from '../lab/errors.js';
import { fieldsOf, newDraft, partStarts, valueOf, withValue } from './schedule_drafts.js';
import { fieldSpec } from './schedule_fields.js';
import { partNames, policies } from './schedule_policies.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */

/** Schedules at most: more could not be told apart. */
export const mostDrafts = 6;
/** Parts of a joined schedule at most. */
export const mostParts = 4;

/** @param {readonly Draft[]} drafts */
export function encodeDrafts(drafts) {
  return drafts
    .map((draft) => (draft.policy === 'join' ? draft.parts.map(encode).join(';') : encode(draft)))
    .join(',');
}

/** @param {Draft} draft */
function encode(draft) {
  const numbers = fieldsOf(draft).map((field) => valueOf(draft, field));
  const length = 'iterations' in draft ? `@${draft.iterations}` : '';
  return [draft.policy, ...numbers].join(':') + length;
}

/**
 * @param {string} text
 * @param {number} iterations of the run
 * @returns {Draft[]}
 * @throws {LabError} that names what is wrong
 */
export function decodeDrafts(text, iterations) {
  const drafts = text.split(',');
  if (drafts.length > mostDrafts) throw wrong(text);
  return drafts.map((draft) =>
    draft.includes(';') ? decodeJoin(draft, iterations) : decodeDraft(draft, iterations),
  );
}

/** @param {string} text @param {number} iterations @returns {Draft} */
function decodeJoin(text, iterations) {
  const parts = text.split(';');
  if (parts.length > mostParts) throw wrong(text);
  const draft = { policy: 'join', parts: /** @type {Draft[]} */ ([]) };
  parts.forEach((part, i) => {
    const [numbers, length] = part.split('@');
    if ((length === undefined) !== (i === parts.length - 1)) throw wrong(part);
    const left =
      iterations - (partStarts(draft)[i - 1] ?? 0) - (draft.parts[i - 1]?.iterations ?? 0);
    const lasts = length === undefined ? left : Number(length);
    if (!(Number.isInteger(lasts) && lasts >= 1 && lasts <= left)) throw wrong(part);
    const made = decodeDraft(numbers, lasts);
    if (!partNames.includes(made.policy)) throw wrong(part);
    draft.parts.push(length === undefined ? made : { ...made, iterations: lasts });
  });
  return draft;
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
  return new LabError('link-schedules', { field: 'schedules', value, most: mostDrafts });
}

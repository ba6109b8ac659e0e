/** The points of a draft that can be taken hold of, each with the iteration where it lies and the fields that it moves. Pure. */
import { partStarts } from './schedule_drafts.js';
import { policies } from './schedule_policies.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */

/**
 * @typedef {object} Grip
 * @property {string} id
 * @property {number} at iteration
 * @property {string} [up] path of the field that moves the curve to its height
 * @property {string} [along] path of the field that is its place
 * @property {(x: number) => number} [place] the value of that field at an iteration
 * @property {boolean} [low] whether it stands on the axis of time and not on the curve
 */

/**
 * @param {Draft} draft
 * @param {number} iterations of the run
 * @param {number} part which part of a joined draft is chosen
 * @returns {Grip[]}
 */
export function gripsOf(draft, iterations, part) {
  if (draft.policy !== 'join') return handles(draft, iterations, 0, '');
  const starts = partStarts(draft);
  const chosen = draft.parts[part];
  const length = Math.max(1, chosen.iterations ?? iterations - starts[part]);
  const own = handles(chosen, length, starts[part], `parts.${part}.`);
  // What a part has at its end lies one iteration before the next part begins.
  const last = starts[part] + length - ('iterations' in chosen ? 1 : 0);
  const joints = starts.slice(1).map((at, i) => ({
    id: `joint ${i}`,
    at,
    along: `parts.${i}.iterations`,
    place: (/** @type {number} */ x) => x - starts[i],
    low: true,
  }));
  return [...own.map((grip) => ({ ...grip, at: Math.min(grip.at, last) })), ...joints];
}

/** @param {Draft} draft @param {number} iterations @param {number} start @param {string} path @returns {Grip[]} */
function handles(draft, iterations, start, path) {
  return policies[draft.policy].handles.map(({ id, at, up, along, share }) => ({
    id: path + id,
    at: start + Math.min(iterations, at(draft, iterations)),
    up: up && path + up,
    along: along && path + along,
    place: (x) => (share ? share(x - start, iterations) : x - start),
  }));
}

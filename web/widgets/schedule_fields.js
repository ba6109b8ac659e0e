/** What the numbers of a schedule may be, and which value makes a curve pass through a height. Pure. */
import { clean, partStarts, peakOf, valueOf } from './schedule_drafts.js';

/** @typedef {import('./numbers.js').NumberSpec} NumberSpec */
/** @typedef {import('./schedule_policies.js').Draft} Draft */

/** Fields that choose among a few things; their values are 0, 1 … or the numbers here. @type {Record<string, number[]>} */
export const choices = { phases: [2, 3], anneal: [0, 1] };

/** @type {Record<string, NumberSpec>} */
const plain = {
  rate: { kind: 'rate', min: 0.0001, max: 10 },
  start: { kind: 'rate', min: 0.0001, max: 10 },
  rates: { kind: 'rate', min: 0.0001, max: 10 },
  power: { kind: 'linear', min: 0.05, max: 8, step: 0.1 },
  multiplier: { kind: 'integer', min: 1, max: 4 },
  rise: { kind: 'linear', min: 0.01, max: 0.99, step: 0.05 },
  divide: { kind: 'log', min: 1, max: 1000 },
  finalDivide: { kind: 'log', min: 1, max: 1e6 },
  phases: { kind: 'integer', min: 2, max: 3 },
  anneal: { kind: 'integer', min: 0, max: 1 },
  patience: { kind: 'integer', min: 0, max: 20 },
  cooldown: { kind: 'integer', min: 0, max: 20 },
  threshold: { kind: 'log', min: 1e-6, max: 0.5 },
};

/**
 * What a field may be.
 * @param {string} field `gamma`, `milestones.0`, `parts.1.rate` …
 * @param {Draft} draft @param {number} iterations
 * @returns {NumberSpec}
 */
export function fieldSpec(field, draft, iterations) {
  const [name, place, ...rest] = field.split('.');
  if (name === 'parts')
    return fieldSpec(
      rest.join('.'),
      draft.parts[place],
      partLength(draft, Number(place), iterations),
    );
  if (plain[name]) return plain[name];
  if (name === 'gamma') return gammaSpec(draft.policy, iterations);
  if (name === 'minimum') return { kind: 'log', min: 0.00001, max: peakOf(draft) };
  if (name === 'milestones') {
    const { milestones } = draft;
    const at = Number(place);
    const most = (milestones[at + 1] ?? iterations + 1) - 1;
    return lengthSpec((milestones[at - 1] ?? 0) + 1, most, iterations);
  }
  return lengthSpec(1, name === 'warmup' ? iterations - 1 : iterations, iterations);
}

/** How long a part may last: what is left of the run for the last, for the others what they leave the later ones. @param {Draft} draft @param {number} place @param {number} iterations */
function partLength(draft, place, iterations) {
  const left = iterations - partStarts(draft)[place];
  return Math.max(1, left);
}

/** @param {number} min @param {number} max @param {number} iterations @returns {NumberSpec} */
function lengthSpec(min, max, iterations) {
  const step = Math.max(1, 10 ** Math.floor(Math.log10(iterations / 30)));
  return { kind: 'integer', min, max: Math.max(min, max), step };
}

/** @param {string} policy @param {number} iterations @returns {NumberSpec} */
function gammaSpec(policy, iterations) {
  if (policy === 'exp' || policy === 'exp-range')
    return { kind: 'linear', min: 0.0001, max: 1, step: 0.0005 };
  if (policy === 'inv') return { kind: 'log', min: 1e-6, max: 10 };
  if (policy === 'plateau') return { kind: 'linear', min: 0.01, max: 0.99, step: 0.05 };
  if (policy !== 'sigmoid') return { kind: 'linear', min: 0.01, max: 1, step: 0.05 };
  const step = 10 ** Math.floor(Math.log10(5 / iterations));
  return { kind: 'linear', min: -0.5, max: 0.5, step };
}

/**
 * The limits between which a handle may move a field: a sigmoid must not pass through the gamma of 0 that it has no curve for.
 * @param {string} field @param {Draft} draft @param {number} iterations @returns {[number, number]}
 */
export function reachOf(field, draft, iterations) {
  const { min, max, step = 1 } = fieldSpec(field, draft, iterations);
  if (min >= 0 || max <= 0) return [min, max];
  return valueOf(draft, field) < 0 ? [min, -step / 10] : [step / 10, max];
}

/**
 * The value of a field at which the curve passes through a height: halving the interval, with the core's own curve. A curve
 * that cannot get there comes as near as the field's limits let it.
 * @param {(value: number) => number} rateWith the rate at the handle for a value of the field
 * @param {number} height
 * @param {[min: number, max: number]} limits
 * @param {boolean} [whole] whether only whole numbers are values
 */
export function solve(rateWith, height, [min, max], whole = false) {
  const rateAt = (/** @type {number} */ value) => rateWith(whole ? Math.round(value) : value);
  const rising = rateAt(max) >= rateAt(min);
  let [low, high] = [min, max];
  for (let i = 0; i < 48; i++) {
    const middle = (low + high) / 2;
    if (rateAt(middle) < height === rising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Rounds what a hand has chosen to what it can mean. @param {number} value @param {NumberSpec} spec */
export function rounded(value, spec) {
  const inside = Math.min(spec.max, Math.max(spec.min, value));
  if (spec.kind === 'integer') return Math.round(inside);
  const fine = spec.kind === 'linear' ? (spec.step ?? 1) / 50 : 0;
  return fine > 0 && spec.max - inside > fine
    ? Math.max(spec.min, clean(Math.round(inside / fine) * fine))
    : Number(inside.toPrecision(spec.max - inside < 0.01 * spec.max ? 6 : 3));
}

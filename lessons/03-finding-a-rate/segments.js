/** The table of a sweep: what is wrong with its segments, how they are written in a link, and the sweep over a bracket. Pure. */
import { LabError } from '../../web/lab/errors.js';

/** @typedef {import('../../web/lab/search.js').Segment} Segment */

/**
 * The first fault of a table, as the engine would name it.
 * @param {readonly Segment[]} segments
 * @returns {LabError | null}
 */
export function segmentFault(segments) {
  for (const [where, { first, last, step }] of segments.entries()) {
    const fact = (
      /** @type {string} */ code,
      /** @type {number} */ found,
      /** @type {number} */ expected = 0,
    ) => new LabError(code, { field: 'segments', value: where + 1, where, found, expected });
    if (!(step > 0)) return fact('segment-step', step);
    if (last < first) return fact('segment-backwards', last, first);
    const before = segments[where - 1];
    if (before && first <= before.last) return fact('segment-overlap', first, before.last);
  }
  return null;
}

/** How many rates a table has. @param {readonly Segment[]} segments */
export function countRates(segments) {
  return segments.reduce(
    (sum, { first, last, step }) => sum + Math.floor((last - first) / step + 1e-9) + 1,
    0,
  );
}

/** How many iterations it takes. @param {readonly Segment[]} segments */
export function countIterations(segments) {
  return segments.reduce((sum, segment) => sum + segment.iterations * countRates([segment]), 0);
}

/**
 * A sweep over a bracket, on a grid of 1, 2 or 5 times a power of ten with at least so many rates.
 * @param {[number, number]} bracket
 * @param {number} rates
 * @param {number} iterations with each
 * @returns {Segment}
 */
export function sweepOver([low, high], rates, iterations) {
  const most = (high - low) / rates;
  const unit = 10 ** Math.floor(Math.log10(most) + 1e-9);
  const step = clean(([5, 2].find((whole) => whole * unit <= most) ?? 1) * unit);
  const from = Math.max(1, Math.floor(low / step + 1e-9));
  const to = Math.ceil(high / step - 1e-9);
  return { first: clean(from * step), last: clean(to * step), step, iterations };
}

/** @param {number} value */
function clean(value) {
  return Number(value.toPrecision(12));
}

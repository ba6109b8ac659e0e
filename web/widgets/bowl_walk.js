/**
 * Gradient descent on the bowl J(w) = w²/2. Its curvature is 1, so a step at a rate takes w to (1 − rate)·w: above 1 it
 * lands on the other side, above 2 further away than it came from. Pure: no DOM.
 */

/** Where every walk begins. */
export const start = -0.86;

const mostSteps = 24;
/** Beyond this the walk has left the picture. */
const outside = 1.6;
const atRest = 0.004;

/** @typedef {'creeps' | 'arrives' | 'lands' | 'bounces' | 'forever' | 'escapes'} Verdict */

/**
 * The places that the walk visits, its start first; it ends outside the picture, at rest, or after 24 steps.
 * @param {number} rate
 * @returns {number[]}
 */
export function walk(rate) {
  const places = [start];
  while (places.length <= mostSteps) {
    const last = places[places.length - 1];
    if (Math.abs(last) > outside || Math.abs(last) < atRest) break;
    places.push((1 - rate) * last);
  }
  return places;
}

/**
 * What becomes of the walk.
 * @param {number} rate
 * @returns {Verdict}
 */
export function verdict(rate) {
  const factor = Math.abs(1 - rate);
  if (factor < 0.005) return 'lands';
  if (Math.abs(rate - 2) < 0.005) return 'forever';
  if (rate > 2) return 'escapes';
  if (rate > 1) return 'bounces';
  return factor ** mostSteps > 0.05 ? 'creeps' : 'arrives';
}

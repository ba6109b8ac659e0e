/** The exercises' rules: from what stands in a figure to a verdict. Pure. */

/** @typedef {{ done: boolean, key: string, values: string[] }} Verdict key of a sentence in words.js, and what goes into it */

const short = (/** @type {number} */ value) => String(Number(value.toPrecision(3)));

/**
 * At least five samples that land in one step at a rate of 0.25 or less.
 * @param {{ samples: number, curvature: number }} set
 * @returns {Verdict | null} null while nothing counts
 */
export function checkMore({ samples, curvature }) {
  if (samples < 5 || !(curvature > 0)) return null;
  const rate = 1 / curvature;
  const done = rate <= 0.25 + 1e-9;
  return { done, key: done ? 'moreDone' : 'moreNear', values: [String(samples), short(rate)] };
}

/**
 * A walk that changes sides with every step and comes to rest.
 * @param {import('./steps.js').Walk} walk
 * @returns {Verdict | null}
 */
export function checkBounce({ rate, curvature, steps, distance }) {
  if (steps < 2) return null;
  const product = rate * curvature;
  if (product <= 1 + 1e-9) return { done: false, key: 'bounceLow', values: [short(rate)] };
  if (product >= 2 - 1e-9) return { done: false, key: 'bounceHigh', values: [short(rate)] };
  if (distance > 0.001) return { done: false, key: 'bounceWait', values: [short(rate)] };
  return { done: true, key: 'bounceDone', values: [short(rate), String(steps)] };
}

/**
 * The smallest batch whose spread is at most half of that of single points.
 * @param {import('./batches.js').Reading} reading
 * @returns {Verdict | null}
 */
export function checkQuiet({ batch, samples, deviation, single, before }) {
  if (batch < 2 || samples < 4 || !(single > 0) || before === null) return null;
  const share = short(deviation / single);
  if (deviation > single / 2)
    return { done: false, key: 'quietLoud', values: [String(batch), share] };
  if (before <= single / 2)
    return { done: false, key: 'quietLarge', values: [String(batch), share] };
  return { done: true, key: 'quietDone', values: [String(batch), share] };
}

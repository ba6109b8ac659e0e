/** The exercise's rule: from what a run has recorded to a verdict. Pure. */

/** @typedef {{ done: boolean, rate: string, percent: string }} Verdict */

/**
 * At least 93 % within two epochs.
 * @param {number} rate
 * @param {number} epoch
 * @param {number} accuracy of the validation images, 0 to 1
 * @returns {Verdict | null} null where the record does not count
 */
export function checkReach(rate, epoch, accuracy) {
  if (epoch > 2 + 1e-9) return null;
  return { done: accuracy >= 0.93, rate: String(rate), percent: (100 * accuracy).toFixed(2) };
}

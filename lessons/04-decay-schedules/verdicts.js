/** What came out, in the terms of the lesson's predictions. Pure. */

/** Accuracies closer than this cannot be told apart on 5,000 images: one standard error at 97 % is 0.24 points. */
const same = 0.0024;

/**
 * How far the best schedule is ahead of the best fixed rate.
 * @param {{ policy: string, accuracy: number }[]} lanes accuracy 0 to 1
 * @returns {{ value: 'behind' | 'level' | 'ahead' | 'far', gain: number } | null} null where one of the two is missing
 */
export function judgeGain(lanes) {
  const best = (/** @type {boolean} */ fixed) =>
    Math.max(
      ...lanes
        .filter(({ policy }) => (policy === 'fixed') === fixed)
        .map(({ accuracy }) => accuracy),
    );
  const gain = best(false) - best(true);
  if (!Number.isFinite(gain)) return null;
  if (gain < -same) return { value: 'behind', gain };
  if (gain <= same) return { value: 'level', gain };
  return { value: gain < 0.01 ? 'ahead' : 'far', gain };
}

/**
 * Where a poly curve lies against the straight line, half way through.
 * @param {number} power
 * @returns {'above' | 'line' | 'below'}
 */
export function judgeBend(power) {
  if (Math.abs(power - 1) < 0.02) return 'line';
  return power > 1 ? 'below' : 'above';
}

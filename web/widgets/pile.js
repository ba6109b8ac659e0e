/** Counting numbers into bins. Pure: no DOM. */

/**
 * How many numbers lie in each bin between two limits; what lies outside is counted at the ends.
 * @param {ArrayLike<number>} numbers @param {number} from @param {number} to @param {number} count of bins
 * @returns {number[]}
 */
export function pile(numbers, from, to, count) {
  const heights = new Array(count).fill(0);
  for (const number of Array.from(numbers)) {
    const at = Math.floor(((number - from) / (to - from)) * count);
    heights[Math.min(count - 1, Math.max(0, at))]++;
  }
  return heights;
}

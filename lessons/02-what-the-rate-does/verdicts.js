/** What came out of the lesson's two races, in the terms of its predictions. Pure. */

/** Accuracies closer than this cannot be told apart on 5,000 images: one standard error at 97 % is 0.24 points. */
const same = 0.0024;

/**
 * @template {{ rate: number, accuracy: number }} Lane
 * @param {Lane[]} lanes
 * @returns {{ best: Lane, level: Lane[] }} the best, and all that are level with it (the best among them), in order
 */
export function judgeRace(lanes) {
  const best = lanes.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
  return { best, level: lanes.filter((lane) => best.accuracy - lane.accuracy <= same) };
}

/**
 * What became of the largest rate.
 * @param {{ rate: number, accuracy: number, diverged: boolean }[]} lanes
 * @returns {{ value: 'fast' | 'bounce' | 'never', rate: number }}
 */
export function judgeFates(lanes) {
  const largest = lanes.reduce((a, b) => (b.rate > a.rate ? b : a));
  if (largest.diverged || largest.accuracy < 0.5) return { value: 'never', rate: largest.rate };
  const { level } = judgeRace(lanes);
  return { value: level.includes(largest) ? 'fast' : 'bounce', rate: largest.rate };
}

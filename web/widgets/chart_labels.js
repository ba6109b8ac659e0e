/**
 * Where the labels at the ends of lines stand: each as near to its line as it can without touching another. Pure.
 */

/**
 * Moves labels apart. Groups that touch are merged and centred on the mean of their wishes (pool adjacent violators),
 * which gives the least sum of squared moves; then all are kept inside.
 * @param {number[]} wishes where each label would like its centre
 * @param {number} height of one label
 * @param {number} top @param {number} bottom of the room for centres
 * @returns {number[]} centres, in the order of the wishes
 */
export function spreadLabels(wishes, height, top, bottom) {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a] - wishes[b] || a - b);
  /** @type {{ sum: number, count: number }[]} */
  const groups = [];
  const centre = (/** @type {{ sum: number, count: number }} */ g) => {
    const half = ((g.count - 1) * height) / 2;
    return Math.max(top + half, Math.min(bottom - half, g.sum / g.count));
  };
  for (const i of order) {
    groups.push({ sum: Math.max(top, Math.min(bottom, wishes[i])), count: 1 });
    while (groups.length > 1) {
      const [upper, lower] = groups.slice(-2);
      if (centre(lower) - centre(upper) >= ((upper.count + lower.count) * height) / 2) break;
      groups.splice(-2, 2, { sum: upper.sum + lower.sum, count: upper.count + lower.count });
    }
  }
  const centres = new Array(wishes.length);
  let at = 0;
  for (const group of groups) {
    const first = centre(group) - ((group.count - 1) * height) / 2;
    for (let k = 0; k < group.count; k++) centres[order[at++]] = first + k * height;
  }
  return centres;
}

/** How long a run takes to a target accuracy, from its records. Pure. */

/** @typedef {{ iteration: number, validationAccuracy: number, seconds: number, epoch: number }} Record */

/**
 * Between two records the error falls as a power of the time, as curves of training nearly do: straight in both logarithms.
 * @param {readonly Record[]} records
 * @param {number} target accuracy, 0 to 1
 * @param {'iteration' | 'seconds' | 'epoch'} [axis]
 * @returns {number | null} null where it was not reached
 */
export function stepsTo(records, target, axis = 'iteration') {
  const at = records.findIndex(({ validationAccuracy }) => validationAccuracy >= target);
  if (at < 0) return null;
  const after = records[at];
  const before = records[at - 1];
  // Before the first record nothing is known but that it has taken no longer.
  if (!before || before[axis] <= 0) return after[axis];
  const error = (/** @type {Record} */ record) =>
    Math.log(Math.max(1e-6, 1 - record.validationAccuracy));
  const [from, to, wanted] = [error(before), error(after), Math.log(1 - target)];
  const share = to === from ? 1 : (wanted - from) / (to - from);
  return Math.exp(Math.log(before[axis]) + share * Math.log(after[axis] / before[axis]));
}

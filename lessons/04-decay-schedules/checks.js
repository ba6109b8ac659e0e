/** The exercises' rules: from the learner's curves and runs to a verdict. Pure. */

/** @typedef {import('../../web/widgets/schedule_policies.js').Draft} Draft */
/** @typedef {{ draft: Draft, key: string, epochs: number, accuracy: number, area: number }} Attempt a finished run; key: what it shares with runs it may be compared with */
/** @typedef {{ done: boolean, key: string, values: string[] }} Verdict key of a sentence in words.js, and what goes into it */

const percent = (/** @type {number} */ share) => (100 * share).toFixed(2);
const short = (/** @type {number} */ value) => String(Number(value.toPrecision(3)));

/** A tenth of the first rate after five reductions. */
const tenth = { rate: 0.1, step: 50, end: 0.01 };

/**
 * From 0.1 to a tenth of it, in steps of 50 iterations, at the end of 300.
 * @param {Draft} draft
 * @param {number} end the rate of the last iteration
 * @returns {Verdict | null} null while the curve is another one
 */
export function checkTenth(draft, end) {
  if (draft.policy !== 'step' || draft.rate !== tenth.rate || draft.step !== tenth.step)
    return null;
  if (draft.gamma === 0.9) return null;
  const done = Math.abs(end / tenth.end - 1) <= 0.03;
  return { done, key: done ? 'tenthDone' : 'tenthNear', values: [short(draft.gamma), short(end)] };
}

/**
 * A schedule that reads at least 0.3 points more than every fixed rate from 0.5 on that was run alike.
 * @param {Attempt[]} attempts
 * @returns {Verdict | null}
 */
export function checkGain(attempts) {
  const pairs = attempts
    .filter(({ draft }) => draft.policy !== 'fixed')
    .flatMap((falling) => {
      const fixed = attempts.filter(
        ({ draft, key }) => draft.policy === 'fixed' && draft.rate >= 0.5 && key === falling.key,
      );
      if (fixed.length === 0) return [];
      const bar = Math.max(...fixed.map(({ accuracy }) => accuracy));
      return [{ falling, bar, gain: falling.accuracy - bar }];
    });
  if (pairs.length === 0) return null;
  const best = pairs.reduce((a, b) => (b.gain > a.gain ? b : a));
  const done = best.gain >= 0.003 - 1e-9;
  const values = [percent(best.falling.accuracy), percent(best.bar), (100 * best.gain).toFixed(2)];
  return { done, key: done ? 'gainDone' : 'gainNear', values };
}

/**
 * Two runs alike whose schedules have the same area within 3 % and not the same policy.
 * @param {Attempt[]} attempts
 * @returns {Verdict | null}
 */
export function checkArea(attempts) {
  /** @type {{ one: Attempt, other: Attempt, apart: number } | null} */
  let best = null;
  // What area a plateau had depends on its losses, and nobody can set it.
  const known = attempts.filter(({ draft }) => draft.policy !== 'plateau');
  for (const one of known) {
    for (const other of known) {
      if (other.draft.policy <= one.draft.policy || other.key !== one.key) continue;
      const apart = Math.abs(one.area / other.area - 1);
      if (!best || apart < best.apart) best = { one, other, apart };
    }
  }
  if (!best) return null;
  const { one, other, apart } = best;
  const values = [
    short(one.area),
    short(other.area),
    percent(one.accuracy),
    percent(other.accuracy),
  ];
  return { done: apart <= 0.03, key: apart <= 0.03 ? 'areaDone' : 'areaNear', values };
}

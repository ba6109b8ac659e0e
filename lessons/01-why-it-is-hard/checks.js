/** The exercises' rules: from what a figure came to, to a verdict. Pure. */

/** @typedef {{ done: boolean, key: string, values: string[] }} Verdict key of a sentence in words.js, and what goes into it */
/** @typedef {{ rate: number, budget: number, nearest: 'one' | 'some' | 'all' }} Budget */

const short = (/** @type {number} */ value) => String(Number(value.toPrecision(3)));

/** Which of three ways is nearest, by the middle of many orders. @param {import('./batches_figure.js').Cost[]} costs @returns {'one' | 'some' | 'all'} */
export function nearestOf(costs) {
  const [one, some, all] = costs.map(({ spread }) => spread[1]);
  if (one < some && one < all) return 'one';
  return all < some ? 'all' : 'some';
}

/**
 * At one rate, a budget at which one sample is nearest and another at which all are.
 * @param {readonly Budget[]} budgets the last is the newest
 * @returns {Verdict | null}
 */
export function checkBudgets(budgets) {
  const last = budgets[budgets.length - 1];
  if (!last) return null;
  const rate = short(last.rate);
  if (last.nearest === 'some') return { done: false, key: 'budgetsNeither', values: [rate] };
  const at = (/** @type {'one' | 'all'} */ nearest) =>
    budgets.findLast((budget) => budget.rate === last.rate && budget.nearest === nearest)?.budget;
  const [one, all] = [at('one'), at('all')];
  if (one !== undefined && all !== undefined)
    return { done: true, key: 'budgetsDone', values: [rate, String(one), String(all)] };
  return { done: false, key: 'budgetsSome', values: [rate, last.nearest] };
}

/** The most steps across the plateau. */
export const mostAcross = 200;

/**
 * Across the plateau in few steps, from the slope before it, without the help of noise.
 * @param {Pick<import('./saddle_figure.js').Freed, 'ground' | 'method' | 'calm'> & { start: number }} walk start: its x
 * @returns {Verdict | null}
 */
export function checkCross({ ground, method, calm, start }) {
  if (ground !== 'plateau') return null;
  if (start > -2.5) return { done: false, key: 'crossNear', values: [] };
  if (calm === null) return { done: false, key: 'crossNever', values: [] };
  if (calm > mostAcross) return { done: false, key: 'crossSlow', values: [String(calm)] };
  return { done: true, key: 'crossDone', values: [method, String(calm)] };
}

/**
 * Both of the sums as they should be, a first rate above 1, and near the bottom in the end.
 * @param {Pick<import('./sums_figure.js').Summed, 'c' | 'noise' | 'first' | 'second' | 'last'>} summed
 * @returns {Verdict | null}
 */
export function checkAbove({ c, noise, first, second, last }) {
  if (noise < 0.5) return null;
  if (c <= 1) return { done: false, key: 'aboveLow', values: [short(c)] };
  if (!first || !second) return { done: false, key: 'aboveBroken', values: [first ? '3' : '2'] };
  if (last > 0.1) return { done: false, key: 'aboveFar', values: [short(last)] };
  return { done: true, key: 'aboveDone', values: [short(c), short(last)] };
}

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

/** What the rare weight is to be learned in: samples, how rare it is, how far off it begins; and how near and how far counts. */
const rare = { steps: 100, steepness: 20, start: 1.5, near: 0.2, far: 0.5 };
/** Methods that give each parameter a rate of its own. */
const ownRates = ['adagrad', 'rmsprop', 'adam', 'adamw'];

/**
 * In one run: SGD at a rate that suits the frequent weight leaves the rare one behind, and a method with rates of its own brings both there.
 * @param {import('./rates_figure.js').Walks} walks
 * @returns {Verdict | null}
 */
export function checkRare({ ground, steepness, steps, start, arrived }) {
  if (ground !== 'sparse') return null;
  const begins = start.every((place) => Math.abs(place - 1) >= rare.start);
  if (steepness < rare.steepness || steps > rare.steps || !begins)
    return { done: false, key: 'rareSetting', values: [] };
  const sgd = arrived.find(({ method }) => method === 'sgd');
  if (!sgd || !(sgd.left[0] <= rare.near && sgd.left[1] > rare.far))
    return { done: false, key: 'rareSgd', values: sgd ? sgd.left.map(short) : [] };
  const own = arrived.filter(({ method }) => ownRates.includes(method));
  const both = own.find(({ left }) => Math.max(...left) <= rare.near);
  if (both)
    return {
      done: true,
      key: 'rareDone',
      values: [both.method, short(both.rate), short(sgd.left[1])],
    };
  return { done: false, key: 'rareFar', values: [short(sgd.left[1])] };
}

/** Epochs that the network is to stand still, and the share of them in which it is to get away. */
const still = { epochs: 2000, share: 0.1 };

/** @typedef {{ seed: number, until: number, half: number | null, lowest: [number, number] }} Stood */

/**
 * The network stood still for long, and some direction curved down all the while; from the same seed it got away in a tenth of the time.
 * @param {readonly Stood[]} runs the last is the newest
 * @returns {Verdict | null}
 */
export function checkStuck(runs) {
  const last = runs[runs.length - 1];
  if (!last) return null;
  const seed = String(last.seed);
  const same = runs.filter((run) => run.seed === last.seed);
  const long = same.findLast(({ until, lowest }) => until >= still.epochs && lowest[1] < 0);
  if (!long) return { done: false, key: 'stuckShort', values: [seed, String(last.until)] };
  const down = short(-long.lowest[1]);
  const quick = same.find(({ half }) => half !== null && half <= still.share * long.until);
  const [until, left] = [String(long.until), String(Math.floor(still.share * long.until))];
  if (!quick) return { done: false, key: 'stuckLong', values: [seed, until, down, left] };
  return { done: true, key: 'stuckDone', values: [seed, until, down, String(quick.half)] };
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

/** The exercises' rules, on the learner's own map: from its cells to a verdict. Pure. */
import { stepsTo } from './steps.js';

/** @typedef {import('./ridge.js').Fit} Fit */
/** @typedef {{ batch: number, rate: number, accuracy: number, records: import('./steps.js').Record[] }} Done a cell that is done */
/** @typedef {{ done: boolean, key: string, cells?: Done[], values: string[] }} Verdict cells are named before the values */

/**
 * A power law from three batch sizes or more whose interval is clear of 0.
 * @param {Fit | null} fit
 * @returns {Verdict | null} null while nothing counts
 */
export function checkRidge(fit) {
  if (fit === null) return null;
  const { slope, low, high, rows } = fit;
  if (rows >= 3 && low !== null && high !== null && (low > 0 || high < 0)) {
    const values = [slope, low, high].map((value) => value.toFixed(2));
    return { done: true, key: 'ridgeDone', values };
  }
  return { done: false, key: 'ridgeNear', values: [String(rows)] };
}

/**
 * Two cells whose batch sizes are at least eight times apart, both at 95 % or more, that end within half a point.
 * @param {readonly Done[]} cells
 * @returns {Verdict | null}
 */
export function checkTrade(cells) {
  const good = cells.filter(({ accuracy }) => accuracy >= 0.95);
  /** @type {{ pair: Done[], apart: number } | null} */
  let best = null;
  for (const one of good) {
    for (const other of good) {
      const apart = Math.abs(one.accuracy - other.accuracy);
      if (other.batch < 8 * one.batch || (best && apart >= best.apart)) continue;
      best = { pair: [one, other], apart };
    }
  }
  if (!best) return null;
  const done = best.apart <= 0.005 + 1e-9;
  const key = done ? 'tradeDone' : 'tradeNear';
  return { done, key, cells: best.pair, values: [(100 * best.apart).toFixed(2)] };
}

/** Updates that are enough. */
const few = 600;

/**
 * 95 % with at most 600 updates of the weights.
 * @param {readonly Done[]} cells
 * @returns {Verdict | null}
 */
export function checkFew(cells) {
  const reached = cells.flatMap((cell) => {
    const steps = stepsTo(cell.records, 0.95);
    return steps === null ? [] : [{ cell, steps }];
  });
  if (reached.length === 0) return null;
  const best = reached.reduce((a, b) => (b.steps < a.steps ? b : a));
  const done = best.steps <= few;
  const values = [String(Math.round(best.steps))];
  return { done, key: done ? 'fewDone' : 'fewNear', cells: [best.cell], values };
}

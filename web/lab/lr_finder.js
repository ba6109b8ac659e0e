/** What is done with searches: their spread over seeds, and the race that verifies what one suggests. */

import { describeRun } from './run.js';

/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./search.js').Search} Search */
/** @typedef {import('./search_records.js').Finding} Finding */
/** @typedef {import('./events.js').Final} Final */
/** @typedef {{ low: number, median: number, high: number, least: number, most: number, count: number, without: number }} Spread quartiles, ends, how many answers there are and how many searches have none */
/** @typedef {{ factor: number, rate: number, runs: Run[] }} Candidate */
/** @typedef {{ factor: number, rate: number, accuracy: number, accuracies: number[], diverged: number }} Verdict of one rate: mean validation accuracy, each seed's, how many runs diverged */
/** @typedef {{ rate: number, accuracy: number, candidates: Verdict[] }} Verified */

/** What the suggestion is raced against: a third, two thirds, itself, one and a half and three times. */
export const VERIFY_FACTORS = Object.freeze([1 / 3, 2 / 3, 1, 1.5, 3]);
const DIGITS = 3;
const SEEDS = 2 ** 32;

/**
 * The same search with its three seeds moved on by `by`.
 * @param {Search} search
 * @param {number} by
 * @returns {Search}
 */
export function searchWithSeed(search, by) {
  return Object.freeze({ ...search, run: runWithSeed(search.run, by) });
}

/** @param {Run} run @param {number} by @returns {Run} */
function runWithSeed(run, by) {
  const moved = (/** @type {number} */ seed) => (seed + by) % (SEEDS - 1);
  return describeRun({
    ...run,
    splitSeed: moved(run.splitSeed),
    weightsSeed: moved(run.weightsSeed),
    orderSeed: moved(run.orderSeed),
  });
}

/**
 * @param {(number | null)[]} rates what several searches found, null where one has no answer
 * @returns {Spread | null} null where none has
 */
export function spreadOf(rates) {
  const found = rates.filter((rate) => rate !== null).sort((a, b) => a - b);
  if (found.length === 0) return null;
  return {
    low: quantile(found, 0.25),
    median: quantile(found, 0.5),
    high: quantile(found, 0.75),
    least: found[0],
    most: found[found.length - 1],
    count: found.length,
    without: rates.length - found.length,
  };
}

/** Between the two nearest, as NumPy and R's type 7 do it. @param {number[]} sorted @param {number} share */
function quantile(sorted, share) {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return tidy(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
}

/**
 * The race that verifies a rate: each candidate trains with every seed, and with one seed all candidates have the same start, the same
 * split and the same order.
 * @param {Run} run whose data, network, batch and seeds are taken
 * @param {number} rate
 * @param {{ seeds?: number, epochs?: number }} [options]
 * @returns {Candidate[]}
 */
export function verifyRace(run, rate, { seeds = 3, epochs = 5 } = {}) {
  return VERIFY_FACTORS.map((factor) => {
    const tried = Number((factor * rate).toPrecision(DIGITS));
    const runs = Array.from({ length: seeds }, (_, seed) =>
      describeRun({
        ...runWithSeed(run, seed),
        schedule: undefined,
        rate: tried,
        epochs,
        evaluate: epochs,
      }),
    );
    return { factor, rate: tried, runs };
  });
}

/**
 * The winner: the candidate with the highest mean validation accuracy; of two that are level, the lower rate.
 * @param {Candidate[]} candidates
 * @param {Pick<Final, 'validationAccuracy' | 'diverged'>[][]} finals by candidate and seed
 * @returns {Verified}
 */
export function verifyResult(candidates, finals) {
  const verdicts = candidates.map(({ factor, rate }, index) => {
    const accuracies = finals[index].map(({ validationAccuracy }) => validationAccuracy);
    const accuracy = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
    const diverged = finals[index].filter((final) => final.diverged !== null).length;
    return { factor, rate, accuracy, accuracies, diverged };
  });
  const able = verdicts.filter(({ diverged }) => diverged === 0);
  const field = able.length > 0 ? able : verdicts;
  const winner = field.reduce((best, one) => (one.accuracy > best.accuracy ? one : best));
  return { rate: winner.rate, accuracy: winner.accuracy, candidates: verdicts };
}

/** Without what rounding adds far behind. @param {number} value */
function tidy(value) {
  return Number(value.toPrecision(12));
}

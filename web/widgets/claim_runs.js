/**
 * Claims of the textbook chapter that training decides: which runs test each, how a run is measured, and what the runs say.
 * Pure: a page and the command line carry out the same runs.
 */
import { BATCH_CLAIMS } from './claim_runs_batch.js';
import { RATE_CLAIMS } from './claim_runs_rate.js';

/** @typedef {import('./claim_arm.js').RunClaim} RunClaim */
/** @typedef {import('./claim_arm.js').Outcome} Outcome */

/** In the chapter's order. */
export const RUN_CLAIMS = [...RATE_CLAIMS, ...BATCH_CLAIMS];

/** @param {string} id */
export function runClaim(id) {
  const claim = RUN_CLAIMS.find((candidate) => candidate.id === id);
  if (!claim) throw new Error(`there is no claim ${id} that training decides`);
  return claim;
}

/**
 * What a run counts for.
 * @param {RunClaim['measure']} measure
 * @param {readonly number[]} accuracies of the validation images, in the order of its evaluations
 * @param {number} testAccuracy
 */
export function measureRun(measure, accuracies, testAccuracy) {
  if (measure === 'test') return testAccuracy;
  const last = accuracies.slice(-3);
  return last.reduce((sum, value) => sum + value, 0) / last.length;
}

/** @param {readonly number[]} values @returns {{ mean: number, deviation: number }} the deviation of one: none, NaN */
export function spreadOfRuns(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** Shares of right answers closer than this are level, however sure the difference: 5,000 images tell no less apart. */
const LEVEL = 0.002;

/**
 * One arm beside another, seed by seed.
 * @param {readonly number[]} values by seed
 * @param {readonly number[]} others of the same seeds
 * @returns {{ outcome: Outcome, difference: number, error: number }} error: of the mean difference (its standard error)
 */
export function compareArms(values, others) {
  const { mean, deviation } = spreadOfRuns(values.map((value, seed) => value - others[seed]));
  const error = deviation / Math.sqrt(values.length);
  // Not sure where the difference is less than two of its errors; a single seed has no error.
  const sure = Math.abs(mean) > LEVEL && !(Math.abs(mean) < 2 * error);
  return { outcome: !sure ? 'level' : mean > 0 ? 'more' : 'less', difference: mean, error };
}

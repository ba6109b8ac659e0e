/** What a search has found, read from the core: points, rounds and answers. */

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./search.js').Segment} Segment */
/** @typedef {'too-few' | 'all-equal' | 'never-falls' | 'diverged-at-once' | 'not-done'} Reason why there is no answer */
/** @typedef {'end' | 'grew' | 'not-finite'} Stop what ended a sweep */
/** @typedef {'fastai' | 'torch-lr-finder' | 'lightning'} Convention */

/**
 * What a sweep saw at one rate.
 * @typedef {object} SearchPoint
 * @property {number} rate
 * @property {number} iteration done in this round
 * @property {number} last loss of the rate's last batch
 * @property {number} mean loss of the rate's batches
 * @property {number} smoothed moving average, bias-corrected
 * @property {number} measured on the validation or training set; NaN where none is asked for
 * @property {number} loss what is judged
 * @property {number} noise standard error of `smoothed`
 */

/**
 * What a round found; numbers are NaN where there is no answer.
 * @typedef {object} Round
 * @property {number} number from 0
 * @property {Segment[]} segments
 * @property {number} planned rates that were planned
 * @property {number} points rates done
 * @property {boolean} carried
 * @property {number} start loss before the first step
 * @property {Reason | null} reason
 * @property {{ rate: number, loss: number } | null} minimum
 * @property {boolean} turned the loss rose again beyond its minimum
 * @property {boolean} inside it did within the planned range
 * @property {[number, number] | null} bracket
 * @property {Stop} stopped
 * @property {number | null} stoppedAt
 */

/** @typedef {{ rate: number | null, index: number | null, reason: Reason | null }} Answer */
/** @typedef {{ rate: number | null, careful: number | null, reason: Reason | null, rules: Record<Rule, Answer>, rounds: Round[], iterations: number, seconds: number }} Finding */
/** @typedef {typeof RULES[number]} Rule */
/** @typedef {{ type: 'points', round: number, points: SearchPoint[] } | { type: 'round', round: Round } | { type: 'progress', share: number, round: number } | { type: 'final', final: Finding }} SearchEvent */

export const RULES = /** @type {const} */ (['steepest', 'minimum', 'valley', 'slide', 'slope']);
export const CONVENTIONS = /** @type {const} */ (['fastai', 'torch-lr-finder', 'lightning']);
const REASONS = /** @type {const} */ ([
  null,
  'too-few',
  'all-equal',
  'never-falls',
  'diverged-at-once',
  'not-done',
]);
const STOPS = /** @type {const} */ (['end', 'grew', 'not-finite']);
const POINT = 8;
const ROUND = 14;
/** Points that are read at once. */
const POINTS = 128;

/**
 * The next points of a round.
 * @param {Core} core
 * @param {number} finder
 * @param {number} round
 * @param {number} from
 * @returns {SearchPoint[]} at most 128
 */
export function readPoints(core, finder, round, from) {
  const { call, scratch } = core;
  const count = call.abi_finder_points(finder, round, from, scratch, POINTS);
  return Array.from({ length: count }, (_, index) => {
    const values = core.doubles(scratch + 8 * POINT * index, POINT);
    const [rate, iteration, last, mean, smoothed, measured, loss, noise] = values;
    return { rate, iteration, last, mean, smoothed, measured, loss, noise };
  });
}

/** @param {Core} core @param {number} finder @param {number} number @returns {Round} */
export function readRound(core, finder, number) {
  const { call, scratch } = core;
  call.abi_finder_round(finder, number, scratch);
  const values = core.doubles(scratch, ROUND).slice();
  const [planned, points, carried, start, reason, , rate, loss] = values;
  const [turned, inside, low, high, stopped, stoppedAt] = values.slice(8);
  const answered = reason === 0;
  return {
    number,
    segments: readSegments(core, finder, number),
    planned,
    points,
    carried: carried === 1,
    start,
    reason: REASONS[reason],
    minimum: answered ? { rate, loss } : null,
    turned: turned === 1,
    inside: inside === 1,
    bracket: answered ? [low, high] : null,
    stopped: STOPS[stopped],
    stoppedAt: Number.isNaN(stoppedAt) ? null : stoppedAt,
  };
}

/** @param {Core} core @param {number} finder @param {number} number @returns {Segment[]} */
function readSegments(core, finder, number) {
  const { call, scratch } = core;
  const count = call.abi_finder_sweep(finder, number, scratch);
  return Array.from({ length: count }, (_, index) => {
    const [first, last, step, iterations] = core.doubles(scratch + 32 * index, 4);
    return { first, last, step, iterations };
  });
}

/** @param {Core} core @param {number} finder @returns {Pick<Finding, 'rate' | 'careful' | 'reason'>} */
export function readFinding(core, finder) {
  core.call.abi_finder_finding(finder, core.scratch);
  const [rate, careful, reason] = core.doubles(core.scratch, 3);
  const answered = reason === 0;
  return {
    rate: answered ? rate : null,
    careful: answered ? careful : null,
    reason: REASONS[reason],
  };
}

/** What each rule says of round 1. @param {Core} core @param {number} finder @param {Convention} [convention] @returns {Record<Rule, Answer>} */
export function readRules(core, finder, convention = 'fastai') {
  const answers = RULES.map((rule, index) => {
    core.call.abi_finder_answer(finder, index, CONVENTIONS.indexOf(convention), core.scratch);
    return [rule, readAnswer(core)];
  });
  return Object.fromEntries(answers);
}

/** @param {Core} core @returns {Answer} */
function readAnswer(core) {
  const [rate, index, reason] = core.doubles(core.scratch, 3);
  const answered = reason === 0;
  return { rate: answered ? rate : null, index: answered ? index : null, reason: REASONS[reason] };
}

/**
 * One rule on any curve of losses over rates.
 * @param {Core} core
 * @param {Rule} rule
 * @param {{ rates: ArrayLike<number>, losses: ArrayLike<number>, planned?: number }} curve rising rates
 * @param {Convention} [convention]
 * @returns {Answer}
 */
export function applyRule(core, rule, { rates, losses, planned }, convention = 'fastai') {
  const count = Math.min(rates.length, losses.length);
  const block = core.allocate(24 * Math.max(count, 1));
  core.doubles(block, count).set(Array.from(rates).slice(0, count));
  core.doubles(block + 8 * count, count).set(Array.from(losses).slice(0, count));
  core.call.abi_rule(
    RULES.indexOf(rule),
    CONVENTIONS.indexOf(convention),
    block,
    block + 8 * count,
    count,
    planned ?? count,
    block + 16 * count,
    core.scratch,
  );
  core.release(block);
  return readAnswer(core);
}

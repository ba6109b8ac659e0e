/**
 * Claims of the textbook chapter that training decides: which runs test each, how a run is measured, and what the runs say.
 * Pure: a page and the command line carry out the same runs.
 */

/** @typedef {import('../lab/run.js').RunDescription} RunDescription */
/** @typedef {{ en: string, zh: string }} Text */
/** @typedef {'more' | 'less' | 'level'} Outcome */

/**
 * @typedef {object} Comparison
 * @property {number} arm
 * @property {number} than another arm
 * @property {Outcome} found what our own runs gave
 */

/**
 * @typedef {object} RunClaim
 * @property {string} id
 * @property {{ name: Text, run: RunDescription }[]} arms without their seed: with a seed all share split, weights and order
 * @property {'validation' | 'test'} measure validation: accuracy, mean of the last three evaluations
 * @property {Comparison[]} comparisons
 */

/** @param {number} batch @param {number} rate @returns {Text} */
const plain = (batch, rate) => ({
  en: `batch ${batch}, rate ${rate}`,
  zh: `批 ${batch}，学习率 ${rate}`,
});

/** @param {number} batch @param {number} rate @param {number} epochs */
const arm = (batch, rate, epochs) => ({ name: plain(batch, rate), run: { batch, rate, epochs } });

/** @type {RunClaim[]} */
export const RUN_CLAIMS = [
  {
    id: 'too-small',
    arms: [arm(128, 0.01, 3), arm(128, 0.5, 3)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'more' }],
  },
  {
    id: 'too-large',
    arms: [arm(128, 0.5, 2), arm(128, 6, 2)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'less' }],
  },
  {
    id: 'any-setting',
    arms: [
      arm(16, 0.2, 5),
      arm(128, 0.8, 5),
      arm(1024, 2, 5),
      {
        name: { en: 'batch 128, rate 0.8, 16 units', zh: '批 128，学习率 0.8，16 个单元' },
        run: { batch: 128, rate: 0.8, epochs: 5, network: { layers: [784, 16, 16, 10] } },
      },
    ],
    measure: 'validation',
    comparisons: [
      { arm: 2, than: 1, found: 'less' },
      { arm: 3, than: 1, found: 'less' },
    ],
  },
  {
    id: 'half-best-128',
    arms: [arm(128, 0.2, 20), arm(128, 0.5, 20), arm(128, 0.8, 20)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 2, than: 1, found: 'level' },
    ],
  },
  {
    id: 'fast-then-slow',
    arms: [
      arm(128, 0.1, 10),
      {
        name: { en: '1.0, halved every 2 epochs', zh: '1.0，每 2 轮减半' },
        run: {
          batch: 128,
          epochs: 10,
          schedule: { policy: 'step', rate: 1, gamma: 0.5, step: 860 },
        },
      },
      arm(128, 1, 10),
    ],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 1, than: 2, found: 'level' },
    ],
  },
  {
    id: 'exp-gamma',
    arms: [
      arm(128, 0.5, 3),
      ...[0.99, 0.9].map((gamma) => ({
        name: { en: `0.5 × ${gamma}^t`, zh: `0.5 × ${gamma}^t` },
        run: {
          batch: 128,
          epochs: 3,
          schedule: { policy: /** @type {const} */ ('exp'), rate: 0.5, gamma },
        },
      })),
    ],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 0, found: 'less' },
    ],
  },
  {
    id: 'half-best-32',
    arms: [arm(32, 0.1, 10), arm(32, 0.3, 10), arm(32, 0.5, 10), arm(32, 0.7, 10)],
    measure: 'validation',
    comparisons: [
      { arm: 2, than: 1, found: 'level' },
      { arm: 2, than: 3, found: 'level' },
    ],
  },
  {
    id: 'tenth-best-16',
    arms: [arm(16, 0.1, 10), arm(16, 0.3, 10), arm(16, 0.5, 10)],
    measure: 'validation',
    comparisons: [
      { arm: 0, than: 1, found: 'level' },
      { arm: 0, than: 2, found: 'level' },
    ],
  },
  {
    id: 'small-batch-high-rate',
    arms: [arm(16, 0.1, 12), arm(16, 1, 12)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'less' }],
  },
  {
    id: 'large-batch-low-rate',
    arms: [arm(512, 0.1, 5), arm(512, 2, 5)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'more' }],
  },
  {
    id: 'linear-rule',
    arms: [arm(32, 0.1, 2), arm(128, 0.4, 2), arm(128, 0.2, 2)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 1, found: 'less' },
    ],
  },
  {
    id: 'higher-generalises',
    arms: [arm(128, 0.2, 12), arm(128, 0.8, 12), arm(16, 0.1, 12), arm(16, 0.7, 12)],
    measure: 'test',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 3, than: 2, found: 'less' },
    ],
  },
  {
    id: 'large-batch-worse',
    arms: [arm(32, 0.3, 12), arm(512, 0.3, 12), arm(512, 2, 12)],
    measure: 'test',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 1, found: 'more' },
    ],
  },
  {
    id: 'at-most-one',
    arms: [arm(512, 0.8, 5), arm(512, 2, 5), arm(128, 0.8, 5), arm(128, 1.5, 5)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 3, than: 2, found: 'level' },
    ],
  },
];

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

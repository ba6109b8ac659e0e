/** What a claim that training decides consists of: its arms, and how they are compared. */

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
export const plain = (batch, rate) => ({
  en: `batch ${batch}, rate ${rate}`,
  zh: `批 ${batch}，学习率 ${rate}`,
});

/** @param {number} batch @param {number} rate @param {number} epochs */
export const arm = (batch, rate, epochs) => ({
  name: plain(batch, rate),
  run: { batch, rate, epochs },
});

/** What policies of learning rates there are, what each reads, and what stands where nothing is said. `src/lab.h` has the formulas and their sources. */

/**
 * @typedef {'fixed' | 'step' | 'multistep' | 'exp' | 'inv' | 'poly' | 'sigmoid' | 'decay' | 'linear' | 'cosine' | 'cosine-restarts' |
 *   'triangular' | 'triangular2' | 'exp-range' | 'one-cycle' | 'inverse-sqrt' | 'piecewise' | 'plateau'} Policy
 */

/**
 * One policy with its numbers; only those that its formula has. Iterations count from 0.
 * @typedef {object} SchedulePart
 * @property {Policy} policy
 * @property {number} [rate] learning rate at the start, or the highest
 * @property {number} [gamma] factor of a decay; of `sigmoid` its steepness, below 0 to fall; of `plateau` the factor of a reduction
 * @property {number} [step] iterations: between reductions, of a first period, of a rise; of `sigmoid` where its middle lies
 * @property {number} [power]
 * @property {number} [total] T: iterations until the end of the curve
 * @property {number} [minimum] learning rate, the lowest
 * @property {number} [start] learning rate at the start of `linear`
 * @property {number} [multiplier] each period of `cosine-restarts` is so many times the last
 * @property {number} [fall] iterations down, of a cycle
 * @property {number} [rise] share of `total` in which `one-cycle` climbs
 * @property {number} [divide] `one-cycle` starts at rate / divide
 * @property {number} [finalDivide] and ends at rate / divide / finalDivide
 * @property {2 | 3} [phases] of `one-cycle`
 * @property {'cosine' | 'linear'} [anneal] of `one-cycle`
 * @property {number} [patience] evaluations without improvement that `plateau` bears
 * @property {number} [threshold] share by which the loss must fall to count as improved
 * @property {number} [cooldown] evaluations that are ignored after a reduction
 * @property {readonly number[]} [milestones] iterations at which the rate changes
 * @property {readonly number[]} [rates] of `piecewise`: one more than milestones
 * @property {number} [iterations] of a joined schedule: how long until the next part
 */

/** @typedef {{ code: number, fields: string[], defaults: Record<string, any> }} PolicyEntry */

/**
 * `code` is lab_policy of the core. The default of a field that has none here follows from others: see `defaultOf`.
 * @type {Record<Policy, PolicyEntry>}
 */
export const policies = {
  fixed: { code: 0, fields: ['rate'], defaults: {} },
  step: { code: 1, fields: ['rate', 'gamma', 'step'], defaults: { gamma: 0.9, step: 500 } },
  multistep: {
    code: 2,
    fields: ['rate', 'gamma', 'milestones'],
    defaults: { gamma: 0.5, milestones: [3000, 5500, 8000] },
  },
  exp: { code: 3, fields: ['rate', 'gamma'], defaults: { gamma: 0.9995 } },
  inv: { code: 4, fields: ['rate', 'gamma', 'power'], defaults: { gamma: 0.001, power: 0.5 } },
  poly: { code: 5, fields: ['rate', 'power', 'total', 'minimum'], defaults: { power: 0.9 } },
  sigmoid: {
    code: 6,
    fields: ['rate', 'gamma', 'step'],
    defaults: { gamma: -0.002, step: 2000 },
  },
  decay: { code: 7, fields: ['rate', 'gamma', 'step'], defaults: { gamma: 0.9, step: 500 } },
  linear: { code: 8, fields: ['start', 'rate', 'total'], defaults: {} },
  cosine: { code: 9, fields: ['rate', 'total', 'minimum'], defaults: {} },
  'cosine-restarts': {
    code: 10,
    fields: ['rate', 'step', 'multiplier', 'minimum'],
    defaults: { step: 500, multiplier: 2 },
  },
  triangular: { code: 11, fields: ['rate', 'minimum', 'step', 'fall'], defaults: { step: 500 } },
  triangular2: { code: 12, fields: ['rate', 'minimum', 'step', 'fall'], defaults: { step: 500 } },
  'exp-range': {
    code: 13,
    fields: ['rate', 'minimum', 'step', 'fall', 'gamma'],
    defaults: { step: 500, gamma: 0.9995 },
  },
  'one-cycle': {
    code: 14,
    fields: ['rate', 'total', 'rise', 'divide', 'finalDivide', 'phases', 'anneal'],
    defaults: { rise: 0.3, divide: 25, finalDivide: 1e4, phases: 2, anneal: 'cosine' },
  },
  'inverse-sqrt': { code: 15, fields: ['rate', 'step'], defaults: { step: 500 } },
  piecewise: {
    code: 16,
    fields: ['milestones', 'rates'],
    defaults: { milestones: [3000], rates: [0.5, 0.1] },
  },
  plateau: {
    code: 17,
    fields: ['rate', 'gamma', 'patience', 'threshold', 'cooldown', 'minimum'],
    defaults: { gamma: 0.5, patience: 2, threshold: 1e-4, cooldown: 0 },
  },
};

/** The fields of a part in the order of the core's lab_segment; what a policy does not read is 0. */
export const flatFields = [
  'policy',
  'iterations',
  'rate',
  'gamma',
  'step',
  'power',
  'total',
  'minimum',
  'start',
  'multiplier',
  'fall',
  'rise',
  'divide',
  'finalDivide',
  'phases',
  'anneal',
  'patience',
  'threshold',
  'cooldown',
  'count',
];

/** What `anneal` may be; its place is the core's number for it. */
export const anneals = ['cosine', 'linear'];

/** The learning rate where nothing is said. */
export const STANDARD_RATE = 0.5;

const CYCLES = ['triangular', 'triangular2', 'exp-range'];

/**
 * What stands where a description says nothing.
 * @param {Policy} policy
 * @param {string} field
 * @param {Record<string, any>} given the fields that are known by now
 * @param {{ iterations: number, usual?: number }} run how long the part lasts, and the learning rate where nothing is said
 */
export function defaultOf(policy, field, given, { iterations, usual = STANDARD_RATE }) {
  const own = policies[policy].defaults[field];
  if (field === 'rate') return usual;
  if (own !== undefined) return own;
  if (field === 'total') return iterations;
  if (field === 'fall') return given.step;
  if (field === 'start') return given.rate / 10;
  if (field === 'minimum') return CYCLES.includes(policy) ? given.rate / 4 : 0;
  return undefined;
}

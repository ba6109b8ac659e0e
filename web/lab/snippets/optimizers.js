/** An optimizer as each library calls it, with the numbers that make it the lab's own. */

import { notes } from './notes.js';

/** @typedef {import('../optimizer.js').Optimizer} Optimizer */
/** @typedef {Required<Optimizer>} Numbers */
/** @typedef {import('./notes.js').Note} Note */
/** @typedef {{ name: string, words: string[], notes?: Note[] }} Call a library's name for it, and its arguments beside the rate */

/** Adam's share of the past, by the names that a library has for them. @param {string} first @param {string} second @param {string} epsilon @returns {(numbers: Numbers) => string[]} */
const adamWords = (first, second, epsilon) => (numbers) => [
  `${first}=${numbers.beta1}`,
  `${second}=${numbers.beta2}`,
  `${epsilon}=${numbers.epsilon}`,
];

/** @type {Record<string, (numbers: Numbers) => Call>} */
const torch = {
  sgd: () => ({ name: 'SGD', words: [] }),
  momentum: ({ momentum }) => ({ name: 'SGD', words: [`momentum=${momentum}`] }),
  nesterov: ({ momentum }) => ({
    name: 'SGD',
    words: [`momentum=${momentum}`, 'nesterov=True'],
  }),
  adagrad: ({ epsilon }) => ({ name: 'Adagrad', words: [`eps=${epsilon}`] }),
  rmsprop: ({ beta2, epsilon }) => ({
    name: 'RMSprop',
    words: [`alpha=${beta2}`, `eps=${epsilon}`],
  }),
  adam: (numbers) => ({ name: 'Adam', words: torchAdam(numbers) }),
  adamw: (numbers) => ({ name: 'AdamW', words: torchAdam(numbers) }),
};

/** @param {Numbers} numbers */
const torchAdam = ({ beta1, beta2, epsilon }) => [`betas=(${beta1}, ${beta2})`, `eps=${epsilon}`];

/** @param {Optimizer} optimizer @param {number} rate */
export function torchOptimizer(optimizer, rate) {
  const { kind, decay = 0 } = optimizer;
  const { name, words } = torch[kind](/** @type {Numbers} */ (optimizer));
  const decayed = decay > 0 || kind === 'adamw' ? [`weight_decay=${decay}`] : [];
  const all = ['model.parameters()', `lr=${rate}`, ...words, ...decayed];
  return `optimizer = torch.optim.${name}(${all.join(', ')})`;
}

const kerasAdam = adamWords('beta_1', 'beta_2', 'epsilon');

/** @type {Record<string, (numbers: Numbers) => Call>} */
const inKeras = {
  sgd: () => ({ name: 'SGD', words: [] }),
  momentum: ({ momentum }) => ({
    ...{ name: 'SGD', words: [`momentum=${momentum}`] },
    notes: [notes.rateInVelocity],
  }),
  nesterov: ({ momentum }) => ({
    ...{ name: 'SGD', words: [`momentum=${momentum}`, 'nesterov=True'] },
    notes: [notes.rateInVelocity],
  }),
  adagrad: ({ epsilon }) => ({
    ...{ name: 'Adagrad', words: ['initial_accumulator_value=0', `epsilon=${epsilon} ** 2`] },
    notes: [notes.epsilonUnderRoot],
  }),
  rmsprop: ({ beta2, epsilon }) => ({
    ...{ name: 'RMSprop', words: [`rho=${beta2}`, `epsilon=${epsilon} ** 2`] },
    notes: [notes.epsilonUnderRoot],
  }),
  adam: (numbers) => ({ name: 'Adam', words: kerasAdam(numbers), notes: [notes.epsilonEarly] }),
  adamw: (numbers) => ({
    ...{ name: 'AdamW', words: [...kerasAdam(numbers), `weight_decay=${numbers.decay}`] },
    notes: [notes.epsilonEarly],
  }),
};

/** @param {Optimizer} optimizer @param {string} rate @returns {{ call: string, notes: Note[] }} */
export function kerasOptimizer(optimizer, rate) {
  const { kind, decay = 0 } = optimizer;
  const { name, words, notes: said = [] } = inKeras[kind](/** @type {Numbers} */ (optimizer));
  const call = `keras.optimizers.${name}(${[rate, ...words].join(', ')})`;
  return { call, notes: decay > 0 && kind !== 'adamw' ? [...said, notes.kerasDecay] : said };
}

const optaxAdam = adamWords('b1', 'b2', 'eps');

/** @type {Record<string, (numbers: Numbers) => Call>} */
const inOptax = {
  sgd: () => ({ name: 'sgd', words: [] }),
  momentum: ({ momentum }) => ({ name: 'sgd', words: [`momentum=${momentum}`] }),
  nesterov: ({ momentum }) => ({ name: 'sgd', words: [`momentum=${momentum}`, 'nesterov=True'] }),
  adagrad: ({ epsilon }) => ({
    ...{ name: 'adagrad', words: ['initial_accumulator_value=0', `eps=${epsilon} ** 2`] },
    notes: [notes.epsilonUnderRoot],
  }),
  rmsprop: ({ beta2, epsilon }) => ({
    name: 'rmsprop',
    words: [`decay=${beta2}`, `eps=${epsilon}`, 'eps_in_sqrt=False'],
  }),
  adam: (numbers) => ({ name: 'adam', words: optaxAdam(numbers) }),
  adamw: (numbers) => ({
    name: 'adamw',
    words: [...optaxAdam(numbers), `weight_decay=${numbers.decay}`],
  }),
};

/** @param {Optimizer} optimizer @param {string} rate @returns {{ call: string, notes: Note[] }} */
export function optaxOptimizer(optimizer, rate) {
  const { kind, decay = 0 } = optimizer;
  const { name, words, notes: said = [] } = inOptax[kind](/** @type {Numbers} */ (optimizer));
  const call = `optax.${name}(${[rate, ...words].join(', ')})`;
  if (decay === 0 || kind === 'adamw') return { call, notes: said };
  return { call: `optax.chain(optax.add_decayed_weights(${decay}), ${call})`, notes: said };
}

/** The lines of Caffe's solver beside the schedule's; it has no AdamW. @type {Record<string, (numbers: Numbers) => { lines: string[], notes: Note[] }>} */
const inCaffe = {
  sgd: () => ({ lines: [], notes: [] }),
  momentum: ({ momentum }) => ({
    lines: ['type: "SGD"', `momentum: ${momentum}`],
    notes: [notes.rateInVelocity],
  }),
  nesterov: ({ momentum }) => ({
    lines: ['type: "Nesterov"', `momentum: ${momentum}`],
    notes: [notes.rateInVelocity],
  }),
  adagrad: ({ epsilon }) => ({ lines: ['type: "AdaGrad"', `delta: ${epsilon}`], notes: [] }),
  rmsprop: ({ beta2, epsilon }) => ({
    lines: ['type: "RMSProp"', `rms_decay: ${beta2}`, `delta: ${epsilon}`],
    notes: [],
  }),
  adam: ({ beta1, beta2, epsilon }) => ({
    lines: ['type: "Adam"', `momentum: ${beta1}`, `momentum2: ${beta2}`, `delta: ${epsilon}`],
    notes: [notes.epsilonEarly],
  }),
};

/** @param {Optimizer} optimizer @returns {{ lines: string[], notes: Note[] } | null} null where Caffe has no such method */
export function caffeOptimizer(optimizer) {
  const { kind, decay = 0 } = optimizer;
  const made = inCaffe[kind]?.(/** @type {Numbers} */ (optimizer));
  if (!made) return null;
  return decay > 0 ? { ...made, lines: [...made.lines, `weight_decay: ${decay}`] } : made;
}

/** An optimizer is a value: which rule makes a step of a gradient, and the numbers in it. `src/lab.h` has the formulas and their sources. */

import { LabError } from './errors.js';
import { STANDARD_RATE } from './schedule_policies.js';

/** @typedef {'sgd' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam' | 'adamw'} OptimizerKind */

/**
 * Only the numbers that the kind's formula has.
 * @typedef {object} Optimizer
 * @property {OptimizerKind} kind
 * @property {number} [momentum] share of the last move that is kept
 * @property {number} [beta1] weight of the past in the mean gradient
 * @property {number} [beta2] weight of the past in the mean squared gradient
 * @property {number} [epsilon] what is added to its root before dividing by it
 * @property {number} [decay] weight decay: of `adamw` beside the gradient, of the others in it
 */

/** @typedef {OptimizerKind | (Partial<Optimizer> & { kind: OptimizerKind })} OptimizerDescription */

/** @typedef {{ code: number, rate: number, defaults: Omit<Optimizer, 'kind'> }} Entry */

/** `code` is lab_optimizer_kind of the core, `rate` a learning rate that suits; the rest are the defaults of PyTorch. @type {Record<OptimizerKind, Entry>} */
const optimizers = {
  sgd: { code: 0, rate: STANDARD_RATE, defaults: {} },
  momentum: { code: 1, rate: 0.05, defaults: { momentum: 0.9, decay: 0 } },
  nesterov: { code: 2, rate: 0.05, defaults: { momentum: 0.9, decay: 0 } },
  adagrad: { code: 3, rate: 0.01, defaults: { epsilon: 1e-10, decay: 0 } },
  rmsprop: { code: 4, rate: 0.001, defaults: { beta2: 0.99, epsilon: 1e-8, decay: 0 } },
  adam: { code: 5, rate: 0.001, defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0 } },
  adamw: {
    code: 6,
    rate: 0.001,
    defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.01 },
  },
};

/** The names of all optimizers. */
export const OPTIMIZERS = /** @type {OptimizerKind[]} */ (Object.keys(optimizers));

/** The learning rate where nothing is said of it. @param {OptimizerKind} kind */
export function rateFor(kind) {
  return optimizers[kind].rate;
}

/**
 * Fills in every default and checks every field.
 * @param {unknown} [description] a kind, or an object with a kind
 * @returns {Optimizer}
 * @throws {LabError} that names the field, its value and the remedy
 */
export function describeOptimizer(description = 'sgd') {
  const { kind, ...given } = readKind(description);
  const { defaults } = optimizers[/** @type {OptimizerKind} */ (kind)];
  const known = Object.keys(defaults);
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of said) {
    if (!known.includes(name))
      refuse('optimizer-key', name, value, { kind, known: known.join(', ') });
    check(name, value);
  }
  return { kind, ...defaults, ...Object.fromEntries(said) };
}

/** @param {unknown} description @returns {Record<string, any>} */
function readKind(description) {
  const object = typeof description === 'string' ? { kind: description } : description;
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return refuse('optimizer-shape', 'optimizer', description);
  const { kind } = /** @type {Record<string, any>} */ (object);
  if (typeof kind !== 'string' || !Object.hasOwn(optimizers, kind))
    refuse('bad-optimizer', 'optimizer', kind, { known: OPTIMIZERS.join(', ') });
  return object;
}

/** @param {string} field @param {unknown} value */
function check(field, value) {
  const number = typeof value === 'number' ? value : NaN;
  if (field === 'epsilon') {
    if (!(number >= 1e-12 && number <= 1)) refuse('bad-epsilon', field, value);
  } else if (field === 'decay') {
    if (!(number >= 0 && number <= 1)) refuse('bad-decay', field, value);
  } else if (!(number >= 0 && number < 1)) {
    refuse('not-a-share', field, value, { example: 0.9 });
  }
}

/** @param {string} code @param {string} field @param {unknown} value @param {Record<string, unknown>} [facts] @returns {never} */
function refuse(code, field, value, facts = {}) {
  throw new LabError(code, { field, value, ...facts });
}

const flatFields = /** @type {const} */ (['momentum', 'beta1', 'beta2', 'epsilon', 'decay']);

/** The fields of the core's lab_optimizer in their order. @param {Optimizer} optimizer @returns {number[]} */
export function optimizerNumbers(optimizer) {
  return [optimizers[optimizer.kind].code, ...flatFields.map((name) => optimizer[name] ?? 0)];
}

/** As a link has it, such as `adam` or `adam,beta2:0.99`: what is as always is left out. @param {Optimizer} optimizer */
export function encodeOptimizer({ kind, ...fields }) {
  const defaults = /** @type {Record<string, number>} */ (optimizers[kind].defaults);
  const changed = Object.entries(fields).filter(([name, value]) => value !== defaults[name]);
  return [kind, ...changed.map(([name, value]) => `${name}:${value}`)].join(',');
}

/**
 * @param {string} text
 * @param {(text: string) => unknown} number reads one
 * @returns {Record<string, unknown>} a description, to be checked by `describeOptimizer`
 */
export function decodeOptimizer(text, number) {
  const [kind, ...fields] = text.split(',');
  /** @type {Map<string, unknown>} */
  const read = new Map([['kind', kind]]);
  for (const field of fields) {
    const [name, value, more] = field.split(':');
    if (value === undefined || more !== undefined || read.has(name))
      throw new LabError('bad-link', { field: 'link', value: field });
    read.set(name, number(value));
  }
  return Object.fromEntries(read);
}

/** The options that describe an optimizer and a batch that grows, alike in every command that trains. */

import { batchAt, decodeGrowth, OPTIMIZERS, parseNumber } from '../../web/lab/index.js';

/** @typedef {import('./options.js').Option} Option */
/** @typedef {import('./options.js').Values} Values */
/** @typedef {import('../../web/lab/run.js').Run} Run */

/** @type {(name: string, value: string, help: string) => Option} */
const number = (name, value, help) => ({ name, value, help, field: name });

const numbers = [
  number('momentum', 'M', 'momentum, nesterov: share of the last move that is kept'),
  number('beta1', 'B', 'adam, adamw: weight of the past in the mean gradient'),
  number('beta2', 'B', 'rmsprop, adam, adamw: the same in the mean squared gradient'),
  number('epsilon', 'E', 'adagrad, rmsprop, adam, adamw: added before dividing'),
  number('decay', 'D', 'all but sgd: weight decay, of adamw beside the gradient'),
];

/** @type {Option[]} */
export const optimizerOptions = [
  {
    name: 'optimizer',
    value: 'NAME',
    fallback: 'sgd',
    oneOf: OPTIMIZERS,
    field: 'optimizer',
    help: `what makes a step of a gradient: ${OPTIMIZERS.join(', ')}`,
  },
  ...numbers,
];

/** @type {Option} */
export const growOption = {
  name: 'grow',
  value: 'E:F,…',
  text: true,
  field: 'grow',
  help: 'the batch becomes F times as large when E epochs are done, and so on',
};

/**
 * What was said about the optimizer and the batch's growth, to be checked where the run is described.
 * @param {Values} values
 * @returns {Record<string, any>}
 */
export function optimizerFromOptions(values) {
  const said = numbers.map(({ name }) => name).filter((name) => values.typed[name] !== undefined);
  const settings = Object.fromEntries(said.map((name) => [name, values[name]]));
  const optimizer = { kind: values.optimizer, ...settings };
  if (values.grow === undefined) return { optimizer };
  return { optimizer, grow: decodeGrowth(values.grow, parseNumber) };
}

/** @param {Run} run @returns {string} such as `batch 128, 640 from epoch 5 on` */
export function batchInWords(run) {
  const stages = run.grow.map(({ epoch }) => `, ${batchAt(run, epoch)} from epoch ${epoch} on`);
  return `batch ${run.batch}${stages.join('')}`;
}

/** @param {Run['optimizer']} optimizer @returns {string} such as `adam (beta1 0.9, …)` */
export function optimizerInWords({ kind, ...settings }) {
  const said = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  return `${kind} (${said.join(', ')})`;
}

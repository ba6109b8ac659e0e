/** A run is a value: a plain frozen object that says everything that decides the result. */

import { LabError } from './errors.js';
import { describeGrowth, iterationsUntil } from './growth.js';
import { describeOptimizer, rateFor } from './optimizer.js';
import { describeSchedule } from './schedule.js';
import { STANDARD_RATE } from './schedule_policies.js';

/** @typedef {'identity' | 'sigmoid' | 'tanh' | 'relu' | 'softmax'} Activation */
/** @typedef {'cross-entropy' | 'mean-squared-error'} Loss */
/** @typedef {{ readonly layers: readonly number[], readonly activations: readonly Activation[], readonly loss: Loss }} Network */
/** @typedef {import('./schedule.js').Schedule} Schedule */
/** @typedef {import('./schedule.js').ScheduleDescription} ScheduleDescription */
/** @typedef {import('./optimizer.js').Optimizer} Optimizer */
/** @typedef {import('./optimizer.js').OptimizerDescription} OptimizerDescription */
/** @typedef {import('./growth.js').Stage} Stage */

/**
 * @typedef {object} Run
 * @property {'mnist'} data
 * @property {number} trainSize images that are trained on; 5,000 more are the validation set
 * @property {number} splitSeed decides which images are set aside for validation
 * @property {Network} network
 * @property {number} weightsSeed decides the initial weights
 * @property {number} orderSeed decides the order of the samples in every epoch
 * @property {number} batch samples an iteration, 1 to `trainSize`; the last one of an epoch may be smaller
 * @property {readonly Stage[]} grow by how much, and when, the batch grows; empty where it does not
 * @property {Readonly<Optimizer>} optimizer
 * @property {Schedule} schedule the learning rate of every iteration
 * @property {number} epochs
 * @property {number} evaluate epochs from one evaluation on the validation set to the next
 */

/**
 * What `describeRun` takes: any of a run's fields, and shorthands. `seed` sets all three seeds that are not given, `rate` the schedule's
 * rate, `batch: 'full'` is the whole training set, and an optimizer is named or described. A schedule that says no `total` ends with the
 * run; one that says no rate has one that suits the optimizer.
 * @typedef {Partial<Omit<Run, 'batch' | 'optimizer' | 'schedule' | 'network'>> & {
 *   batch?: number | 'full', seed?: number, rate?: number, optimizer?: OptimizerDescription,
 *   schedule?: ScheduleDescription, network?: Partial<Network> }} RunDescription
 */

/** Images of MNIST's training files that are set aside to measure validation loss and accuracy. */
export const VALIDATION_SIZE = 5000;
const MNIST = { count: 60000, width: 784, classes: 10 };
const MOST = { epochs: 10000, hidden: 6, units: 1024, seed: 0xffffffff };

/** @type {Run} */
const standard = {
  data: 'mnist',
  trainSize: MNIST.count - VALIDATION_SIZE,
  splitSeed: 1,
  network: {
    layers: [784, 64, 16, 10],
    activations: ['sigmoid', 'tanh', 'softmax'],
    loss: 'cross-entropy',
  },
  weightsSeed: 1,
  orderSeed: 1,
  batch: 128,
  grow: [],
  optimizer: { kind: 'sgd' },
  schedule: { policy: 'fixed', rate: STANDARD_RATE },
  epochs: 10,
  evaluate: 0.5,
};

/** The run that nobody has changed: 784–64–16–10 on 55,000 images, batch 128, learning rate 0.5, 10 epochs. */
export const STANDARD_RUN = freeze(standard);

const ACTIVATIONS = ['identity', 'sigmoid', 'tanh', 'relu', 'softmax'];
const LOSSES = ['cross-entropy', 'mean-squared-error'];
const FIELDS = [...Object.keys(standard), 'seed', 'rate'];

/**
 * Fills in every default and checks every field.
 * @param {RunDescription} [partial]
 * @returns {Run} deeply frozen; the same description gives an equal run
 * @throws {LabError} that names the field, its value and the remedy
 */
export function describeRun(partial = {}) {
  if (!isObject(partial)) throw new LabError('bad-run', { field: 'run', value: partial });
  for (const name of Object.keys(partial)) {
    if (!FIELDS.includes(name))
      throw new LabError('unknown-field', { field: 'run', value: name, known: FIELDS.join(', ') });
  }
  const data = partial.data ?? standard.data;
  if (data !== 'mnist')
    throw new LabError('bad-data', { field: 'data', value: data, known: 'mnist' });
  const trainSize = checkTrainSize(partial.trainSize ?? standard.trainSize);
  const batch = checkBatch(partial.batch ?? standard.batch, trainSize);
  const epochs = checkEpochs(partial.epochs ?? standard.epochs);
  const grow = describeGrowth(partial.grow, { trainSize, batch });
  const iterations = iterationsUntil({ trainSize, batch, grow }, epochs);
  const optimizer = describeOptimizer(partial.optimizer);
  const seed = partial.seed === undefined ? 1 : checkSeed('seed', partial.seed);
  return freeze({
    data,
    trainSize,
    splitSeed: checkSeed('splitSeed', partial.splitSeed ?? seed),
    network: checkNetwork(partial.network),
    weightsSeed: checkSeed('weightsSeed', partial.weightsSeed ?? seed),
    orderSeed: checkSeed('orderSeed', partial.orderSeed ?? seed),
    batch,
    grow,
    optimizer,
    schedule: describeSchedule(partial.schedule, {
      iterations,
      rate: partial.rate,
      usual: rateFor(optimizer.kind),
    }),
    epochs,
    evaluate: checkEvaluate(partial.evaluate ?? standard.evaluate),
  });
}

/** @param {Run} run @returns {number} */
export function runIterations(run) {
  return iterationsUntil(run, run.epochs);
}

/** @param {unknown} value */
function checkTrainSize(value) {
  const most = MNIST.count - VALIDATION_SIZE;
  if (isWhole(value, 1, most)) return value;
  throw new LabError('bad-train-size', {
    field: 'trainSize',
    value,
    most,
    kept: VALIDATION_SIZE,
    of: MNIST.count,
  });
}

/** @param {string} field @param {unknown} value */
function checkSeed(field, value) {
  if (isWhole(value, 0, MOST.seed)) return value + 0; // −0 becomes 0
  throw new LabError('bad-seed', { field, value });
}

/** @param {unknown} value @param {number} most */
function checkBatch(value, most) {
  if (value === 'full') return most;
  if (isWhole(value, 1, most)) return value;
  throw new LabError('bad-batch', { field: 'batch', value, most });
}

/** @param {unknown} value */
function checkEpochs(value) {
  if (isWhole(value, 1, MOST.epochs)) return value;
  throw new LabError('bad-epochs', { field: 'epochs', value, most: MOST.epochs });
}

/** @param {unknown} value */
function checkEvaluate(value) {
  if (typeof value === 'number' && value > 0 && value <= MOST.epochs) return value;
  throw new LabError('bad-evaluate', { field: 'evaluate', value, most: MOST.epochs });
}

/** @param {unknown} network @returns {Network} */
function checkNetwork(network = {}) {
  if (!isObject(network)) throw new LabError('bad-network', { field: 'network', value: network });
  const loss = /** @type {Loss} */ (network.loss ?? standard.network.loss);
  if (!isOneOf(loss, LOSSES)) {
    throw new LabError('bad-loss', { field: 'loss', value: loss, known: LOSSES.join(', ') });
  }
  const layers = checkLayers(network.layers ?? standard.network.layers);
  const count = layers.length - 1;
  const activations = checkActivations(network.activations ?? defaultActivations(count), count);
  if (loss === 'cross-entropy' && activations[count - 1] !== 'softmax') {
    throw new LabError('bad-last-activation', { field: 'activations', value: activations });
  }
  return { layers, activations, loss };
}

/** @param {unknown} value @returns {number[]} */
function checkLayers(value) {
  const fits =
    Array.isArray(value) &&
    value.length >= 2 &&
    value.length <= MOST.hidden + 2 &&
    value.every((units) => isWhole(units, 1, MOST.units)) &&
    value[0] === MNIST.width &&
    value[value.length - 1] === MNIST.classes;
  if (fits) return [...value];
  const facts = {
    inputs: MNIST.width,
    outputs: MNIST.classes,
    hidden: MOST.hidden,
    most: MOST.units,
  };
  throw new LabError('bad-layers', { field: 'layers', value, ...facts });
}

/** @param {unknown} value @param {number} count @returns {Activation[]} */
function checkActivations(value, count) {
  const fits =
    Array.isArray(value) &&
    value.length === count &&
    value.every(
      (name, index) => isOneOf(name, ACTIVATIONS) && (name !== 'softmax' || index === count - 1),
    );
  if (fits) return [...value];
  throw new LabError('bad-activations', {
    field: 'activations',
    value,
    known: ACTIVATIONS.join(', '),
  });
}

/** The chapter's own for its three layers; sigmoid and a softmax for any other number. @param {number} count */
function defaultActivations(count) {
  if (count === standard.network.activations.length) return standard.network.activations;
  return [...Array.from({ length: count - 1 }, () => 'sigmoid'), 'softmax'];
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @param {number} least @param {number} most @returns {value is number} */
function isWhole(value, least, most) {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** @param {unknown} value @param {string[]} names */
function isOneOf(value, names) {
  return typeof value === 'string' && names.includes(value);
}

/** @template T @param {T} value @returns {T} */
function freeze(value) {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

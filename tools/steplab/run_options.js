/** The options that describe a run, and the run that they describe; every command that trains has them. */

import { describeRun, OPTIMIZERS, peakRate, rateFor, STANDARD_RUN } from '../../web/lab/index.js';
import { growOption, optimizerFromOptions, optimizerOptions } from './optimizer_options.js';
import { asUsageError } from './options.js';
import { nameScheduleFile, scheduleFromOptions, scheduleOptions } from './schedule_options.js';

/** @typedef {import('./options.js').Option} Option */
/** @typedef {import('./options.js').Values} Values */

const { batch, schedule, epochs, trainSize, evaluate } = STANDARD_RUN;

/** @type {Option[]} */
const ownOptions = [
  {
    name: 'batch',
    value: 'N',
    fallback: batch,
    field: 'batch',
    help: 'samples an iteration, or full',
  },
  growOption,
  {
    name: 'rate',
    value: 'R',
    fallback: peakRate(schedule),
    field: 'rate',
    help: 'learning rate; where it is not said, one that suits the optimizer:',
    more: `${ratesInWords()}, sgd`,
  },
  {
    name: 'epochs',
    value: 'N',
    fallback: epochs,
    field: 'epochs',
    help: 'passes over the training set',
  },
  { name: 'seed', value: 'N', fallback: 1, field: 'seed', help: 'sets the three seeds below' },
  { name: 'split-seed', value: 'N', field: 'splitSeed', help: 'which images are for validation' },
  { name: 'weights-seed', value: 'N', field: 'weightsSeed', help: 'the initial weights' },
  { name: 'order-seed', value: 'N', field: 'orderSeed', help: 'the order of the samples' },
  {
    name: 'train-size',
    value: 'N',
    fallback: trainSize,
    field: 'trainSize',
    help: 'images to train on',
  },
  {
    name: 'evaluate',
    value: 'E',
    fallback: evaluate,
    field: 'evaluate',
    help: 'epochs between two evaluations',
  },
];

/** The fields that no schedule has. */
const ownFields = [...ownOptions, ...optimizerOptions]
  .map(({ field }) => field)
  .filter((field) => field !== 'rate');

/** @type {Option[]} */
export const runOptions = [...ownOptions, ...optimizerOptions, ...scheduleOptions];

/** The other optimizers' default rates, such as `momentum, nesterov 0.05`. */
function ratesInWords() {
  const others = OPTIMIZERS.filter((kind) => kind !== 'sgd');
  const rates = [...new Set(others.map(rateFor))];
  const kinds = (/** @type {number} */ rate) => others.filter((kind) => rateFor(kind) === rate);
  return rates.map((rate) => `${kinds(rate).join(', ')} ${rate}`).join('; ');
}

/**
 * @param {Values} values
 * @returns {import('../../web/lab/run.js').Run}
 * @throws {import('./options.js').UsageError} that names the option and the value
 */
export function runFromOptions(values) {
  try {
    return describeRun(descriptionFromOptions(values));
  } catch (error) {
    throw runUsageError(error, values);
  }
}

/**
 * What the options say of a run, to be checked where it is described.
 * @param {Values} values
 * @returns {Record<string, any>}
 */
export function descriptionFromOptions(values) {
  /** @type {Record<string, any>} */
  const description = {
    schedule: scheduleFromOptions(values),
    ...optimizerFromOptions(values),
  };
  for (const { name, field } of ownOptions) {
    if (field !== 'rate' && field !== 'grow')
      description[/** @type {string} */ (field)] = values[name];
  }
  return description;
}

/** An error about a field of a run, in the words of the option that set it. @param {unknown} error @param {Values} values */
export function runUsageError(error, values) {
  return asUsageError(nameScheduleFile(error, values, ownFields), runOptions, values);
}

/**
 * A run's options as a line of JSON tells them.
 * @param {import('../../web/lab/run.js').Run} run
 * @param {Values} values
 */
export function optionsOfRun(run, values) {
  const { splitSeed, weightsSeed, orderSeed } = run;
  return {
    batch: run.batch,
    grow: run.grow,
    optimizer: run.optimizer,
    rate: peakRate(run.schedule),
    schedule: run.schedule,
    epochs: run.epochs,
    seed: values.seed,
    splitSeed,
    weightsSeed,
    orderSeed,
    trainSize: run.trainSize,
    evaluate: run.evaluate,
  };
}

/** A run in the flat form of doubles that the core takes; `wasm/run_config.h` says what stands where. */

import { LabError } from './errors.js';
import { growthNumbers } from './growth.js';
import { optimizerNumbers } from './optimizer.js';
import { runIterations, VALIDATION_SIZE } from './run.js';
import { scheduleNumbers } from './schedule.js';

/** @typedef {import('./run.js').Run} Run */

const LAYOUT = 3;
const ACTIVATIONS = ['identity', 'sigmoid', 'tanh', 'relu', 'softmax'];
const LOSSES = ['cross-entropy', 'mean-squared-error'];
/** Points of a loss trace over a whole run: more than a chart has pixels across, few enough to draw every frame. */
const TRACE_POINTS = 2000;

/**
 * @param {Run} run
 * @param {number} [traceEvery] iterations a point of the loss trace; decides no result
 * @returns {Float64Array}
 */
export function runConfig(run, traceEvery = traceInterval(run)) {
  const { layers, activations, loss } = run.network;
  const schedule = scheduleNumbers(run.schedule);
  return Float64Array.of(
    LAYOUT,
    run.trainSize,
    VALIDATION_SIZE,
    run.splitSeed,
    run.weightsSeed,
    run.orderSeed,
    run.batch,
    run.epochs,
    run.evaluate,
    traceEvery,
    schedule.length,
    LOSSES.indexOf(loss),
    activations.length,
    ...layers,
    ...activations.map((name) => ACTIVATIONS.indexOf(name)),
    ...schedule,
    ...optimizerNumbers(run.optimizer),
    ...growthNumbers(run),
  );
}

/** @param {Run} run */
export function traceInterval(run) {
  return Math.max(1, Math.ceil(runIterations(run) / TRACE_POINTS));
}

/** What was wrong, by the core's status. @type {Record<number, { code: string, field: string, value: (run: Run) => unknown }>} */
const refusals = {
  7: { code: 'bad-batch', field: 'batch', value: (run) => run.batch },
  9: { code: 'bad-epochs', field: 'epochs', value: (run) => run.epochs },
  10: { code: 'bad-size', field: 'trainSize', value: (run) => run.trainSize },
  11: { code: 'bad-shape', field: 'network', value: (run) => run.network },
  34: { code: 'bad-seed', field: 'seed', value: (run) => run.splitSeed },
  12: { code: 'bad-evaluate', field: 'evaluate', value: (run) => run.evaluate },
};

/**
 * A status of the core as an error; `describeRun` has refused most of these before.
 * @param {number} status
 * @param {Run} run
 * @param {ArrayLike<number>} fault where, found, expected
 */
export function runError(status, run, fault) {
  if (status === 1) return new LabError('out-of-memory', { bytes: fault[1] });
  const refusal = refusals[status];
  if (!refusal) return new LabError('unforeseen', { message: `the core answers ${status}` });
  const { code, field, value } = refusal;
  return new LabError(code, { field, value: value(run), most: fault[2], least: fault[2] });
}

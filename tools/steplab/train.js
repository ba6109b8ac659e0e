/** `train`: one run, its records as they come and its result at the end. */

import { Session } from '../../web/lab/index.js';
import { trainNatively } from './native.js';
import { optionsOfRun, runFromOptions, runOptions } from './run_options.js';
import { printJson, Screen } from './screen.js';
import { findCore, findMnist } from './workshop.js';

/** @typedef {import('./options.js').Command} Command */
/** @typedef {import('./options.js').Values} Values */
/** @typedef {import('../../web/lab/run.js').Run} Run */
/** @typedef {import('../../web/lab/events.js').RunRecord} RunRecord */
/** @typedef {import('../../web/lab/events.js').Final} Final */
/** @typedef {{ onRecord: (record: RunRecord) => void, onProgress: (epoch: number) => void }} Listener */

const INTERRUPTED = 130;
/** Milliseconds between two looks whether Ctrl-C was pressed. */
const SLICE = 50;

/** @type {Command} */
export const train = {
  about: 'Trains 784–64–16–10 on MNIST by mini-batch gradient descent and tests it.',
  options: [
    ...runOptions,
    {
      name: 'core',
      value: 'NAME',
      fallback: 'simd',
      oneOf: ['simd', 'scalar', 'native'],
      help: 'simd, scalar or native: all give the same bits',
    },
    { name: 'json', help: 'one JSON record a line' },
  ],
  run: runTrain,
};

/** @param {Values} values @returns {Promise<number>} */
async function runTrain(values) {
  const run = runFromOptions(values);
  const control = new AbortController();
  const interrupt = () => control.abort();
  process.once('SIGINT', interrupt);
  const screen = new Screen(run);
  if (!values.json) screen.begin(values.core);
  const listener = {
    onRecord: values.json ? printJson : (/** @type {RunRecord} */ record) => screen.row(record),
    onProgress: (/** @type {number} */ epoch) => values.json || screen.progress(epoch),
  };
  let reached = 0;
  const watch = {
    ...listener,
    onProgress: (/** @type {number} */ epoch) => listener.onProgress((reached = epoch)),
  };
  const carryOut = values.core === 'native' ? trainOutside : trainHere;
  const final = await carryOut(run, values.core, watch, control.signal);
  process.removeListener('SIGINT', interrupt);
  screen.clear();
  if (!final) {
    console.error(`Interrupted after ${reached.toFixed(2)} of ${run.epochs} epochs.`);
    return INTERRUPTED;
  }
  if (values.json)
    printJson({ ...final, ...optionsOfRun(run, values), core: values.core, final: true });
  else screen.end(final);
  return 0;
}

/**
 * In this thread, by the core as WebAssembly.
 * @param {Run} run
 * @param {string} name
 * @param {Listener} listener
 * @param {AbortSignal} signal
 * @returns {Promise<Final | null>}
 */
async function trainHere(run, name, { onRecord, onProgress }, signal) {
  const core = await findCore(name === 'simd');
  const session = new Session(core, await findMnist(core), run);
  while (!session.finished && !signal.aborted) {
    for (const event of session.advance(SLICE)) {
      if (event.type === 'record') onRecord(event.record);
    }
    onProgress(session.state.epoch);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return session.final;
}

/**
 * By the native program.
 * @param {Run} run
 * @param {string} _name
 * @param {Listener} listener
 * @param {AbortSignal} signal
 */
function trainOutside(run, _name, { onRecord, onProgress }, signal) {
  const tell = (/** @type {RunRecord} */ record) => {
    onRecord(record);
    onProgress(record.epoch);
  };
  return trainNatively(run, tell, signal);
}

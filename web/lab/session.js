/** One run in one thread: advanced for so many milliseconds at a time, it gives the events of what happened. */

import { runConfig, runError } from './config.js';
import { hex } from './hash.js';
import { LabError } from './errors.js';
import { epochsAfter, iterationsUntil } from './growth.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./dataset.js').Dataset} Dataset */
/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./events.js').LabEvent} LabEvent */
/** @typedef {import('./events.js').RunRecord} RunRecord */
/** @typedef {import('./events.js').Final} Final */
/** @typedef {'iteration' | 'epoch' | number} Unit of a step; a number is so many iterations, 1 or more */

const PHASE = { training: 0, validation: 1, test: 2, finished: 3 };
/** Samples that the core is given at once: as many as it works on without a pause. */
const CHUNK = 512;
const RECORD = 10;
const STATUS = 12;
const TRACE_POINTS = 512;
const FAULT = 8000;
/** Of a fingerprint this many bytes are shown. */
const SHOWN = 8;
const REASONS = /** @type {const} */ (['', 'not-finite', 'grew']);

/** A run under way. Destroy it when it is done with. */
export class Session {
  /** Spent on training so far, without evaluation. */
  seconds = 0;
  /** The same for each epoch. @type {number[]} */
  epochSeconds = [];
  /** @type {Final | null} */
  final = null;
  /** Records that have been told. */
  #records = 0;
  #divergenceTold = false;
  /** The iteration to stop after, where a step is asked for. @type {number | null} */
  #target = null;
  /** Samples between two looks at the clock. */
  #chunk = CHUNK;

  /**
   * @param {Core} core
   * @param {{ train: Dataset, test: Dataset | null }} data in that core
   * @param {Run} run
   * @param {{ traceEvery?: number }} [options] iterations a point of the loss trace; about 2,000 points a run unless given
   * @throws {LabError} out-of-memory
   */
  constructor(core, data, run, options = {}) {
    this.core = core;
    this.run = run;
    this.trainer = createTrainer(core, data, run, options.traceEvery);
    this.state = this.#read();
  }

  /** Back to the same initial weights and order. */
  reset() {
    this.core.call.abi_trainer_reset(this.trainer);
    this.seconds = 0;
    this.epochSeconds = [];
    this.final = null;
    this.#records = 0;
    this.#divergenceTold = false;
    this.free();
    this.state = this.#read();
  }

  get finished() {
    return this.final !== null;
  }

  /** Whether there is a step to finish. */
  get stepping() {
    return this.#target !== null;
  }

  /**
   * Asks for one iteration, for so many, or for what is left of the epoch: `advance` stops there, after the evaluation that is due.
   * @param {Unit} unit
   */
  aim(unit) {
    const { iteration } = this.state;
    const epochEnd = iterationsUntil(this.run, this.#epochOf(iteration) + 1);
    const steps = typeof unit === 'number' ? Math.max(1, Math.round(unit)) : 1;
    this.#target = unit === 'epoch' ? epochEnd : iteration + steps;
    this.#chunk = unit === 'epoch' ? CHUNK : 1;
  }

  /** The epoch, from 0, in which the iteration after these is. @param {number} iterations */
  #epochOf(iterations) {
    return Math.floor(epochsAfter(this.run, iterations));
  }

  /** Forgets the step that was aimed at. */
  free() {
    this.#target = null;
    this.#chunk = CHUNK;
  }

  /**
   * Trains and evaluates, in chunks, until the time is over, a step that was aimed at is done, or the run is.
   * @param {number} milliseconds
   * @returns {LabEvent[]}
   */
  advance(milliseconds) {
    /** @type {LabEvent[]} */
    const events = [];
    const started = performance.now();
    let last = started;
    let longest = 0;
    while (!this.finished && !this.#arrived() && last - started + longest <= milliseconds) {
      const done = this.#advanceChunk(last, events);
      if (done === 0) this.#drainTrace(events);
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    this.#drainTrace(events);
    return events;
  }

  /** A whole step at once. @param {Unit} unit @returns {LabEvent[]} */
  step(unit) {
    this.aim(unit);
    const events = [];
    while (this.stepping && !this.finished) events.push(...this.advance(Infinity));
    this.free();
    return events;
  }

  /** Whether the step that was aimed at is done; then it is forgotten. */
  #arrived() {
    const { iteration, phase } = this.state;
    const arrived = this.#target !== null && iteration >= this.#target && phase === PHASE.training;
    if (arrived) this.free();
    return arrived;
  }

  /** @param {number} last when the piece before it ended @param {LabEvent[]} events @returns {number} samples done */
  #advanceChunk(last, events) {
    const before = this.state;
    const done = this.core.call.abi_trainer_advance(this.trainer, this.#chunk);
    if (before.phase === PHASE.training) {
      const seconds = (performance.now() - last) / 1000;
      const epoch = this.#epochOf(before.iteration);
      this.seconds += seconds;
      this.epochSeconds[epoch] = (this.epochSeconds[epoch] ?? 0) + seconds;
    }
    this.state = this.#read();
    if (this.state.records > this.#records || this.state.phase === PHASE.finished)
      this.#tell(events);
    return done;
  }

  /** Tells what is new beside the trace. @param {LabEvent[]} events */
  #tell(events) {
    this.#drainTrace(events);
    for (; this.#records < this.state.records; this.#records++) {
      events.push({ type: 'record', record: this.#record(this.#records) });
    }
    const { diverged, reason, phase } = this.state;
    if (diverged !== null && !this.#divergenceTold) {
      this.#divergenceTold = true;
      events.push({ type: 'diverged', iteration: diverged, reason });
    }
    if (phase === PHASE.finished) {
      this.final = this.#final();
      events.push({ type: 'final', final: this.final });
    }
  }

  /** @param {LabEvent[]} events */
  #drainTrace(events) {
    const { call, scratch } = this.core;
    for (;;) {
      const count = call.abi_trainer_trace(this.trainer, scratch, TRACE_POINTS);
      if (count === 0) return;
      const points = this.core.doubles(scratch, 2 * count).slice();
      events.push({ type: 'trace', points, seconds: this.seconds });
    }
  }

  /** @param {number} index @returns {RunRecord} */
  #record(index) {
    const { call, scratch } = this.core;
    call.abi_trainer_records(this.trainer, index, scratch, 1);
    const [iteration, epoch, samples, rate, batch, ...scores] = this.core.doubles(scratch, RECORD);
    const [trainingLoss, trainingAccuracy, validationLoss, validationAccuracy] = scores;
    const at = { iteration, epoch, samples, rate, batch, seconds: this.seconds };
    return { ...at, trainingLoss, trainingAccuracy, validationLoss, validationAccuracy };
  }

  /** @returns {Final} */
  #final() {
    const last = this.#record(this.state.records - 1);
    const { call, scratch } = this.core;
    call.abi_trainer_final(this.trainer, scratch);
    const [validationLoss, validationAccuracy, testLoss, testAccuracy] = this.core.doubles(
      scratch,
      4,
    );
    return {
      ...last,
      validationLoss,
      validationAccuracy,
      testLoss,
      testAccuracy,
      trainingSeconds: this.seconds,
      epochSeconds: [...this.epochSeconds],
      diverged: this.state.diverged,
      fingerprint: this.fingerprint(),
    };
  }

  /** How far the run is. */
  status() {
    return this.state;
  }

  #read() {
    const { call, scratch } = this.core;
    call.abi_trainer_status(this.trainer, scratch);
    const values = this.core.doubles(scratch, STATUS);
    const [iteration, epoch, samples, rate, , lastLoss, diverged, reason] = values;
    return {
      iteration,
      epoch,
      samples,
      rate,
      lastLoss,
      diverged: diverged < 0 ? null : diverged,
      reason: REASONS[reason],
      iterations: values[9],
      records: values[10],
      phase: values[11],
    };
  }

  /** @returns {string} 16 hex digits over the weights and the records so far: equal in every engine */
  fingerprint() {
    const { call, scratch } = this.core;
    call.abi_trainer_fingerprint(this.trainer, scratch);
    return hex(this.core.bytes(scratch, SHOWN));
  }

  /** @param {Float32Array} inputs one for each of the network's inputs, pixels from 0 to 1 @returns {Float32Array} a probability a class */
  classify(inputs) {
    const { layers } = this.run.network;
    const [width, classes] = [layers[0], layers[layers.length - 1]];
    if (inputs.length !== width)
      throw new LabError('bad-input', { expected: width, found: inputs.length });
    const { call, scratch } = this.core;
    this.core.floats(scratch, width).set(inputs);
    const out = scratch + 4 * width;
    call.abi_trainer_classify(this.trainer, scratch, out);
    return this.core.floats(out, classes).slice();
  }

  /**
   * A copy of a layer's weights as they stand.
   * @param {number} layer from 0
   * @returns {{ rows: number, columns: number, values: Float32Array }} [inputs × outputs], row by row
   */
  weights(layer) {
    const most = this.run.network.layers.length - 2;
    if (!Number.isInteger(layer) || layer < 0 || layer > most)
      throw new LabError('bad-layer', { layer, most });
    const { call, scratch } = this.core;
    call.abi_trainer_parameters(this.trainer, layer, scratch);
    const [pointer, rows, columns, stride] = this.core.words(scratch, 4);
    const all = this.core.floats(pointer, rows * stride);
    const values = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      values.set(all.subarray(row * stride, row * stride + columns), row * columns);
    }
    return { rows, columns, values };
  }

  destroy() {
    this.core.call.abi_trainer_destroy(this.trainer);
    this.trainer = 0;
  }
}

/**
 * @param {Core} core
 * @param {{ train: Dataset, test: Dataset | null }} data
 * @param {Run} run
 * @param {number} [traceEvery]
 * @returns {number}
 */
function createTrainer(core, data, run, traceEvery) {
  const config = runConfig(run, traceEvery);
  const { call, scratch } = core;
  core.doubles(scratch, config.length).set(config);
  const out = scratch + FAULT + 32;
  const fault = scratch + FAULT;
  const test = data.test?.pointer ?? 0;
  const status = call.abi_trainer_create(
    scratch,
    config.length,
    data.train.pointer,
    test,
    out,
    fault,
  );
  if (status !== 0) throw runError(status, run, core.doubles(fault, 3));
  return core.words(out, 1)[0];
}

/** One measurement in one thread: advanced as a run's session is. It works on copies, and the run that it looks at does not notice. */

import { LabError } from './errors.js';
import {
  readCurvature,
  readLaw,
  readNoise,
  readVariancePoint,
  readVarianceStatus,
} from './measure_records.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./measure.js').Measurement} Measurement */
/** @typedef {import('./measure.js').VarianceMeasurement} VarianceMeasurement */
/** @typedef {import('./measure.js').CurvatureMeasurement} CurvatureMeasurement */
/** @typedef {import('./measure_records.js').MeasureEvent} MeasureEvent */
/** @typedef {import('./measure_records.js').MeasureResult} MeasureResult */
/** @typedef {{ type: 'final', final: MeasureResult }} FinalEvent */

/** The work of so many samples between two looks at the clock: about a millisecond. */
const CHUNK = 128;
const FAULT = 8000;

/** A measurement under way. Destroy it when it is done with. */
export class MeasureSession {
  /** Spent so far. */
  seconds = 0;
  /** @type {MeasureResult | null} */
  final = null;
  /** Sizes or products that have been told. */
  #told = 0;

  /**
   * @param {Session} session the run, whose network is looked at as it stands
   * @param {Measurement} measurement as `describeMeasurement` gives it
   * @throws {LabError} no-measurements where the core is not `study`; run-gone; out-of-memory
   */
  constructor(session, measurement) {
    this.session = session;
    this.core = session.core;
    this.measurement = measurement;
    /** Where the run stood. */
    this.state = momentOf(session);
    this.pointer = create(session, measurement);
  }

  get finished() {
    return this.final !== null;
  }

  /** A measurement knows no steps. */
  get stepping() {
    return false;
  }

  aim() {}

  free() {}

  /** Measures anew, what the network is now. */
  reset() {
    this.destroy();
    this.seconds = 0;
    this.final = null;
    this.#told = 0;
    this.state = momentOf(this.session);
    this.pointer = create(this.session, this.measurement);
  }

  /** At least one chunk, then until the time is over. @param {number} milliseconds @returns {MeasureEvent[]} */
  advance(milliseconds) {
    /** @type {MeasureEvent[]} */
    const events = [];
    const curves = this.measurement.kind === 'curvature';
    const { abi_curvature_advance, abi_variance_advance } = this.core.call;
    const work = curves ? abi_curvature_advance : abi_variance_advance;
    const started = performance.now();
    let now = started;
    let done = 0;
    do {
      done = this.finished ? 0 : work(this.pointer, CHUNK);
      now = performance.now();
      if (curves && done > 0) this.#tellCurvature(events);
    } while (done > 0 && now - started < milliseconds);
    this.seconds += (now - started) / 1000;
    const share = curves ? this.#endCurvature(done) : this.#tellSizes(events);
    if (this.final) events.push({ type: 'final', final: this.final });
    else events.push({ type: 'progress', share });
    return events;
  }

  /** Gives the memory back. */
  destroy() {
    const { abi_curvature_destroy, abi_variance_destroy } = this.core.call;
    if (this.measurement.kind === 'curvature') abi_curvature_destroy(this.pointer);
    else abi_variance_destroy(this.pointer);
    this.pointer = 0;
  }

  /** Tells what the product that is just done has found. @param {MeasureEvent[]} events */
  #tellCurvature(events) {
    const { share: _share, finished: _finished, ...curvature } = this.#curvature();
    if (curvature.products === this.#told) return;
    this.#told = curvature.products;
    events.push({ type: 'curvature', curvature });
  }

  /** @param {number} done 0 at the end @returns {number} */
  #endCurvature(done) {
    const { share, finished, ...curvature } = this.#curvature();
    if (finished || done === 0)
      this.final = { kind: 'curvature', ...curvature, at: this.state, seconds: this.seconds };
    return share;
  }

  #curvature() {
    return readCurvature(this.core, this.pointer);
  }

  /** Tells the sizes that are done; at the end there is a result. @param {MeasureEvent[]} events @returns {number} */
  #tellSizes(events) {
    const { size, share, finished, loss, square } = readVarianceStatus(this.core, this.pointer);
    for (; this.#told < size; this.#told++) {
      events.push({ type: 'point', point: this.#point(this.#told) });
    }
    if (!finished) return share;
    const { kind, batches } = /** @type {VarianceMeasurement} */ (this.measurement);
    this.final = {
      kind,
      points: batches.map((_, index) => this.#point(index)),
      law: readLaw(this.core, this.pointer),
      noise: readNoise(this.core, this.pointer, 0, batches.length - 1),
      loss,
      square,
      at: this.state,
      seconds: this.seconds,
    };
    return share;
  }

  /** @param {number} size */
  #point(size) {
    return readVariancePoint(this.core, this.pointer, size);
  }
}

/** @param {Session} session */
function momentOf({ state }) {
  const { iteration, epoch, samples, rate, lastLoss } = state;
  return { iteration, epoch, samples, rate, lastLoss };
}

/** @param {Session} session @param {Measurement} measurement @returns {number} its address in the core */
function create(session, measurement) {
  if (!session.trainer) throw new LabError('run-gone');
  if (!session.core.call.abi_variance_create) throw new LabError('no-measurements');
  if (measurement.kind === 'curvature') return createCurvature(session, measurement);
  return createVariance(session, measurement);
}

/** @param {Session} session @param {VarianceMeasurement} measurement */
function createVariance({ core, trainer }, { batches, draws, seed }) {
  const numbers = batches.flatMap((batch, index) => [batch, draws[index]]);
  const { call, scratch } = core;
  core.doubles(scratch, numbers.length).set(numbers);
  const fault = scratch + FAULT;
  return created(
    core,
    call.abi_variance_create(trainer, scratch, batches.length, seed, fault + 24, fault),
  );
}

/** @param {Session} session @param {CurvatureMeasurement} measurement */
function createCurvature({ core, trainer }, { samples, products, tolerance, seed }) {
  const { call, scratch } = core;
  core.doubles(scratch, 3).set([samples, products, tolerance]);
  const fault = scratch + FAULT;
  return created(core, call.abi_curvature_create(trainer, scratch, seed, fault + 24, fault));
}

const OUT_OF_MEMORY = 1;

/** What is wrong with a description has been found before: here only memory can be short. @param {import('./core.js').Core} core @param {number} status */
function created(core, status) {
  const fault = core.scratch + FAULT;
  if (status === 0) return core.words(fault + 24, 1)[0];
  const [, found] = core.doubles(fault, 3);
  if (status === OUT_OF_MEMORY) throw new LabError('out-of-memory', { bytes: found });
  throw new Error(`the core refuses a measurement with ${status}`);
}

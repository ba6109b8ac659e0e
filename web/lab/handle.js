/** The page's hold on one run: commands go to its thread at once, events come back, stale ones are dropped. */

import { LabError } from './errors.js';
import { describeMeasurement } from './measure.js';

/** @typedef {import('./measure.js').Measurement} Measurement */
/** @typedef {import('./measure.js').MeasurementDescription} MeasurementDescription */
/** @typedef {import('./measure_records.js').MeasureEvent} MeasureEvent */
/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./events.js').LabEvent} LabEvent */
/** @typedef {import('./events.js').RunState} RunState */
/** @typedef {import('./events.js').Final} Final */
/** @typedef {import('./worker_link.js').WorkerLink} WorkerLink */
/** @typedef {import('./session.js').Unit} Unit */

/**
 * @typedef {object} HandleOptions
 * @property {number | null} race number of the race it runs in
 * @property {boolean} paused starts paused
 * @property {number} [traceEvery]
 * @property {import('./search.js').Search} [search] what it carries out in place of the run
 * @property {{ of: number, measurement: Measurement }} [measure] what it measures, and on which run
 */

/**
 * What the lab does for its handles.
 * @typedef {object} HandleOwner
 * @property {(handle: RunHandle) => void} place gives the handle a thread
 * @property {(handle: RunHandle) => void} changed its state or its samples changed
 * @property {(of: RunHandle, measurement: Measurement, listener: (event: any) => void) => RunHandle} measure
 */

/** A run that was started with `lab.start`. */
export class RunHandle {
  /** @type {RunState} */
  state = 'waiting';
  /** Samples seen, as far as the page knows. */
  samples = 0;
  /** @type {WorkerLink | null} */
  link = null;
  #generation = 0;
  #turn = 0;
  /** A step that was asked for before there was a thread. @type {Unit | null} */
  #unit = null;
  /** Measurements that were asked for before there was a thread. @type {RunHandle[]} */
  #waiting = [];
  /** @type {Promise<Final | null>} */
  #finished;
  /** @type {(final: Final | null) => void} */
  #finish = () => {};
  #settled = false;

  /**
   * @param {HandleOwner} owner
   * @param {number} id
   * @param {Run} run
   * @param {(event: LabEvent) => void} listener
   * @param {HandleOptions} options
   */
  constructor(owner, id, run, listener, options) {
    this.owner = owner;
    this.id = id;
    this.run = run;
    this.listener = listener;
    this.options = options;
    this.#finished = this.#promise();
    if (options.paused) this.state = 'paused';
  }

  /** Resolves with the result, or with null when the run is stopped or fails. After a reset it is a new promise. */
  get finished() {
    return this.#finished;
  }

  /** Whether it takes, or will take, its thread's time. */
  get active() {
    return this.state === 'running' || this.state === 'waiting';
  }

  get over() {
    return this.state === 'finished' || this.state === 'stopped' || this.state === 'failed';
  }

  pause() {
    if (!this.active) return;
    this.#unit = null;
    this.#command({ type: 'pause' });
    this.#change('paused');
  }

  resume() {
    if (this.state !== 'paused') return;
    this.#command({ type: 'resume' });
    this.#change('running');
  }

  /** One iteration, so many, or on to the end of the epoch; then the run is paused. @param {Unit} [unit] */
  step(unit = 'iteration') {
    if (this.over) return;
    this.#unit = this.link ? null : unit;
    this.#command({ type: 'step', unit });
    this.#change('running');
  }

  /** Back to the same initial weights, paused; also after the end, and in a new thread where the old one died. */
  reset() {
    if (this.state === 'stopped') return;
    this.#generation++;
    this.samples = 0;
    if (this.#settled) this.#finished = this.#promise();
    const orphaned = this.link ? this.link.dead : this.over;
    if (orphaned) this.owner.place(this);
    else this.#command({ type: 'reset', generation: this.#generation });
    this.#change('paused');
  }

  /** Ends the run and gives its memory back; it cannot be resumed. */
  stop() {
    if (this.state === 'stopped') return;
    this.#generation++;
    this.#command({ type: 'stop' });
    this.#change('stopped');
    this.#settle(null);
  }

  /**
   * The network as it is now, asked for one image.
   * @param {Float32Array} pixels 784 numbers from 0 to 1
   * @returns {Promise<Float32Array>} the probabilities of the ten digits
   */
  classify(pixels) {
    return this.#request({ type: 'classify', inputs: pixels });
  }

  /**
   * A layer's weights as they are now.
   * @param {number} layer from 0
   * @returns {Promise<{ rows: number, columns: number, values: Float32Array }>} [inputs × outputs], row by row
   */
  weights(layer) {
    return this.#request({ type: 'weights', layer });
  }

  /**
   * Measures the network as it stands, in the run's thread and beside it: the run goes on, and stays the same to the last bit. Pause the
   * run before, where the iteration matters. Needs a lab that was opened with `core: 'study'`.
   * @param {MeasurementDescription} description
   * @param {(event: MeasureEvent | LabEvent) => void} [listener]
   * @returns {RunHandle} of the measurement: pause, resume, stop; its `finished` resolves with the result
   * @throws {LabError} that names what is wrong with the description
   */
  measure(description, listener = () => {}) {
    if (this.state === 'stopped' || this.state === 'failed') throw new LabError('run-gone');
    const handle = this.owner.measure(this, describeMeasurement(description, this.run), listener);
    if (this.link) handle.begin(this.link);
    else this.#waiting.push(handle);
    return handle;
  }

  /** Begins, in a thread that is or will be ready. @param {WorkerLink} link */
  begin(link) {
    this.link = link;
    const { race, traceEvery, search, measure } = this.options;
    const paused = !this.active || this.#unit !== null;
    const order = { id: this.id, generation: this.#generation, turn: this.#turn, race, paused };
    link.post({ type: 'start', order, run: this.run, search, measure, traceEvery });
    if (this.#unit) this.step(this.#unit);
    for (const handle of this.#waiting.splice(0)) if (!handle.over) handle.begin(link);
  }

  /** @param {{ generation: number, turn: number, events: any[] }} parcel */
  receive({ generation, turn, events }) {
    for (const event of events) {
      if (generation !== this.#generation) return;
      this.#receiveEvent(event, turn === this.#turn);
    }
  }

  /** @param {any} event @param {boolean} current whether the thread had heard the last command when it sent this */
  #receiveEvent(event, current) {
    if (event.type === 'state') {
      if (event.state === 'finished' || event.state === 'failed' || current)
        this.#change(event.state);
    } else if (event.type === 'error') {
      this.fail(LabError.fromData(event.error));
    } else if (event.type === 'status') {
      this.samples = event.samples;
      this.#tell({ ...event, state: this.state });
      this.owner.changed(this);
    } else {
      this.#tell(event);
      if (event.type === 'final') this.#settle(event.final);
    }
  }

  /** @param {LabError} error */
  fail(error) {
    this.#tell({ type: 'error', error });
    this.#change('failed');
    this.#settle(null);
  }

  /** @param {RunState} state */
  #change(state) {
    if (state === this.state) return;
    this.state = state;
    this.#tell({ type: 'state', state });
    this.owner.changed(this);
  }

  /** A listener that throws is its own affair: the next event comes all the same. @param {LabEvent} event */
  #tell(event) {
    try {
      this.listener(event);
    } catch (error) {
      reportUncaught(error);
    }
  }

  /** @param {Record<string, unknown>} command */
  #command(command) {
    this.#turn++;
    this.link?.post({ ...command, id: this.id, turn: this.#turn });
  }

  /** @param {Record<string, unknown>} message */
  #request(message) {
    if (!this.link || this.state === 'stopped') return Promise.reject(new LabError('run-gone'));
    return this.link.request({ ...message, id: this.id });
  }

  /** @returns {Promise<Final | null>} */
  #promise() {
    this.#settled = false;
    return new Promise((resolve) => (this.#finish = resolve));
  }

  /** @param {Final | null} final */
  #settle(final) {
    this.#settled = true;
    this.#finish(final);
  }
}

/** As if nobody had caught it. @param {unknown} error */
function reportUncaught(error) {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
  else {
    queueMicrotask(() => {
      throw error;
    });
  }
}

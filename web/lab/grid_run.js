/** Carries out the cells of a grid in the pool: a few at a time, each kept until it is done; what a dying thread took is run once more. */

import { LabError } from './errors.js';
import { costOfPlan } from './grid.js';

/** @typedef {import('./grid.js').Plan} Plan */
/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./events.js').LabEvent} LabEvent */
/** @typedef {import('./events.js').Final} Final */
/** @typedef {import('./handle.js').RunHandle} RunHandle */
/** @typedef {import('./lab.js').StartOptions} StartOptions */
/** @typedef {{ start: (run: Run, listener: (event: LabEvent) => void, options?: StartOptions) => RunHandle }} Place a lab */

/**
 * What a grid tells: a cell begins (again, where its thread died), an event of its run, a cell is over with its result or the error that
 * ended it for good, and all are over.
 * @typedef {{ type: 'begin', index: number, attempt: number }
 *   | { type: 'run', index: number, event: LabEvent }
 *   | { type: 'cell', index: number, final: Final | null, error: LabError | null }
 *   | { type: 'end' }} GridEvent
 */

/**
 * @typedef {object} GridRunOptions
 * @property {number} lanes cells under way at a time
 * @property {boolean} [paused] waits for `resume`
 * @property {(run: Run) => number} [traceEvery] iterations a point of a cell's loss trace
 */

/** @typedef {{ index: number, run: Run, handle: RunHandle, attempt: number, error: LabError | null }} Lane */

const ATTEMPTS = 2;
/** Share of the work before which the time that is left is a guess that helps nobody. */
const LEAST_SHARE = 0.01;

/** Cells on their way. */
export class GridRun {
  /** @type {Lane[]} */
  #lanes = [];
  /** What was interrupted by a thread that died. @type {{ index: number, attempt: number }[]} */
  #again = [];
  #next = 0;
  #done = 0;
  #cost = { done: 0, all: 0 };
  #time = { before: 0, since: 0 };
  #state = /** @type {'running' | 'paused' | 'stopped' | 'finished'} */ ('paused');

  /**
   * @param {Place} place a lab whose data are loaded or on their way
   * @param {Plan} plan
   * @param {(event: GridEvent) => void} listener
   * @param {GridRunOptions} options
   */
  constructor(place, plan, listener, options) {
    this.place = place;
    this.plan = plan;
    this.listener = listener;
    this.options = options;
    this.#cost.all = costOfPlan(plan);
    if (!options.paused) this.resume();
  }

  get state() {
    return this.#state;
  }

  /** Cells that are over. */
  get done() {
    return this.#done;
  }

  get total() {
    return this.plan.order.length;
  }

  /** How much of the work is done, 0 to 1, by what runs cost. */
  get share() {
    const under = this.#lanes.reduce((sum, { index, run, handle }) => {
      return sum + (this.plan.costOf(index) * handle.samples) / (run.epochs * run.trainSize);
    }, 0);
    return this.#cost.all === 0 ? 1 : (this.#cost.done + under) / this.#cost.all;
  }

  /** @returns {number | null} seconds; null where it cannot be told yet */
  get secondsLeft() {
    const { share } = this;
    const seconds = this.#time.before + (this.#state === 'running' ? this.#sinceResumed() : 0);
    return share < LEAST_SHARE ? null : (seconds * (1 - share)) / share;
  }

  /** What is under way waits, and nothing new begins. */
  pause() {
    if (this.#state !== 'running') return;
    this.#time.before += this.#sinceResumed();
    this.#state = 'paused';
    for (const { handle } of this.#lanes) handle.pause();
  }

  resume() {
    if (this.#state !== 'paused') return;
    this.#time.since = performance.now();
    this.#state = 'running';
    for (const { handle } of [...this.#lanes]) handle.resume();
    this.#fill();
  }

  /** Ends what is under way; it is not told of as a cell. */
  stop() {
    if (this.#state === 'stopped' || this.#state === 'finished') return;
    this.#state = 'stopped';
    for (const { handle } of this.#lanes.splice(0)) handle.stop();
  }

  #sinceResumed() {
    return (performance.now() - this.#time.since) / 1000;
  }

  #fill() {
    while (this.#state === 'running' && this.#lanes.length < this.options.lanes) {
      const again = this.#again.shift();
      if (again) this.#begin(again.index, again.attempt);
      else if (this.#next < this.plan.order.length) this.#begin(this.plan.order[this.#next++], 1);
      else break;
    }
    if (this.#state !== 'running' || this.#lanes.length > 0) return;
    this.#state = 'finished';
    this.listener({ type: 'end' });
  }

  /** @param {number} index @param {number} attempt */
  #begin(index, attempt) {
    const run = this.plan.runOf(index);
    this.listener({ type: 'begin', index, attempt });
    const lane = /** @type {Lane} */ ({ index, run, attempt, error: null });
    const listener = (/** @type {LabEvent} */ event) => {
      if (event.type === 'error') lane.error = event.error;
      if (this.#state !== 'stopped') this.listener({ type: 'run', index, event });
    };
    const traceEvery = this.options.traceEvery?.(run);
    lane.handle = this.place.start(run, listener, { traceEvery });
    this.#lanes.push(lane);
    void lane.handle.finished.then((final) => this.#over(lane, final));
  }

  /** @param {Lane} lane @param {Final | null} final */
  #over(lane, final) {
    if (!this.#lanes.includes(lane)) return;
    this.#lanes.splice(this.#lanes.indexOf(lane), 1);
    lane.handle.stop();
    const { index, attempt, error } = lane;
    if (!final && error?.code === 'worker-died' && attempt < ATTEMPTS) {
      this.#again.push({ index, attempt: attempt + 1 });
    } else {
      this.#done++;
      this.#cost.done += this.plan.costOf(index);
      this.listener({ type: 'cell', index, final, error: final ? null : (error ?? gone()) });
    }
    this.#fill();
  }
}

function gone() {
  return new LabError('run-gone');
}

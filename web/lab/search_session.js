/** One search for a learning rate in one thread: it is advanced as a run's session is, and tells what each rate and each round gave. */

import { LabError } from './errors.js';
import { searchConfig, searchError } from './search_config.js';
import { readFinding, readPoints, readRound, readRules } from './search_records.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./dataset.js').Dataset} Dataset */
/** @typedef {import('./search.js').Search} Search */
/** @typedef {import('./search_records.js').Finding} Finding */
/** @typedef {import('./search_records.js').SearchEvent} SearchEvent */

/** Samples between two looks at the clock. */
const CHUNK = 512;
const STATUS = 9;
const FAULT = 8000;

/** A search under way. Destroy it when it is done with. */
export class SearchSession {
  /** Spent so far. */
  seconds = 0;
  /** @type {Finding | null} */
  final = null;
  #round = 0;
  #points = 0;

  /**
   * @param {Core} core
   * @param {{ train: Dataset }} data in that core
   * @param {Search} search
   * @throws {LabError} that names what is wrong with the sweep; out-of-memory
   */
  constructor(core, data, search) {
    this.core = core;
    this.data = data;
    this.search = search;
    this.finder = createFinder(core, data, search);
    this.state = this.#read();
  }

  get finished() {
    return this.final !== null;
  }

  /** A search knows no steps. */
  get stepping() {
    return false;
  }

  aim() {}

  free() {}

  /** Back to the beginning. */
  reset() {
    this.destroy();
    this.finder = createFinder(this.core, this.data, this.search);
    this.seconds = 0;
    this.final = null;
    this.#round = 0;
    this.#points = 0;
    this.state = this.#read();
  }

  /** @param {number} milliseconds @returns {SearchEvent[]} */
  advance(milliseconds) {
    /** @type {SearchEvent[]} */
    const events = [];
    const started = performance.now();
    let now = started;
    while (!this.finished && now - started < milliseconds) {
      this.core.call.abi_finder_advance(this.finder, CHUNK);
      this.state = this.#read();
      if (this.state.round > this.#round || this.state.finished) this.#endRounds(events);
      now = performance.now();
    }
    this.seconds += (now - started) / 1000;
    if (this.finished) events.push(this.#finish());
    else {
      this.#tellPoints(events);
      events.push({ type: 'progress', share: this.state.share, round: this.state.round });
    }
    return events;
  }

  /** Gives the memory back. */
  destroy() {
    this.core.call.abi_finder_destroy(this.finder);
    this.finder = 0;
  }

  /** Tells the rounds that are over. @param {SearchEvent[]} events */
  #endRounds(events) {
    for (; this.#round < this.state.round; this.#round++) {
      const round = readRound(this.core, this.finder, this.#round);
      if (round.planned === 0) continue; // an earlier one found nothing
      this.#tellPoints(events);
      events.push({ type: 'round', round });
      this.#points = 0;
    }
    if (this.state.finished) this.final = this.#finding();
  }

  /** @param {SearchEvent[]} events */
  #tellPoints(events) {
    for (;;) {
      const points = readPoints(this.core, this.finder, this.#round, this.#points);
      if (points.length === 0) return;
      this.#points += points.length;
      events.push({ type: 'points', round: this.#round, points });
    }
  }

  /** @returns {Finding} */
  #finding() {
    const rounds = Array.from({ length: this.search.rounds }, (_, index) =>
      readRound(this.core, this.finder, index),
    );
    return {
      ...readFinding(this.core, this.finder),
      rules: readRules(this.core, this.finder),
      rounds: rounds.filter(({ planned }) => planned > 0),
      iterations: this.state.iteration,
      seconds: this.seconds,
    };
  }

  /** @returns {SearchEvent} */
  #finish() {
    const final = { .../** @type {Finding} */ (this.final), seconds: this.seconds };
    this.final = final;
    return { type: 'final', final };
  }

  #read() {
    const { call, scratch } = this.core;
    call.abi_finder_status(this.finder, scratch);
    const values = this.core.doubles(scratch, STATUS);
    const [round, , , rate, iteration, samples, lastLoss, share, finished] = values;
    return { round, rate, iteration, samples, epoch: 0, lastLoss, share, finished: finished === 1 };
  }
}

/** @param {Core} core @param {{ train: Dataset }} data @param {Search} search */
function createFinder(core, data, search) {
  const config = searchConfig(search);
  const { call, scratch } = core;
  const fault = scratch + FAULT;
  core.doubles(scratch, config.run.length).set(config.run);
  const second = scratch + 8 * config.run.length;
  if (config.run.length + config.search.length > FAULT / 8)
    throw new LabError('bad-segments', { field: 'segments', value: search.sweep.segments.length });
  core.doubles(second, config.search.length).set(config.search);
  const out = fault + 24;
  const status = call.abi_finder_create(
    scratch,
    config.run.length,
    second,
    config.search.length,
    data.train.pointer,
    out,
    fault,
  );
  if (status !== 0) throw searchError(status, search, core.doubles(fault, 3));
  return core.words(out, 1)[0];
}

/** Runs that stop now and then to be measured: trained in the page's pool, one after the other's moments, and told to whoever draws them. */
import { LabError } from '../../web/lab/errors.js';
import { describeRun } from '../../web/lab/run.js';
import { loadMnist, prepareLab } from '../../web/widgets/page_lab.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { showLoading } from './loading.js';
import { whyWords } from './why_words.js';

/** @typedef {import('../../web/lab/run.js').RunDescription} RunDescription */
/** @typedef {import('../../web/lab/measure.js').MeasurementDescription} MeasurementDescription */
/** @typedef {import('../../web/lab/measure_records.js').MeasureResult} MeasureResult */
/** @typedef {import('../../web/lab/measure_records.js').VariancePoint} VariancePoint */
/** @typedef {import('../../web/lab/handle.js').RunHandle} RunHandle */
/** @typedef {import('../../web/lab/session.js').Unit} Unit */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */

/**
 * One run: before each measurement the steps that are named for it.
 * @typedef {object} Lane
 * @property {RunDescription} run
 * @property {Unit[][]} moments
 * @property {MeasurementDescription} measurement
 */

/** Events: 'begin', 'measured' { lane, moment, final }, 'point' { lane, moment, point }, 'end'. */
export class WhyRuns extends EventTarget {
  /** @type {Lane[]} */
  lanes = [];
  /** Of each lane under way, what takes its thread's time. @type {Set<RunHandle>} */
  #active = new Set();
  /** @type {Set<RunHandle>} */
  #runs = new Set();
  /** What is heard after another start or a reset is of an earlier one. */
  #turn = 0;
  #measured = 0;
  /** @type {AbortController | null} */
  #loading = null;
  /** Those who wait for the pause to end. @type {(() => void)[]} */
  #waiting = [];

  /** @param {LabFigure} figure */
  constructor(figure) {
    super();
    this.figure = figure;
    figure.setAttribute('steps', '');
    for (const type of ['run', 'retry']) figure.addEventListener(type, () => void this.run());
    figure.addEventListener('resume', () => this.#resume());
    figure.addEventListener('pause', () => this.#pause());
    figure.addEventListener('cancel', () => this.#loading?.abort());
    figure.addEventListener('reset', () => this.set(this.lanes));
    void prepareLab();
  }

  /** Takes other runs; nothing of earlier ones is heard any more. @param {Lane[]} lanes */
  set(lanes) {
    this.#turn++;
    this.lanes = lanes;
    this.#loading?.abort();
    for (const handle of [...this.#active, ...this.#runs]) handle.stop();
    this.#active.clear();
    this.#runs.clear();
    this.#waiting.splice(0).forEach((go) => go());
    this.figure.error = null;
    this.figure.state = 'idle';
    this.figure.progress = null;
    this.figure.detail = '';
    this.figure.cancellable = false;
    this.dispatchEvent(new CustomEvent('begin'));
  }

  /** From the beginning. */
  async run() {
    if (this.figure.state === 'paused') return this.#resume();
    this.set(this.lanes);
    const turn = this.#turn;
    this.#measured = 0;
    try {
      const lab = await this.#load();
      if (turn !== this.#turn) return;
      this.figure.state = 'running';
      this.#showProgress();
      await Promise.all(this.lanes.map((lane, number) => this.#carryOut(lab, lane, number, turn)));
      if (turn !== this.#turn) return;
      this.figure.state = 'finished';
      this.dispatchEvent(new CustomEvent('end'));
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  async #load() {
    const { figure } = this;
    this.#loading = new AbortController();
    figure.state = 'loading';
    figure.cancellable = true;
    try {
      return await loadMnist({
        onProgress: (progress) => showLoading(figure, progress),
        signal: this.#loading.signal,
      });
    } finally {
      figure.cancellable = false;
      figure.progress = null;
      figure.secondsLeft = null;
      this.#loading = null;
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    const aborted = error instanceof DOMException && error.name === 'AbortError';
    const { lanes } = this;
    this.set(lanes);
    if (!aborted) {
      this.figure.error = LabError.from(error).describe(pageLanguage());
      this.figure.state = 'failed';
    }
  }

  /** @param {import('../../web/lab/lab.js').Lab} lab @param {Lane} lane @param {number} number @param {number} turn */
  async #carryOut(lab, lane, number, turn) {
    const stops = new Stops();
    const handle = lab.start(describeRun(lane.run), (event) => stops.hear(event), { paused: true });
    this.#runs.add(handle);
    for (const [moment, steps] of lane.moments.entries()) {
      for (const unit of steps) {
        await this.#gate();
        if (turn !== this.#turn) return;
        const stopped = stops.next();
        handle.step(unit);
        await stopped;
      }
      await this.#gate();
      if (turn !== this.#turn) return;
      const final = await this.#measure(handle, lane, { lane: number, moment });
      if (turn !== this.#turn || final === null) return;
      this.#measured++;
      this.#showProgress();
      const detail = { lane: number, moment, final };
      this.dispatchEvent(new CustomEvent('measured', { detail }));
    }
    handle.stop();
    this.#runs.delete(handle);
  }

  /** @param {RunHandle} handle @param {Lane} lane @param {{ lane: number, moment: number }} place @returns {Promise<MeasureResult | null>} */
  async #measure(handle, { measurement }, place) {
    /** @type {LabError | null} */
    let error = null;
    const measuring = handle.measure(measurement, (event) => {
      if (event.type === 'error') error = event.error;
      if (event.type !== 'point') return;
      this.dispatchEvent(new CustomEvent('point', { detail: { ...place, point: event.point } }));
    });
    this.#active.add(measuring);
    const final = await measuring.finished;
    this.#active.delete(measuring);
    if (error) throw error;
    measuring.stop();
    return /** @type {MeasureResult | null} */ (/** @type {unknown} */ (final));
  }

  #showProgress() {
    const all = this.lanes.reduce((sum, { moments }) => sum + moments.length, 0);
    this.figure.progress = this.#measured / all;
    this.figure.detail = whyWords().measured(this.#measured, all);
  }

  #pause() {
    for (const handle of this.#active) handle.pause();
    this.figure.state = 'paused';
  }

  #resume() {
    this.figure.state = 'running';
    for (const handle of this.#active) handle.resume();
    this.#waiting.splice(0).forEach((go) => go());
  }

  /** @returns {Promise<void>} at once, unless the figure is paused */
  #gate() {
    if (this.figure.state !== 'paused') return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** The end of a step: the run pauses, or has come to its end. */
class Stops {
  /** @type {{ resolve: () => void, reject: (error: unknown) => void } | null} */
  #pending = null;
  #moving = false;

  /** @returns {Promise<void>} */
  next() {
    return new Promise((resolve, reject) => (this.#pending = { resolve, reject }));
  }

  /** @param {import('../../web/lab/events.js').LabEvent} event */
  hear(event) {
    if (event.type === 'error') this.#pending?.reject(event.error);
    if (event.type !== 'state') return;
    if (event.state === 'running') this.#moving = true;
    else if (this.#moving) {
      this.#moving = false;
      this.#pending?.resolve();
    }
  }
}

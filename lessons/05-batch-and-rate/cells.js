/** The cells of a map of runs: carried out in the page's pool, kept in the learner's browser, told to whoever draws them. */
import { LabError } from '../../web/lab/errors.js';
import { GridRun } from '../../web/lab/grid_run.js';
import { loadMnist, prepareLab } from '../../web/widgets/page_lab.js';
import { keep, recall } from '../../web/widgets/storage.js';

/** @typedef {import('../../web/lab/grid.js').Plan} Plan */
/** @typedef {import('../../web/lab/grid_run.js').GridEvent} GridEvent */
/** @typedef {import('../../web/lab/events.js').RunRecord} RunRecord */
/** @typedef {import('../../web/lab/events.js').LabEvent} LabEvent */
/** @typedef {import('../../web/widgets/run_group.js').GroupState} GroupState */
/** @typedef {import('../../web/lab/progress.js').Progress} Progress */

/**
 * @typedef {object} Result
 * @property {'running' | 'done' | 'failed'} state
 * @property {RunRecord[]} records
 * @property {number[]} trace iteration, loss, iteration, loss …; empty where the run was made on an earlier visit
 * @property {{ testAccuracy: number, trainingAccuracy: number, accuracy: number, roughness: number, diverged: number | null,
 *   fingerprint: string } | null} final
 * @property {number} seconds of training, at the last point of the trace
 * @property {string} error
 */

/** Points of a cell's loss curve for each epoch. */
const tracePoints = 100;
/** More cells than this are not kept for the next visit. */
const mostKept = 300;
const fields = /** @type {const} */ ([
  ...['iteration', 'epoch', 'samples', 'rate', 'batch', 'seconds'],
  ...['trainingLoss', 'trainingAccuracy', 'validationLoss', 'validationAccuracy'],
]);

/** Events: 'cell' { index } when something of a cell changed, 'state' { state }, 'loading' { progress }, 'error' { error }. */
export class Cells extends EventTarget {
  /** @type {Map<number, Result>} */
  results = new Map();
  /** @type {GridRun | null} */
  #run = null;
  /** @type {GroupState} */
  #state = 'idle';
  /** @type {AbortController | null} */
  #loading = null;
  #saved = 0;

  /** @param {string} name under which they are kept */
  constructor(name) {
    super();
    this.name = name;
    addEventListener('pagehide', () => this.#save());
    void prepareLab();
  }

  get state() {
    return this.#state;
  }

  get done() {
    return [...this.results.values()].filter(({ state }) => state === 'done').length;
  }

  /** How much of the whole plan is done, 0 to 1, and the seconds that are left. */
  get progress() {
    const { plan, results } = this;
    if (!plan) return { share: 0, secondsLeft: null };
    const costs = plan.order.map((index) => ({ index, cost: plan.costOf(index) }));
    const all = costs.reduce((sum, { cost }) => sum + cost, 0);
    const known = costs.reduce((sum, { index, cost }) => {
      return sum + (results.get(index)?.state === 'done' && !this.#under.has(index) ? cost : 0);
    }, 0);
    const rest = this.#run ? this.#run.share * (all - known) : 0;
    return {
      share: all > 0 ? (known + rest) / all : 0,
      secondsLeft: this.#run?.secondsLeft ?? null,
    };
  }

  /** Cells of the run that is under way, which its own share counts. @type {Set<number>} */
  #under = new Set();

  /**
   * Another map; what an earlier visit did of the very same one is taken over.
   * @param {Plan} plan
   * @param {string} key says what map it is
   */
  set(plan, key) {
    this.#stop();
    this.plan = plan;
    this.key = key;
    this.results = this.#recall();
    this.#become(this.#whole() ? 'finished' : this.results.size > 0 ? 'paused' : 'idle');
  }

  /** Forgets every cell. */
  reset() {
    this.#stop();
    this.results = new Map();
    keep(this.name, null);
    this.#become('idle');
  }

  async run() {
    if (!this.plan || this.#state === 'loading' || this.#state === 'running') return;
    if (this.#whole()) this.reset();
    if (this.#run?.state === 'paused') {
      this.#run.resume();
      this.#become('running');
      return;
    }
    const { plan } = this;
    const lab = await this.#load();
    if (!lab || plan !== this.plan) return;
    const left = plan.order.filter((index) => this.results.get(index)?.state !== 'done');
    this.#under = new Set(left);
    this.#become('running');
    this.#run = new GridRun(lab, { ...plan, order: left }, (event) => this.#hear(event), {
      lanes: lab.workers,
      traceEvery: (run) => Math.max(1, Math.round(run.trainSize / run.batch / tracePoints)),
    });
  }

  pause() {
    this.#run?.pause();
    if (this.#run?.state === 'paused') this.#become('paused');
  }

  cancel() {
    this.#loading?.abort();
  }

  #whole() {
    return this.plan?.order.every((index) => this.results.get(index)?.state === 'done') ?? false;
  }

  #stop() {
    this.#loading?.abort();
    this.#run?.stop();
    this.#run = null;
    this.#under.clear();
  }

  async #load() {
    const control = new AbortController();
    this.#loading = control;
    this.#become('loading');
    try {
      const lab = await loadMnist({
        signal: control.signal,
        onProgress: (progress) =>
          this.dispatchEvent(new CustomEvent('loading', { detail: { progress } })),
      });
      return control.signal.aborted ? null : lab;
    } catch (error) {
      if (!control.signal.aborted) this.#tellError(LabError.from(error));
      if (this.#loading === control) this.#become(control.signal.aborted ? 'idle' : 'failed');
      return null;
    } finally {
      if (this.#loading === control) this.#loading = null;
    }
  }

  /** @param {LabError} error */
  #tellError(error) {
    this.dispatchEvent(new CustomEvent('error', { detail: { error } }));
  }

  /** @param {GroupState} state */
  #become(state) {
    this.#state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: { state } }));
  }

  /** @param {GridEvent} event */
  #hear(event) {
    if (event.type === 'end') {
      this.#run = null;
      this.#under.clear();
      this.#save();
      this.#become('finished');
      return;
    }
    const { index } = event;
    if (event.type === 'begin') {
      this.results.set(index, {
        state: 'running',
        records: [],
        trace: [],
        seconds: 0,
        final: null,
        error: '',
      });
    } else if (event.type === 'run') {
      if (!this.#note(index, event.event)) return;
    } else this.#over(index, event);
    this.dispatchEvent(new CustomEvent('cell', { detail: { index } }));
  }

  /** @param {number} index @param {LabEvent} event @returns {boolean} whether there is something new to see */
  #note(index, event) {
    const result = this.results.get(index);
    if (!result) return false;
    if (event.type === 'trace') {
      for (const value of event.points) result.trace.push(value);
      result.seconds = event.seconds;
    } else if (event.type === 'record') result.records.push(event.record);
    return event.type === 'record' || event.type === 'trace';
  }

  /** @param {number} index @param {Extract<GridEvent, { type: 'cell' }>} event */
  #over(index, { final, error }) {
    const result = this.results.get(index);
    if (!result) return;
    if (!final) {
      Object.assign(result, { state: 'failed', error: error?.message ?? '' });
      if (error) this.#tellError(error);
      return;
    }
    result.state = 'done';
    result.final = {
      accuracy: final.validationAccuracy,
      testAccuracy: final.testAccuracy,
      trainingAccuracy: final.trainingAccuracy,
      roughness: roughnessOf(result.trace, final.iteration, final.epoch),
      diverged: final.diverged,
      fingerprint: final.fingerprint,
    };
    if (performance.now() - this.#saved > 1000) this.#save();
  }

  #save() {
    this.#saved = performance.now();
    const done = [...this.results].filter(([, { state }]) => state === 'done');
    if (done.length === 0 || done.length > mostKept) return;
    const cells = done.map(([index, { records, final }]) => [
      index,
      final,
      records.map((record) => fields.map((name) => Number(record[name].toPrecision(6)))),
    ]);
    keep(this.name, { key: this.key, cells });
  }

  /** @returns {Map<number, Result>} */
  #recall() {
    /** @type {Map<number, Result>} */
    const results = new Map();
    const kept = /** @type {any} */ (recall(this.name));
    if (kept?.key !== this.key || !Array.isArray(kept?.cells)) return results;
    for (const cell of kept.cells) {
      const [index, final, records] = Array.isArray(cell) ? cell : [];
      if (!this.plan?.order.includes(index) || !Array.isArray(records)) continue;
      if (!Number.isFinite(final?.accuracy)) continue;
      const whole = records.map((values) =>
        Object.fromEntries(fields.map((name, i) => [name, Number(values?.[i])])),
      );
      const list = /** @type {RunRecord[]} */ (/** @type {unknown} */ (whole));
      results.set(index, { state: 'done', records: list, trace: [], seconds: 0, final, error: '' });
    }
    return results;
  }
}

/**
 * How far neighbouring points of the loss curve lie apart in the last epoch, as a share of its mean.
 * @param {number[]} trace iteration, loss, …
 * @param {number} iterations
 * @param {number} epochs
 */
export function roughnessOf(trace, iterations, epochs) {
  const from = iterations - iterations / Math.max(1, epochs);
  /** @type {number[]} */
  const losses = [];
  for (let i = 0; i < trace.length; i += 2) if (trace[i] > from) losses.push(trace[i + 1]);
  const middle = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const steps = losses.slice(1).map((loss, i) => (loss - losses[i]) ** 2);
  return Math.sqrt(steps.reduce((sum, step) => sum + step, 0) / 2 / steps.length) / middle;
}

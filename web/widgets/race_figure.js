/**
 * A race in a <lab-figure>: several runs that differ in one thing, on charts that grow together, with handles for what may be
 * changed and a table of results.
 *
 *   const race = new RaceFigure(document.querySelector('#race'), {
 *     rates: [0.2, 0.3, 0.5, 0.8], lossLimit: [0, 2.5], logLoss: false, common: { batch: 128, epochs: 10, seed: 1 } });
 *   race.addEventListener('final', ({ detail: { lane, run, final } }) => …);    // also 'trace', 'record', 'clear' { lane }, 'state', 'changed'
 *
 * What the lanes differ in is said by `lanes` (race_lanes.js): a fixed rate, or a schedule (schedule_lanes.js).
 * The query of the page's address chooses other runs; nonsense there is answered by a sentence.
 */
import { LabError } from '../lab/errors.js';
import { loadMnist, prepareLab } from './page_lab.js';
import { RaceCharts, traceInterval } from './race_charts.js';
import { RateLanes } from './race_lanes.js';
import { RaceResults } from './race_results.js';
import { RaceSettings, settle } from './race_settings.js';
import { raceWords } from './race_words.js';
import { RunGroup } from './run_group.js';
import { TimeLeft } from './time_left.js';
import { pageLanguage } from './words.js';

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('../lab/run.js').RunDescription} RunDescription */
/** @typedef {import('../lab/events.js').LabEvent} LabEvent */
/** @typedef {import('./figure.js').LabFigure} LabFigure */
/** @typedef {import('./race_lanes.js').LaneLook} LaneLook */

/**
 * @typedef {object} RaceOptions
 * @property {number[]} [rates] one a lane, where the lanes differ in a fixed rate
 * @property {import('./race_lanes.js').Lanes} [lanes] what they differ in instead
 * @property {('loss' | 'accuracy')[]} [order] of the charts; loss first unless said
 * @property {string[]} [across] names of the x axes, of iteration, epoch, samples, seconds; all unless said
 * @property {RunDescription} [common] what the runs share
 * @property {[number, number]} [lossLimit] of the loss axis
 * @property {(run: Run) => number} [traceEvery] iterations a point of the loss curve; a hundred points an epoch unless said
 * @property {boolean} [logLoss] whether the loss axis starts out logarithmic
 */

export class RaceFigure extends EventTarget {
  /** @type {Run[]} */
  runs = [];
  /** How each lane is named and drawn. @type {LaneLook[]} */
  looks = [];
  /** Why each lane diverged. @type {string[]} */
  #reasons = [];
  /** Whether a lane has come to its end, however early. @type {boolean[]} */
  #over = [];
  /** Samples seen, by lane. @type {number[]} */
  #samples = [];
  /** @type {AbortController | null} */
  #loading = null;
  #time = new TimeLeft();

  /** @param {LabFigure} figure @param {RaceOptions} options */
  constructor(figure, options) {
    super();
    this.figure = figure;
    this.lanes = options.lanes ?? new RateLanes();
    this.charts = new RaceCharts(figure.id, options);
    this.results = new RaceResults(this.lanes.heading);
    this.settings = new RaceSettings((common, rates, factor) => {
      if (factor !== 1) this.lanes.scale(factor);
      this.choose(common, rates);
    }, this.lanes);
    this.group = new RunGroup({
      load: () => this.#load(),
      onEvent: (lane, event) => this.#hear(lane, event),
      onClear: (lane) => this.#clear(lane),
      onState: (state) => this.#show(state),
      traceEvery: options.traceEvery ?? traceInterval,
    });
    const own = this.lanes.element ? [this.lanes.element] : [];
    figure.append(this.charts.element, ...own, this.results.element, this.settings.element);
    this.#listen();
    this.set(this.#firstRuns(options));
    void prepareLab();
  }

  /**
   * Sets the runs of these settings; what they cannot be is said by a sentence, and the runs stay.
   * @param {RunDescription} common @param {number[]} [rates] of the lanes, where they have handles
   */
  choose(common, rates = []) {
    try {
      this.set(this.lanes.runs(common, rates));
      this.figure.error = null;
    } catch (error) {
      this.figure.retryable = false;
      this.#fail(error);
    }
  }

  /** @param {Run[]} runs */
  set(runs) {
    const alike =
      this.runs.length === runs.length &&
      JSON.stringify(this.runs.map(axes)) === JSON.stringify(runs.map(axes));
    this.runs = runs;
    const before = this.looks;
    this.looks = runs.map((run, lane) => this.lanes.look(run, lane));
    if (alike) this.#relabel(before);
    else this.#rebuild();
    this.settings.show(runs);
    this.lanes.show(runs);
    this.group.set(runs);
    this.dispatchEvent(new Event('changed'));
    this.figure.link = this.lanes.encode(this.figure.id, runs);
    this.#progress();
  }

  /** Axes change: everything is drawn anew, and the group starts over. */
  #rebuild() {
    this.group.reset();
    this.charts.show(this.runs, this.looks);
    this.results.show(this.looks);
    this.#samples = this.runs.map(() => 0);
    this.#over = this.runs.map(() => false);
    this.#reasons = this.runs.map(() => '');
  }

  /** Only rates, schedules or seeds change: the other lanes keep what they have. @param {LaneLook[]} before */
  #relabel(before) {
    this.looks.forEach((look, lane) => {
      if (JSON.stringify(look) === JSON.stringify(before[lane])) return;
      for (const chart of [this.charts.loss, this.charts.accuracy])
        chart.update(String(lane), { label: look.label, rate: look.rate });
      this.results.rename(lane, look);
    });
  }

  /** @param {RaceOptions} options @returns {Run[]} */
  #firstRuns({ rates = [], common = {} }) {
    try {
      const linked = this.lanes.decode(this.figure.id, location.search);
      if (linked) return linked;
    } catch (error) {
      this.figure.retryable = false;
      this.#fail(error);
    }
    return this.lanes.runs(common, rates);
  }

  #listen() {
    const { figure, group } = this;
    let timer = 0;
    this.lanes.element?.addEventListener('change', () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => this.choose(this.runs[0]), settle);
    });
    figure.addEventListener('run', () => void group.run());
    figure.addEventListener('retry', () => void group.run());
    figure.addEventListener('resume', () => void group.run());
    figure.addEventListener('pause', () => group.pause());
    figure.addEventListener(
      'step',
      (event) => void group.step(/** @type {CustomEvent} */ (event).detail.unit),
    );
    figure.addEventListener('reset', () => group.reset());
    figure.addEventListener('cancel', () => this.#loading?.abort());
  }

  async #load() {
    this.#loading = new AbortController();
    this.figure.error = null;
    this.figure.retryable = true;
    try {
      return await loadMnist({
        signal: this.#loading.signal,
        onProgress: (progress) => this.#showLoading(progress),
      });
    } catch (error) {
      if (!this.#loading.signal.aborted) this.#fail(error);
      throw error;
    } finally {
      this.#loading = null;
    }
  }

  /** @param {import('../lab/progress.js').Progress} progress */
  #showLoading({ stage, bytes, total, secondsLeft }) {
    const w = raceWords();
    const megabytes = (/** @type {number} */ n) => (n / 1e6).toFixed(1);
    this.figure.detail =
      stage === 'download' ? w.download(megabytes(bytes), megabytes(total)) : w[stage];
    this.figure.progress = total > 0 ? bytes / total : null;
    this.figure.secondsLeft = secondsLeft;
  }

  /** @param {unknown} error */
  #fail(error) {
    this.figure.error = LabError.from(error).describe(pageLanguage());
  }

  /** @param {number} lane @param {LabEvent} event */
  #hear(lane, event) {
    if (event.type === 'trace') this.#trace(lane, event);
    else if (event.type === 'record') this.#record(lane, event.record);
    else if (event.type === 'status') this.#count(lane, event.samples);
    else if (event.type === 'diverged') this.#reasons[lane] = event.reason;
    else if (event.type === 'final') this.#final(lane, event.final);
    else if (event.type === 'error') this.#broken(lane, event.error);
  }

  /** @param {number} lane @param {import('../lab/events.js').TraceEvent} event */
  #trace(lane, { points, seconds }) {
    this.charts.trace(lane, points, seconds);
    this.dispatchEvent(new CustomEvent('trace', { detail: { lane, points } }));
  }

  /** @param {number} lane @param {import('../lab/events.js').RunRecord} record */
  #record(lane, record) {
    this.charts.record(lane, record);
    this.lanes.record(lane, record);
    this.results.record(lane, record);
    this.dispatchEvent(
      new CustomEvent('record', { detail: { lane, run: this.runs[lane], record } }),
    );
  }

  /** @param {number} lane @param {import('../lab/events.js').Final} final */
  #final(lane, final) {
    this.charts.end(lane, final.diverged !== null);
    this.results.final(lane, final, this.#reasons[lane]);
    this.#over[lane] = true;
    this.#progress();
    this.dispatchEvent(new CustomEvent('final', { detail: { lane, run: this.runs[lane], final } }));
  }

  /** @param {number} lane @param {LabError} error */
  #broken(lane, error) {
    this.results.failed(lane);
    this.#fail(error);
  }

  /** @param {number} lane */
  #clear(lane) {
    this.#samples[lane] = 0;
    this.#over[lane] = false;
    this.#reasons[lane] = '';
    this.charts.clear(lane);
    this.lanes.record(lane, null);
    this.results.clear(lane);
    this.#progress();
    this.dispatchEvent(new CustomEvent('clear', { detail: { lane } }));
  }

  /** @param {number} lane @param {number} samples */
  #count(lane, samples) {
    this.#samples[lane] = samples;
    this.#progress();
  }

  #progress() {
    if (this.group.state === 'loading') return;
    const done = this.runs.map((run, lane) =>
      this.#over[lane] ? 1 : (this.#samples[lane] ?? 0) / (run.epochs * run.trainSize),
    );
    const progress = done.reduce((sum, share) => sum + share, 0) / done.length;
    const slowest = done.indexOf(Math.min(...done));
    const { epochs } = this.runs[slowest];
    this.figure.progress = progress;
    this.figure.detail = this.group.started
      ? raceWords().epochOf((done[slowest] * epochs).toFixed(1), epochs)
      : '';
    this.figure.secondsLeft = this.group.state === 'running' ? this.#time.left(progress) : null;
  }

  /** @param {import('./run_group.js').GroupState} state */
  #show(state) {
    this.figure.state = state;
    this.figure.cancellable = state === 'loading';
    if (state === 'running') {
      this.figure.error = null;
      this.charts.loss.mode = 'read';
    }
    this.#time.restart();
    this.#progress();
    this.dispatchEvent(new CustomEvent('state', { detail: { state } }));
  }
}

/** What decides the axes. @param {Run} run */
function axes({ batch, grow, epochs, trainSize }) {
  return [batch, grow, epochs, trainSize];
}

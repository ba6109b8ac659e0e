/**
 * The two charts of a race: training loss as it streams, validation accuracy at each evaluation. They share cursor and x axis.
 */
import { epochsAfter, iterationsPerEpoch } from '../lab/growth.js';
import { runIterations } from '../lab/run.js';
import { h } from './dom.js';
import { raceWords } from './race_words.js';

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('./chart.js').LabChart} LabChart */
/** @typedef {import('./race_lanes.js').LaneLook} LaneLook */

/** Points of the loss curve an epoch: enough to see it tremble, few enough to draw at once. */
const pointsPerEpoch = 100;

/** Room for the numbers of a y axis in px: charts under each other keep the same. */
export const yRoom = 44;

/** @param {Run} run @returns {number} iterations a point */
export function traceInterval(run) {
  return Math.max(1, Math.round(runIterations(run) / run.epochs / pointsPerEpoch));
}

export class RaceCharts {
  /** @type {readonly Run[]} */
  #runs = [];

  /** @param {string} group @param {{ lossLimit?: [number, number], logLoss?: boolean, order?: ('loss' | 'accuracy')[], across?: string[] }} options */
  constructor(group, options) {
    this.options = options;
    this.loss = /** @type {LabChart} */ (
      h(/** @type {any} */ ('lab-chart'), { id: `${group}-loss`, group, switches: 'y' })
    );
    this.accuracy = /** @type {LabChart} */ (
      h(/** @type {any} */ ('lab-chart'), { id: `${group}-accuracy`, group })
    );
    const order = (options.order ?? ['loss', 'accuracy']).map((name) => this[name]);
    this.element = h('div', { class: 'race-charts' }, ...order);
  }

  /** Sets axes and lines for these runs; what was drawn goes. @param {readonly Run[]} runs @param {readonly LaneLook[]} looks */
  show(runs, looks) {
    this.#runs = runs;
    const w = raceWords();
    const longest = (/** @type {(run: Run) => number} */ of) => Math.max(...runs.map(of));
    const x = [
      {
        name: 'iteration',
        label: w.iteration,
        max: longest(runIterations),
      },
      { name: 'epoch', label: w.epoch, max: longest((run) => run.epochs) },
      { name: 'samples', label: w.samples, max: longest((run) => run.epochs * run.trainSize) },
      { name: 'seconds', label: w.seconds, unit: w.s },
    ].filter(({ name }) => this.options.across?.includes(name) ?? true);
    const limit = this.options.lossLimit ?? [0, 5];
    this.loss.configure({
      title: w.lossTitle,
      x,
      y: { label: w.loss, min: 0, max: Math.min(2.5, limit[1]), limit, choice: true },
    });
    if (this.options.logLoss) this.loss.setYScale('log');
    const percent = (/** @type {number} */ value) => `${value.toFixed(2)} %`;
    this.accuracy.configure({
      title: w.accuracyTitle,
      x,
      y: {
        label: w.accuracy,
        unit: w.percent,
        room: yRoom,
        min: 88,
        max: 98,
        limit: [80, 100],
        format: percent,
      },
    });
    const lines = runs.map((run, lane) => ({ ...line(run, lane), ...looks[lane] }));
    this.loss.setSeries(lines.map((look) => ({ ...look, marker: undefined, smooth: 15 })));
    this.accuracy.setSeries(lines.map((look) => ({ marker: 'circle', ...look })));
  }

  /** @param {number} lane @param {Float64Array} points @param {number} seconds */
  trace(lane, points, seconds) {
    const iterations = points.filter((_, index) => index % 2 === 0);
    this.loss.addPairs(String(lane), points, {
      seconds,
      ...progressOf(this.#runs[lane], iterations),
    });
    this.loss.update(String(lane), { live: true });
  }

  /** @param {number} lane @param {import('../lab/events.js').RunRecord} record */
  record(lane, record) {
    this.accuracy.addPoints(
      String(lane),
      {
        iteration: [record.iteration],
        seconds: [record.seconds],
        ...progressOf(this.#runs[lane], [record.iteration]),
      },
      [100 * record.validationAccuracy],
    );
    this.accuracy.update(String(lane), { live: true });
  }

  /** @param {number} lane @param {boolean} diverged */
  end(lane, diverged) {
    for (const chart of [this.loss, this.accuracy])
      chart.update(String(lane), { live: false, ended: diverged ? 'cross' : null });
  }

  /** @param {number} lane */
  clear(lane) {
    for (const chart of [this.loss, this.accuracy]) {
      chart.clear(String(lane));
      chart.update(String(lane), { live: false, ended: null });
    }
  }
}

/**
 * Epochs and samples after these iterations, of a run whose batch grows: in the others both are a multiple of the iterations.
 * @param {Run} run
 * @param {ArrayLike<number>} iterations
 * @returns {Record<string, number[]>}
 */
function progressOf(run, iterations) {
  if (run.grow.length === 0) return {};
  const epoch = Array.from(iterations, (iteration) => epochsAfter(run, iteration));
  return { epoch, samples: epoch.map((epochs) => epochs * run.trainSize) };
}

/** @param {Run} run @param {number} lane */
function line(run, lane) {
  if (run.grow.length > 0) return { id: String(lane) };
  const iterations = iterationsPerEpoch(run);
  const derived = {
    epoch: { of: 'iteration', factor: 1 / iterations },
    samples: { of: 'iteration', factor: run.trainSize / iterations },
  };
  return { id: String(lane), derived };
}

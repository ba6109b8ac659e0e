/**
 * A chart of loss over learning rate, as a search draws it: the curve, faint behind it each rate's own batches, the ends of a
 * bracket, and marks on the curve. The rate is read on a logarithmic axis, on a linear one, or as its log10.
 *
 *   const chart = new SweepChart('round-1');
 *   chart.show({ title: 'Round 1', lines: [{ id: 'loss', label: '' }], marks: ['lowest'], scale: 'log', rates: [1e-4, 10] });
 *   chart.add('loss', points);  chart.mark('lowest', { rate, loss, label });  chart.bracket([0.4, 1.6]);
 */
import { h } from './dom.js';
import { exponentOf } from './rate_scale.js';
import { formatNumber } from './numbers.js';
import { raceWords } from './race_words.js';
import { pageLanguage } from './words.js';

/** @typedef {import('./chart.js').LabChart} LabChart */
/** @typedef {{ rate: number, loss: number }} Place */
/** @typedef {{ id: string, label: string, unlabelled?: boolean, dash?: number[], width?: number, marker?: 'circle' | 'square' | 'none' }} Line */

/**
 * @typedef {object} SweepLook
 * @property {string} title
 * @property {Line[]} lines
 * @property {string[]} [marks] ids of marks that may be set later
 * @property {'log' | 'rate' | 'log10'} [scale] the axis that is shown first
 * @property {[number, number]} [rates] expected
 * @property {[number, number]} [losses] expected
 * @property {[number, number]} [limit] of the loss
 */

const axisNames = {
  en: { log: 'rate, log', rate: 'rate, linear', log10: 'log10 of the rate' },
  zh: { log: '学习率（对数）', rate: '学习率（线性）', log10: 'log10' },
};
const low = 'bracket-low';
const high = 'bracket-high';

export class SweepChart {
  /** @type {[number, number]} */
  #span = [0, 1];
  /** The reader's choice of an axis outlives what is shown. */
  #fresh = true;

  /** @param {string} id */
  constructor(id) {
    this.chart = /** @type {LabChart} */ (h(/** @type {any} */ ('lab-chart'), { id }));
    this.element = this.chart;
  }

  /** @param {SweepLook} look */
  show({ title, lines, marks = [], scale = 'log', rates, losses = [0, 2.5], limit }) {
    const w = raceWords();
    const names = pageLanguage() === 'zh' ? axisNames.zh : axisNames.en;
    const ends = rates ?? [1e-4, 10];
    const narrow = rates !== undefined && ends[1] / ends[0] < 30;
    const axes = [
      { name: 'log', label: names.log, scale: /** @type {const} */ ('log'), ...range(ends) },
      { name: 'rate', label: names.rate, ...range(narrow ? ends : [0, ends[1]]) },
      { name: 'log10', label: names.log10, ...range(ends.map(exponentOf)) },
    ];
    this.#span = limit ?? losses;
    this.chart.configure({
      title,
      x: axes,
      y: { label: w.loss, min: losses[0], max: losses[1], limit },
    });
    if (this.#fresh) this.chart.chooseX(scale);
    this.#fresh = false;
    this.chart.setSeries([
      ...lines.map((line) => ({ ...line, live: false })),
      ...[low, high].map((id) => ({ id, label: '', unlabelled: true, dash: [4, 4], width: 1.5 })),
      ...marks.map((id) => ({ id, label: '', marker: /** @type {const} */ ('circle') })),
    ]);
  }

  /** @param {string} id @param {readonly Place[]} points rates must not fall */
  add(id, points) {
    if (points.length > 0)
      this.chart.addPoints(
        id,
        columns(points.map(({ rate }) => rate)),
        points.map(({ loss }) => loss),
      );
  }

  /** @param {string} id @param {boolean} live */
  live(id, live) {
    this.chart.update(id, { live });
  }

  /** @param {string} id @param {(Place & { label: string }) | null} place */
  mark(id, place) {
    this.chart.clear(id);
    if (!place) return;
    this.chart.update(id, { label: place.label, rate: place.rate });
    this.add(id, [place]);
  }

  /** @param {[number, number] | null} ends @param {[number, number]} [span] between which losses they are drawn */
  bracket(ends, span = this.#span) {
    [low, high].forEach((id, side) => {
      this.chart.clear(id);
      if (!ends) return;
      const rate = ends[side];
      this.chart.update(id, { label: formatNumber(rate), rate });
      this.add(id, [
        { rate, loss: span[0] },
        { rate, loss: span[1] },
      ]);
    });
  }

  clear() {
    this.chart.clear();
  }
}

/** @param {number[]} rates */
function columns(rates) {
  return { rate: rates, log: rates, log10: rates.map(exponentOf) };
}

/** @param {number[]} ends */
function range([min, max]) {
  return { min, max };
}

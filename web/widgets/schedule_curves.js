/**
 * The chart of the schedule editor: one line a draft, from the core's rates. Its axis stays as it is while something is
 * dragged, so that the ground does not move under the hand.
 */
import { dashOf } from './lane_look.js';
import { h } from './dom.js';
import { formatNumber } from './numbers.js';
import { yRoom } from './race_charts.js';
import { peakOf } from './schedule_drafts.js';
import { draftName, scheduleWords } from './schedule_words.js';

/** @typedef {import('./chart.js').LabChart} LabChart */
/** @typedef {import('./schedule_policies.js').Draft} Draft */

/** Points of a curve at most: three to a pixel, so that stairs are stairs, and few enough to be drawn anew in every frame. */
const mostPoints = 1500;
/** Decades of a log axis: exp would go on down for ever. */
const decades = 4;

export class ScheduleCurves {
  #top = 0;
  #axes = '';
  #lines = '';
  /** @type {'linear' | 'log'} */
  #scale = 'linear';

  /** @param {string} id @param {string | null} group */
  constructor(id, group) {
    this.chart = /** @type {LabChart} */ (
      h(/** @type {any} */ ('lab-chart'), { id, group, switches: group ? 'y' : 'x y' })
    );
    this.chart.addEventListener('yscale', (event) => {
      this.#scale = /** @type {CustomEvent} */ (event).detail.scale;
    });
  }

  /** The highest rate that the axis shows. */
  get top() {
    return this.#top;
  }

  /** The x axis that is shown. */
  get shownX() {
    return this.chart.shownX;
  }

  /**
   * Sets the axes anew where they no longer fit.
   * @param {readonly Draft[]} drafts @param {number} iterations @param {number} perEpoch 0 where there are no epochs
   */
  fit(drafts, iterations, perEpoch) {
    const w = scheduleWords();
    const highest = Math.max(...drafts.map(peakOf));
    const top =
      this.#top >= highest * 1.05 && this.#top <= highest * 2.5 ? this.#top : roof(highest);
    const axes = `${top} ${iterations} ${perEpoch}`;
    if (axes === this.#axes) return;
    this.#axes = axes;
    this.#top = top;
    const x = [{ name: 'iteration', label: w.iteration, max: iterations }];
    if (perEpoch > 0) x.push({ name: 'epoch', label: w.epoch, max: iterations / perEpoch });
    this.chart.configure({
      title: w.title,
      x,
      y: {
        label: w.rateAxis,
        room: yRoom,
        scale: this.#scale,
        min: 0,
        max: top,
        limit: [0, top],
        logLimit: [top / 10 ** decades, top],
        logMin: top / 10 ** decades,
        choice: true,
        format: (value) => formatNumber(value, 6),
      },
    });
  }

  /**
   * Which lines there are.
   * @param {readonly Draft[]} drafts @param {number} perEpoch
   * @param {boolean} held whether something is being dragged: names wait until it is let go
   * @returns {boolean} whether the lines are new and have no points yet
   */
  lines(drafts, perEpoch, held) {
    const looks = drafts.map((draft, i) => ({
      id: String(i),
      label: draftName(draft),
      rate: peakOf(draft),
      dash: dashOf(i),
      derived: perEpoch > 0 ? { epoch: { of: 'iteration', factor: 1 / perEpoch } } : undefined,
    }));
    const lines = JSON.stringify(looks.map(({ label }) => label).concat(String(perEpoch)));
    const fresh = lines !== this.#lines && !held;
    if (fresh) this.chart.setSeries(looks);
    else looks.forEach(({ id, rate }) => this.chart.update(id, { rate }));
    if (fresh) this.#lines = lines;
    return fresh;
  }

  /** Draws one curve. @param {number} line @param {ArrayLike<number>} rates @param {number} every iterations from one to the next */
  draw(line, rates, every) {
    this.chart.clear(String(line));
    const x = new Float64Array(rates.length);
    for (let i = 0; i < x.length; i++) x[i] = i * every;
    this.chart.addPoints(String(line), { iteration: x }, rates);
  }
}

/** Iterations from one point of a curve to the next. @param {number} iterations */
export function spacing(iterations) {
  return Math.max(1, Math.ceil(iterations / mostPoints));
}

/** The next of 1, 1.2, 1.5, 2 … × 10^k a little above. @param {number} highest */
function roof(highest) {
  const unit = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((f) => f * unit >= highest * 1.1);
  return Number(((step ?? 12) * unit).toPrecision(6));
}

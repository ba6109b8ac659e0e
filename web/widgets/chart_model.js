/**
 * What a chart shows, without how: axes, series, prediction, and the ranges that follow from them. Pure.
 */
import { Series } from './chart_series.js';
import { formatFixed, formatNumber } from './numbers.js';
import { axisRange } from './ticks.js';

/** @typedef {import('./chart_series.js').SeriesOptions} SeriesOptions */
/** @typedef {import('./ticks.js').Range} Range */

/**
 * @typedef {object} Axis
 * @property {string} [name] of the x column that it shows ('x' unless said)
 * @property {string} label
 * @property {string} [unit]
 * @property {'linear' | 'log'} [scale]
 * @property {number} [min] expected least value: room is kept for it from the start
 * @property {number} [max] expected greatest value, likewise
 * @property {number} [logMin] y only: expected least value where the scale is log and `min` is 0
 * @property {Range} [limit] never shown beyond: a line that leaves is cut
 * @property {Range} [logLimit] y only: the limit where the scale is log
 * @property {(value: number) => string} [format] for readings and the table
 * @property {number} [room] y only: px kept for its numbers, so that plots above each other are as wide
 * @property {boolean} [choice] y only: whether the reader may switch between linear and log
 */

/**
 * @typedef {object} ChartConfig
 * @property {string} title names the chart for screen readers, the table and the PNG
 * @property {string} [description] one more sentence for a screen reader
 * @property {Axis | Axis[]} x several: the reader chooses among them
 * @property {Axis} y
 * @property {string} [note] a line under the PNG, such as the run's link or fingerprint
 */

/** @typedef {{ x: number, y: number }} Point */

export class ChartModel {
  constructor() {
    /** @type {Required<Pick<ChartConfig, 'title' | 'description' | 'note'>> & { x: Axis[], y: Axis }} */
    this.config = {
      title: '',
      description: '',
      note: '',
      x: [{ name: 'x', label: 'x' }],
      y: { label: 'y' },
    };
    /** @type {Map<string, Series>} */
    this.series = new Map();
    this.chosenX = 'x';
    this.yLog = false;
    /** The predicted curve, in the x column it was made in ('' the first axis's); `rate` colours it. @type {{ points: Point[], x: string, label: string, rate?: number } | null} */
    this.prediction = null;
  }

  /** @param {ChartConfig} config */
  configure(config) {
    const axes = (Array.isArray(config.x) ? config.x : [config.x]).map((axis) => ({
      name: 'x',
      ...axis,
    }));
    const kept = axes.find((axis) => axis.name === this.chosenX);
    this.config = { description: '', note: '', ...config, x: axes };
    this.chosenX = (kept ?? axes[0]).name;
    this.yLog = config.y.scale === 'log';
  }

  /** Name of the column that a plain list of x means: the first axis. */
  get base() {
    return this.config.x[0].name ?? 'x';
  }

  /** The x axis that is shown. */
  get x() {
    return this.config.x.find((axis) => axis.name === this.chosenX) ?? this.config.x[0];
  }

  get xLog() {
    return this.x.scale === 'log';
  }

  /** @param {SeriesOptions[]} list */
  setSeries(list) {
    this.series = new Map(list.map((options) => [options.id, new Series(options, this.base)]));
  }

  /** @param {string} id */
  get(id) {
    const series = this.series.get(id);
    if (!series) throw new Error(`This chart has no series “${id}”.`);
    return series;
  }

  /** @returns {Range} */
  xRange() {
    const extents = [...this.series.values()].map((series) => series.xExtent(this.chosenX));
    const { x } = this;
    return axisRange(
      { min: x.min ?? (this.xLog ? undefined : 0), max: x.max, limit: x.limit, log: this.xLog },
      union(extents),
    );
  }

  /** @returns {Range} */
  yRange() {
    const { min, max, logMin, limit, logLimit } = this.config.y;
    const extents = [...this.series.values()].map((series) => series.yExtent(this.yLog));
    const data = union(extents);
    if (!this.yLog) return axisRange({ min, max, limit }, data);
    const floor = logMin ?? (min !== undefined && min > 0 ? min : undefined);
    const bounds =
      logLimit ?? (limit && /** @type {Range} */ ([Math.max(limit[0], 1e-12), limit[1]]));
    return axisRange({ min: floor, max: max ?? 1, limit: bounds, log: true }, data);
  }

  /**
   * The predicted points on an x axis; null where there are none or they cannot be put there.
   * @param {string} column
   * @returns {Point[] | null}
   */
  predictionOn(column) {
    if (!this.prediction || this.prediction.points.length === 0) return null;
    const factor = this.#xFactor(this.prediction.x || this.base, column);
    return factor === null
      ? null
      : this.prediction.points.map(({ x, y }) => ({ x: x * factor, y }));
  }

  /**
   * By what x of one column becomes x of another: known where both axes have an expected end, since these are the same end.
   * @param {string} from @param {string} to
   */
  #xFactor(from, to) {
    if (from === to) return 1;
    const end = (/** @type {string} */ name) =>
      this.config.x.find((axis) => axis.name === name)?.max;
    const [a, b] = [end(from), end(to)];
    return a && b ? b / a : null;
  }

  /** @param {number} value */
  formatX(value) {
    return (this.x.format ?? defaultX)(value);
  }

  /** @param {number} value */
  formatY(value) {
    return (this.config.y.format ?? defaultY)(value);
  }
}

/** @param {number} value */
const defaultX = (value) =>
  Math.abs(value) >= 100 ? formatNumber(Math.round(value), 12) : formatNumber(value);
/** @param {number} value */
const defaultY = (value) => (Math.abs(value) < 10 ? formatFixed(value, 4) : formatNumber(value, 4));

/** @param {(Range | null)[]} ranges @returns {Range | null} */
function union(ranges) {
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0) return null;
  return [Math.min(...known.map((r) => r[0])), Math.max(...known.map((r) => r[1]))];
}

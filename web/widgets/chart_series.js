/**
 * The points of one line of a chart: several x columns (iteration, seconds …), one y, a smoothed y beside it. Grows by
 * appending; extents and smoothing are kept as points come, so that nothing is ever done twice. Pure.
 */
import { ColumnBins, nearestIndex } from './downsample.js';

/** @typedef {import('./ticks.js').Range} Range */

/** A list of numbers in a typed array that doubles when it is full. */
export class Numbers {
  constructor() {
    this.data = new Float64Array(256);
    this.length = 0;
  }

  /** @param {number} value */
  push(value) {
    if (this.length === this.data.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length++] = value;
  }

  /** @returns {Float64Array} a view, good until the next push */
  view() {
    return this.data.subarray(0, this.length);
  }
}

/**
 * @typedef {object} SeriesOptions
 * @property {string} id
 * @property {string} label what stands at the end of the line
 * @property {boolean} [unlabelled] the label is for readings and the table only
 * @property {number} [rate] the learning rate: gives the line its colour
 * @property {string} [colour] for a line that is no rate: a CSS colour
 * @property {number[]} [dash] in px; the batch size is dash or marker
 * @property {'none' | 'circle' | 'square' | 'triangle' | 'diamond'} [marker]
 * @property {number} [smooth] over about how many points the strong line is averaged; the raw one is then faint
 * @property {number} [width] of the line in px
 * @property {boolean} [live] whether it is still growing: its end pulses
 * @property {'cross' | null} [ended] a cross where the run died
 * @property {Record<string, { of: string, factor: number }>} [derived] x columns that are a multiple of another, as
 *   `{ epoch: { of: 'iteration', factor: 1 / 430 } }`
 * @property {{ x: ArrayLike<number> | Record<string, ArrayLike<number>>, y: ArrayLike<number> }} [points]
 */

export class Series {
  /**
   * @param {SeriesOptions} options
   * @param {string} base name of the x column that a plain list of x means
   */
  constructor(options, base) {
    this.options = options;
    this.base = base;
    /** @type {Map<string, Numbers>} */
    this.columns = new Map([[base, new Numbers()]]);
    this.y = new Numbers();
    this.smoothed = new Numbers();
    this.weight = 0;
    this.mean = 0;
    /** Lowest, highest and lowest positive finite y. */
    this.low = Infinity;
    this.high = -Infinity;
    this.lowPositive = Infinity;
    /** @type {Map<string, ColumnBins>} */
    this.bins = new Map();
    if (options.points) this.append(options.points.x, options.points.y);
  }

  get length() {
    return this.y.length;
  }

  /**
   * Adds points. `x` is a list in the base column, or a list for each column. A number as a further column is its value at
   * the last of these points; between the last call's and this one it rises evenly. x must not fall.
   * @param {ArrayLike<number> | Record<string, ArrayLike<number> | number>} x
   * @param {ArrayLike<number>} y
   */
  append(x, y) {
    const start = this.length;
    const given = isList(x) ? { [this.base]: x } : x;
    for (const [name, values] of Object.entries(given)) this.#extend(name, values, start, y.length);
    for (let i = 0; i < y.length; i++) this.#push(y[i]);
  }

  /** @param {string} name @param {ArrayLike<number> | number} values @param {number} start @param {number} count */
  #extend(name, values, start, count) {
    let column = this.columns.get(name);
    if (!column) this.columns.set(name, (column = new Numbers()));
    while (column.length < start) column.push(0);
    const from = start > 0 ? column.data[start - 1] : 0;
    for (let i = 0; i < count; i++) {
      column.push(
        typeof values === 'number' ? from + ((values - from) * (i + 1)) / count : values[i],
      );
    }
  }

  /** @param {number} value */
  #push(value) {
    this.y.push(value);
    const smooth = this.options.smooth;
    if (smooth) this.smoothed.push(this.#smoothing(value, smooth));
    if (!Number.isFinite(value)) return;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
    if (value > 0 && value < this.lowPositive) this.lowPositive = value;
  }

  /**
   * An exponential mean, true from the first point on. It lags a little behind a curve that falls, and that is its price: an
   * average that makes up for the lag shoots past the data where they jump, and shows losses that nobody had.
   * @param {number} value @param {number} over
   */
  #smoothing(value, over) {
    if (!Number.isFinite(value)) return value;
    const keep = 1 - 2 / (over + 1);
    this.weight = keep * this.weight + (1 - keep);
    this.mean = keep * this.mean + (1 - keep) * value;
    return this.mean / this.weight;
  }

  /** Forgets the points, keeps the look. */
  clear() {
    Object.assign(this, new Series({ ...this.options, points: undefined }, this.base));
  }

  /**
   * The values of an x column, null where this series does not have it.
   * @param {string} name
   * @returns {{ values: Float64Array, factor: number } | null}
   */
  x(name) {
    const column = this.columns.get(name);
    if (column) return column.length >= this.length ? { values: column.view(), factor: 1 } : null;
    const rule = this.options.derived?.[name];
    const source = rule && this.columns.get(rule.of);
    return source ? { values: source.view(), factor: rule.factor } : null;
  }

  /** @param {string} name @param {number} index */
  xAt(name, index) {
    const x = this.x(name);
    return x ? x.values[index] * x.factor : Number.NaN;
  }

  /** First and last x. @param {string} name @returns {Range | null} */
  xExtent(name) {
    return this.length === 0 || !this.x(name)
      ? null
      : [this.xAt(name, 0), this.xAt(name, this.length - 1)];
  }

  /** @param {boolean} log @returns {Range | null} */
  yExtent(log) {
    const low = log ? this.lowPositive : this.low;
    return Number.isFinite(low) && this.high >= low ? [low, this.high] : null;
  }

  /** What the strong line shows. */
  get strong() {
    return this.options.smooth ? this.smoothed : this.y;
  }

  /** The last point with a finite value, -1 if there is none. */
  lastFinite() {
    const values = this.strong;
    let i = this.length - 1;
    while (i >= 0 && !Number.isFinite(values.data[i])) i--;
    return i;
  }

  /** The point nearest to x, -1 if there is none. @param {string} name @param {number} x */
  nearest(name, x) {
    const column = this.x(name);
    return column ? nearestIndex(column.values, x / column.factor, this.length) : -1;
  }

  /**
   * The columns of pixels of one of its lines, brought up to date.
   * @param {'raw' | 'strong'} line @param {string} name @param {number} columns @param {Range} range @param {boolean} log
   * @returns {ColumnBins}
   */
  binned(line, name, columns, range, log) {
    let bins = this.bins.get(line);
    if (!bins?.fits(columns, range[0], range[1], log) || this.binnedBy !== name) {
      if (this.binnedBy !== name) this.bins.clear();
      this.binnedBy = name;
      this.bins.set(line, (bins = new ColumnBins(columns, range[0], range[1], log)));
    }
    const x = this.x(name);
    const y = line === 'raw' ? this.y : this.strong;
    if (x)
      for (let i = bins.taken; i < this.length; i++) bins.add(x.values[i] * x.factor, y.data[i]);
    return bins;
  }

  /** @type {string | undefined} */
  binnedBy;
}

/** @param {unknown} x @returns {x is ArrayLike<number>} */
function isList(x) {
  return Array.isArray(x) || ArrayBuffer.isView(x);
}

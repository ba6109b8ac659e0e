/**
 * A long curve on few pixels: for each pixel column the first, lowest, highest and last value and the mean. What is drawn
 * from it looks to the pixel as the whole curve would (the M4 aggregation of Jugel et al., 2014), and a new point costs
 * the same however many there are. Pure.
 */

export class ColumnBins {
  /**
   * @param {number} columns pixels across
   * @param {number} from value at the left edge
   * @param {number} to value at the right edge
   * @param {boolean} log whether columns are even in log x
   */
  constructor(columns, from, to, log) {
    this.columns = columns;
    this.from = log ? Math.log(from) : from;
    this.perValue = columns / ((log ? Math.log(to) : to) - this.from);
    this.log = log;
    this.first = new Float64Array(columns);
    this.low = new Float64Array(columns);
    this.high = new Float64Array(columns);
    this.last = new Float64Array(columns);
    this.sum = new Float64Array(columns);
    this.count = new Uint32Array(columns);
    /** Points taken so far; the next one to add. */
    this.taken = 0;
  }

  /** Whether these columns still fit the axis. @param {number} columns @param {number} from @param {number} to @param {boolean} log */
  fits(columns, from, to, log) {
    const start = log ? Math.log(from) : from;
    const perValue = columns / ((log ? Math.log(to) : to) - start);
    return (
      columns === this.columns &&
      log === this.log &&
      start === this.from &&
      perValue === this.perValue
    );
  }

  /**
   * Adds a point; one that is not finite or lies outside of the axis is passed over.
   * @param {number} x @param {number} y
   */
  add(x, y) {
    this.taken++;
    const at = ((this.log ? Math.log(x) : x) - this.from) * this.perValue;
    if (!(at >= 0 && at <= this.columns) || !Number.isFinite(y)) return;
    const i = Math.min(this.columns - 1, Math.floor(at));
    if (this.count[i]++ === 0) {
      this.first[i] = this.low[i] = this.high[i] = y;
    } else {
      if (y < this.low[i]) this.low[i] = y;
      if (y > this.high[i]) this.high[i] = y;
    }
    this.last[i] = y;
    this.sum[i] += y;
  }
}

/**
 * The index of the entry nearest to `x` in a rising list, -1 where it is empty.
 * @param {ArrayLike<number>} xs @param {number} x @param {number} [length]
 */
export function nearestIndex(xs, x, length = xs.length) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle] < x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return length === 0 ? -1 : 0;
  if (low === length) return length - 1;
  return x - xs[low - 1] <= xs[low] - x ? low - 1 : low;
}

/** The ridge of best rates over a grid, how certain it is, and the power of the batch size that it follows. Pure. */

/**
 * The best rate of one batch size. `edge`: it lies at the end of the grid, so that the best may lie beyond.
 * @typedef {{ row: number, at: number, low: number, high: number, accuracy: number, edge: boolean, step: number, each: number[] }} Peak `each` by
 *   seed; `step`: from one rate of the grid to the next there, as a logarithm
 */

/** @typedef {{ slope: number, low: number | null, high: number | null, rows: number, centre: [row: number, at: number] }} Fit */

/** Accuracies closer than this cannot be told apart on 5,000 images: one standard error at 97 %. */
const same = 0.0024;

/**
 * For each batch size the rate that reads best. Between the rates of the grid a parabola through the best and its two neighbours (error
 * over rate, both as logarithms) says where the lowest error lies. The bar is one standard deviation over seeds; with one seed
 * it spans the rates that 5,000 images cannot tell from the best.
 * @param {readonly number[]} batches
 * @param {readonly number[]} rates rising
 * @param {(row: number, column: number) => (number | null)[]} accuracies by seed; null where a run is not over
 * @returns {Peak[]} of the batch sizes whose cells are all there, in order
 */
export function ridgeOf(batches, rates, accuracies) {
  return batches.flatMap((batch, row) => {
    const lines = transposed(rates.map((_, column) => accuracies(row, column)));
    const whole = lines.filter((line) => line.every((value) => value !== null));
    if (whole.length === 0) return [];
    const peaks = whole.map((line) => peakOf(rates, /** @type {number[]} */ (line)));
    const logs = peaks.map(({ at }) => Math.log(at));
    const middle = mean(logs);
    const spread = logs.length > 1 ? deviation(logs) : 0;
    const [low, high] =
      logs.length > 1
        ? [Math.exp(middle - spread), Math.exp(middle + spread)]
        : levelWith(rates, /** @type {number[]} */ (whole[0]));
    const at = Math.exp(middle);
    return [
      {
        row: batch,
        at,
        low: Math.min(low, at),
        high: Math.max(high, at),
        accuracy: mean(peaks.map(({ accuracy }) => accuracy)),
        edge: peaks.filter(({ edge }) => edge).length * 2 > peaks.length,
        step: stepAt(rates, at),
        each: peaks.map((peak) => (peak.edge ? Number.NaN : peak.at)),
      },
    ];
  });
}

/** @param {readonly number[]} rates @param {number[]} values */
function peakOf(rates, values) {
  const best = values.indexOf(Math.max(...values));
  const edge = best === 0 || best === rates.length - 1;
  // Beside a cliff, where runs diverge, there is no parabola: the cell itself counts.
  const cliff = Math.min(values[best - 1], values[best + 1]) < 0.5;
  if (edge || cliff) return { at: rates[best], accuracy: values[best], edge };
  const x = [best - 1, best, best + 1].map((i) => Math.log(rates[i]));
  const y = [best - 1, best, best + 1].map((i) => Math.log(Math.max(1e-4, 1 - values[i])));
  const left = (y[1] - y[0]) / (x[1] - x[0]);
  const right = (y[2] - y[1]) / (x[2] - x[1]);
  const bend = right - left;
  const found = bend > 0 ? (x[0] + x[1]) / 2 - (left * (x[2] - x[0])) / (2 * bend) : x[1];
  // Where the best cell is the best, the parabola's lowest point lies within half a step of it.
  const at = Math.min((x[1] + x[2]) / 2, Math.max((x[0] + x[1]) / 2, found));
  return { at: Math.exp(at), accuracy: values[best], edge };
}

/** How far the rates of the grid lie apart around one. @param {readonly number[]} rates @param {number} at */
function stepAt(rates, at) {
  const upper = Math.min(
    rates.length - 1,
    Math.max(
      1,
      rates.findIndex((rate) => rate >= at),
    ),
  );
  return rates.length > 1 ? Math.log(rates[upper] / rates[upper - 1]) : 0;
}

/** @param {readonly number[]} rates @param {number[]} values @returns {[number, number]} */
function levelWith(rates, values) {
  const best = Math.max(...values);
  const level = rates.filter((_, i) => best - values[i] <= same);
  return [level[0], level[level.length - 1]];
}

/**
 * The power p of rate ∝ batch^p that fits the ridge, with its 95 % interval: over seeds where there are several, else from how the
 * points scatter around the line; never narrower than the
 * grid's steps allow. Batch sizes whose best rate lies at the grid's edge are left out.
 * @param {readonly Peak[]} peaks
 * @returns {Fit | null} null below two batch sizes
 */
export function fitRidge(peaks) {
  const inside = peaks.filter(({ edge }) => !edge);
  if (inside.length < 2) return null;
  const logs = inside.map(({ row, at }) => [Math.log(row), Math.log(at)]);
  const { slope, error } = lineThrough(logs);
  const centre = /** @type {[number, number]} */ (
    [0, 1].map((axis) => Math.exp(mean(logs.map((pair) => pair[axis]))))
  );
  const seeds = Math.min(...inside.map(({ each }) => each.length));
  const slopes = Array.from({ length: seeds }, (_, seed) =>
    inside
      .map(({ row, each }) => [Math.log(row), Math.log(each[seed])])
      .filter(([, y]) => Number.isFinite(y)),
  )
    .filter((points) => points.length > 1)
    .map((points) => lineThrough(points).slope);
  const spread = slopes.length > 2 ? deviation(slopes) / Math.sqrt(slopes.length) : null;
  const free = spread === null ? inside.length - 2 : slopes.length - 1;
  const unsure = spread ?? error;
  // A grid tells its rates no finer than its steps, whatever the points say.
  const coarse = resolution(logs, inside);
  const half = free > 0 && unsure !== null ? Math.max(student(free) * unsure, 1.96 * coarse) : null;
  return {
    slope,
    low: half === null ? null : slope - half,
    high: half === null ? null : slope + half,
    rows: inside.length,
    centre,
  };
}

/** Least squares, with the slope's standard error. @param {number[][]} points */
function lineThrough(points) {
  const [mx, my] = [0, 1].map((axis) => mean(points.map((point) => point[axis])));
  const sxx = sum(points.map(([x]) => (x - mx) ** 2));
  const slope = sum(points.map(([x, y]) => (x - mx) * (y - my))) / sxx;
  const rest = sum(points.map(([x, y]) => (y - my - slope * (x - mx)) ** 2));
  const free = points.length - 2;
  return { slope, error: free > 0 ? Math.sqrt(rest / free / sxx) : null };
}

/**
 * The slope's standard error where each point lies anywhere within one step of the grid.
 * @param {number[][]} points @param {readonly Peak[]} peaks
 */
function resolution(points, peaks) {
  const middle = mean(points.map(([x]) => x));
  const sxx = sum(points.map(([x]) => (x - middle) ** 2));
  return mean(peaks.map(({ step }) => step)) / Math.sqrt(12 * sxx);
}

/** 97.5 % of Student's t lie below, for 1, 2, 3 … degrees of freedom. */
const quantiles = [12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/** @param {number} free */
function student(free) {
  return quantiles[free - 1] ?? (free < 30 ? 2.1 : 1.96);
}

/** @template T @param {T[][]} lists @returns {T[][]} */
function transposed(lists) {
  return lists[0].map((_, i) => lists.map((list) => list[i]));
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}

/** @param {number[]} values */
export function mean(values) {
  return sum(values) / values.length;
}

/** One standard deviation. @param {number[]} values at least two */
export function deviation(values) {
  const middle = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
}

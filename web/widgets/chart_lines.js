/**
 * From points to pixels: places on the canvas, and the paths of lines made from a chart's own points.
 */

/** @typedef {import('./chart_series.js').Series} Series */

/**
 * Where things stand, in canvas pixels; `unit` is one CSS pixel.
 * @typedef {object} Geometry
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 * @property {number} unit
 * @property {import('./ticks.js').Range} x
 * @property {import('./ticks.js').Range} y
 * @property {boolean} xLog
 * @property {boolean} yLog
 */

/** @param {Geometry} g @param {number} x */
export function toX(g, x) {
  const f = g.xLog
    ? Math.log(x / g.x[0]) / Math.log(g.x[1] / g.x[0])
    : (x - g.x[0]) / (g.x[1] - g.x[0]);
  return g.left + f * g.width;
}

/** @param {Geometry} g @param {number} y */
export function toY(g, y) {
  if (g.yLog && !(y > 0)) return g.top + g.height * 2;
  const f = g.yLog
    ? Math.log(y / g.y[0]) / Math.log(g.y[1] / g.y[0])
    : (y - g.y[0]) / (g.y[1] - g.y[0]);
  return g.top + (1 - f) * g.height;
}

/** @param {Geometry} g @param {number} px */
export function fromX(g, px) {
  const f = Math.min(1, Math.max(0, (px - g.left) / g.width));
  return g.xLog ? g.x[0] * (g.x[1] / g.x[0]) ** f : g.x[0] + f * (g.x[1] - g.x[0]);
}

/** @param {Geometry} g @param {number} px */
export function fromY(g, px) {
  const f = Math.min(1, Math.max(0, 1 - (px - g.top) / g.height));
  return g.yLog ? g.y[0] * (g.y[1] / g.y[0]) ** f : g.y[0] + f * (g.y[1] - g.y[0]);
}

/** Keeps a height near the plot, so that a line that leaves it is a line still. @param {Geometry} g @param {number} py */
function near(g, py) {
  return Math.max(g.top - g.height, Math.min(g.top + 2 * g.height, py));
}

/**
 * The path of one line of a series: every point where they are few, four values a pixel column where they are many, the
 * mean of a column for a line that is smooth anyway.
 * @param {Series} series @param {'raw' | 'strong'} line @param {string} column @param {Geometry} g
 */
export function linePath(series, line, column, g) {
  const path = new Path2D();
  const x = series.x(column);
  if (!x) return path;
  const smooth = line === 'strong' && series.smoothed.length > 0;
  const columns = Math.max(1, Math.round(smooth ? g.width / g.unit : g.width));
  if (series.length > columns) {
    tracedColumns(path, series.binned(line, column, columns, g.x, g.xLog), g, smooth);
    return path;
  }
  const y = line === 'raw' ? series.y : series.strong;
  let pen = false;
  for (let i = 0; i < series.length; i++) {
    const value = y.data[i];
    if (!Number.isFinite(value)) {
      pen = false;
      continue;
    }
    const px = toX(g, x.values[i] * x.factor);
    const py = near(g, toY(g, value));
    if (pen) path.lineTo(px, py);
    else path.moveTo(px, py);
    pen = true;
  }
  return path;
}

/** @param {Path2D} path @param {import('./downsample.js').ColumnBins} bins @param {Geometry} g @param {boolean} smooth */
function tracedColumns(path, bins, g, smooth) {
  let pen = false;
  const go = (/** @type {number} */ px, /** @type {number} */ value) => {
    const py = near(g, toY(g, value));
    if (pen) path.lineTo(px, py);
    else path.moveTo(px, py);
    pen = true;
  };
  for (let i = 0; i < bins.columns; i++) {
    if (bins.count[i] === 0) continue;
    const px = g.left + ((i + 0.5) / bins.columns) * g.width;
    if (smooth) {
      go(px, bins.sum[i] / bins.count[i]);
      continue;
    }
    go(px, bins.first[i]);
    if (bins.low[i] < bins.high[i]) {
      go(px, bins.low[i]);
      go(px, bins.high[i]);
      go(px, bins.last[i]);
    }
  }
}

/**
 * The noise of a long line as a band from the lowest to the highest value of each pixel column: to look at the same as
 * the line, and a fraction of the work to draw. Null while the points are few enough to be drawn one by one.
 * @param {Series} series
 * @param {string} column
 * @param {Geometry} g
 */
export function bandPath(series, column, g) {
  const columns = Math.max(1, Math.round(g.width / g.unit));
  if (series.length <= columns || !series.x(column)) return null;
  const bins = series.binned('raw', column, columns, g.x, g.xLog);
  const path = new Path2D();
  const filled = [...bins.count.keys()].filter((i) => bins.count[i] > 0);
  const px = (/** @type {number} */ i) => g.left + ((i + 0.5) / bins.columns) * g.width;
  const py = (/** @type {number} */ value) => near(g, toY(g, value));
  for (const i of filled) path.lineTo(px(i), py(bins.high[i]) - g.unit / 2);
  for (const i of filled.reverse()) path.lineTo(px(i), py(bins.low[i]) + g.unit / 2);
  path.closePath();
  return path;
}

/**
 * Where a line ends, in canvas pixels, kept inside of the plot; null before its first point.
 * @param {Series} series @param {string} column @param {Geometry} g
 */
export function lineEnd(series, column, g) {
  const last = series.lastFinite();
  if (last < 0 || !series.x(column)) return null;
  const py = toY(g, series.strong.data[last]);
  return {
    x: Math.max(g.left, Math.min(g.left + g.width, toX(g, series.xAt(column, last)))),
    y: Math.max(g.top, Math.min(g.top + g.height, py)),
  };
}

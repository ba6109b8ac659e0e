/**
 * Draws what uPlot does not: the lines from our own points, crosses, ends, labels, the prediction. Everything goes to the
 * canvas that it is given, so the PNG is painted by the same code as the page.
 */
import { spreadLabels } from './chart_labels.js';

/** @typedef {import('./chart_model.js').ChartModel} ChartModel */
/** @typedef {import('./chart_series.js').Series} Series */
/** @typedef {import('./theme.js').Token} Token */

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

/**
 * What a look needs: colours and fonts.
 * @typedef {object} Look
 * @property {Record<Token, string>} tokens
 * @property {(series: Series) => string} colour of a line
 * @property {(series: Series) => string} ink of its label
 * @property {() => string} prediction colour of the predicted curve
 * @property {string} font family
 */

/** @param {Geometry} g @param {number} x */
export function toX(g, x) {
  const f = g.xLog ? Math.log(x / g.x[0]) / Math.log(g.x[1] / g.x[0]) : (x - g.x[0]) / (g.x[1] - g.x[0]);
  return g.left + f * g.width;
}

/** @param {Geometry} g @param {number} y */
export function toY(g, y) {
  if (g.yLog && !(y > 0)) return g.top + g.height * 2;
  const f = g.yLog ? Math.log(y / g.y[0]) / Math.log(g.y[1] / g.y[0]) : (y - g.y[0]) / (g.y[1] - g.y[0]);
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
  const columns = Math.max(1, Math.round(g.width));
  if (series.length > columns) {
    tracedColumns(path, series.binned(line, column, columns, g.x, g.xLog), g, line === 'strong' && series.smoothed.length > 0);
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

/**
 * Markers, crosses, ends, labels and the prediction.
 * @param {CanvasRenderingContext2D} ctx @param {ChartModel} model @param {Geometry} g @param {Look} look
 */
export function paintOverlay(ctx, model, g, look) {
  ctx.save();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  paintPrediction(ctx, model, g, look);
  const ends = [];
  for (const series of model.series.values()) {
    const colour = look.colour(series);
    paintMarkers(ctx, series, model.chosenX, g, colour, look.tokens.paper);
    const end = lineEnd(series, model.chosenX, g);
    if (!end) continue;
    if (series.options.ended === 'cross') paintCross(ctx, end, colour, g.unit, look.tokens.paper);
    else paintDot(ctx, end, colour, g.unit * 3.2, g.unit, look.tokens.paper);
    ends.push({ ...end, text: series.options.label, ink: look.ink(series), colour });
  }
  paintLabels(ctx, ends, g, look);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {ChartModel} model @param {Geometry} g @param {Look} look */
function paintPrediction(ctx, model, g, look) {
  const points = model.shownPrediction();
  if (!points) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(g.left, g.top, g.width, g.height);
  ctx.clip();
  ctx.beginPath();
  points.forEach(({ x, y }, i) => (i ? ctx.lineTo(toX(g, x), toY(g, y)) : ctx.moveTo(toX(g, x), toY(g, y))));
  ctx.strokeStyle = look.prediction();
  ctx.lineWidth = 2 * g.unit;
  ctx.lineJoin = ctx.lineCap = 'round';
  ctx.setLineDash([1 * g.unit, 5 * g.unit]);
  ctx.stroke();
  ctx.restore();
  const label = model.prediction?.label;
  if (!label) return;
  const middle = points[Math.floor((points.length - 1) * 0.55)];
  ctx.textAlign = 'center';
  const half = ctx.measureText(label).width / 2;
  const px = Math.max(g.left + half, Math.min(g.left + g.width - half, toX(g, middle.x)));
  outlined(ctx, label, px, toY(g, middle.y) - 12 * g.unit, `italic ${12 * g.unit}px ${look.font}`, look.prediction(), g, look);
}

/** @param {CanvasRenderingContext2D} ctx @param {Series} series @param {string} column @param {Geometry} g @param {string} colour @param {string} paper */
function paintMarkers(ctx, series, column, g, colour, paper) {
  const marker = series.options.marker ?? 'none';
  const x = series.x(column);
  if (marker === 'none' || !x || series.length > g.width / (8 * g.unit)) return;
  for (let i = 0; i < series.length; i++) {
    const px = toX(g, x.values[i] * x.factor);
    const py = toY(g, series.y.data[i]);
    if (!(py >= g.top - 1 && py <= g.top + g.height + 1)) continue;
    ctx.beginPath();
    markerShape(ctx, marker, px, py, 3.4 * g.unit);
    ctx.fillStyle = paper;
    ctx.fill();
    ctx.lineWidth = 1.6 * g.unit;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {string} marker @param {number} x @param {number} y @param {number} r */
function markerShape(ctx, marker, x, y, r) {
  if (marker === 'circle') ctx.arc(x, y, r, 0, 7);
  else if (marker === 'square') ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else {
    const turns = marker === 'triangle' ? [-90, 30, 150] : [-90, 0, 90, 180];
    turns.forEach((turn, i) => {
      const a = (turn * Math.PI) / 180;
      ctx[i ? 'lineTo' : 'moveTo'](x + 1.25 * r * Math.cos(a), y + 1.25 * r * Math.sin(a));
    });
    ctx.closePath();
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {{x: number, y: number}} at @param {string} colour @param {number} unit @param {string} paper */
function paintCross(ctx, at, colour, unit, paper) {
  const r = 5.5 * unit;
  ctx.lineCap = 'round';
  for (const [style, width] of /** @type {const} */ ([[paper, 6], [colour, 2.6]])) {
    ctx.beginPath();
    ctx.moveTo(at.x - r, at.y - r);
    ctx.lineTo(at.x + r, at.y + r);
    ctx.moveTo(at.x + r, at.y - r);
    ctx.lineTo(at.x - r, at.y + r);
    ctx.strokeStyle = style;
    ctx.lineWidth = width * unit;
    ctx.stroke();
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {{x: number, y: number}} at @param {string} colour @param {number} r @param {number} unit @param {string} paper */
function paintDot(ctx, at, colour, r, unit, paper) {
  ctx.beginPath();
  ctx.arc(at.x, at.y, r, 0, 7);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = paper;
  ctx.lineWidth = 1.2 * unit;
  ctx.stroke();
}

/**
 * The names of lines beside their ends; ends that are near each other share a column of labels.
 * @param {CanvasRenderingContext2D} ctx @param {{x: number, y: number, text: string, ink: string, colour: string}[]} ends @param {Geometry} g @param {Look} look
 */
function paintLabels(ctx, ends, g, look) {
  const font = `600 ${13 * g.unit}px ${look.font}`;
  ctx.font = font;
  const placed = ends.map((end) => ({ ...end, width: ctx.measureText(end.text).width + 15 * g.unit })).sort((a, b) => b.x - a.x);
  while (placed.length > 0) {
    const first = placed[0];
    const reach = first.x - Math.max(...placed.map((p) => p.width));
    const group = placed.filter((p) => p.x >= reach);
    group.forEach((p) => placed.splice(placed.indexOf(p), 1));
    const height = 15 * g.unit;
    const centres = spreadLabels(group.map((p) => p.y), height, g.top, g.top + g.height - height * 0.2);
    group.forEach((p, i) => {
      ctx.textAlign = 'left';
      if (Math.abs(centres[i] - p.y) > height * 0.55) paintLeader(ctx, p, first.x, centres[i], g.unit);
      outlined(ctx, p.text, first.x + 13 * g.unit, centres[i], font, p.ink, g, look);
    });
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {{x: number, y: number, colour: string}} from @param {number} x @param {number} y @param {number} unit */
function paintLeader(ctx, from, x, y, unit) {
  ctx.beginPath();
  ctx.moveTo(from.x + 4 * unit, from.y);
  ctx.lineTo(x + 11 * unit, y);
  ctx.strokeStyle = from.colour;
  ctx.lineWidth = unit;
  ctx.stroke();
}

/** Text with a rim of paper, so that it can be read over lines. @param {CanvasRenderingContext2D} ctx @param {string} text @param {number} x @param {number} y @param {string} font @param {string} ink @param {Geometry} g @param {Look} look */
function outlined(ctx, text, x, y, font, ink, g, look) {
  ctx.font = font;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * g.unit;
  ctx.strokeStyle = look.tokens.paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

/**
 * A chart as a table in the page and as a picture that stands alone.
 */
import { Plot } from './chart_plot.js';
import { h } from './dom.js';
import { tableOf } from './chart_table.js';
import { withUnit, words } from './words.js';

/** @typedef {import('./chart_model.js').ChartModel} ChartModel */
/** @typedef {import('./chart_paint.js').Look} Look */

/**
 * The table as DOM.
 * @param {ChartModel} model
 * @returns {HTMLTableElement}
 */
export function tableElement(model) {
  const { rows, all } = tableOf(model);
  const series = [...model.series.values()];
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, withUnit(model.x)),
    ...series.map((s) => h('th', { scope: 'col' }, s.options.label)),
  );
  const body = rows.map(({ x, ys }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, model.formatX(x)),
      ...ys.map((y) => h('td', {}, y === null ? '' : model.formatY(y))),
    ),
  );
  const title = `${model.config.title} · ${withUnit(model.config.y)}`;
  return h(
    'table',
    {},
    h('caption', {}, words().tableCaption(title, rows.length, all)),
    h('thead', {}, head),
    h('tbody', {}, ...body),
  );
}

/**
 * The picture: title, chart, note, on paper, at least twice the pixels of the screen's unit.
 * @param {ChartModel} model
 * @param {Look} look
 * @param {{ width: number, height: number }} size in CSS px
 * @returns {Promise<Blob>}
 */
export async function pngOf(model, look, { width, height }) {
  const zoom = Math.max(1, Math.round(2 / devicePixelRatio));
  const host = h('div');
  const plot = new Plot(host, model, look, { width, height: height + 22, zoom });
  await Promise.resolve();
  const unit = plot.geometry().unit;
  const canvas = h('canvas');
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const margin = 20 * unit;
  ctx.font = titleFont(unit, look);
  const lines = wrap(ctx, model.config.title, plot.canvas.width);
  const head = lines.length * 25 * unit + 8 * unit;
  canvas.width = plot.canvas.width + 2 * margin;
  canvas.height = plot.canvas.height + head + 2 * margin + (model.config.note ? 22 * unit : 0);
  ctx.fillStyle = look.tokens.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = look.tokens.ink;
  ctx.font = titleFont(unit, look);
  lines.forEach((line, i) => ctx.fillText(line, margin, margin + (i + 0.75) * 25 * unit));
  ctx.drawImage(plot.canvas, margin, margin + head);
  ctx.fillStyle = look.tokens['ink-soft'];
  ctx.font = `${11.5 * unit}px ${look.font}`;
  ctx.fillText(model.config.note, margin, canvas.height - margin * 0.8);
  plot.destroy();
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
      'image/png',
    ),
  );
}

/** @param {number} unit @param {Look} look */
function titleFont(unit, look) {
  return `600 ${18 * unit}px ${look.font}`;
}

/** Breaks a text at spaces, or between any two Chinese characters. @param {CanvasRenderingContext2D} ctx @param {string} text @param {number} width */
function wrap(ctx, text, width) {
  const pieces =
    text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const lines = [''];
  for (const piece of pieces) {
    const longer = lines[lines.length - 1] + piece;
    if (ctx.measureText(longer.trimEnd()).width > width && lines[lines.length - 1])
      lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trim());
}

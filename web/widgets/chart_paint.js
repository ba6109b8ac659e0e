/**
 * Draws what lies over the lines: crosses, ends, labels, markers, the prediction. Everything goes to the canvas that it is
 * given, so the PNG is painted by the same code as the page.
 */
import { spreadLabels } from './chart_labels.js';
import { lineEnd, toX, toY } from './chart_lines.js';

/** @typedef {import('./chart_lines.js').Geometry} Geometry */
/** @typedef {import('./chart_model.js').ChartModel} ChartModel */
/** @typedef {import('./chart_series.js').Series} Series */
/** @typedef {import('./theme.js').Token} Token */

/**
 * What a look needs: colours and fonts.
 * @typedef {object} Look
 * @property {Record<Token, string>} tokens
 * @property {(series: Series) => string} colour of a line
 * @property {(series: Series) => string} ink of its label
 * @property {() => string} prediction colour of the predicted curve
 * @property {string} font family
 */

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
    if (series.options.unlabelled || !series.options.label) continue;
    ends.push({ ...end, text: series.options.label, ink: look.ink(series), colour });
  }
  paintLabels(ctx, ends, g, look);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {ChartModel} model @param {Geometry} g @param {Look} look */
function paintPrediction(ctx, model, g, look) {
  const points = model.predictionOn(model.chosenX);
  if (!points) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(g.left, g.top, g.width, g.height);
  ctx.clip();
  ctx.beginPath();
  points.forEach(({ x, y }, i) =>
    i ? ctx.lineTo(toX(g, x), toY(g, y)) : ctx.moveTo(toX(g, x), toY(g, y)),
  );
  ctx.strokeStyle = look.prediction();
  ctx.lineWidth = 2 * g.unit;
  ctx.lineJoin = ctx.lineCap = 'round';
  ctx.setLineDash([g.unit, 5 * g.unit]);
  ctx.stroke();
  ctx.restore();
  const label = model.prediction?.label;
  if (!label) return;
  const middle = points[Math.floor((points.length - 1) * 0.55)];
  ctx.textAlign = 'center';
  const half = ctx.measureText(label).width / 2;
  const px = Math.max(g.left + half, Math.min(g.left + g.width - half, toX(g, middle.x)));
  outlined(
    ctx,
    label,
    px,
    toY(g, middle.y) - 12 * g.unit,
    `italic ${12 * g.unit}px ${look.font}`,
    look.prediction(),
    g,
    look,
  );
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
  for (const [style, width] of /** @type {const} */ ([
    [paper, 6],
    [colour, 2.6],
  ])) {
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
  const placed = ends
    .map((end) => ({ ...end, width: ctx.measureText(end.text).width + 15 * g.unit }))
    .sort((a, b) => b.x - a.x);
  while (placed.length > 0) {
    const first = placed[0];
    const reach = first.x - Math.max(...placed.map((p) => p.width));
    const group = placed.filter((p) => p.x >= reach);
    group.forEach((p) => placed.splice(placed.indexOf(p), 1));
    const height = 15 * g.unit;
    const centres = spreadLabels(
      group.map((p) => p.y),
      height,
      g.top,
      g.top + g.height - height * 0.2,
    );
    group.forEach((p, i) => {
      ctx.textAlign = 'left';
      if (Math.abs(centres[i] - p.y) > height * 0.55)
        paintLeader(ctx, p, first.x, centres[i], g.unit);
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

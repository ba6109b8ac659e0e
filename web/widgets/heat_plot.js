/** Draws a heat map as SVG: what is there already is changed, never made anew, so that focus and pointer keep their cell. */
import { rateColour } from './colour.js';
import { inkOf, placeOn, placesOf } from './heat_model.js';
import { setAll, svg } from './svg.js';
import { currentTheme } from './theme.js';

/** @typedef {import('./heat.js').LabHeat} LabHeat */
/** @typedef {import('./heat.js').HeatAxis} HeatAxis */
/** @typedef {{ edges: number[], places: number[] }} Places */
/** @typedef {{ left: number, top: number, width: number, height: number, x: Places, y: Places }} Room */

const room = { left: 62, right: 14, top: 12, bottom: 50 };
/** Of a cell in px: the least, and what a row gets where there is room. */
const least = { width: 26, height: 30, row: 58 };
/** Narrower than this a cell has no number in it. */
const numberWidth = 34;

/** @param {LabHeat} heat @param {SVGSVGElement} drawing @param {number} width */
export function drawHeat(heat, drawing, width) {
  const { rows, columns, title } = heat.config;
  const inner = Math.max(120, width - room.left - room.right);
  const row = rows.values.length > 7 ? least.height + 6 : least.row;
  const height = Math.max(row * rows.values.length, 3 * least.height);
  /** @type {Room} */
  const at = {
    left: room.left,
    top: room.top,
    width: inner,
    height,
    x: placesOf(columns.values, Math.min(least.width / inner, 0.6 / columns.values.length)),
    y: placesOf(rows.values, least.height / height),
  };
  const all = height + room.top + room.bottom;
  setAll(drawing, { viewBox: `0 0 ${width} ${all}`, width, height: all, 'aria-label': title });
  drawing.style.height = `${all}px`;
  const parts = layers(drawing);
  drawCells(heat, parts.cells, at);
  drawAxes(heat, parts.axes, at);
  drawLines(heat, parts.lines, at);
  drawMarks(heat, parts.marks, at);
}

/** @param {SVGSVGElement} drawing */
function layers(drawing) {
  const layer = (/** @type {string} */ name) => {
    const found = drawing.querySelector(`g.${name}`);
    if (found) return /** @type {SVGGElement} */ (found);
    const made = svg('g', { class: name });
    drawing.append(made);
    return made;
  };
  return {
    axes: layer('axes'),
    cells: layer('cells'),
    lines: layer('lines'),
    marks: layer('marks'),
  };
}

/** @param {LabHeat} heat @param {SVGGElement} layer @param {Room} at */
function drawCells(heat, layer, at) {
  const { rows, columns } = heat.config;
  const wanted = rows.values.length * columns.values.length;
  while (layer.childElementCount > wanted) layer.lastElementChild?.remove();
  while (layer.childElementCount < wanted) layer.append(makeCell());
  const opened = new Set(heat.opened.map((pair) => pair.join()));
  let next = 0;
  for (const [row] of rows.values.entries()) {
    for (const [column] of columns.values.entries()) {
      const shape = /** @type {SVGGElement} */ (layer.children[next++]);
      drawCell(heat, shape, row, column, opened.has(`${row},${column}`), at);
    }
  }
}

function makeCell() {
  return svg(
    'g',
    { class: 'cell', role: 'button' },
    svg('rect', { class: 'ground' }),
    svg('rect', { class: 'ink' }),
    svg('text', { 'text-anchor': 'middle' }),
    svg('rect', { class: 'frame' }),
  );
}

/** @param {LabHeat} heat @param {SVGGElement} shape @param {number} row @param {number} column @param {boolean} open @param {Room} at */
function drawCell(heat, shape, row, column, open, { left, top, width, height, x, y }) {
  const cell = heat.cells[row][column];
  const [ground, ink, text, frame] = shape.children;
  const box = {
    x: left + x.places[column] * width + 1,
    y: top + (1 - y.places[row + 1]) * height + 1,
    width: (x.places[column + 1] - x.places[column]) * width - 2,
    height: (y.places[row + 1] - y.places[row]) * height - 2,
  };
  const { rows, columns } = heat.config;
  const said = saidIn(cell, box.width);
  const place = `${nameOf(rows, row)}, ${nameOf(columns, column)}`;
  const name = `${place}: ${[readIn(cell, said), cell.text].filter(Boolean).join(', ')}`;
  const reached = heat.focused[0] === row && heat.focused[1] === column;
  setAll(shape, {
    'data-cell': `${row},${column}`,
    'data-state': cell.state,
    tabindex: reached ? 0 : -1,
    'aria-pressed': String(open),
    'aria-label': name,
  });
  for (const rect of [ground, ink, frame]) setAll(rect, { ...box, rx: 2 });
  const { ink: share, light } = inkOf(cell.value ?? 0);
  setAll(ink, { 'fill-opacity': cell.value === null ? 0 : share.toFixed(3) });
  setAll(text, {
    x: box.x + box.width / 2,
    // Above the middle, where marks of the ridge lie.
    y: box.height >= 48 ? box.y + 17 : box.y + box.height / 2 + 4.5,
    class: cell.value !== null && light ? 'light' : 'dark',
  });
  if (text.textContent !== said) text.textContent = said;
}

/** @param {import('./heat.js').HeatCell} cell @param {number} width */
function saidIn({ state, value, diverged }, width) {
  if (state === 'failed') return '!';
  if (diverged) return '×';
  if (value === null || width < numberWidth) return '';
  return (100 * value).toFixed(width < 46 ? 0 : 1);
}

/** What a screen reader says of it: the words that are seen, so that both mean the same cell. @param {import('./heat.js').HeatCell} cell @param {string} said */
function readIn({ value, diverged }, said) {
  if (value === null || diverged) return said;
  return `${said || (100 * value).toFixed(1)} %`;
}

/** @param {HeatAxis} axis @param {number} index */
function nameOf(axis, index) {
  return `${axis.label} ${written(axis, index)}`;
}

/** @param {HeatAxis} axis @param {number} index */
function written(axis, index) {
  const value = axis.values[index];
  return axis.format?.(value) ?? String(value);
}

/** @param {LabHeat} heat @param {SVGGElement} layer @param {Room} at */
function drawAxes(heat, layer, { left, top, width, height, x, y }) {
  const { rows, columns } = heat.config;
  const theme = currentTheme();
  const shapes = rows.values.map((_, row) => {
    const middle = top + (1 - (y.places[row] + y.places[row + 1]) / 2) * height;
    const place = { x: left - 8, y: middle + 4.5, 'text-anchor': 'end', class: 'tick' };
    return svg('text', place, written(rows, row));
  });
  for (const [column, value] of columns.values.entries()) {
    const middle = left + ((x.places[column] + x.places[column + 1]) / 2) * width;
    const place = { x: middle, y: top + height + 24, 'text-anchor': 'middle', class: 'tick' };
    shapes.push(svg('text', place, written(columns, column)));
    if (!columns.rates) continue;
    const chip = { x: middle - 9, y: top + height + 4, width: 18, height: 4, rx: 2, class: 'chip' };
    const swatch = svg('rect', chip);
    swatch.style.fill = rateColour(value, theme);
    /** @type {any} */ (shapes).push(swatch);
  }
  const end = { y: top + height + 44, class: 'name' };
  shapes.push(svg('text', { ...end, x: left + width, 'text-anchor': 'end' }, columns.label));
  shapes.push(svg('text', { ...end, x: 4, 'text-anchor': 'start' }, rows.label));
  for (const shape of shapes) shape.setAttribute('aria-hidden', 'true');
  layer.replaceChildren(...shapes);
}

/** @param {Room} at @param {number} row @param {number} value */
function pointOf({ left, top, width, height, x, y }, row, value) {
  return {
    x: left + placeOn(x, value) * width,
    y: top + (1 - placeOn(y, row)) * height,
  };
}

/** Power laws, straight between the cells; what lies beyond the map is cut. @param {LabHeat} heat @param {SVGGElement} layer @param {Room} at */
function drawLines(heat, layer, at) {
  const shapes = heat.lines.flatMap(({ label, points, dash }) => {
    const places = points
      .map(([row, value]) => pointOf(at, row, value))
      .filter(({ x }) => x >= at.left - 1 && x <= at.left + at.width + 1);
    if (places.length < 2) return [];
    const path = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
    const end = places[places.length - 1];
    // Where the line ends at the side its name stands below it, where it ends above, beside it.
    const side = end.x > at.left + at.width - 60;
    const where = {
      x: Math.min(end.x + (side ? 0 : 6), at.left + at.width - 4),
      y: Math.max(at.top + 12, end.y + (side ? 20 : 6)),
      'text-anchor': side ? 'end' : 'start',
    };
    return [
      svg('polyline', { points: path, class: 'halo' }),
      svg('polyline', { points: path, class: 'law', 'stroke-dasharray': dash }),
      svg('text', { ...where, class: 'law-name' }, label),
    ];
  });
  for (const shape of shapes) shape.setAttribute('aria-hidden', 'true');
  layer.replaceChildren(...shapes);
}

/** The ridge: a point for each row, with its bar; hollow where it lies at the edge of the map. @param {LabHeat} heat @param {SVGGElement} layer @param {Room} at */
function drawMarks(heat, layer, at) {
  const theme = currentTheme();
  const places = heat.marks.map((mark) => ({ mark, ...pointOf(at, mark.row, mark.at) }));
  const bars = places.flatMap(({ mark, y }) => {
    const [from, to] = [mark.low, mark.high].map((value) => pointOf(at, mark.row, value).x);
    const bar = { x1: from, x2: to, y1: y, y2: y };
    return [svg('line', { ...bar, class: 'halo' }), svg('line', { ...bar, class: 'bar' })];
  });
  const points = places.map(({ mark, x, y }) => {
    const point = svg('circle', { cx: x, cy: y, r: 6.5, class: mark.open ? 'mark open' : 'mark' });
    if (heat.config.columns.rates) {
      const colour = rateColour(mark.at, theme);
      point.style.stroke = colour;
      if (!mark.open) point.style.fill = colour;
    }
    return point;
  });
  const shapes = [...bars, ...points];
  for (const shape of shapes) shape.setAttribute('aria-hidden', 'true');
  layer.replaceChildren(...shapes);
}

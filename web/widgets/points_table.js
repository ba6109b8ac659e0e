/** The table of <lab-points>: what is reckoned at each point, and the sums. */
import { h } from './dom.js';
import { formatFixed, formatNumber } from './numbers.js';
import { rowsOf } from './points_model.js';
import { pointsWords } from './points_words.js';

/** @typedef {import('./points_model.js').Point} Point */

const heads = ['x', 'y', '', 'z = wx', 'z − y', '(z − y)²', 'x (z − y)'];

/** @param {readonly Point[]} points @param {number} slope */
export function pointsTable(points, slope) {
  const w = pointsWords();
  const rows = rowsOf(points, slope);
  const sum = (/** @type {(row: import('./points_model.js').Row) => number} */ of) =>
    formatFixed(
      rows.reduce((total, row) => total + row.times * of(row), 0),
      2,
    );
  const body = rows.map(({ x, y, times, z, residual, square, product }) => {
    const cells = [formatNumber(x), formatNumber(y), `${times} ×`];
    const reckoned = [z, residual, square, product].map((value) => formatFixed(value, 2));
    return h('tr', {}, ...[...cells, ...reckoned].map((text) => h('td', {}, text)));
  });
  const head = heads.map((text) => h('th', { scope: 'col' }, text || w.times));
  const foot = h(
    'tr',
    {},
    h('th', { scope: 'row', colspan: 5 }, w.sum),
    h(
      'td',
      {},
      sum(({ square }) => square),
    ),
    h(
      'td',
      {},
      sum(({ product }) => product),
    ),
  );
  return h(
    'table',
    {},
    h('caption', {}, w.table),
    h('thead', {}, h('tr', {}, ...head)),
    h('tbody', {}, ...body),
    h('tfoot', {}, foot),
  );
}

/** The paths of a contour map as a table and as CSV. */
import { h } from './dom.js';
import { contourWords } from './contour_words.js';
import { formatNumber } from './numbers.js';

/** @typedef {import('./contour.js').ContourMap} ContourMap */
/** @typedef {import('./contour.js').ContourPath} ContourPath */

/** A path has at most about so many rows in the table; the CSV has all. */
const mostRows = 24;

/** @param {ContourMap} map @param {readonly ContourPath[]} paths */
export function contourTable(map, paths) {
  const w = contourWords();
  const heads = [w.path, w.step, map.x, map.y, w.loss];
  const body = paths.flatMap((path) =>
    rowsOf(path).map((i) => {
      const cells = [String(i), ...[path.x, path.y, path.loss].map((of) => formatNumber(of[i], 4))];
      const head = h('th', { scope: 'row' }, path.label);
      return h('tr', {}, head, ...cells.map((text) => h('td', {}, text)));
    }),
  );
  return h(
    'table',
    {},
    h('caption', {}, map.title),
    h('thead', {}, h('tr', {}, ...heads.map((text) => h('th', { scope: 'col' }, text)))),
    h('tbody', {}, ...body),
  );
}

/** Which steps of a path stand in the table: first, last and evenly between. @param {ContourPath} path */
function rowsOf({ shown, x }) {
  const count = Math.min(shown, x.length);
  const every = Math.max(1, Math.ceil(count / mostRows));
  return Array.from({ length: count }, (_, i) => i).filter(
    (i) => i % every === 0 || i === count - 1,
  );
}

/** @param {readonly ContourPath[]} paths */
export function csvOfPaths(paths) {
  const rows = paths.flatMap(({ label, x, y, loss, rate, shown }) =>
    Array.from({ length: Math.min(shown, x.length) }, (_, i) =>
      [`"${label.replaceAll('"', '""')}"`, rate, i, x[i], y[i], loss[i]].join(','),
    ),
  );
  return ['path,learning rate,step,x,y,loss', ...rows, ''].join('\r\n');
}

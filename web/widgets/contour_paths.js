/** Paths on a contour map: a line with a light casing, a dot for each step where these are few, a name at its end. */
import { rateColour, rateInk } from './colour.js';
import { svg } from './svg.js';

/** @typedef {import('./contour.js').ContourPath} ContourPath */
/** @typedef {import('./contour.js').Spot} Spot */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Frame */
/** @typedef {{ spotOf: (x: number, y: number) => Spot, frame: Frame, theme: import('./colour.js').Theme }} Ground */

/** Longer paths show no dots, and of those that are drawn no more points than this. */
const mostDots = 80;
const mostPoints = 1200;
/** Names keep this far apart, and stand this far beside the end of their path. */
const apart = 18;
const beside = 22;

/**
 * @param {readonly ContourPath[]} paths
 * @param {Ground} ground
 * @returns {{ lines: SVGElement[], names: SVGElement[] }}
 */
export function pathShapes(paths, ground) {
  const seen = paths.filter(({ shown }) => shown > 1);
  const ends = seen.map((path) => endOf(path, ground));
  const rows = spread(
    ends.map(([, y]) => y),
    ground.frame,
  );
  return {
    lines: seen.map((path, i) => lineShape(path, ends[i], ground)),
    names: seen.map((path, i) => nameShape(path, ends[i], rows[i], ground)),
  };
}

/** Where a path is now, brought back to the map's edge if it has left. @param {ContourPath} path @param {Ground} ground @returns {Spot} */
function endOf({ x, y, shown }, { spotOf, frame }) {
  const last = Math.min(shown, x.length) - 1;
  const [across, down] = spotOf(x[last], y[last]);
  const within = (
    /** @type {number} */ value,
    /** @type {number} */ low,
    /** @type {number} */ high,
  ) => (Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : high);
  return [within(across, frame.left, frame.right), within(down, frame.top, frame.bottom)];
}

/** @param {ContourPath} path @param {Spot} end @param {Ground} ground */
function lineShape({ id, x, y, rate, dash = [], width = 2.2, shown }, end, { spotOf, theme }) {
  const count = Math.min(shown, x.length);
  const every = Math.max(1, Math.floor(count / mostPoints));
  const spots = [];
  for (let i = 0; i < count; i++)
    if ((i % every === 0 || i === count - 1) && Number.isFinite(x[i]) && Number.isFinite(y[i]))
      spots.push(bounded(spotOf(x[i], y[i])));
  const d = `M${spots.map((spot) => spot.join(' ')).join('L')}`;
  const stroke = rateColour(rate, theme);
  const dots = count <= mostDots ? spots.slice(1) : [];
  return svg(
    'g',
    { class: 'path', 'data-path': id },
    svg('path', { class: 'casing', d, 'stroke-width': width + 1.8 }),
    svg('path', {
      ...{ class: 'track', d, stroke, 'stroke-width': width },
      'stroke-dasharray': dash.join(' ') || 'none',
    }),
    ...dots.map(([cx, cy]) => svg('circle', { class: 'step', cx, cy, r: 2.4, fill: stroke })),
    svg('circle', { class: 'end', cx: end[0], cy: end[1], r: 5, fill: stroke }),
  );
}

/** What lies far outside is drawn no further than a drawing can bear. @param {Spot} spot @returns {Spot} */
function bounded([x, y]) {
  const far = 1e4;
  return [Math.min(far, Math.max(-far, x)), Math.min(far, Math.max(-far, y))];
}

/** @param {ContourPath} path @param {Spot} end @param {number} row @param {Ground} ground */
function nameShape({ label, rate, dash = [] }, [x, y], row, { frame, theme }) {
  const left = x > (frame.left + frame.right) / 2 && x + beside + 8 * label.length > frame.right;
  const toward = left ? -1 : 1;
  const at = x + toward * beside;
  const fill = rateInk(rate, theme);
  const sample = { x1: x + toward * 6, y1: y, x2: at - toward * 3, y2: row };
  return svg(
    'g',
    {},
    svg('line', {
      class: 'leader',
      ...sample,
      stroke: fill,
      'stroke-dasharray': dash.join(' ') || 'none',
    }),
    svg('text', { x: at, y: row + 4, 'text-anchor': left ? 'end' : 'start', fill }, label),
  );
}

/** Moves rows apart, as little as may be, within the frame. @param {number[]} rows @param {Frame} frame */
function spread(rows, { top, bottom }) {
  const order = rows.map((_, i) => i).sort((a, b) => rows[a] - rows[b]);
  const moved = [...rows];
  const centre = rows.reduce((sum, row) => sum + row, 0) / Math.max(1, rows.length);
  order.forEach((i, k) => {
    if (k > 0) moved[i] = Math.max(moved[i], moved[order[k - 1]] + apart);
  });
  const shift = centre - moved.reduce((sum, row) => sum + row, 0) / Math.max(1, rows.length);
  const [first, last] = [moved[order[0]] ?? 0, moved[order[order.length - 1]] ?? 0];
  const by = Math.min(
    Math.max(shift, top + 8 - first),
    Math.max(top + 8 - first, bottom - 8 - last),
  );
  return moved.map((row) => row + by);
}

/**
 * Points for a line through the origin: how they are written, where they may lie, and what is reckoned at each. Pure: no DOM.
 */

/**
 * @typedef {object} Point
 * @property {number} x
 * @property {number} y
 * @property {number} times how often it is used: so many samples
 */

/** @typedef {{ x: number, y: number, times: number, z: number, residual: number, square: number, product: number }} Row */

/** Where points may lie, and how many there may be. */
export const limits = Object.freeze({ x: 3, y: 1.5, times: 9, points: 12, slope: 5 });

/** Coordinates have one decimal, so that a sum can be followed by hand. @param {number} value */
const tidy = (value) => Math.round(value * 10) / 10 + 0;

/** @param {number} value @param {number} most */
const clamp = (value, most) => Math.min(most, Math.max(-most, value));

/**
 * A point as near to the wanted one as may be.
 * @param {number} x @param {number} y @param {number} [times]
 * @returns {Point}
 */
export function pointAt(x, y, times = 1) {
  return {
    x: tidy(clamp(x, limits.x)),
    y: tidy(clamp(y, limits.y)),
    times: Math.min(limits.times, Math.max(1, Math.round(times))),
  };
}

/**
 * Reads "-2:0,0:0*2,2:0"; null where it is not that, or too many.
 * @param {string} text
 * @returns {Point[] | null}
 */
export function readPoints(text) {
  if (text.trim() === '') return [];
  const number = '([-+]?(?:\\d+\\.?\\d*|\\.\\d+))';
  const form = new RegExp(`^${number}:${number}(?:\\*(\\d))?$`);
  const parts = text.split(',').map((part) => form.exec(part.trim()));
  if (parts.length > limits.points) return null;
  const points = parts.map((part) => part && [part[1], part[2], part[3] ?? 1].map(Number));
  const good = points.every(
    (point) =>
      point &&
      Math.abs(point[0]) <= limits.x &&
      Math.abs(point[1]) <= limits.y &&
      point[2] >= 1 &&
      point[2] <= limits.times,
  );
  return good
    ? points.map((point) => pointAt(.../** @type {[number, number, number]} */ (point)))
    : null;
}

/** @param {readonly Point[]} points */
export function writePoints(points) {
  return points.map(({ x, y, times }) => `${x}:${y}${times > 1 ? `*${times}` : ''}`).join(',');
}

/**
 * The samples: each point as often as it is used.
 * @param {readonly Point[]} points
 * @returns {[x: number, y: number][]}
 */
export function samplesOf(points) {
  return points.flatMap(({ x, y, times }) =>
    Array.from({ length: times }, () => /** @type {[number, number]} */ ([x, y])),
  );
}

/**
 * What is reckoned at each point: z = slope · x, how far it is from y, that squared, and that times x.
 * @param {readonly Point[]} points
 * @param {number} slope
 * @returns {Row[]}
 */
export function rowsOf(points, slope) {
  return points.map(({ x, y, times }) => {
    const z = slope * x + 0;
    const residual = z - y;
    return { x, y, times, z, residual, square: residual ** 2, product: x * residual + 0 };
  });
}

/** @param {readonly Point[]} points @param {number} slope */
export function csvOf(points, slope) {
  const lines = rowsOf(points, slope).map((row) => Object.values(row).join(','));
  return ['x,y,times,z,residual,residual squared,x times residual', ...lines, ''].join('\n');
}

/**
 * A free place for a new point: beside the others, so that it can be seen and taken.
 * @param {readonly Point[]} points
 */
export function freePlace(points) {
  const wanted = [1, -1, 2, -2, 1.5, -1.5, 0.5, -0.5, 2.5, -2.5, 3, -3];
  const x = wanted.find((value) => points.every((point) => Math.abs(point.x - value) > 0.2)) ?? 0;
  return pointAt(x, 1);
}

/** How far from the origin, along x, the line of a slope is within the picture. @param {number} slope */
export function reach(slope) {
  return Math.min(3.2, 1.75 / Math.max(1e-9, Math.abs(slope)));
}

/**
 * Where the handle of the line is: near its right end, inside the picture.
 * @param {number} slope
 * @returns {[x: number, y: number]}
 */
export function handlePlace(slope) {
  const x = Math.min(2.7, 1.6 / Math.max(1e-9, Math.abs(slope)));
  return [x, slope * x];
}

/**
 * The slope of a line that is dragged to a place; left of the origin it is the line's other end.
 * @param {number} x @param {number} y
 */
export function slopeTo(x, y) {
  const far = Math.max(0.2, Math.abs(x));
  const slope = (x < -0.2 ? -y : y) / far;
  return Math.round(clamp(slope, limits.slope) * 100) / 100 + 0;
}

/**
 * Contours of a grid of heights, as closed rings in units of the grid: what lies below a level is inside. Marching squares
 * with linear interpolation; beyond the grid everything counts as higher, so that rings close along its edge. Pure.
 */

/** @typedef {{ columns: number, rows: number, heights: ArrayLike<number> }} Grid row by row */
/** @typedef {[x: number, y: number]} Spot in columns and rows, from 0 */

/**
 * Edges of a cell from which a ring comes and to which it goes, what is low on its left; by which corners are low: 1 the
 * cell's own, 2 the next column's, 4 the one across, 8 the next row's. Edges: 0 own row, 1 next column, 2 next row, 3 own column.
 * @type {readonly (readonly [from: number, to: number][])[]}
 */
const cases = [
  [],
  [[0, 3]],
  [[1, 0]],
  [[1, 3]],
  [[2, 1]],
  [
    [0, 3],
    [2, 1],
  ],
  [[2, 0]],
  [[2, 3]],
  [[3, 2]],
  [[0, 2]],
  [
    [1, 0],
    [3, 2],
  ],
  [[1, 2]],
  [[3, 1]],
  [[0, 1]],
  [[3, 0]],
  [],
];

/**
 * @param {Grid} grid
 * @param {number} level
 * @returns {Spot[][]} rings, each ending where it began
 */
export function contourRings(grid, level) {
  const next = segmentsOf(grid, level);
  const rings = [];
  while (next.size > 0) {
    const first = /** @type {number} */ (next.keys().next().value);
    const ring = [];
    let edge = first;
    do {
      ring.push(spotOn(grid, level, edge));
      const after = next.get(edge);
      next.delete(edge);
      edge = /** @type {number} */ (after);
    } while (edge !== first && edge !== undefined);
    ring.push(ring[0]);
    rings.push(ring);
  }
  return rings;
}

/** Whether a corner is low; beyond the grid none is. @param {Grid} grid @param {number} level @param {number} i @param {number} j */
function isLow({ columns, rows, heights }, level, i, j) {
  return i >= 0 && j >= 0 && i < columns && j < rows && heights[j * columns + i] < level;
}

/** A number for the edge of cell (i, j): of the corner it begins at, twice, and one more if it goes up a row. @param {Grid} grid @param {number} i @param {number} j @param {number} side */
function edgeOf({ columns }, i, j, side) {
  const corner = (x = i, y = j) => 2 * ((y + 1) * (columns + 2) + x + 1);
  if (side === 0) return corner();
  if (side === 1) return corner(i + 1) + 1;
  return side === 2 ? corner(i, j + 1) : corner() + 1;
}

/** The pieces of the rings: from which edge to which. @param {Grid} grid @param {number} level @returns {Map<number, number>} */
function segmentsOf(grid, level) {
  const next = new Map();
  for (let j = -1; j < grid.rows; j++)
    for (let i = -1; i < grid.columns; i++) {
      const low =
        Number(isLow(grid, level, i, j)) +
        2 * Number(isLow(grid, level, i + 1, j)) +
        4 * Number(isLow(grid, level, i + 1, j + 1)) +
        8 * Number(isLow(grid, level, i, j + 1));
      for (const [from, to] of cases[low])
        next.set(edgeOf(grid, i, j, from), edgeOf(grid, i, j, to));
    }
  return next;
}

/** Where a level crosses an edge; on one that leaves the grid, at the grid's end. @param {Grid} grid @param {number} level @param {number} edge @returns {Spot} */
function spotOn({ columns, rows, heights }, level, edge) {
  const corner = edge >> 1;
  const i = (corner % (columns + 2)) - 1;
  const j = Math.floor(corner / (columns + 2)) - 1;
  const [x, y] = edge & 1 ? [i, j + 1] : [i + 1, j];
  const at = (/** @type {number} */ c, /** @type {number} */ r) =>
    c >= 0 && r >= 0 && c < columns && r < rows ? heights[r * columns + c] : null;
  const [a, b] = [at(i, j), at(x, y)];
  if (a === null) return [x, y];
  if (b === null) return [i, j];
  const share = (level - a) / (b - a);
  return [i + (x - i) * share, j + (y - j) * share];
}

/**
 * Whether a piece of a ring runs along the edge of the grid, where no contour is.
 * @param {Grid} grid
 * @param {Spot} a
 * @param {Spot} b
 */
export function isAlongEdge({ columns, rows }, a, b) {
  const last = [columns - 1, rows - 1];
  return [0, 1].some((d) => a[d] === b[d] && (a[d] === 0 || a[d] === last[d]));
}

/**
 * Levels that spread evenly by square root, as a bowl's do: so many between the lowest and the highest.
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
export function bowlLevels(low, high, count) {
  return Array.from({ length: count }, (_, i) => low + (high - low) * ((i + 0.6) / count) ** 2);
}

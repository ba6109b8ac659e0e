/** The map under the walk of <lab-descent>: painted once for a theme, a few rows a task, so that the page stays awake. */
import { mapLandscape } from '../lab/landscape.js';
import { h, nextTask } from './dom.js';

/** @typedef {import('../lab/core.js').Core} Core */
/** @typedef {import('./colour.js').Theme} Theme */
/** @typedef {{ x: readonly [number, number], y: readonly [number, number] }} Box */

const columns = 520;
const rows = 300;
/** Rows of one task, each with one more of the part before it, for its edges. */
const part = 20;

/**
 * The landscape in bands of equal height on a log scale, palest at the bottom, with a line where one band meets the next.
 * @param {Core} core
 * @param {import('../lab/landscape.js').Landscape} landscape
 * @param {Box} box
 * @param {{ theme: Theme, ink: string }} look
 * @param {() => boolean} isWanted asked between two tasks
 * @returns {Promise<HTMLCanvasElement | null>} null where it was not wanted any more
 */
export async function paintMap(core, landscape, box, { theme, ink }, isWanted) {
  const canvas = h('canvas', { width: columns, height: rows });
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  for (let row = 0; row < rows; row += part) {
    const bands = bandsOf(core, landscape, box, row);
    context.putImageData(shade(context, bands, theme), 0, row);
    await nextTask();
    if (!isWanted()) return null;
  }
  // The picture is so far only how dense the ink is.
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = ink;
  context.fillRect(0, 0, columns, rows);
  return canvas;
}

/**
 * The bands of some rows and of the one above them, from the top of the picture down.
 * @param {Core} core
 * @param {import('../lab/landscape.js').Landscape} landscape
 * @param {Box} box
 * @param {number} first
 */
function bandsOf(core, landscape, { x, y }, first) {
  const at = (/** @type {number} */ row) => y[1] - (row / (rows - 1)) * (y[1] - y[0]);
  const heights = mapLandscape(
    core,
    landscape,
    { x, y: [at(first - 1), at(first + part - 1)] },
    columns,
    part + 1,
  );
  return Int8Array.from(heights, (height) => Math.floor(2.2 * Math.log2(height + 0.02)));
}

/** @param {CanvasRenderingContext2D} context @param {Int8Array} bands @param {Theme} theme */
function shade(context, bands, theme) {
  const strength = theme === 'light' ? 9 : 11;
  const image = context.createImageData(columns, part);
  for (let row = 0; row < part; row++) {
    for (let column = 0; column < columns; column++) {
      const index = (row + 1) * columns + column;
      const band = bands[index];
      const edge = (column > 0 && bands[index - 1] !== band) || bands[index - columns] !== band;
      const density = Math.max(0, (band + 13) * strength * 0.22) + (edge ? 3 * strength : 0);
      image.data[4 * (row * columns + column) + 3] = Math.min(120, density);
    }
  }
  return image;
}

/**
 * The weights into hidden units as one picture: a tile of 28 × 28 for each unit, all on one scale that is even on both
 * sides of zero. Pure.
 */

const side = 28;
const gap = 2;

/**
 * @param {number} count of tiles
 * @param {number} across tiles in a row
 */
export function gridSize(count, across) {
  return {
    width: across * (side + gap) - gap,
    height: Math.ceil(count / across) * (side + gap) - gap,
  };
}

/**
 * The greatest size on the scale: next above nearly all weights (a few stragglers saturate rather than wash out the
 * rest), round, and no smaller than before unless they shrank by much, so that colours do not flicker in training.
 * @param {ArrayLike<number>} values
 * @param {number} [before]
 */
export function weightLimit(values, before = 0) {
  const sample = [];
  const stride = Math.max(1, Math.floor(values.length / 5000));
  for (let i = 0; i < values.length; i += stride) {
    if (Number.isFinite(values[i])) sample.push(Math.abs(values[i]));
  }
  sample.sort((a, b) => a - b);
  const most = sample[Math.floor((sample.length - 1) * 0.998)] ?? 0;
  if (!(most > 0)) return before || 1;
  if (most <= before && most > before / 3) return before;
  const unit = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.5, 2, 3, 5, 8, 10].find((m) => m * unit >= most * 0.999) ?? 10;
  return Number((step * unit).toPrecision(3));
}

/**
 * Paints the tiles; what lies between them is left clear.
 * @param {Uint32Array} pixels of the picture, gridSize wide and high, written
 * @param {{ rows: number, columns: number, values: ArrayLike<number> }} weights 784 rows (pixels) by columns (units), row by row
 * @param {number} across
 * @param {number} limit
 * @param {Uint32Array} colours 511, -limit … limit
 */
export function paintWeights(pixels, { rows, columns, values }, across, limit, colours) {
  const { width } = gridSize(columns, across);
  for (let unit = 0; unit < columns; unit++) {
    const corner =
      Math.floor(unit / across) * (side + gap) * width + (unit % across) * (side + gap);
    for (let i = 0; i < Math.min(rows, side * side); i++) {
      const value = values[i * columns + unit] / limit;
      const at = Number.isNaN(value)
        ? 255
        : Math.round(Math.max(-1, Math.min(1, value)) * 255) + 255;
      pixels[corner + Math.floor(i / side) * width + (i % side)] = colours[at];
    }
  }
}

/**
 * From pen strokes to the image that the network was trained on: scaled into 20 × 20 pixels with its aspect kept, drawn
 * with a soft pen, and moved in 28 × 28 so that its centre of mass lies in the middle (as LeCun, Cortes and Burges made
 * MNIST). Strokes stay lines until the end, so the pen is as thick in a small drawing as in a large one. Pure.
 */

/** @typedef {{ x: number, y: number }[]} Stroke points in any unit, y downwards */

/** Pixels of an image on a side, and of the box that the digit fits into. */
export const side = 28;
const box = 20;

/** Ink is full within `core` of the middle of a line and gone at `edge` (in pixels): about as thick as MNIST's pens. */
const core = 0.65;
const edge = 1.75;

/** The least extent that is enlarged to the full box, as a part of the drawing's side: a dot stays a dot. */
const leastExtent = 0.12;

/**
 * @param {Stroke[]} strokes
 * @param {number} extent side of the square that was drawn in
 * @returns {Float32Array} 784 values 0 … 1, row by row; all 0 where nothing was drawn
 */
export function digitImage(strokes, extent) {
  const points = strokes.flat();
  if (points.length === 0) return new Float32Array(side * side);
  const [left, right] = range(points.map((p) => p.x));
  const [top, bottom] = range(points.map((p) => p.y));
  const size = Math.max(right - left, bottom - top, extent * leastExtent);
  const scale = (box - 2 * ((core + edge) / 2)) / size;
  const middle = side / 2;
  const place = (/** @type {{ x: number, y: number }} */ { x, y }) => ({
    x: middle + (x - (left + right) / 2) * scale,
    y: middle + (y - (top + bottom) / 2) * scale,
  });
  const placed = strokes.map((stroke) => stroke.map(place));
  const centre = centreOfMass(paint(placed));
  const shift = { x: Math.round(middle - centre.x), y: Math.round(middle - centre.y) };
  return paint(placed.map((s) => s.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y }))));
}

/** @param {number[]} values @returns {[number, number]} */
function range(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/**
 * The image of strokes in pixels: each pixel as dark as its middle is near to a line.
 * @param {Stroke[]} strokes
 */
function paint(strokes) {
  const image = new Float32Array(side * side);
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++)
      paintSegment(image, stroke[Math.max(0, i - 1)], stroke[i]);
  }
  return image;
}

/**
 * @param {Float32Array} image
 * @param {{ x: number, y: number }} a
 * @param {{ x: number, y: number }} b
 */
function paintSegment(image, a, b) {
  const first = (/** @type {number} */ v) => Math.max(0, Math.floor(v - edge));
  const last = (/** @type {number} */ v) => Math.min(side - 1, Math.ceil(v + edge));
  for (let row = first(Math.min(a.y, b.y)); row <= last(Math.max(a.y, b.y)); row++) {
    for (let column = first(Math.min(a.x, b.x)); column <= last(Math.max(a.x, b.x)); column++) {
      const distance = toSegment(column + 0.5, row + 0.5, a, b);
      const ink = Math.min(1, Math.max(0, (edge - distance) / (edge - core)));
      const at = row * side + column;
      if (ink > image[at]) image[at] = ink;
    }
  }
}

/**
 * @param {number} x
 * @param {number} y
 * @param {{ x: number, y: number }} a
 * @param {{ x: number, y: number }} b
 */
function toSegment(x, y, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/**
 * @param {ArrayLike<number>} image 784 values
 * @returns {{ x: number, y: number }} in pixels; the middle where there is no ink
 */
export function centreOfMass(image) {
  let [mass, x, y] = [0, 0, 0];
  for (let i = 0; i < side * side; i++) {
    mass += image[i];
    x += image[i] * ((i % side) + 0.5);
    y += image[i] * (Math.floor(i / side) + 0.5);
  }
  return mass === 0 ? { x: side / 2, y: side / 2 } : { x: x / mass, y: y / mass };
}

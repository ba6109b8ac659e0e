/** The walk of <lab-descent> as a picture, on a canvas above its map. */

/** @typedef {[number, number]} Place */
/** @typedef {import('./descent_map.js').Box} Box */

/** The picture's own units, whatever its pixels. */
const width = 1040;
const height = 600;
/** Less than a pixel of the picture, in the valley's numbers: what moves no further is not seen to move. */
const unseen = 0.005;

/** @param {HTMLCanvasElement} canvas @returns {{ width: number, height: number }} the pixels that its place on the screen has, at most the picture's */
export function sizeOfWalk(canvas) {
  const pixels = Math.min(width, Math.round(canvas.clientWidth * devicePixelRatio));
  return { width: pixels, height: Math.round((pixels / width) * height) };
}

/** @param {Place[]} places @returns {number} the steps after which nothing more is seen to move */
export function stepsToSee(places) {
  const [x, y] = places[places.length - 1];
  return 1 + places.findLastIndex((place) => Math.hypot(place[0] - x, place[1] - y) > unseen);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {Place[]} places
 * @param {number} done steps that are seen; the last one may be under way
 * @param {{ colour: string, paper: string }} look
 */
export function drawWalk(context, box, places, done, { colour, paper }) {
  const at = (/** @type {Place} */ [x, y]) =>
    /** @type {Place} */ ([
      ((x - box.x[0]) / (box.x[1] - box.x[0])) * width,
      ((box.y[1] - y) / (box.y[1] - box.y[0])) * height,
    ]);
  const whole = Math.min(places.length - 1, Math.floor(done));
  const seen = places.slice(0, whole + 1).map(at);
  const next = places[whole + 1];
  if (next) {
    const [from, to] = [seen[whole], at(next)];
    const part = done - whole;
    seen.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]);
  }
  const scale = context.canvas.width / width;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.lineJoin = 'round';
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 4;
  context.globalAlpha = 0.75;
  context.beginPath();
  for (const [x, y] of seen) context.lineTo(x, y);
  context.stroke();
  context.globalAlpha = 1;
  seen.slice(1).forEach(([x, y], i) => dot(context, x, y, i === seen.length - 2 ? 13 : 7));
  context.fillStyle = paper;
  dot(context, ...seen[0], 11);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
function dot(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

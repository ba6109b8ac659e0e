/** What a heat map knows before it draws: where its cells lie on logarithmic axes, and how much ink an accuracy gets. Pure. */

/**
 * The bounds of cells around values on a log axis: half way to the neighbours, and as far beyond the ends.
 * @param {readonly number[]} values rising, above 0
 * @returns {number[]} one more than there are values
 */
export function edgesOf(values) {
  const logs = values.map(Math.log);
  const between = logs.slice(1).map((log, i) => (log + logs[i]) / 2);
  const last = logs.length - 1;
  const step = last === 0 ? Math.LN2 : 0;
  const first = last === 0 ? logs[0] - step / 2 : logs[0] - (logs[1] - logs[0]) / 2;
  const end = last === 0 ? logs[0] + step / 2 : logs[last] + (logs[last] - logs[last - 1]) / 2;
  return [first, ...between, end].map(Math.exp);
}

/**
 * The same edges moved apart so that no cell is narrower than a share of the whole.
 * @param {readonly number[]} values
 * @param {number} least share of the whole that a cell gets, below one over their number
 * @returns {{ edges: number[], places: number[] }} places of the edges, 0 to 1
 */
export function placesOf(values, least) {
  const edges = edgesOf(values);
  const spans = edges.slice(1).map((edge, i) => Math.log(edge / edges[i]));
  const sum = spans.reduce((a, b) => a + b, 0);
  const free = Math.max(0, 1 - least * spans.length);
  const floor = Math.min(least, 1 / spans.length);
  const places = [0];
  for (const span of spans) places.push(places[places.length - 1] + floor + (free * span) / sum);
  return { edges, places };
}

/**
 * Where a value lies, 0 to 1 between the outer edges; beyond them it goes on.
 * @param {{ edges: number[], places: number[] }} axis
 * @param {number} value
 */
export function placeOn({ edges, places }, value) {
  const last = edges.length - 2;
  const upper = edges.findIndex((edge, i) => i > 0 && value < edge);
  const cell = upper < 0 ? last : upper - 1;
  const share = Math.log(value / edges[cell]) / Math.log(edges[cell + 1] / edges[cell]);
  return places[cell] + share * (places[cell + 1] - places[cell]);
}

/** Errors that get no ink and all of it: a guess, and about what this network can do. */
const errors = [0.9, 0.015];

/**
 * The share of ink for an accuracy, by the logarithm of the error, so that 95 and 97 % look different. The middle is left out: text
 * is read on every shade, in ink below and in paper above.
 * @param {number} accuracy 0 to 1
 * @returns {{ ink: number, light: boolean }} light: whether its text is the paper's colour
 */
export function inkOf(accuracy) {
  const error = Math.min(errors[0], Math.max(errors[1], 1 - accuracy));
  const share = Math.log(error / errors[0]) / Math.log(errors[1] / errors[0]);
  const light = share >= 0.5;
  return { ink: light ? 0.64 + 0.72 * (share - 0.5) : 0.04 + 0.76 * share, light };
}

/**
 * The chapter's own experiment, behind its figures 12-6 to 12-8: a 1–4–1 network of sigmoids learns a noisy curve, in three rounds, and
 * carries its weights from rate to rate. The points and the initial weights are drawn anew for every seed. Runs in a Worker and in Node.
 */
import { Dataset } from '../../web/lab/dataset.js';

/** @typedef {import('../../web/lab/core.js').Core} Core */
/** @typedef {{ rate: number, loss: number }[]} Curve */

export const pointCount = 1000;
/** The noise is even between plus and minus this. */
const noise = 0.05;

/** The three rounds: rates, epochs with each, batch, and the rate with the lowest loss in the chapter's saved records. */
export const regressionRounds = Object.freeze([
  { first: 0.1, last: 1, step: 0.1, epochs: 100, batch: 1, recorded: 0.7 },
  { first: 0.5, last: 1, step: 0.01, epochs: 20, batch: 1, recorded: 0.76 },
  { first: 0.63, last: 1.1, step: 0.01, epochs: 100, batch: 10, recorded: 0.96 },
]);

/** The curve without its noise. @param {number} x */
export function regressionCurve(x) {
  return 0.4 * x * x + 0.3 * x * Math.sin(15 * x) + 0.01 * Math.cos(50 * x) - 0.3;
}

/** Numbers in [0, 1) that follow from a seed (mulberry32). @param {number} seed */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {number} seed @returns {{ xs: Float32Array, ys: Float32Array }} */
export function drawPoints(seed) {
  const next = uniform(seed);
  const xs = new Float32Array(pointCount);
  const ys = new Float32Array(pointCount);
  for (let i = 0; i < pointCount; i++) {
    const x = next();
    xs[i] = x;
    ys[i] = regressionCurve(x) + noise * (2 * next() - 1);
  }
  return { xs, ys };
}

/** The flat forms that the core takes; wasm/run_config.h and wasm/search_config.h say what stands where. @param {number} seed @param {typeof regressionRounds[number]} round */
function configs(seed, { first, last, step, epochs, batch }) {
  const iterations = epochs * Math.ceil(pointCount / batch);
  const [meanSquaredError, identity, sigmoid] = [1, 0, 1];
  const shape = [2, 1, 4, 1, sigmoid, identity];
  const run = [
    1,
    pointCount,
    0,
    seed,
    seed,
    seed,
    batch,
    1,
    1,
    1,
    first,
    meanSquaredError,
    ...shape,
  ];
  const [always, training, automatic, stop, growth, ordered] = [1, 2, -1, 1000, 1, 1];
  const later = [1, 1, 1, 1, 1];
  const [rounds, rates, table, segments] = [1, 2, 0, 1];
  const search = [1, rounds, rates, always, training, automatic, stop, growth, ordered, ...later];
  return { run, search: [...search, table, segments, first, last, step, iterations] };
}

/**
 * One round, to its end.
 * @param {Core} core
 * @param {number} seed
 * @param {number} number of the round, from 0
 * @returns {Curve} loss on all points, SSE/2m, after each rate
 */
export function regressionRound(core, seed, number) {
  const { xs, ys } = drawPoints(seed);
  const data = Dataset.fromNumbers(core, xs, ys, pointCount);
  const config = configs(seed, regressionRounds[number]);
  const { call } = core;
  const block = core.allocate(16384);
  core.doubles(block, config.run.length).set(config.run);
  const second = block + 8 * config.run.length;
  core.doubles(second, config.search.length).set(config.search);
  const out = block + 8192;
  const sizes = [config.run.length, config.search.length];
  const status = call.abi_finder_create(
    block,
    sizes[0],
    second,
    sizes[1],
    data.pointer,
    out,
    out + 64,
  );
  if (status !== 0) throw new Error(`The core refuses the regression: ${status}.`);
  const finder = core.words(out, 1)[0];
  while (call.abi_finder_advance(finder, 1 << 20) > 0);
  const count = call.abi_finder_points(finder, 0, 0, block, 128);
  const curve = Array.from({ length: count }, (_, index) => {
    const values = core.doubles(block + 64 * index, 8);
    return { rate: values[0], loss: values[6] };
  });
  call.abi_finder_destroy(finder);
  core.release(block);
  data.destroy();
  return curve;
}

/** @param {Curve} curve */
export function lowestOf(curve) {
  return curve.reduce((best, point) => (point.loss < best.loss ? point : best));
}

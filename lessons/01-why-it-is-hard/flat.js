/**
 * A small real network whose loss lies flat and then falls: 2–4–1 with tanh learns XOR, all four samples in every step, from small
 * weights. Along the way its gradient and its outermost curvatures are measured. Runs in a Worker and in Node, on the core that measures.
 */
import { Dataset } from '../../web/lab/dataset.js';

/** @typedef {import('../../web/lab/core.js').Core} Core */
/** @typedef {{ seed: number, scale: number, rate: number, epochs: number }} FlatRun scale: what the initial weights of Xavier are multiplied by */
/** @typedef {{ epoch: number, loss: number, gradient: number, highest: number, lowest: number }} Look */

const samples = 4;
const inputs = [-1, -1, -1, 1, 1, -1, 1, 1];
/** 1 where the two inputs differ. */
const targets = [-1, 1, 1, -1];
const units = [2, 4, 1];
/** Of the core's numbers: mean of half the squares; tanh, then as it is. */
const [meanSquaredError, tanh, identity] = [1, 2, 0];
/** Products with the Hessian at most, and how exact its ends must be: it has only 17 rows. */
const [products, tolerance] = [64, 1e-4];

/**
 * @param {Core} core one that measures
 * @param {FlatRun} run
 * @param {number} count how many times to look, beside the start
 * @returns {Look[]}
 */
export function trainFlat(core, { seed, scale, rate, epochs }, count) {
  const data = Dataset.fromNumbers(
    core,
    Float32Array.from(inputs),
    Float32Array.from(targets),
    samples,
  );
  const room = core.allocate(1024);
  try {
    const trainer = create(core, room, data.pointer, [
      ...[1, samples, 0, seed, seed, seed, samples, epochs, epochs, 1, rate, meanSquaredError],
      ...[units.length - 1, ...units, tanh, identity],
    ]);
    shrink(core, room, trainer, scale);
    const looks = [{ epoch: 0, ...look(core, room, trainer) }];
    for (let epoch = 1; epoch <= epochs; epoch++) {
      core.call.abi_trainer_step(trainer);
      const due = Math.round((looks.length * epochs) / count);
      if (epoch >= due) looks.push({ epoch, ...look(core, room, trainer) });
    }
    core.call.abi_trainer_destroy(trainer);
    return looks;
  } finally {
    core.release(room);
    data.destroy();
  }
}

/** @param {Core} core @param {number} room @param {number} data @param {number[]} config wasm/run_config.h says what stands where */
function create(core, room, data, config) {
  core.doubles(room, config.length).set(config);
  const [out, fault] = [room + 512, room + 520];
  const status = core.call.abi_trainer_create(room, config.length, data, 0, out, fault);
  if (status !== 0) throw new Error(`The core refuses the network: ${status}.`);
  return core.words(out, 1)[0];
}

/** Multiplies every weight. @param {Core} core @param {number} room @param {number} trainer @param {number} scale */
function shrink(core, room, trainer, scale) {
  for (let layer = 0; layer + 1 < units.length; layer++) {
    const weights = core.call.abi_trainer_parameters(trainer, layer, room);
    const [, rows, , stride] = core.words(room, 4);
    const view = core.floats(weights, rows * stride);
    view.forEach((weight, i) => (view[i] = weight * scale));
  }
}

/** @param {Core} core @param {number} room @param {number} trainer @returns {Omit<Look, 'epoch'>} */
function look(core, room, trainer) {
  const [out, fault] = [room + 512, room + 520];
  core.doubles(room, 3).set([samples, products, tolerance]);
  const status = core.call.abi_curvature_create(trainer, room, 1, out, fault);
  if (status !== 0) throw new Error(`The core refuses a measurement: ${status}.`);
  const curvature = core.words(out, 1)[0];
  while (core.call.abi_curvature_advance(curvature, 1 << 20) > 0);
  core.call.abi_curvature_status(curvature, room);
  const [loss, gradient, , highest, , lowest] = core.doubles(room, 6);
  core.call.abi_curvature_destroy(curvature);
  return { loss, gradient, highest, lowest };
}

/**
 * The flat stretch of a run: from its beginning until the loss has fallen by a hundredth; and when it has fallen by half.
 * @param {readonly Look[]} looks
 * @returns {{ until: number, half: number | null, gradient: number, lowest: [number, number] }} the smallest gradient, and the range of the lowest curvature, on that stretch
 */
export function flatStretch(looks) {
  const start = looks[0].loss;
  const end = looks.findIndex(({ loss }) => loss < 0.99 * start);
  const flat = looks.slice(0, end < 0 ? looks.length : Math.max(1, end));
  const half = looks.find(({ loss }) => loss < start / 2)?.epoch ?? null;
  const lowest = flat.map((one) => one.lowest);
  return {
    ...{ until: flat[flat.length - 1].epoch, half },
    gradient: Math.min(...flat.map((one) => one.gradient)),
    lowest: [Math.min(...lowest), Math.max(...lowest)],
  };
}

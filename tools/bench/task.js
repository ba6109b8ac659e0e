/**
 * The work that everyone is measured on: the same images in the same order from the same weights.
 * Runs in Node and in pages alike.
 */

/**
 * @typedef {object} Task
 * @property {{ images: Uint8Array, labels: Uint8Array }} idx the training set's two IDX files
 * @property {Float32Array} inputs [60000 × 784], 0 … 1
 * @property {Uint8Array} labels [60000]
 * @property {Uint32Array} validation 5,000 indices
 * @property {Uint32Array} order the other 55,000, as they are trained on
 * @property {Float32Array} weights the initial ones, of layer after layer: [inputs × outputs], then biases
 */

/**
 * Someone who trains. `prepare` is not timed, `run` is: it goes on from the initial weights through the
 * first `count` samples of the order.
 * @typedef {object} Contender
 * @property {(batch: number, rate: number, count: number) => void | Promise<void>} prepare
 * @property {() => void | Promise<void>} run
 * @property {() => Float32Array | Promise<Float32Array>} weights as in the task
 */

/** The chapter's network. */
export const units = [784, 64, 16, 10];

/** Multiplications and additions of an epoch where every pixel counts: three passes, but for the first layer's two. */
export const denseOperations = 55000 * 2 * (2 * 784 * 64 + 3 * 64 * 16 + 3 * 16 * 10);

/** A rate with which each batch size learns. @type {Record<number, number>} */
export const rates = { 1: 0.01, 16: 0.1, 32: 0.2, 128: 0.5, 512: 0.5 };

/**
 * @param {Uint8Array} images an IDX file
 * @param {Uint8Array} labels an IDX file
 * @returns {Task}
 */
export function makeTask(images, labels) {
  const random = generator(1);
  const indices = shuffled(60000, random);
  return {
    idx: { images, labels },
    inputs: Float32Array.from(images.subarray(16), (byte) => byte / 255),
    labels: labels.subarray(8),
    validation: indices.subarray(0, 5000),
    order: indices.subarray(5000),
    weights: initialWeights(random),
  };
}

/**
 * Where each layer's weights and biases lie among all.
 * @returns {{ inputs: number, outputs: number, weights: number, biases: number }[]}
 */
export function layout() {
  let offset = 0;
  return units.slice(1).map((outputs, l) => {
    const inputs = units[l];
    const layer = { inputs, outputs, weights: offset, biases: offset + inputs * outputs };
    offset = layer.biases + outputs;
    return layer;
  });
}

/**
 * The share of the validation set that some weights answer correctly.
 * @param {Task} task
 * @param {Float32Array} weights
 */
export function accuracy({ inputs, labels, validation }, weights) {
  const layers = layout();
  let correct = 0;
  for (const index of validation) {
    let values = inputs.subarray(784 * index, 784 * (index + 1));
    layers.forEach((layer, l) => (values = answer(layer, l, values, weights)));
    correct += Number(values.indexOf(Math.max(...values)) === labels[index]);
  }
  return correct / validation.length;
}

/**
 * @param {ReturnType<typeof layout>[number]} layer
 * @param {number} l its number: sigmoid, tanh, and of the last only the greatest matters
 * @param {Float32Array} x
 * @param {Float32Array} weights
 */
function answer({ inputs, outputs, weights: at, biases }, l, x, weights) {
  const z = weights.slice(biases, biases + outputs);
  for (let i = 0; i < inputs; i++) {
    if (x[i] === 0) continue;
    for (let j = 0; j < outputs; j++) z[j] += x[i] * weights[at + i * outputs + j];
  }
  if (l === 0) return z.map((value) => 1 / (1 + Math.exp(-value)));
  return l === 1 ? z.map(Math.tanh) : z;
}

/** @param {() => number} random */
function initialWeights(random) {
  const layers = layout();
  const last = layers[layers.length - 1];
  const weights = new Float32Array(last.biases + last.outputs);
  for (const { inputs, outputs, weights: from, biases } of layers) {
    const limit = Math.sqrt(6 / (inputs + outputs));
    for (let k = from; k < biases; k++) weights[k] = (2 * random() - 1) * limit;
  }
  return weights;
}

/**
 * @param {number} count
 * @param {() => number} random
 */
function shuffled(count, random) {
  const values = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}

/** A small generator (mulberry32): good enough to mix samples. @param {number} seed */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

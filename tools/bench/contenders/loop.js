/** A loop over Float32Array, as one writes it by hand: row by row, so that memory is read in order. */
import { layout, units } from '../task.js';
import { batchesOf } from './batches.js';

/**
 * @param {import('../task.js').Task} task
 * @returns {import('../task.js').Contender}
 */
export function createLoop(task) {
  const layers = layout();
  let weights = task.weights.slice();
  let [batch, rate, count] = [0, 0, 0];
  /** @type {{ outputs: Float32Array[], deltas: Float32Array[] }} */
  let room;
  return {
    prepare(...given) {
      [batch, rate, count] = given;
      weights = task.weights.slice();
      const make = () => units.slice(1).map((n) => new Float32Array(n * batch));
      room = { outputs: make(), deltas: make() };
    },
    run() {
      for (const { inputs, labels, size } of batchesOf(task, batch, count)) {
        const { outputs, deltas } = room;
        layers.forEach((layer, l) =>
          forward(layer, l, weights, l ? outputs[l - 1] : inputs, outputs[l], size),
        );
        const last = layers.length - 1;
        softmaxDeltas(outputs[last], labels, deltas[last], size);
        for (let l = last; l > 0; l--) {
          backward(layers[l], l, weights, deltas[l], outputs[l - 1], deltas[l - 1], size);
        }
        layers.forEach((layer, l) =>
          update(layer, weights, l ? outputs[l - 1] : inputs, deltas[l], size, -rate / size),
        );
      }
    },
    weights: () => weights,
  };
}

/** @typedef {ReturnType<typeof layout>[number]} Layer */

/**
 * @param {Layer} layer @param {number} l @param {Float32Array} w @param {Float32Array} x
 * @param {Float32Array} z @param {number} size
 */
function forward({ inputs, outputs, weights, biases }, l, w, x, z, size) {
  for (let s = 0; s < size; s++) {
    const row = s * outputs;
    for (let j = 0; j < outputs; j++) z[row + j] = w[biases + j];
    for (let i = 0; i < inputs; i++) {
      const value = x[s * inputs + i];
      const from = weights + i * outputs;
      for (let j = 0; j < outputs; j++) z[row + j] += value * w[from + j];
    }
  }
  for (let k = 0; k < size * outputs; k++) {
    if (l === 0) z[k] = 1 / (1 + Math.exp(-z[k]));
    else if (l === 1) z[k] = Math.tanh(z[k]);
  }
}

/** @param {Float32Array} z @param {Uint8Array} labels @param {Float32Array} d @param {number} size */
function softmaxDeltas(z, labels, d, size) {
  for (let s = 0; s < size; s++) {
    let [most, sum] = [-Infinity, 0];
    for (let j = 0; j < 10; j++) most = Math.max(most, z[10 * s + j]);
    for (let j = 0; j < 10; j++) sum += d[10 * s + j] = Math.exp(z[10 * s + j] - most);
    for (let j = 0; j < 10; j++) d[10 * s + j] /= sum;
    d[10 * s + labels[s]] -= 1;
  }
}

/**
 * @param {Layer} layer @param {number} l @param {Float32Array} w @param {Float32Array} d
 * @param {Float32Array} below @param {Float32Array} to @param {number} size
 */
function backward({ inputs, outputs, weights }, l, w, d, below, to, size) {
  for (let s = 0; s < size; s++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      const from = weights + i * outputs;
      for (let j = 0; j < outputs; j++) sum += d[s * outputs + j] * w[from + j];
      const a = below[s * inputs + i];
      to[s * inputs + i] = sum * (l === 1 ? a * (1 - a) : 1 - a * a);
    }
  }
}

/**
 * @param {Layer} layer @param {Float32Array} w @param {Float32Array} x @param {Float32Array} d
 * @param {number} size @param {number} factor
 */
function update({ inputs, outputs, weights, biases }, w, x, d, size, factor) {
  for (let s = 0; s < size; s++) {
    for (let j = 0; j < outputs; j++) w[biases + j] += factor * d[s * outputs + j];
    for (let i = 0; i < inputs; i++) {
      const value = factor * x[s * inputs + i];
      const to = weights + i * outputs;
      for (let j = 0; j < outputs; j++) w[to + j] += value * d[s * outputs + j];
    }
  }
}

/** jax-js on its WebAssembly backend: the gradient by its own transformation, one jitted step. */
import { layout } from '../task.js';
import { batchesOf, oneHot } from './batches.js';

/**
 * @param {import('../task.js').Task} task
 * @param {any} jax the library
 * @returns {Promise<import('../task.js').Contender>}
 */
export async function createJax(task, jax) {
  const { numpy: np, nn } = jax;
  await jax.init('wasm');
  jax.defaultDevice('wasm');

  /** Mean cross-entropy; an argument is used up, so what is used twice is taken by reference. */
  const loss = (/** @type {any} */ w, /** @type {any} */ x, /** @type {any} */ y) => {
    const a1 = nn.sigmoid(np.matmul(x, w[0]).add(w[1]));
    const a2 = np.tanh(np.matmul(a1, w[2]).add(w[3]));
    const logits = np.matmul(a2, w[4]).add(w[5]);
    return nn.logSoftmax(logits).mul(y).sum().mul(-1);
  };
  const gradient = jax.grad(loss);
  const step = jax.jit(
    (
      /** @type {any[]} */ w,
      /** @type {any} */ x,
      /** @type {any} */ y,
      /** @type {any} */ factor,
    ) => {
      const g = gradient(
        w.map((value) => value.ref),
        x,
        y,
      );
      const last = w.length - 1;
      return w.map((value, k) => value.add(g[k].mul(k < last ? factor.ref : factor)));
    },
  );

  /** @type {any[]} */
  let w = [];
  let [batch, rate, count] = [0, 0, 0];
  return {
    prepare(...given) {
      [batch, rate, count] = given;
      for (const array of w) array.dispose();
      w = arraysOf(np, task.weights);
    },
    async run() {
      for (const { inputs, labels, size } of batchesOf(task, batch, count)) {
        const x = np.array(inputs.slice()).reshape([size, 784]);
        const y = np.array(oneHot(labels)).reshape([size, 10]);
        w = step(w, x, y, np.array(-rate / size));
        // Steps that are not awaited one by one pile up, and take three times as long.
        await jax.blockUntilReady(w);
      }
    },
    async weights() {
      const weights = new Float32Array(task.weights.length);
      let at = 0;
      for (const array of w) {
        const values = await array.ref.data();
        weights.set(values, at);
        at += values.length;
      }
      return weights;
    },
  };
}

/**
 * @param {any} np
 * @param {Float32Array} weights
 */
function arraysOf(np, weights) {
  return layout().flatMap(({ inputs, outputs, weights: from, biases }) => [
    np.array(weights.slice(from, biases)).reshape([inputs, outputs]),
    np.array(weights.slice(biases, biases + outputs)),
  ]);
}

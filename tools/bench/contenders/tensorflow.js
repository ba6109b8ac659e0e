/** TensorFlow.js in three styles: as its users write it, with its optimizer, and backward by hand. */
import { layout } from '../task.js';
import { batchesOf, oneHot } from './batches.js';

/** @typedef {any} Tensor */
/** @typedef {import('../task.js').Task} Task */

/**
 * `model.fit` on layers: what the tutorials show.
 * @param {Task} task
 * @param {any} tf the library, its backend chosen
 * @returns {import('../task.js').Contender}
 */
export function createFit(task, tf) {
  /** @type {any} */
  let model;
  /** @type {{ x: Tensor, y: Tensor, batch: number }} */
  let data;
  return {
    prepare(batch, rate, count) {
      model?.dispose();
      if (data) tf.dispose([data.x, data.y]);
      model = tf.sequential();
      model.add(tf.layers.dense({ units: 64, activation: 'sigmoid', inputShape: [784] }));
      model.add(tf.layers.dense({ units: 16, activation: 'tanh' }));
      model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
      model.compile({ optimizer: tf.train.sgd(rate), loss: 'categoricalCrossentropy' });
      model.setWeights(tensorsOf(tf, task.weights));
      const [whole] = batchesOf(task, count, count);
      const x = tf.tensor2d(whole.inputs.slice(), [count, 784]);
      data = { x, y: tf.tensor2d(oneHot(whole.labels), [count, 10]), batch };
    },
    run: () =>
      model.fit(data.x, data.y, { batchSize: data.batch, epochs: 1, shuffle: false, verbose: 0 }),
    weights: () => flat(model.getWeights(), task),
  };
}

/**
 * `optimizer.minimize` on variables.
 * @param {Task} task
 * @param {any} tf
 * @returns {import('../task.js').Contender}
 */
export function createMinimize(task, tf) {
  return variables(task, tf, (w, x, y, rate) => {
    const optimizer = tf.train.sgd(rate);
    optimizer.minimize(() => {
      const a1 = x.matMul(w[0]).add(w[1]).sigmoid();
      const a2 = a1.matMul(w[2]).add(w[3]).tanh();
      return tf.losses.softmaxCrossEntropy(y, a2.matMul(w[4]).add(w[5]));
    });
    optimizer.dispose();
  });
}

/**
 * Backward by hand. The transposes stand apart, because a product with a transposed side misses the
 * backend's fast kernel.
 * @param {Task} task
 * @param {any} tf
 * @returns {import('../task.js').Contender}
 */
export function createByHand(task, tf) {
  return variables(task, tf, (w, x, y, rate) => {
    const a1 = x.matMul(w[0]).add(w[1]).sigmoid();
    const a2 = a1.matMul(w[2]).add(w[3]).tanh();
    const p = a2.matMul(w[4]).add(w[5]).softmax();
    const d3 = p.sub(y).mul(-rate / x.shape[0]);
    const d2 = d3.matMul(w[4].transpose()).mul(tf.scalar(1).sub(a2.square()));
    const d1 = d2.matMul(w[2].transpose()).mul(a1.mul(tf.scalar(1).sub(a1)));
    [
      [x, d1],
      [a1, d2],
      [a2, d3],
    ].forEach(([input, delta], l) => {
      w[2 * l].assign(w[2 * l].add(input.transpose().matMul(delta)));
      w[2 * l + 1].assign(w[2 * l + 1].add(delta.sum(0)));
    });
  });
}

/**
 * @param {Task} task
 * @param {any} tf
 * @param {(w: Tensor[], x: Tensor, y: Tensor, rate: number) => void} step
 * @returns {import('../task.js').Contender}
 */
function variables(task, tf, step) {
  /** @type {Tensor[]} */
  let w = [];
  let [batch, rate, count] = [0, 0, 0];
  return {
    prepare(...given) {
      [batch, rate, count] = given;
      tf.dispose(w);
      w = tensorsOf(tf, task.weights).map((tensor) => tf.variable(tensor));
    },
    async run() {
      for (const { inputs, labels, size } of batchesOf(task, batch, count)) {
        tf.tidy(() => {
          // The tensor may keep the array, which is used again for the next batch.
          const x = tf.tensor2d(inputs.slice(), [size, 784]);
          step(w, x, tf.tensor2d(oneHot(labels), [size, 10]), rate);
        });
      }
      await w[5].data();
    },
    weights: () => flat(w, task),
  };
}

/**
 * @param {any} tf
 * @param {Float32Array} weights
 * @returns {Tensor[]}
 */
function tensorsOf(tf, weights) {
  return layout().flatMap(({ inputs, outputs, weights: from, biases }) => [
    tf.tensor2d(weights.slice(from, biases), [inputs, outputs]),
    tf.tensor1d(weights.slice(biases, biases + outputs)),
  ]);
}

/**
 * @param {Tensor[]} tensors
 * @param {Task} task
 */
async function flat(tensors, task) {
  const weights = new Float32Array(task.weights.length);
  let at = 0;
  for (const tensor of tensors) {
    const values = await tensor.data();
    weights.set(values, at);
    at += values.length;
  }
  return weights;
}

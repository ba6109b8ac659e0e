/** ConvNetJS: a layer is a list of filters, a sample a volume, a batch one sample after another. */
import { layout } from '../task.js';

/**
 * @param {import('../task.js').Task} task
 * @param {any} convnet the library
 * @returns {import('../task.js').Contender}
 */
export function createConvnet(task, convnet) {
  /** @type {any} */
  let net;
  /** @type {any} */
  let trainer;
  let samples = 0;
  const dense = () => net.layers.filter((/** @type {any} */ layer) => layer.layer_type === 'fc');
  return {
    prepare(batch, rate, count) {
      net = new convnet.Net();
      net.makeLayers([
        { type: 'input', out_sx: 1, out_sy: 1, out_depth: 784 },
        { type: 'fc', num_neurons: 64, activation: 'sigmoid' },
        { type: 'fc', num_neurons: 16, activation: 'tanh' },
        { type: 'softmax', num_classes: 10 },
      ]);
      visit(dense(), (filter, k, at) => (filter[k] = task.weights[at]));
      const options = { learning_rate: rate, momentum: 0, l2_decay: 0, batch_size: batch };
      trainer = new convnet.SGDTrainer(net, { method: 'sgd', ...options });
      samples = count;
    },
    run() {
      const volume = new convnet.Vol(1, 1, 784, 0);
      for (const index of task.order.subarray(0, samples)) {
        volume.w.set(task.inputs.subarray(784 * index, 784 * (index + 1)));
        trainer.train(volume, task.labels[index]);
      }
    },
    weights() {
      const weights = new Float32Array(task.weights.length);
      visit(dense(), (filter, k, at) => (weights[at] = filter[k]));
      return weights;
    },
  };
}

/**
 * @param {any[]} layers
 * @param {(filter: Float64Array, k: number, at: number) => void} each a number and its place in the task's weights
 */
function visit(layers, each) {
  layout().forEach(({ inputs, outputs, weights, biases }, l) => {
    for (let j = 0; j < outputs; j++) {
      for (let i = 0; i < inputs; i++) each(layers[l].filters[j].w, i, weights + i * outputs + j);
      each(layers[l].biases.w, j, biases + j);
    }
  });
}

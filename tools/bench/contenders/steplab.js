/** Our own core, by its flat functions: nothing of the engine is in the way. */
import { layout, units } from '../task.js';

/** @typedef {Record<string, any>} Exports the module's, as wasm/exports.txt lists them */

/**
 * @param {BufferSource} bytes a module
 * @returns {Promise<Exports>}
 */
export async function instantiate(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes);
  const core = /** @type {Exports} */ (instance.exports);
  core._initialize?.();
  return core;
}

/**
 * Copies bytes into the core's memory.
 * @param {Exports} core
 * @param {Uint8Array} bytes
 * @returns {number} where
 */
export function put(core, bytes) {
  const at = core.abi_allocate(bytes.length);
  if (at === 0) throw new Error(`${bytes.length} bytes of memory are not to be had`);
  new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
  return at;
}

/**
 * @param {Exports} core
 * @param {import('../task.js').Task['idx']} idx
 * @returns {Uint8Array} the compact form
 */
export function pack(core, { images, labels }) {
  const [at, out] = [put(core, images), core.abi_allocate(64)];
  const labelsAt = put(core, labels);
  check(core.abi_pack_create(at, images.length, labelsAt, labels.length, 10, out, out + 16));
  const [packed, size] = new Uint32Array(core.memory.buffer, out, 2);
  const copy = new Uint8Array(core.memory.buffer, packed, size).slice();
  for (const pointer of [packed, labelsAt, at, out]) core.abi_release(pointer);
  return copy;
}

/**
 * @param {Exports} core
 * @param {Uint8Array} packed
 * @returns {number} the data set
 */
export function open(core, packed) {
  const out = core.abi_allocate(64);
  check(core.abi_data_open(put(core, packed), packed.length, out, out + 16));
  return new Uint32Array(core.memory.buffer, out, 1)[0];
}

/**
 * A run that is evaluated only at its end.
 * @param {Exports} core
 * @param {number} data
 * @param {{ batch: number, rate: number, epochs?: number }} run
 * @returns {number} the trainer
 */
export function createTrainer(core, data, { batch, rate, epochs = 1000 }) {
  const activations = [1, 2, 4];
  const sizes = [55000, 5000, 1, 1, 1, batch, epochs, epochs, 1000, rate, 0, 3];
  const config = Float64Array.of(1, ...sizes, ...units, ...activations);
  const at = put(core, new Uint8Array(config.buffer));
  const out = core.abi_allocate(64);
  check(core.abi_trainer_create(at, config.length, data, 0, out, out + 16));
  return new Uint32Array(core.memory.buffer, out, 1)[0];
}

/**
 * Trains through so many samples.
 * @param {Exports} core
 * @param {number} trainer
 * @param {number} points room for 1,000 points of the loss's trace
 * @param {number} count
 */
export function advance(core, trainer, points, count) {
  for (let done = 0; done < count;) {
    done += core.abi_trainer_advance(trainer, Math.min(count - done, 4096));
    while (core.abi_trainer_trace(trainer, points, 1000) > 0);
  }
}

/**
 * @param {import('../task.js').Task} task
 * @param {{ core: BufferSource }} assets
 * @returns {Promise<import('../task.js').Contender>}
 */
export async function createSteplab(task, { core: bytes }) {
  const core = await instantiate(bytes);
  const data = open(core, pack(await instantiate(bytes), task.idx));
  const points = core.abi_allocate(16 * 1000);
  let trainer = 0;
  let samples = 0;
  return {
    prepare(batch, rate, count) {
      if (trainer) core.abi_trainer_destroy(trainer);
      trainer = createTrainer(core, data, { batch, rate });
      setOrder(core, trainer, task);
      samples = count;
    },
    run: () => advance(core, trainer, points, samples),
    weights: () => readWeights(core, trainer),
  };
}

/**
 * @param {Exports} core
 * @param {number} trainer
 * @param {import('../task.js').Task} task
 */
function setOrder(core, trainer, { validation, order, weights }) {
  const both = new Uint32Array([...validation, ...order]);
  const at = put(core, new Uint8Array(both.buffer));
  core.abi_trainer_set_samples(trainer, at, both.length);
  core.abi_trainer_set_order(trainer, at + 4 * validation.length, order.length);
  core.abi_release(at);
  visitRows(core, trainer, (view, from) => view.set(weights.subarray(from, from + view.length)));
}

/**
 * @param {Exports} core
 * @param {number} trainer
 */
function readWeights(core, trainer) {
  const last = layout()[units.length - 2];
  const weights = new Float32Array(last.biases + last.outputs);
  visitRows(core, trainer, (view, from) => weights.set(view, from));
  return weights;
}

/**
 * Rows of weights in the core's memory, without their padding, and where each stands in the task's weights.
 * @param {Exports} core
 * @param {number} trainer
 * @param {(view: Float32Array, from: number) => void} visit
 */
function visitRows(core, trainer, visit) {
  const out = core.abi_allocate(16);
  layout().forEach(({ inputs, outputs, weights: from }, l) => {
    core.abi_trainer_parameters(trainer, l, out);
    const [at, , , stride] = new Uint32Array(core.memory.buffer, out, 4);
    for (let i = 0; i <= inputs; i++) {
      visit(new Float32Array(core.memory.buffer, at + 4 * stride * i, outputs), from + outputs * i);
    }
  });
  core.abi_release(out);
}

/** @param {number} status */
function check(status) {
  if (status !== 0) throw new Error(`the core answers with status ${status}`);
}

/**
 * Where contenders run: the same in a process of Node and in a page. It makes each when it is first
 * asked for, and times it.
 */
import { createConvnet } from './contenders/convnet.js';
import { createJax } from './contenders/jax.js';
import { createLoop } from './contenders/loop.js';
import { createSteplab, instantiate } from './contenders/steplab.js';
import { createByHand, createFit, createMinimize } from './contenders/tensorflow.js';
import { firstStep, measurePhases, measureRates, memoryOfRun } from './figures.js';
import { accuracy, rates } from './task.js';

/**
 * What a host brings along.
 * @typedef {object} Means
 * @property {import('./task.js').Task} task
 * @property {(name: string) => Promise<ArrayBuffer>} module bytes of build/wasm/NAME
 * @property {(backend: 'wasm' | 'cpu') => Promise<any>} tensorflow
 * @property {() => Promise<any>} jax
 * @property {() => Promise<any>} convnet
 */

/** @type {Record<string, (means: Means) => Promise<import('./task.js').Contender>>} */
const creators = {
  steplab: async ({ task, module }) => createSteplab(task, { core: await module('core.wasm') }),
  'steplab-scalar': async ({ task, module }) =>
    createSteplab(task, { core: await module('core_scalar.wasm') }),
  'tfjs-hand': async ({ task, tensorflow }) => createByHand(task, await tensorflow('wasm')),
  'tfjs-minimize': async ({ task, tensorflow }) => createMinimize(task, await tensorflow('wasm')),
  'tfjs-fit': async ({ task, tensorflow }) => createFit(task, await tensorflow('wasm')),
  'tfjs-cpu': async ({ task, tensorflow }) => createMinimize(task, await tensorflow('cpu')),
  jax: async ({ task, jax }) => createJax(task, await jax()),
  convnet: async ({ task, convnet }) => createConvnet(task, await convnet()),
  loop: async ({ task }) => createLoop(task),
};

/**
 * @typedef {object} Visit
 * @property {number} seconds
 * @property {number} [accuracy]
 */

/**
 * @param {Means} means
 */
export function createHost(means) {
  /** @type {Map<string, Promise<import('./task.js').Contender>>} */
  const contenders = new Map();

  return {
    /**
     * Trains through the first `count` samples of the order.
     * @param {{ name: string, batch: number, count: number, judge?: boolean }} order
     * @returns {Promise<Visit>}
     */
    async visit({ name, batch, count, judge = false }) {
      // TensorFlow.js has one backend at a time.
      if (name.startsWith('tfjs')) await means.tensorflow(name === 'tfjs-cpu' ? 'cpu' : 'wasm');
      if (!contenders.has(name)) contenders.set(name, creators[name](means));
      const contender = await /** @type {Promise<import('./task.js').Contender>} */ (
        contenders.get(name)
      );
      await contender.prepare(batch, rates[batch], count);
      const start = performance.now();
      await contender.run();
      const seconds = (performance.now() - start) / 1000;
      return judge
        ? { seconds, accuracy: accuracy(means.task, await contender.weights()) }
        : { seconds };
    },

    /** @param {{ batch: number, rounds: number }} order */
    phases: async ({ batch, rounds }) =>
      measurePhases(
        await instantiate(await means.module('phases.wasm')),
        means.task,
        batch,
        rounds,
      ),
    /** @param {{ batch: number, rounds: number }} order */
    rates: async (order) =>
      measureRates(
        { core: await means.module('core.wasm'), phases: await means.module('phases.wasm') },
        means.task,
        order,
      ),
    firstStep: async () => firstStep(await means.module('core.wasm'), means.task),
    memory: async () => memoryOfRun(await means.module('core.wasm'), means.task),
  };
}

/** @typedef {ReturnType<typeof createHost>} Host */

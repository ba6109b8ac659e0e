/**
 * The script of the lab's threads in one file. A thread has none of its page's modules: found one by one, through processes that are
 * busy with the page, they took longer than all else that stands before the first training step. Its map holds these as they are,
 * so that a reader still finds in the browser what stands in the repository.
 */

import { posix } from 'node:path';
import { rollup } from 'rollup';

/** Where the script and its modules lie, in the repository as among the assets. */
const FOLDER = 'web/lab';
const ENTRY = 'worker.js';

/** @returns {Promise<{ to: string, content: Buffer }[]>} the script, in the place of its entry module, and its map */
export async function joinThread() {
  const bundle = await rollup({
    input: `${FOLDER}/${ENTRY}`,
    external: /^node:/,
    onwarn: ({ message }) => {
      throw new Error(`rollup: ${message}`);
    },
  });
  const { output } = await bundle.generate({
    format: 'es',
    // One that came later would import the script that it comes from, and WebKit runs a thread's script once more for it.
    inlineDynamicImports: true,
    sourcemap: true,
    sourcemapPathTransform: (path) => posix.basename(path),
  });
  await bundle.close();
  return output.map(({ fileName, ...file }) => ({
    to: `${FOLDER}/${fileName}`,
    content: Buffer.from('code' in file ? file.code : file.source),
  }));
}

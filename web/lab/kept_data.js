/** Whether this browser keeps MNIST from one visit to the next, for a page that offers to fetch or to forget it. */

import { CACHE } from './kept_packs.js';
import { MNIST_FILES, packName } from './mnist_files.js';

/** About how many bytes come over the line when MNIST is fetched: said before it is. */
export const MNIST_TRANSFER = Object.values(MNIST_FILES)
  .flatMap(({ images, labels }) => [images, labels])
  .reduce((sum, { transfer }) => sum + transfer, 0);

/**
 * @returns {Promise<boolean | null>} null where a page can keep nothing, as on plain HTTP
 */
export async function isMnistKept() {
  try {
    if (!globalThis.caches) return null;
    // Only looked at: to open it would make it.
    if (!(await globalThis.caches.has(CACHE))) return false;
    const cache = await globalThis.caches.open(CACHE);
    const names = (await cache.keys()).map(({ url }) => url.split('/').pop());
    return names.includes(packName('train')) && names.includes(packName('test'));
  } catch {
    return null;
  }
}

/** Gives the room back; the next run fetches the images again. */
export async function forgetMnist() {
  await globalThis.caches?.delete(CACHE);
}

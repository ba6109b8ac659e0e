/** MNIST as a site gives it: files beside the pages, packs kept in the browser's Cache where there is one. */

import { hex } from './hash.js';
import { download } from './download.js';

/** @typedef {import('./mnist.js').Source} Source */
/** @typedef {import('./mnist.js').PackCache} PackCache */

/** The browser's store of packs, by name. */
export const CACHE = 'steplab-data-1';
const DIGEST = 'X-Steplab-SHA-256';

/** @param {URL} folder that holds the four files, gzip'd @returns {Source} */
export function siteSource(folder) {
  return (file, options) =>
    download(new URL(`${file.name}.gz`, folder), { ...options, plainSize: file.bytes });
}

/**
 * Null where the page has no Cache, as on plain HTTP: then every visit downloads. A pack's digest is kept beside it; where there is a
 * Cache there is the browser's own SHA-256, which costs a few milliseconds.
 * @param {URL} folder under whose address the packs are kept
 * @returns {Promise<PackCache | null>}
 */
export async function siteCache(folder) {
  const cache = await openCache();
  if (!cache) return null;
  return {
    async get(name) {
      try {
        const response = await cache.match(new URL(name, folder));
        if (!response) return null;
        const bytes = new Uint8Array(await response.arrayBuffer());
        return (await digest(bytes)) === response.headers.get(DIGEST) ? bytes : null;
      } catch {
        return null;
      }
    },
    async put(name, bytes) {
      try {
        const body = /** @type {BodyInit} */ (bytes);
        const headers = {
          'Content-Type': 'application/octet-stream',
          [DIGEST]: await digest(bytes),
        };
        await cache.put(new URL(name, folder), new Response(body, { headers }));
      } catch {
        // A full or forbidden store: the next visit downloads again.
      }
    },
  };
}

async function openCache() {
  try {
    return (await globalThis.caches?.open(CACHE)) ?? null;
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
async function digest(bytes) {
  const source = /** @type {BufferSource} */ (bytes);
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', source)));
}

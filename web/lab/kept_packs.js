/** The packs that a browser keeps from one visit to the next. */

import { hex } from './hash.js';
import { packName } from './mnist_files.js';

/**
 * A pack as it comes from a store, once.
 * @typedef {object} KeptPack
 * @property {number} size in bytes
 * @property {Iterable<Uint8Array> | AsyncIterable<Uint8Array>} chunks may throw
 * @property {(bytes: Uint8Array) => Promise<boolean>} isWhole whether that is what was put there
 */

/**
 * Keeps packs from one visit to the next; `get` gives null for what it does not have. Neither ever rejects.
 * @typedef {object} PackCache
 * @property {(name: string) => Promise<KeptPack | null>} get
 * @property {(name: string, bytes: Uint8Array) => Promise<void>} put
 */

/** The browser's store of packs, by name. */
export const CACHE = 'steplab-data-1';
const DIGEST = 'X-Steplab-SHA-256';
const SIZE = 'X-Steplab-Size';

/**
 * Null where the page has no Cache, as on plain HTTP: then every visit downloads. A pack's digest is kept beside it; where there is a
 * Cache there is the browser's own SHA-256, which takes 33 ms for both.
 * @param {URL} folder under whose address the packs are kept
 * @returns {Promise<PackCache | null>}
 */
export async function siteCache(folder) {
  const cache = await openCache();
  return cache && storeIn(cache, folder);
}

/**
 * The same with MNIST found already, for a thread that looks while its core comes. Only looked at: a store that is not there is not made.
 * @param {URL} folder
 * @returns {Promise<PackCache | null>} null also where MNIST is not kept
 */
export async function siteCacheAhead(folder) {
  if (!globalThis.caches) return null;
  const names = [packName('train'), packName('test')];
  const found = await Promise.all(
    names.map((name) => find(globalThis.caches, new URL(name, folder))),
  );
  if (found.includes(undefined)) return null;
  return {
    get: async (name) => keptIn(found[names.indexOf(name)]),
    put: async (name, bytes) => (await siteCache(folder))?.put(name, bytes),
  };
}

/** @param {Cache} cache @param {URL} folder @returns {PackCache} */
function storeIn(cache, folder) {
  return {
    get: async (name) => keptIn(await find(cache, new URL(name, folder))),
    async put(name, bytes) {
      try {
        const body = /** @type {BodyInit} */ (bytes);
        const headers = {
          'Content-Type': 'application/octet-stream',
          [DIGEST]: await digest(bytes),
          [SIZE]: String(bytes.length),
        };
        await cache.put(new URL(name, folder), new Response(body, { headers }));
      } catch {
        // A full or forbidden store: the next visit downloads again.
      }
    },
  };
}

/** @param {Cache | CacheStorage} store of ours, or all of the site's @param {URL} url @returns {Promise<Response | undefined>} */
async function find(store, url) {
  try {
    return await store.match(url, { cacheName: CACHE });
  } catch {
    return undefined;
  }
}

/** @param {Response | undefined} response @returns {KeptPack | null} */
function keptIn(response) {
  const size = Number(response?.headers.get(SIZE));
  if (!response?.body || !(size > 0)) return null;
  const sum = response.headers.get(DIGEST);
  return {
    size,
    chunks: chunksOf(response.body),
    isWhole: async (bytes) => (await digest(bytes)) === sum,
  };
}

/** Not every browser's streams can be gone through by themselves. @param {ReadableStream<Uint8Array>} stream */
async function* chunksOf(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
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

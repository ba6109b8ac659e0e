/** What is made ready before anyone asks: only what the browser keeps, once, and never in the way of who asks. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Host } from '../../web/lab/host.js';
import { Dataset, openLab, packFiles, packName } from '../../web/lab/index.js';
import { siteCache, siteCacheAhead } from '../../web/lab/kept_packs.js';
import { spawnAfter } from '../../web/lab/platform.js';
import { testCore } from './support/cores.js';
import { startHost } from './support/host.js';
import { idxPair } from './support/idx.js';
import { coreFiles } from './support/site.js';

/** @typedef {{ told: any[], onMessage: (message: any) => void, onEnd: (reason: string) => void, ended: boolean }} Fake */

/**
 * A browser's Cache that holds these packs.
 * @param {import('node:test').TestContext} t
 * @param {string[]} names
 */
function keep(t, names) {
  const urls = names.map((name) => `http://localhost/data/${name}`);
  const store = {
    keys: async () => urls.map((url) => ({ url })),
    match: async (/** @type {URL} */ url) =>
      urls.includes(url.href) ? new Response('pack') : undefined,
  };
  const { match } = store;
  const caches = { has: async () => urls.length > 0, open: async () => store, match };
  Object.assign(globalThis, { caches });
  t.after(() => Reflect.deleteProperty(globalThis, 'caches'));
}

const both = [packName('train'), packName('test')];

/** A lab whose threads only note what they are told. @param {number} [workers] */
async function labOfFakes(workers = 2) {
  /** @type {Fake[]} */
  const threads = [];
  const lab = await openLab({
    workers,
    base: 'http://localhost/assets/1/',
    spawn: async (_, events) => {
      /** @type {Fake} */
      const fake = { told: [], ended: false, ...events };
      threads.push(fake);
      return { post: (message) => fake.told.push(message), end: () => (fake.ended = true) };
    },
  });
  return { lab, threads };
}

/** Waits until a thread has been told something of this type. @param {Fake[]} threads @param {number} which @param {string} type */
async function told(threads, which, type) {
  for (;;) {
    const found = threads[which]?.told.filter((message) => message.type === type).pop();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** @param {Fake} thread @param {{ request: number }} message @param {unknown} value */
function reply(thread, { request }, value) {
  thread.onMessage({ type: 'reply', request, value });
}

/** What a thread was asked to load, in order. @param {Fake} thread */
const loads = (thread) =>
  thread.told.flatMap(({ type, kept }) => (type === 'load' ? [Boolean(kept)] : []));

test('without a Cache, or with nothing of MNIST in it, no thread is started', async (t) => {
  const { lab, threads } = await labOfFakes();
  assert.equal(await lab.prepare(), false);
  keep(t, []);
  await (await labOfFakes()).lab.prepare();
  keep(t, both.slice(1));
  const half = await labOfFakes();
  await half.lab.prepare();
  assert.deepEqual([threads.length, half.threads.length], [0, 0]);
  assert.equal(lab.loaded, false);
});

test('kept data are read once: load and runs find them, and the second thread gets them from the first', async (t) => {
  keep(t, both);
  const { lab, threads } = await labOfFakes();
  const preparing = lab.prepare();
  void lab.prepare();
  const load = await told(threads, 0, 'load');
  const asked = lab.load('mnist');
  const handle = lab.start({ epochs: 1 });
  assert.equal(handle.state, 'waiting');
  reply(threads[0], load, true);
  assert.deepEqual(await Promise.all([preparing, asked]), [true, undefined]);
  assert.equal(lab.loaded, true);
  assert.equal((await told(threads, 0, 'start')).order.id, handle.id);
  if (lab.workers > 1) {
    const give = await told(threads, 0, 'give');
    const packs = { train: new Uint8Array(1), test: new Uint8Array(1) };
    reply(threads[0], give, packs);
    await told(threads, 1, 'take');
  }
  await lab.load('mnist');
  await lab.prepare();
  assert.deepEqual(threads.map(loads), lab.workers > 1 ? [[true], []] : [[true]]);
  assert.ok(threads.length <= 2);
  lab.close();
});

test('what was kept and does not open is fetched when it is asked for, by the same thread', async (t) => {
  keep(t, both);
  const { lab, threads } = await labOfFakes(1);
  const preparing = lab.prepare();
  reply(threads[0] ?? (await told(threads, 0, 'load'), threads[0]), { request: 1 }, false);
  await preparing;
  assert.equal(lab.loaded, false);
  const asked = lab.load('mnist');
  const pending = setInterval(() => {
    const load = threads[0].told.filter(({ type }) => type === 'load')[1];
    if (load) reply(threads[0], load, true);
  }, 1);
  await asked;
  clearInterval(pending);
  assert.equal(lab.loaded, true);
  assert.deepEqual(threads.map(loads), [[true, false]]);
  lab.close();
});

test('a thread that dies while it prepares is nobody’s error; load starts another', async (t) => {
  keep(t, both);
  const { lab, threads } = await labOfFakes(1);
  const preparing = lab.prepare();
  await told(threads, 0, 'load');
  threads[0].onEnd('gone');
  await preparing;
  assert.equal(lab.loaded, false);
  const asked = lab.load('mnist');
  reply(threads[1] ?? (await told(threads, 1, 'load'), threads[1]), { request: 1 }, true);
  await asked;
  assert.deepEqual(threads.map(loads), [[true], [false]]);
  lab.close();
});

test('who waits for what is being prepared may leave', async (t) => {
  keep(t, both);
  const { lab, threads } = await labOfFakes(1);
  const preparing = lab.prepare();
  const load = await told(threads, 0, 'load');
  const control = new AbortController();
  const asked = lab.load('mnist', { signal: control.signal });
  control.abort(new Error('enough'));
  await assert.rejects(asked, /enough/);
  reply(threads[0], load, true);
  await preparing;
  assert.equal(lab.loaded, true);
  assert.deepEqual(threads.map(loads), [[true]]);
  lab.close();
});

test('a closed lab prepares nothing', async (t) => {
  keep(t, both);
  const { lab, threads } = await labOfFakes();
  const preparing = lab.prepare();
  lab.close();
  await preparing;
  assert.equal(threads.length, 0);
});

test('kept data are found ahead only where all of them are there', async (t) => {
  const folder = new URL('http://localhost/data/');
  assert.equal(await siteCacheAhead(folder), null);
  keep(t, both.slice(1));
  assert.equal(await siteCacheAhead(folder), null);
  keep(t, both);
  const cache = await siteCacheAhead(folder);
  assert.equal(await cache?.get(both[0]), null, 'a pack without its size is none');
});

test('a thread that was begun before is the first, unless it has failed by then', async () => {
  let ended = 0;
  const began = /** @type {any} */ ({ postMessage() {}, terminate: () => ended++ });
  const url = new URL('data:text/javascript,');
  const heard = /** @type {unknown[]} */ ([]);
  const events = { onMessage: (/** @type {unknown} */ message) => heard.push(message), onEnd() {} };
  await spawnAfter(began)(url, events);
  began.onmessage({ data: 'hello' });
  assert.deepEqual(heard, ['hello']);

  const spawn = spawnAfter(began);
  began.onerror();
  const other = await spawn(url, events);
  began.onmessage({ data: 'too late' });
  assert.deepEqual(heard, ['hello']);
  assert.ok(ended > 0);
  other.end();
});

/** A site with the cores, whose data a browser's Cache keeps, and a way to ask a new thread for them. @param {import('node:test').TestContext} t */
async function keptSite(t) {
  const files = coreFiles();
  const site = await startHost(files);
  t.after(site.close);
  const folder = site.url('/lab/data/');
  /** @type {Map<string, Response>} */
  const store = new Map();
  const counts = { reads: 0, opened: 0 };
  const match = async (/** @type {URL} */ url) => {
    counts.reads++;
    return store.get(url.href)?.clone();
  };
  const put = async (/** @type {URL} */ url, /** @type {Response} */ response) =>
    void store.set(url.href, response);
  const open = async () => (counts.opened++, { match, put });
  Object.assign(globalThis, { caches: { open, match } });
  t.after(() => Reflect.deleteProperty(globalThis, 'caches'));

  const fill = async () => {
    const { images, labels } = idxPair(300);
    const pack = packFiles(await testCore(), images, labels);
    for (const name of both) await (await siteCache(folder))?.put(name, pack);
    Object.assign(counts, { reads: 0, opened: 0 });
  };
  /** What a thread posts that prepares, and is then asked so often for what is kept. */
  const ask = async (times = 1) => {
    /** @type {any[]} */
    const posts = [];
    const host = new Host({ post: (message) => posts.push(message), soon: setImmediate });
    const settings = { base: site.url('/lab/assets/1/').href, data: folder.href };
    host.hear({ type: 'settings', settings });
    host.hear({ type: 'prepare' });
    for (let request = 1; request <= times; request++) {
      host.hear({ type: 'load', kept: true, request });
      while (
        !posts.some(
          ({ type, ...post }) => type === 'fatal' || (type === 'reply' && post.request === request),
        )
      )
        await new Promise((resolve) => setTimeout(resolve));
    }
    return posts;
  };
  return { site, files, counts, fill, ask };
}

test('a thread opens what is kept before anybody asks, and reads it once', async (t) => {
  const { site, counts, fill, ask } = await keptSite(t);
  assert.deepEqual(await ask(), [{ type: 'reply', request: 1, value: false }]);
  assert.equal(counts.opened, 0, 'what is only looked at is not made');
  await fill();
  assert.deepEqual(await ask(), [{ type: 'reply', request: 1, value: true }]);
  assert.deepEqual(counts, { reads: both.length, opened: 0 });
  assert.deepEqual(
    site.asked.filter(({ url }) => url.includes('/data/')),
    [],
  );
});

test('a core that does not come while a thread prepares is told to who asks, and asked for again', async (t) => {
  const { files, fill, ask } = await keptSite(t);
  await fill();
  for (const name of ['core.wasm', 'core_scalar.wasm'])
    files[`/lab/assets/1/wasm/${name}`].statuses = [503, 503];
  const [first, second] = (await ask(2)).filter(({ type }) => type === 'reply');
  assert.deepEqual([first.error?.code, second.value], ['core-missing', true]);
});

test('a core that breaks while a thread prepares ends the thread', async (t) => {
  const { fill, ask } = await keptSite(t);
  await fill();
  t.mock.method(Dataset, 'adopt', () => {
    throw new WebAssembly.RuntimeError('unreachable');
  });
  assert.deepEqual((await ask())[0], { type: 'fatal', reason: 'unreachable' });
});

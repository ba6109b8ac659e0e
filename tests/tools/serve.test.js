/** The static server: types, tags, ranges, what it refuses, and how badly it can behave for tests. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { rangeOf, serve } from '../../tools/serve.js';

const body = Buffer.alloc(100_000, 'abcdefghij');
/** @type {string} */
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'steplab-serve-'));
  mkdirSync(join(folder, 'site/assets/0123456789ab'), { recursive: true });
  mkdirSync(join(folder, 'site/lesson'));
  writeFileSync(join(folder, 'secret.txt'), 'nobody may read this');
  writeFileSync(join(folder, 'site/index.html'), '<title>Home</title>');
  writeFileSync(join(folder, 'site/lesson/index.html'), '<title>Lesson</title>');
  writeFileSync(join(folder, 'site/assets/0123456789ab/core.wasm'), 'wasm');
  writeFileSync(join(folder, 'site/large.bin'), body);
  writeFileSync(join(folder, 'site/data.gz'), gzipSync(body));
});
after(() => rmSync(folder, { recursive: true }));

/**
 * Serves the folder while a function runs.
 * @param {import('../../tools/serve.js').ServeOptions} options
 * @param {(served: import('../../tools/serve.js').Served) => Promise<void>} use
 */
async function withServer(options, use) {
  const served = await serve({ folder: join(folder, 'site'), ...options });
  try {
    await use(served);
  } finally {
    await served.close();
  }
}

/**
 * The status of a request whose path is sent as it stands; fetch would tidy it up.
 * @param {number} port
 * @param {string} path
 * @returns {Promise<number | undefined>}
 */
function rawStatus(port, path) {
  return new Promise((resolve, reject) => {
    request({ port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}

test('sends files with their types, and folders by their index', () =>
  withServer({}, async ({ url }) => {
    const home = await fetch(url);
    assert.match(await home.text(), /Home/);
    assert.equal(home.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(home.headers.get('cache-control'), 'no-cache');
    const lesson = await fetch(`${url}lesson?rate=0.5`);
    assert.equal(lesson.url, `${url}lesson/?rate=0.5`);
    assert.match(await lesson.text(), /Lesson/);
    const wasm = await fetch(`${url}assets/0123456789ab/core.wasm`);
    assert.equal(wasm.headers.get('content-type'), 'application/wasm');
    assert.match(wasm.headers.get('cache-control') ?? '', /immutable/);
  }));

test('keeps count of what it sent', () =>
  withServer({}, async ({ url, requests }) => {
    await (await fetch(`${url}large.bin`)).arrayBuffer();
    await (await fetch(`${url}nothing`)).text();
    assert.deepEqual(requests[0], {
      method: 'GET',
      path: '/large.bin',
      status: 200,
      bytes: 100_000,
    });
    assert.equal(requests[1].status, 404);
  }));

test('refuses what is not there, what lies outside, and what is no reading', () =>
  withServer({}, async ({ url, port, requests }) => {
    const missing = await fetch(`${url}nothing`);
    assert.equal(missing.status, 404);
    assert.match(await missing.text(), /nothing/);
    for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/lesson/%2e%2e/%2e%2e/secret.txt']) {
      assert.equal(await rawStatus(port, path), 404, path);
    }
    assert.equal(await rawStatus(port, '/%'), 404);
    assert.equal(await rawStatus(port, '/a%00b'), 404);
    assert.equal((await fetch(url, { method: 'POST' })).status, 405);
    assert.equal(requests.length, 7);
  }));

test('answers a known tag with 304', () =>
  withServer({}, async ({ url }) => {
    const tag = (await fetch(url)).headers.get('etag') ?? '';
    assert.equal((await fetch(url, { headers: { 'If-None-Match': tag } })).status, 304);
    assert.equal((await fetch(url, { headers: { 'If-None-Match': '"other"' } })).status, 200);
  }));

test('sends ranges', () =>
  withServer({}, async ({ url }) => {
    const part = await fetch(`${url}large.bin`, { headers: { Range: 'bytes=99990-' } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), 'bytes 99990-99999/100000');
    assert.equal(await part.text(), 'abcdefghij');
    const beyond = await fetch(`${url}large.bin`, { headers: { Range: 'bytes=100000-' } });
    assert.equal(beyond.status, 416);
  }));

test('reads ranges as the standard has it', () => {
  assert.deepEqual(rangeOf('bytes=0-9', 100), { start: 0, end: 9 });
  assert.deepEqual(rangeOf('bytes=90-200', 100), { start: 90, end: 99 });
  assert.deepEqual(rangeOf('bytes=-5', 100), { start: 95, end: 99 });
  assert.equal(rangeOf('bytes=-0', 100), 'impossible');
  assert.equal(rangeOf('bytes=5-4', 100), 'impossible');
  assert.equal(rangeOf('bytes=0-1,5-6', 100), undefined);
  assert.equal(rangeOf(undefined, 100), undefined);
});

test('stands under a prefix', () =>
  withServer({ prefix: 'labs/steplab' }, async ({ url, port }) => {
    assert.match(url, /\/labs\/steplab\/$/);
    assert.match(await (await fetch(url)).text(), /Home/);
    assert.equal((await fetch(url.slice(0, -1))).url, url);
    assert.equal(await rawStatus(port, '/index.html'), 404);
  }));

test('undoes the gzip on the way where it is told to', () =>
  withServer({ gzipEncoding: true }, async ({ url }) => {
    const bytes = await (await fetch(`${url}data.gz`)).arrayBuffer();
    assert.deepEqual(Buffer.from(bytes), body);
  }));

test('sends nothing but bytes where it is told to', () =>
  withServer({ plain: true }, async ({ url }) => {
    const { headers } = await fetch(url);
    for (const name of ['content-type', 'etag', 'cache-control', 'accept-ranges']) {
      assert.equal(headers.get(name), null, name);
    }
  }));

test('breaks off, and then does not', () =>
  withServer(
    { breakAfter: (_path, seen) => (seen === 0 ? 30_000 : undefined) },
    async ({ url }) => {
      let received = 0;
      await assert.rejects(async () => {
        const stream = /** @type {any} */ ((await fetch(`${url}large.bin`)).body);
        for await (const chunk of stream) received += chunk.length;
      });
      assert.equal(received, 30_000);
      assert.equal((await (await fetch(`${url}large.bin`)).arrayBuffer()).byteLength, 100_000);
    },
  ));

test('is as slow as it is told to be', () =>
  withServer({ bytesPerSecond: 500_000 }, async ({ url }) => {
    const began = performance.now();
    await (await fetch(`${url}large.bin`)).arrayBuffer();
    assert.ok(performance.now() - began > 150, 'at least 0.15 of the 0.2 s that it should take');
  }));

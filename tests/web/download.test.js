/** A download is taken up where it broke, is unpacked whether or not the host did so, and gives up in a sentence. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { LabError } from '../../web/lab/index.js';
import { download } from '../../web/lab/download.js';
import { gunzip } from '../../web/lab/gunzip.js';
import { startHost } from './support/host.js';

const plain = Uint8Array.from({ length: 300000 }, (_, index) => (index * 7 + (index >>> 8)) & 255);
const packed = new Uint8Array(gzipSync(plain));
const wait = async () => {};

/** @param {AsyncIterable<Uint8Array>} chunks */
async function collect(chunks) {
  const parts = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * @param {import('./support/host.js').Served | undefined} file
 * @param {(url: URL, asked: import('./support/host.js').Asked[]) => Promise<void>} action
 */
async function withHost(file, action) {
  const host = await startHost(file ? { '/f.gz': file } : {});
  try {
    await action(host.url('/f.gz'), host.asked);
  } finally {
    host.close();
  }
}

test('a whole file comes whole, with its size', () =>
  withHost({ body: packed }, async (url) => {
    let total = null;
    const bytes = await collect(download(url, { onTotal: (value) => (total = value) }));
    assert.deepEqual(bytes, packed);
    assert.equal(total, packed.length);
  }));

test('a broken download goes on where it broke', () =>
  withHost({ body: plain, breaks: [1, 50000, 100000] }, async (url, asked) => {
    assert.deepEqual(await collect(download(url, { wait })), plain);
    const ranges = asked.map(({ range }) => range);
    assert.deepEqual(ranges, [undefined, 'bytes=1-', 'bytes=50001-', 'bytes=150001-']);
  }));

test('a host that ignores Range is read again, and what is known is skipped', () =>
  withHost({ body: plain, breaks: [70000, 90000], ranges: false }, async (url) => {
    assert.deepEqual(await collect(download(url, { wait })), plain);
  }));

test('a host that names Content-Encoding is resumed by its unpacked bytes', () =>
  withHost(
    { body: packed, breaks: [Math.floor(packed.length / 2)], encoding: 'gzip' },
    async (url) => {
      const chunks = download(url, { wait, plainSize: plain.length });
      assert.deepEqual(await collect(gunzip(chunks, 'f')), plain);
    },
  ));

test('a host that is busy is asked again', () =>
  withHost({ body: plain, statuses: [503, 429] }, async (url, asked) => {
    assert.deepEqual(await collect(download(url, { wait })), plain);
    assert.equal(asked.length, 3);
  }));

test('a connection that falls silent counts as broken', () =>
  withHost({ body: plain, hangs: true }, async (url, asked) => {
    const error = await collect(download(url, { wait, patience: 30 })).catch((thrown) => thrown);
    assert.equal(error.code, 'no-answer');
    assert.equal(asked.length, 5);
  }));

/** @type {[string, string, import('./support/host.js').Served | undefined, RegExp][]} */
const failures = [
  ['a file that is not there', 'download-status', undefined, /f\.gz.*404/],
  [
    'a host that stays busy',
    'download-status',
    { body: plain, statuses: Array(9).fill(503) },
    /503/,
  ],
  [
    'a line that breaks again and again',
    'download-broken',
    { body: plain, breaks: Array(9).fill(10) },
    /50 bytes, 5 times/,
  ],
];
for (const [what, code, file, pattern] of failures) {
  test(`${what}: ${code}, with the remedy`, () =>
    withHost(file, async (url) => {
      const error = await collect(download(url, { wait })).catch((thrown) => thrown);
      assert.ok(error instanceof LabError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, pattern);
      assert.doesNotMatch(error.describe('zh'), /undefined/);
    }));
}

test('a host that does not exist: no-answer', async () => {
  const error = await collect(download(new URL('http://127.0.0.1:9/f.gz'), { wait })).catch(
    (thrown) => thrown,
  );
  assert.equal(error.code, 'no-answer');
});

test('an abort ends it at once, with the reason of the abort', () =>
  withHost({ body: plain, hangs: true }, async (url) => {
    const control = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => control.abort(reason), 20);
    const error = await collect(download(url, { signal: control.signal })).catch(
      (thrown) => thrown,
    );
    assert.equal(error, reason);
    const again = await collect(download(url, { signal: control.signal })).catch(
      (thrown) => thrown,
    );
    assert.equal(again, reason);
  }));

test('an abort between two attempts does not wait for the next', () =>
  withHost({ body: plain, breaks: Array(9).fill(10) }, async (url) => {
    const control = new AbortController();
    let later = false;
    setTimeout(() => {
      control.abort();
      setTimeout(() => (later = true), 20);
    }, 200);
    const error = await collect(download(url, { signal: control.signal })).catch(
      (thrown) => thrown,
    );
    assert.equal(error.name, 'AbortError');
    assert.ok(!later, 'no timer is waited for');
  }));

/** @param {Uint8Array} bytes @param {number} size */
async function* inChunks(bytes, size) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

for (const size of [1, 1000, 1 << 20]) {
  test(`gzip is unpacked, plain bytes pass, in chunks of ${size}`, async () => {
    const [small, smallPacked] = [
      plain.subarray(0, 5000),
      new Uint8Array(gzipSync(plain.subarray(0, 5000))),
    ];
    assert.deepEqual(await collect(gunzip(inChunks(smallPacked, size), 'f')), small);
    assert.deepEqual(await collect(gunzip(inChunks(small, size), 'f')), small);
    assert.equal((await collect(gunzip(inChunks(small.subarray(0, 1), size), 'f'))).length, 1);
    assert.equal((await collect(gunzip(inChunks(new Uint8Array(), size), 'f'))).length, 0);
  });
}

test('gzip that is cut or wrong is gzip-damaged', async () => {
  const wrong = packed.slice();
  wrong[wrong.length - 6] ^= 255;
  for (const bytes of [packed.subarray(0, packed.length >> 1), packed.subarray(0, 5), wrong]) {
    const error = await collect(gunzip(inChunks(bytes, 1000), 'f')).catch((thrown) => thrown);
    assert.equal(error.code, 'gzip-damaged', String(error));
  }
});

test('an error of the connection passes through the unpacking', async () => {
  const failure = new LabError('no-answer', { file: 'f', url: 'u' });
  async function* broken() {
    yield packed.subarray(0, 1000);
    throw failure;
  }
  assert.equal(await collect(gunzip(broken(), 'f')).catch((thrown) => thrown), failure);
});

test('a browser that cannot unpack is told so, and plain files still load there', async (t) => {
  const { DecompressionStream } = globalThis;
  t.after(() => Object.assign(globalThis, { DecompressionStream }));
  Object.assign(globalThis, { DecompressionStream: undefined });
  const error = await collect(gunzip(inChunks(packed, 1000), 'f')).catch((thrown) => thrown);
  assert.equal(error.code, 'no-gunzip');
  assert.match(error.message, /DecompressionStream/);
  assert.deepEqual(await collect(gunzip(inChunks(plain, 1000), 'f')), plain);
});

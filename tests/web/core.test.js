/** The core is found, compiled and started, whatever the host says of it; what does not start is told in a sentence. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { wasmFolder } from '../../tools/paths.js';
import { hasSimd, LabError, loadCore } from '../../web/lab/index.js';
import { hashBlock } from '../../web/lab/hash.js';
import { testCore } from './support/cores.js';

/** @param {string} name */
const bytesOf = (name) => readFileSync(join(wasmFolder, name));

test('the machine has SIMD, and the core with SIMD is taken', async () => {
  assert.equal(hasSimd(), true);
  const names = /** @type {string[]} */ ([]);
  const core = await loadCore({ read: (name) => (names.push(name), bytesOf(name)) });
  assert.deepEqual(names, ['core.wasm']);
  assert.equal(core.simd, true);
});

test('where the SIMD module does not compile, the scalar one serves', async () => {
  const read = (/** @type {string} */ name) =>
    name === 'core.wasm' ? new Uint8Array([1, 2, 3]) : bytesOf(name);
  const core = await loadCore({ read });
  assert.equal(core.simd, false);
});

for (const type of ['application/wasm', 'application/octet-stream', '']) {
  test(`a body of type "${type}" is read once`, async () => {
    let reads = 0;
    const read = (/** @type {string} */ name) => {
      const body = new ReadableStream({
        start(controller) {
          reads++;
          controller.enqueue(new Uint8Array(bytesOf(name)));
          controller.close();
        },
      });
      return new Response(body, { headers: type ? { 'Content-Type': type } : {} });
    };
    assert.equal((await loadCore({ read })).simd, true);
    assert.equal(reads, 1);
  });
}

/** @type {[string, () => any][]} */
const failures = [
  ['core-missing', () => Promise.reject(new TypeError('fetch failed'))],
  ['core-broken', () => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])],
  ['core-broken', () => new Response('<html>not found</html>')],
  ['core-broken', () => bytesOf('core.wasm').subarray(0, 1000)],
];
for (const [code, read] of failures) {
  test(`a core that does not come or start is ${code}, in both languages`, async () => {
    const error = await loadCore({ read }).catch((thrown) => thrown);
    assert.ok(error instanceof LabError, String(error));
    assert.equal(error.code, code);
    for (const language of /** @type {const} */ (['en', 'zh'])) {
      assert.match(error.describe(language), /core_scalar\.wasm/);
      assert.doesNotMatch(error.describe(language), /undefined/);
    }
  });
}

test('SHA-256 gives the published digests', async () => {
  const core = await testCore();
  const text = (/** @type {string} */ value) => new TextEncoder().encode(value);
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const million = 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0';
  const hashOf = (/** @type {Uint8Array} */ bytes) => {
    const block = core.place(bytes);
    const digest = hashBlock(core, block, bytes.length);
    core.release(block);
    return digest;
  };
  assert.equal(hashOf(text('abc')), abc);
  assert.equal(hashOf(text('a'.repeat(1e6))), million);
});

test('memory that is not there is a LabError, and the core lives on', async () => {
  const core = await testCore();
  assert.throws(
    () => core.allocate(0x7fffffff),
    (error) =>
      error instanceof LabError &&
      error.code === 'out-of-memory' &&
      /2,147,483,647/.test(error.message),
  );
  core.release(core.allocate(1000));
});

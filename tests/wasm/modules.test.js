/** The modules as they were built: small, without imports, with the listed exports, and with vector code where it belongs. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, wasmFolder } from '../../tools/paths.js';
import { loadCore, loadPageCore } from '../../web/lab/index.js';

/** @type {[name: string, lists: string[]][]} */
const modules = [
  ['core.wasm', ['exports.txt']],
  ['core_scalar.wasm', ['exports.txt']],
  ['study.wasm', ['exports.txt', 'exports_study.txt']],
  ['study_scalar.wasm', ['exports.txt', 'exports_study.txt']],
  ['page.wasm', ['exports_page.txt']],
];
const LOADER = ['web/lab/core.js', 'web/lab/read_url.js'];
const MOST_BYTES = 60_000;

/** @param {string} name */
const read = (name) => readFileSync(join(wasmFolder, name));

for (const [name, lists] of modules) {
  // What only lessons that measure load is not held to it.
  test(`${name} with what loads it is at most 60 KB`, { skip: name.startsWith('study') }, (t) => {
    const loader = LOADER.map((path) => readFileSync(join(root, path)).length);
    const bytes = loader.reduce((sum, size) => sum + size, read(name).length);
    t.diagnostic(`${bytes} bytes, ${read(name).length} of them the module`);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
  });

  test(`${name} imports nothing and exports what the list says`, async () => {
    const module = await WebAssembly.compile(read(name));
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    const texts = lists.map((list) => readFileSync(join(root, 'wasm', list), 'utf8'));
    const listed = texts.join('\n').match(/^abi_\w+$/gm) ?? [];
    const exported = WebAssembly.Module.exports(module).map((entry) => entry.name);
    const ours = exported.filter((entry) => entry.startsWith('abi_'));
    assert.deepEqual(ours.sort(), listed.sort());
    assert.ok(exported.includes('memory'));
  });

  test(`${name} starts, and says what it is`, async () => {
    const simd = !/scalar|page/.test(name);
    const which = name.startsWith('study') ? 'study' : 'core';
    const core =
      name === 'page.wasm'
        ? await loadPageCore({ read })
        : await loadCore({ core: which, simd, read });
    assert.equal(core.simd, simd);
  });
}

/**
 * The functions of a module as text, and those that stand in its table, where the kernels are.
 * @param {string} name
 */
function disassemble(name) {
  const folder = mkdtempSync(join(tmpdir(), 'steplab-'));
  const file = join(folder, 'module.wat');
  try {
    execFileSync('wasm-dis', [join(wasmFolder, name), '--all-features', '-o', file]);
    const text = readFileSync(file, 'utf8');
    const parts = text.split(/^ \(func (?=\$)/m).slice(1);
    const functions = new Map(parts.map((part) => [part.split(/[\s)]/, 1)[0], part]));
    const table = text.match(/^ \(elem .*\)$/m)?.[0].match(/\$\S*[^\s)]/g) ?? [];
    return { functions, table };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const module of ['core.wasm', 'study.wasm']) {
  test(`the kernels of ${module} multiply and add vectors in loops`, (t) => {
    const { functions, table } = disassemble(module);
    const vector = table.filter((name) => {
      const text = functions.get(name) ?? '';
      return /\(loop/.test(text) && /f32x4\.mul/.test(text) && /f32x4\.add/.test(text);
    });
    t.diagnostic(`${vector.length} of ${table.length} functions in the table of kernels`);
    assert.ok(vector.length >= 5, `only ${vector.join(' ')}`);
  });
}

for (const module of ['core_scalar.wasm', 'study_scalar.wasm', 'page.wasm']) {
  test(`${module} has no vector instruction at all`, () => {
    const { functions } = disassemble(module);
    assert.ok(functions.size > 10);
    for (const [name, text] of functions) assert.doesNotMatch(text, /v128|[if]\d+x\d+\./, name);
  });
}

/** Setting up: what is missing is installed, or the sentence says what to do. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';

import { root } from '../../tools/paths.js';
import { run } from '../../tools/processes.js';
import { findCommand } from '../../tools/setup.js';

/** @type {string} a folder that is all there is of PATH */
let path;
beforeEach(() => {
  remove();
  path = mkdtempSync(join(tmpdir(), 'steplab-setup-'));
});
const remove = () => path && rmSync(path, { recursive: true });
after(remove);

/** @param {string} name @param {string} script */
function command(name, script) {
  writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Runs the setup for formatting, which needs nothing but clang-format. */
function setUp() {
  const env = { ...process.env, PATH: path };
  const program = join(root, 'tools/setup.js');
  return run(process.execPath, [program, 'format'], { cwd: root, env, quiet: true });
}

/** As on Debian, for whoever runs the tests. @param {string} aptGet what apt-get does */
function pretendDebian(aptGet) {
  symlinkSync(findCommand('env') ?? '', join(path, 'env'));
  command('sudo', 'shift; exec "$@"');
  command('apt-get', aptGet);
  command('true', '');
}

test('is silent where nothing is missing', async () => {
  command('clang-format', '');
  assert.deepEqual(await setUp(), { code: 0, output: '' });
});

test('installs what is missing', async () => {
  pretendDebian(
    `case "$*" in *clang-format*) : > ${path}/clang-format; /bin/chmod +x ${path}/clang-format;; esac`,
  );
  const { code, output } = await setUp();
  assert.equal(code, 0, output);
  assert.match(output, /^Installing clang-format \(apt-get install clang-format\)/);
});

test('says what to do where it cannot install', async () => {
  const { code, output } = await setUp();
  assert.equal(code, 1);
  assert.match(output, /^Missing: clang-format\. .*sudo apt-get install clang-format\n$/);
});

test('says what apt-get said where that fails', async () => {
  pretendDebian('echo "E: no network"; exit 100');
  const { code, output } = await setUp();
  assert.equal(code, 1);
  assert.match(output, /Could not install clang-format.*sudo apt-get install clang-format/);
  assert.match(output, /E: no network/);
});

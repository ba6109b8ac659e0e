/**
 * What a teacher does: one command in a copy of the repository, and the new lesson is in the navigation of both languages and in
 * the tests, which nobody told of it.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { dataFolder, root, wasmFolder } from '../../tools/paths.js';
import { readLessons } from '../../web/site/generate/lessons.js';

const name = 'something-new';
const copied = ['eleventy.config.js', 'lessons', 'package.json', 'tests', 'tools', 'web'];

/** A copy of all that the site is made of and tested by. */
function copyRepository() {
  const copy = mkdtempSync(join(tmpdir(), 'steplab-copy-'));
  for (const part of copied) cpSync(join(root, part), join(copy, part), { recursive: true });
  mkdirSync(join(copy, 'build/site'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  symlinkSync(wasmFolder, join(copy, 'build/wasm'));
  symlinkSync(dataFolder, join(copy, 'build/site/data'));
  return copy;
}

test('a lesson made by one command is in the navigation and in the tests, and no other file is touched', async (t) => {
  const copy = copyRepository();
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  // The runner's own variables would make the inner one report to the outer.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const run = (/** @type {string[]} */ ...words) =>
    promisify(execFile)(process.execPath, words, { cwd: copy, env, maxBuffer: 1 << 26 });

  await run('tools/steplab.js', 'new-lesson', name);
  await run('node_modules/@11ty/eleventy/cmd.cjs');
  const read = (/** @type {string} */ path) => readFileSync(join(copy, 'build/site', path), 'utf8');
  const previous = readLessons().at(-1)?.name;
  for (const folder of ['', 'zh/']) {
    assert.match(read(`${folder}index.html`), new RegExp(`href="${name}/"`));
    const before = read(`${folder}${previous}/index.html`);
    assert.match(before, new RegExp(`rel="next" href="\\.\\./${name}/"`));
    assert.match(before, new RegExp(`<li><a href="\\.\\./${name}/">Something new</a></li>`));
  }

  const pages = await run('--test', '--test-reporter=tap', 'tests/site/pages.test.js');
  assert.match(pages.stdout, new RegExp(`^ok .* zh/${name}/index\\.html`, 'm'));
  // The others are opened where they stand; the built site still has them.
  for (const lesson of readLessons())
    rmSync(join(copy, 'lessons', lesson.folder), { recursive: true });
  const browsing = ['--test-name-pattern=in chromium', 'tests/browser/lessons.test.js'];
  const opened = await run('--test', '--test-reporter=tap', ...browsing);
  for (const language of ['en', 'zh'])
    assert.match(opened.stdout, new RegExp(`ok \\d+ - ${name} opens in ${language}$`, 'm'));
});

/** `steplab.js new-lesson`: what it makes, and the sentences for what it cannot. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { root } from '../../tools/paths.js';
import { makeLesson } from '../../tools/steplab/new_lesson.js';

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'steplab-lessons-'));
  mkdirSync(join(folder, '02-early'));
  mkdirSync(join(folder, '07-late'));
});
after(() => rmSync(folder, { recursive: true }));

test('a lesson is made after the last one, or where it is wanted', () => {
  const made = makeLesson('what-momentum-does', { folder });
  assert.deepEqual(made, {
    name: 'what-momentum-does',
    number: 8,
    folder: '08-what-momentum-does',
  });
  const about = JSON.parse(readFileSync(join(folder, made.folder, 'lesson.json'), 'utf8'));
  assert.equal(about.order, 8);
  assert.equal(about.title.en, 'What momentum does');
  for (const file of ['en.md', 'zh.md', 'experiment.js'])
    assert.ok(existsSync(join(folder, made.folder, file)), file);
  assert.equal(makeLesson('between', { folder, number: 3 }).folder, '03-between');
});

test('what cannot be a lesson is answered by a sentence that names it, and nothing is made', () => {
  const before = readdirSync(folder);
  /** @type {[unknown, object, RegExp][]} */
  const cases = [
    [undefined, {}, /^NAME is missing/],
    ['Momentum', {}, /^NAME Momentum: a name is made of words in small letters/],
    ['two words', {}, /^NAME two words: /],
    ['../up', {}, /^NAME \.\.\/up: /],
    ['a'.repeat(41), {}, /40 characters at most/],
    ['early', {}, /^NAME early: lessons\/02-early has this name/],
    ['zh', {}, /^NAME zh: the site has a page or a folder of this name/],
    ['assets', {}, /^NAME assets: /],
    ['fresh', { number: 7 }, /^--number 7: lessons\/07-late has this number/],
    ['fresh', { number: 0 }, /^--number 0: a lesson's number is a whole number from 1 to 99/],
    ['fresh', { number: NaN, typed: 'ten' }, /^--number ten: /],
  ];
  for (const [name, options, sentence] of cases) {
    assert.throws(() => makeLesson(name, { folder, ...options }), { message: sentence });
  }
  assert.deepEqual(readdirSync(folder), before);
});

test('the command says what is wrong and ends with 2', async () => {
  const command = [join(root, 'tools/steplab.js'), 'new-lesson'];
  const run = promisify(execFile);
  for (const [words, sentence] of /** @type {[string[], RegExp][]} */ ([
    [[], /^NAME is missing/],
    [['what-the-rate-does'], /lessons\/02-what-the-rate-does has this name/],
    [['one', 'two'], /^two: this is no option/],
  ])) {
    await assert.rejects(
      run(process.execPath, [...command, ...words]),
      (/** @type {any} */ error) => {
        assert.equal(error.code, 2);
        assert.match(error.stderr, sentence);
        return true;
      },
    );
  }
  const { stdout } = await run(process.execPath, [...command, '--help']);
  assert.match(stdout, /new-lesson NAME \[options\]/);
});

/** `sweep` as a person and a program meet it: the same bits in one piece, in shards, killed and gone on with; merging; errors. */

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { root } from '../../tools/paths.js';

const program = join(root, 'tools/steplab.js');
const folder = mkdtempSync(join(tmpdir(), 'steplab-sweep-'));
after(() => rmSync(folder, { recursive: true }));
const file = (/** @type {string} */ name) => join(folder, name);

/** @param {string} command @param {string[]} words @returns {Promise<{ code: number, out: string, err: string }>} */
function run(command, words) {
  return new Promise((resolve) =>
    execFile(command, words, { cwd: root }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

/** @param {string[]} words */
const sweep = (...words) => run(process.execPath, [program, 'sweep', ...words]);

/** @param {string} text */
const lines = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const axes = ['--batches', '20,100', '--rates', '0.2,0.5,1', '--seeds', '2'];
const grid = [...axes, '--epochs', '1', '--train-size', '2000'];
/** The whole sweep in one piece. */
const whole = file('whole.ndjson');

test('a line a cell in the grid’s order, the last the sweep; each is what train gives', async () => {
  const { code, out, err } = await sweep(...grid, '--json', '--out', whole);
  assert.equal(code, 0, err);
  assert.equal(readFileSync(whole, 'utf8'), out);
  const cells = lines(out);
  const final = cells.pop();
  assert.deepEqual(
    cells.map(({ batch, rate, seed }) => [batch, rate, seed].join()),
    [20, 100].flatMap((batch) =>
      [0.2, 0.5, 1].flatMap((rate) => [1, 2].map((seed) => `${batch},${rate},${seed}`)),
    ),
  );
  assert.deepEqual(
    { ...final, schedule: null },
    {
      ...{ batches: [20, 100], rates: [0.2, 0.5, 1], seeds: 2, seed: 1, epochs: 1 },
      ...{ trainSize: 2000, evaluate: 0.5, schedule: null, optimizer: { kind: 'sgd' } },
      ...{ shard: null, cells: 12, failed: 0, final: true },
    },
  );
  const one = cells[3];
  const words = ['train', '--batch', '20', '--rate', '0.5', '--seed', '2', '--epochs', '1'];
  const alone = await run(process.execPath, [program, ...words, '--train-size', '2000', '--json']);
  const result = lines(alone.out).pop();
  for (const key of ['epochs', 'validationAccuracy', 'testAccuracy', 'diverged', 'fingerprint'])
    assert.equal(one[key], result[key], key);
});

test('gone on with: nothing is done twice, and the bits are the same', async () => {
  const path = file('restarted.ndjson');
  const [first, second, third] = readFileSync(whole, 'utf8').split('\n');
  writeFileSync(path, `${third}\n${first}\n${second.slice(0, 40)}`);
  const { code, out, err } = await sweep(...grid, '--json', '--out', path);
  assert.equal(code, 0, err);
  assert.equal(out, readFileSync(whole, 'utf8'));
  assert.equal(readFileSync(path, 'utf8'), out);
  // What is there is believed: a mark in a line stays.
  const marked = out.replace(/"fingerprint":"[0-9a-f]{4}/, '"fingerprint":"0000');
  writeFileSync(path, marked);
  assert.equal((await sweep(...grid, '--json', '--out', path)).out, marked);
});

test('killed again and again in the middle, it ends with the same file', async () => {
  const path = file('killed.ndjson');
  const words = [program, 'sweep', ...grid, '--out', path, '--workers', '1'];
  for (const kill of [1, 4]) {
    const child = spawn(process.execPath, words, { cwd: root, stdio: 'ignore' });
    const count = () => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);
    while (count() < kill && child.exitCode === null) await sleep(2);
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  truncateSync(path, readFileSync(path).length - 7);
  assert.equal((await sweep(...grid, '--out', path)).code, 0);
  assert.equal(readFileSync(path, 'utf8'), readFileSync(whole, 'utf8'));
});

const shards = [1, 2, 3, 4].map((part) => file(`shard.${part}.ndjson`));

test('GNU parallel runs four shards, and merged they are the whole, in any order', async () => {
  const command = [process.execPath, program, 'sweep', ...grid, '--workers', '1'];
  const each = [...command, '--shard', '{}/4', '--out', file('shard.{}.ndjson')];
  const { code, err } = await run('parallel', ['--jobs', '2', ...each, ':::', '1', '2', '3', '4']);
  assert.equal(code, 0, err);
  for (const [index, path] of shards.entries())
    assert.equal(lines(readFileSync(path, 'utf8')).pop().shard, `${index + 1}/4`);
  const path = file('merged.ndjson');
  const merged = await sweep('--merge', ...[...shards].reverse(), '--json', '--out', path);
  assert.equal(merged.code, 0, merged.err);
  assert.equal(merged.out, readFileSync(whole, 'utf8'));
  assert.equal(readFileSync(path, 'utf8'), merged.out);
});

/** @param {string} name @param {string} text */
function other(name, text) {
  writeFileSync(file(name), text);
  return file(name);
}

test('merging says what is missing, doubled, unfinished, or of another sweep', async () => {
  const text = (/** @type {string} */ path) => readFileSync(path, 'utf8');
  const cut = other('cut.ndjson', text(shards[1]).slice(0, -400));
  const longer = other(
    'longer.ndjson',
    text(shards[1]).replace(/"epochs":1,"trainSize"/, '"epochs":2,"trainSize"'),
  );
  const foreign = other(
    'foreign.ndjson',
    text(shards[1]).replace('train-size=2000', 'train-size=3000'),
  );
  const copy = other('copy.ndjson', text(shards[0]));
  const odd = other('odd.ndjson', `once\n${text(shards[0])}`);
  /** @type {[string[], RegExp][]} */
  const wrong = [
    [
      [shards[0], shards[1], shards[3]],
      /3 of 12 cells are missing \(shard 3\/4\), the first with batch 20, rate 0\.5, seed 1: add/,
    ],
    [[shards[0], shards[0]], /named twice/],
    [[shards[0], copy], /shard\.1\.ndjson is shard 1\/4, too/],
    [[shards[0], whole], /this is the whole, but .* is shard 1\/4/],
    [
      [shards[0], cut, shards[2], shards[3]],
      /cut\.ndjson: the file was not finished; [1-3] of 12 cells are missing \(shard 2\/4\)/,
    ],
    [[cut], /no file here was finished/],
    [[shards[0], longer], /another sweep than .*shard\.1\.ndjson: epochs 2, not 1/],
    [
      [shards[0], foreign],
      /foreign\.ndjson: line 1 \(batch 20, rate 0\.2, seed 2, 1 epochs\) is of another sweep/,
    ],
    [[odd], /line 1 is no cell of a sweep: once/],
    [[file('none')], /the file cannot be read \(ENOENT\)/],
    [['--json', 'x'], /^--merge: a value is missing/],
  ];
  for (const [paths, sentence] of wrong) {
    const { code, out, err } = await sweep('--merge', ...paths);
    assert.equal(code, 2, `${err}${out}${paths}`);
    assert.equal(out, '');
    assert.match(err, sentence);
    assert.equal(err.trim().split('\n').length, 1);
  }
  const both = await sweep('--merge', whole, '--epochs', '3');
  assert.match(both.err, /^--epochs 3: the merged files say what the sweep is/);
});

test('a file of another sweep is not gone on with', async () => {
  const before = readFileSync(whole, 'utf8');
  for (const words of [
    ['--epochs', '2'],
    ['--rates', '0.2'],
    ['--shard', '1/2'],
  ]) {
    const { code, err } = await sweep(...grid, ...words, '--out', whole);
    assert.equal(code, 2);
    assert.match(err, /^--out .*name another file/);
  }
  assert.equal(readFileSync(whole, 'utf8'), before);
  const { err } = await sweep(...grid, '--out', join(folder, 'no', 'where'));
  assert.match(err, /^--out .*cannot be written \(ENOENT\)/);
  appendFileSync(file('odd'), 'once upon a time\n');
  assert.match((await sweep(...grid, '--out', file('odd'))).err, /line 1 is no cell/);
});

test('without --json: a table of means, and no bar where there is no terminal', async () => {
  const { code, out, err } = await sweep(...grid, '--out', whole);
  assert.equal(code, 0);
  assert.equal(err, '');
  assert.match(out, /over 2 seeds/);
  assert.match(out, /\n {6}20 +0\.\d{4} ± 0\.\d{4} +0/);
});

test('a schedule is followed by every cell', async () => {
  const words = ['--batches', '100', '--rates', '0.5', '--epochs', '1', '--train-size', '2000'];
  const { out } = await sweep(
    ...words,
    '--policy',
    'step',
    '--gamma',
    '0.5',
    '--step',
    '5',
    '--json',
  );
  const [cell, final] = lines(out);
  assert.match(cell.run, /schedule=step/);
  assert.deepEqual(final.schedule, { policy: 'step', gamma: 0.5, step: 5 });
  const plain = lines((await sweep(...words, '--json')).out)[0];
  assert.notEqual(plain.fingerprint, cell.fingerprint);
});

test('a million cells are asked about first, with the time that they would take', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => index + 1);
  const words = ['--batches', many.join(), '--rates', '0.1', '--seeds', '1000'];
  const { code, out, err } = await sweep(...words);
  assert.equal(code, 2);
  assert.equal(out, '');
  assert.match(
    err,
    /this is 1,000,000 cells, about [\d.,]+ (days|years|hours) on \d+ threads?; give --yes/,
  );
});

/** @type {[string[], RegExp][]} */
const wrong = [
  [['--batches', '0'], /^--batches 0: give a whole number from 1 to 55,000/],
  [['--batches', '16,99999'], /^--batches 99999: /],
  [['--batches', ''], /^--batches \[""\]: .*no cell/],
  [['--rates', '0.1,,0.2'], /^--rates "": /],
  [['--rates', '0.1,fast'], /^--rates fast: /],
  [['--rates', '0.1,0.10'], /^--rates 0\.1: .*twice/],
  [['--seeds', '0'], /^--seeds 0: /],
  [['--seed', '4294967295', '--seeds', '2'], /^--seed 4294967295: /],
  [['--epochs', '0'], /^--epochs 0: /],
  [['--shard', '5/4'], /^--shard 5\/4: .*1\/4/],
  [['--shard', '0/4'], /^--shard 0\/4: /],
  [['--shard', 'two'], /^--shard two: /],
  [['--workers', '0'], /^--workers 0: /],
  [['--weights-seed', '3'], /^--weights-seed: there is no such option/],
  [
    ['--policy', 'piecewise', '--milestones', '5'],
    /^--rates 0\.1: the schedule sets its own|^--.*rates/,
  ],
];
for (const [words, sentence] of wrong) {
  test(`refused: ${words.join(' ')}`, async () => {
    const { code, out, err } = await sweep(...words);
    assert.equal(code, 2, err);
    assert.equal(out, '');
    assert.match(err, sentence);
    assert.equal(err.trim().split('\n').length, 1);
  });
}

test('Ctrl-C ends at once and says how far it came', async () => {
  const words = [program, 'sweep', '--epochs', '1000', '--batches', '16', '--rates', '0.1'];
  const child = spawn(process.execPath, [...words, '--out', file('long')], { cwd: root });
  let err = '';
  child.stderr.on('data', (chunk) => (err += chunk));
  while (!existsSync(file('long'))) await sleep(10);
  await sleep(1500);
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  assert.equal(code, 130);
  assert.match(err, /^Interrupted after 0 of 1 cells; the same command goes on/);
});

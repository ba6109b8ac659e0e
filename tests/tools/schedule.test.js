/** `steplab.js schedule`: a line an iteration, tables, files, and what is wrong by the option's name. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { root } from '../../tools/paths.js';

const folder = mkdtempSync(join(tmpdir(), 'steplab-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} words @returns {Promise<{ code: number, out: string, err: string }>} */
function steplab(...words) {
  return new Promise((resolve) => {
    const command = [join(root, 'tools/steplab.js'), ...words];
    execFile(process.execPath, command, { cwd: root, maxBuffer: 1e8 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** @param {string[]} words */
async function lines(...words) {
  const { code, out, err } = await steplab('schedule', ...words, '--json');
  assert.equal(code, 0, err);
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** @param {string} name @param {unknown} content */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const step = ['--policy', 'step', '--rate', '0.1', '--gamma', '0.9', '--step', '50'];

test('one line an iteration, then the final line', async () => {
  const all = await lines(...step, '--iterations', '120');
  const final = all.pop();
  assert.deepEqual(
    all.map(({ iteration }) => iteration),
    Array.from({ length: 120 }, (_, index) => index),
  );
  assert.deepEqual(
    [0, 49, 50, 99, 100].map((t) => all[t].rate),
    [0.1, 0.1, 0.1 * 0.9, 0.1 * 0.9, 0.1 * 0.9 ** 2],
  );
  assert.deepEqual(final, {
    iterations: 120,
    table: null,
    schedule: { policy: 'step', rate: 0.1, gamma: 0.9, step: 50 },
    final: true,
  });
});

test('--table prints every K-th, and the end', async () => {
  const { out } = await steplab('schedule', ...step, '--iterations', '300', '--table', '50');
  const rows = out.trim().split('\n').slice(3);
  assert.deepEqual(
    rows.map((row) => row.trim().split(/\s+/)),
    [
      ['0', '0.1'],
      ['50', '0.09'],
      ['100', '0.081'],
      ['150', '0.0729'],
      ['200', '0.06561'],
      ['250', '0.059049'],
      ['300', '0.0531441'],
    ],
  );
  const some = await lines(...step, '--iterations', '120', '--table', '50');
  assert.deepEqual(
    some.map(({ iteration }) => iteration),
    [0, 50, 100, 120, undefined],
  );
});

test('--schedule-file takes any schedule, joined ones too', async () => {
  const ramp = { policy: 'linear', start: 0, rate: 0.4, iterations: 10 };
  const path = file('join.json', { join: [ramp, { policy: 'poly', rate: 0.4, power: 1 }] });
  const all = await lines('--schedule-file', path, '--iterations', '50', '--table', '5');
  const rates = all.slice(0, -1).map(({ rate }) => Number(rate.toFixed(12)));
  assert.deepEqual(rates, [0, 0.2, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05, 0]);
});

test('a long schedule comes whole', async () => {
  const all = await lines('--policy', 'exp', '--iterations', '70000');
  assert.equal(all.length, 70001);
  assert.equal(all[69999].iteration, 69999);
});

test('train follows the schedule, by --schedule as by --policy, and says so', async () => {
  const words = ['--epochs', '1', '--train-size', '2560', '--rate', '0.4', '--warmup', '5'];
  const [one, other] = await Promise.all(
    ['--policy', '--schedule'].map((name) => steplab('train', name, 'cosine', ...words, '--json')),
  );
  assert.equal(one.code, 0, one.err);
  const records = one.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const final = records.pop();
  assert.deepEqual(
    records.map(({ iteration }) => iteration),
    [10, 20],
  );
  const expected = await lines(
    '--policy',
    'cosine',
    '--rate',
    '0.4',
    '--warmup',
    '5',
    '--iterations',
    '20',
  );
  for (const { iteration, rate } of records) assert.equal(rate, expected[iteration - 1].rate);
  assert.deepEqual(final.schedule, expected[20].schedule);
  assert.equal(JSON.parse(other.out.trim().split('\n')[2]).fingerprint, final.fingerprint);
  const native = await steplab(
    'train',
    '--core',
    'native',
    '--policy',
    'cosine',
    ...words,
    '--json',
  );
  assert.equal(JSON.parse(native.out.trim().split('\n')[2]).fingerprint, final.fingerprint);
});

/** @type {[string[], RegExp][]} */
const wrong = [
  [['--policy', 'stairs'], /^--policy stairs: give one of fixed, step, /],
  [['--policy', 'step', '--gamma', '0'], /^--gamma 0: give a finite number above 0/],
  [['--policy', 'step', '--step', '0'], /^--step 0: give a whole number from 1/],
  [['--policy', 'step', '--power', '2'], /^--power 2: .*step has rate, gamma, step/],
  [['--policy', 'multistep', '--milestones', '9,5'], /^--milestones 9,5: /],
  [['--policy', 'poly', '--total', '0'], /^--total 0: /],
  [['--policy', 'piecewise', '--rate', '0.3'], /^--rate 0\.3: /],
  [
    ['--policy', 'poly', '--warmup', '500', '--iterations', '300'],
    /^--warmup 500: .*300 iterations/,
  ],
  [['--policy', 'step', '--schedule', 'exp'], /^--schedule exp: --policy says step/],
  [['--iterations', '0'], /^--iterations 0: /],
  [['--table', '1.5'], /^--table 1\.5: /],
  [['--schedule-file', 'nowhere.json'], /^--schedule-file nowhere\.json: the file cannot be read/],
  [
    ['--schedule-file', file('cut.json', '{"policy":')],
    /^--schedule-file .*cut\.json: this is no JSON/,
  ],
  [['--schedule-file', file('list.json', [])], /^--schedule-file .*list\.json: Schedule \[\]: /],
  [
    ['--schedule-file', file('key.json', { policy: 'step', gama: 0.9 })],
    /^--schedule-file .*key\.json: gama 0\.9: .*step has rate, gamma, step/,
  ],
  [
    [
      '--schedule-file',
      file('part.json', { join: [{ iterations: 5 }, { policy: 'exp', gamma: 0 }] }),
    ],
    /^--schedule-file .*part\.json: Gamma 0: .*part 2/,
  ],
  [['--schedule-file', file('fine.json', {}), '--gamma', '0.5'], /^--gamma 0\.5: /],
];

for (const [words, sentence] of wrong) {
  test(`${words.join(' ').replace(folder, '…')} is refused with 2`, async () => {
    const { code, out, err } = await steplab('schedule', ...words);
    assert.equal(code, 2, err);
    assert.equal(out, '');
    assert.match(err, sentence);
    assert.equal(err.trim().split('\n').length, 1);
  });
}

/** The command line as a person and a program meet it: records, errors, help, exit codes, Ctrl-C. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.js';
import { nearest, parseOptions, UsageError } from '../../tools/steplab/options.js';

const program = join(root, 'tools/steplab.js');

/** @param {string[]} words */
function begin(words) {
  const child = spawn(process.execPath, [program, ...words], { cwd: root });
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (told.out += chunk));
  child.stderr.on('data', (chunk) => (told.err += chunk));
  return { child, told };
}

/** @param {string[]} words */
async function steplab(...words) {
  const { child, told } = begin(words);
  const [code] = await once(child, 'close');
  return { code, ...told };
}

/** @param {string} text */
const lines = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const short = ['train', '--epochs', '2', '--train-size', '2000', '--json'];
/** @type {string[]} */
const fingerprints = [];
for (const core of ['simd', 'scalar', 'native']) {
  test(`--core ${core}: a record a line, the last the result`, async () => {
    const { code, out, err } = await steplab(
      ...short,
      '--core',
      core,
      '--seed',
      '3',
      '--order-seed',
      '9',
    );
    assert.equal(code, 0, err);
    const records = lines(out);
    const final = records.pop();
    assert.deepEqual(
      records.map(({ epoch }) => Math.round(10 * epoch) / 10),
      [0.5, 1, 1.5, 2],
    );
    for (const record of records) {
      assert.ok(!('final' in record));
      for (const key of [
        'iteration',
        'samples',
        'rate',
        'batch',
        'trainingLoss',
        'validationLoss',
        'validationAccuracy',
      ]) {
        assert.equal(typeof record[key], 'number', key);
      }
    }
    const {
      final: isFinal,
      batch,
      rate,
      epochs,
      seed,
      splitSeed,
      weightsSeed,
      orderSeed,
      trainSize,
    } = final;
    assert.deepEqual(
      {
        isFinal,
        batch,
        rate,
        epochs,
        seed,
        splitSeed,
        weightsSeed,
        orderSeed,
        trainSize,
        core: final.core,
      },
      {
        isFinal: true,
        batch: 128,
        rate: 0.5,
        epochs: 2,
        seed: 3,
        splitSeed: 3,
        weightsSeed: 3,
        orderSeed: 9,
        trainSize: 2000,
        core,
      },
    );
    for (const key of [
      'validationAccuracy',
      'validationLoss',
      'testAccuracy',
      'testLoss',
      'trainingSeconds',
    ]) {
      assert.equal(typeof final[key], 'number', key);
    }
    assert.equal(final.epochSeconds.length, 2);
    assert.equal(final.diverged, null);
    fingerprints.push(final.fingerprint);
  });
}

test('all cores print one fingerprint', () => {
  assert.match(fingerprints[0], /^[0-9a-f]{16}$/);
  assert.deepEqual(fingerprints, Array(3).fill(fingerprints[0]));
});

test('an optimizer and a batch that grows: all cores print one fingerprint', async () => {
  const words = ['--optimizer', 'adamw', '--beta1', '0.8', '--grow', '1:5', '--seed', '3'];
  const finals = [];
  for (const core of ['simd', 'scalar', 'native']) {
    const { code, out, err } = await steplab(...short, ...words, '--core', core);
    assert.equal(code, 0, err);
    const records = lines(out);
    assert.deepEqual(
      records.map(({ batch }) => batch),
      [128, 128, 640, 640, 128],
    );
    finals.push(records.pop());
  }
  const [{ optimizer, grow, rate, fingerprint }] = finals;
  assert.equal(optimizer.kind, 'adamw');
  assert.equal(optimizer.beta1, 0.8);
  assert.equal(rate, 0.001);
  assert.deepEqual(grow, [{ epoch: 1, factor: 5 }]);
  assert.deepEqual(
    finals.map((final) => final.fingerprint),
    Array(3).fill(fingerprint),
  );
});

test('without --json: a table and a summary, no bar and no colour where there is no terminal', async () => {
  const { code, out, err } = await steplab('train', '--epochs', '1', '--train-size', '2000');
  assert.equal(code, 0);
  assert.equal(err, '');
  assert.match(out, /epoch +iteration/);
  assert.match(out, /\n +0\.\d+ +8 +\d/);
  assert.match(out, /test accuracy +0\.\d{4}/);
  assert.match(out, /fingerprint +[0-9a-f]{16}\n$/);
  assert.ok(!out.includes(String.fromCharCode(27)));
});

/** @type {[string[], RegExp][]} */
const wrong = [
  [['--batch', '0'], /^--batch 0: give a whole number from 1 to 55,000/],
  [['--batch', '-3'], /^--batch -3: /],
  [['--batch=1.5'], /^--batch 1\.5: /],
  [['--batch', '99999999'], /^--batch 99999999: /],
  [['--batch', '200', '--train-size', '100'], /^--batch 200: .*100/],
  [['--rate', '-0.5'], /^--rate -0\.5: /],
  [['--rate', 'Infinity'], /^--rate Infinity: /],
  [['--rate', '1e999'], /^--rate 1e999: /],
  [['--rate', 'fast'], /^--rate fast: /],
  [['--rate', ''], /^--rate "": /],
  [['--epochs', '0'], /^--epochs 0: /],
  [['--evaluate', '0'], /^--evaluate 0: /],
  [['--seed', '-1'], /^--seed -1: /],
  [['--weights-seed', '4294967296'], /^--weights-seed 4294967296: /],
  [['--train-size', '60000'], /^--train-size 60000: .*5,000/],
  [['--optimizer', 'adamax'], /^--optimizer adamax: give one of sgd, momentum/],
  [['--optimizer', 'adam', '--momentum', '0.9'], /^--momentum 0\.9: .*adam has beta1, beta2/],
  [['--beta1', '0.9'], /^--beta1 0\.9: sgd has no settings/],
  [['--optimizer', 'adam', '--beta2', '1'], /^--beta2 1: give a number from 0 to below 1/],
  [['--grow', '5'], /^--grow 5: give at most 16 stages as epoch:factor/],
  [['--grow', '5:5,5:5'], /^--grow 5:5,5:5: a batch grows when a whole number/],
  [['--grow', '2:1000'], /^--grow 2:1000: the batch would be 128,000/],
  [['--core', 'gpu'], /^--core gpu: give one of simd, scalar, native/],
  [['--bacth', '3'], /^--bacth: .*did you mean --batch/],
  [['--batch'], /^--batch: a value is missing/],
  [['--batch', '--json'], /^--batch: a value is missing/],
  [['--json=yes'], /^--json=yes: --json takes no value/],
  [['128'], /^128: this is no option/],
];
for (const [words, pattern] of wrong) {
  test(`${words.join(' ')}: exit code 2 and a sentence that names it`, async () => {
    const { code, out, err } = await steplab('train', ...words);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, pattern);
    assert.equal(err.trim().split('\n').length, 1);
  });
}

test('help, for all and for a command; a command that is not there', async () => {
  const all = await steplab('--help');
  assert.equal(all.code, 0);
  assert.match(all.out, /train/);
  const one = await steplab('train', '--help');
  assert.equal(one.code, 0);
  for (const name of [
    'batch',
    'rate',
    'epochs',
    'seed',
    'split-seed',
    'weights-seed',
    'order-seed',
    'train-size',
    'evaluate',
    'core',
    'json',
  ]) {
    assert.match(one.out, new RegExp(`--${name}\\b`));
  }
  assert.equal((await steplab()).code, 2);
  const unknown = await steplab('trian');
  assert.equal(unknown.code, 2);
  assert.match(unknown.err, /trian.*did you mean train/);
});

test('Ctrl-C ends it tidily: whole lines, a word on stderr, code 130', async () => {
  const { child, told } = begin(['train', '--epochs', '500', '--json']);
  while (!told.out.includes('\n')) await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  assert.equal(code, 130);
  assert.match(told.err, /^Interrupted after \d+\.\d\d of 500 epochs\.\n$/);
  assert.ok(told.out.endsWith('\n'));
  for (const record of lines(told.out)) assert.ok(!record.final);
});

test('a reader that has had enough is no error', async () => {
  const { child, told } = begin(['train', '--epochs', '500', '--json']);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
  assert.equal(told.err, '');
});

test('options are read as they are typed', () => {
  const options = [
    { name: 'rate', help: '', value: 'R', fallback: 0.5 },
    { name: 'name', help: '', value: 'T', text: true },
    { name: 'json', help: '' },
  ];
  const values = parseOptions(options, ['--rate=-1e-3', '--json', '--name', '5']);
  assert.deepEqual(
    [values.rate, values.json, values.name, values.typed.rate],
    [-0.001, true, '5', '-1e-3'],
  );
  assert.equal(parseOptions(options, []).rate, 0.5);
  assert.throws(() => parseOptions(options, ['--']), UsageError);
  assert.equal(nearest('trian', ['train', 'sweep']), 'train');
  assert.equal(nearest('xyzzy', ['train', 'sweep']), undefined);
});

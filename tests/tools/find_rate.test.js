/** `find-rate` as a program meets it: points, the result, options, errors and exit codes. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.js';

/** @param {string[]} words @returns {Promise<{ code: number, out: string, err: string }>} */
function findRate(...words) {
  return new Promise((resolve) => {
    const all = [join(root, 'tools/steplab.js'), 'find-rate', ...words];
    execFile(process.execPath, all, { cwd: root }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** @param {string} text */
const lines = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const short = ['--train-size', '4000', '--batch', '100', '--json'];

test('tells every point and ends with the result, the same each time', async () => {
  const { code, out, err } = await findRate(...short, '--seed', '5');
  assert.equal(code, 0, err);
  const records = lines(out);
  const final = records.pop();
  assert.equal(final.final, true);
  assert.equal(final.seed, 5);
  assert.equal(final.rule, 'rounds');
  assert.deepEqual(Object.keys(final.rules), ['steepest', 'minimum', 'valley', 'slide', 'slope']);
  assert.ok(final.rate > 0 && final.careful > 0 && final.careful < final.rate);
  assert.equal(final.rounds.length, 3);
  for (const round of final.rounds) {
    assert.ok(round.minimum.rate > 0 && Number.isFinite(round.minimum.loss));
    assert.ok(round.bracket[0] < round.bracket[1]);
  }
  assert.equal(final.rate, final.rounds[2].minimum.rate);
  assert.ok(records.every(({ seed, round, rate, loss }) => seed === 5 && round && rate && loss));
  const again = await findRate(...short, '--seed', '5');
  const timeless = (/** @type {any} */ record) => ({ ...record, seconds: 0 });
  assert.deepEqual(lines(again.out).map(timeless), [...records, final].map(timeless));
});

test('searches with another optimizer, which wants other rates', async () => {
  const words = [...short, '--rounds', '1', '--optimizer'];
  const [adam, sgd] = await Promise.all([
    findRate(...words, 'adam', '--beta1', '0.8'),
    findRate(...words, 'sgd'),
  ]);
  assert.equal(adam.code, 0, adam.err);
  const [byAdam, plain] = [adam, sgd].map(({ out }) => lines(out).pop());
  assert.equal(byAdam.optimizer.beta1, 0.8);
  assert.deepEqual(plain.optimizer, { kind: 'sgd' });
  assert.ok(byAdam.rate < plain.rate / 2, `${byAdam.rate} is not far below ${plain.rate}`);
});

test('a ramp, reset weights, a rule and several seeds', async () => {
  const words = ['--ramp', '1e-3:10:60', '--reset', '--rounds', '1', '--seeds', '3'];
  const { code, out, err } = await findRate(...short, ...words, '--rule', 'slope');
  assert.equal(code, 0, err);
  const final = lines(out).pop();
  assert.equal(final.rate, final.rules.slope);
  assert.equal(final.rates.length, 3);
  assert.ok(final.spread.low <= final.spread.median && final.spread.median <= final.spread.high);
  assert.equal(final.rounds[0].carried, false);
});

test('--verify races the suggestion', async () => {
  const words = ['--segments', '0.5:1:0.5:5', '--rounds', '1', '--verify'];
  const { code, out, err } = await findRate(...short, ...words);
  assert.equal(code, 0, err);
  const final = lines(out).pop();
  assert.equal(final.verified.candidates.length, 5);
  assert.equal(final.rate, final.verified.rate);
  assert.ok(final.suggested > 0);
});

test('a person reads rounds, rules and the rate', async () => {
  const { code, out } = await findRate(...short.slice(0, -1));
  assert.equal(code, 0);
  assert.match(out, /round 1 {2}0\.0001 … 1\.1: lowest loss/);
  assert.match(out, /learning rate {2}[\d.]+, or [\d.]+ to be careful/);
});

/** @type {[string[], RegExp][]} */
const wrong = [
  [['--segments', '0.1:0.9:0.1,0.5:1:0.1'], /^--segments 0\.1:0\.9:0\.1,0\.5:1:0\.1: segment 2 /],
  [['--segments', '0.9:0.1:0.1'], /^--segments 0\.9:0\.1:0\.1: segment 1 runs backwards/],
  [['--segments', '0.1:0.9:0'], /^--segments 0\.1:0\.9:0: .*step 0/],
  [['--segments', '0:1:1e-7'], /^--segments 0:1:1e-7: .*1,000,000/],
  [['--ramp', '0:10:100'], /^--ramp 0:10:100: .*cannot start at 0/],
  [['--ramp', 'quick'], /^--ramp quick: give first:last:iterations/],
  [['--ramp', '1:2:3', '--segments', '1:2:1'], /^--ramp 1:2:3: give segments or a ramp/],
  [['--stop', '1'], /^--stop 1: give a number above 1/],
  [['--rounds', '9'], /^--rounds 9: /],
  [['--seeds', '0'], /^--seeds 0: /],
  [['--rule', 'best'], /^--rule best: give one of rounds, steepest/],
  [['--batch', '0'], /^--batch 0: /],
  [['--reset', '--carry'], /^--carry: /],
  [['--measure', 'test'], /^--measure test: give one of batch, validation, training/],
];
for (const [words, sentence] of wrong) {
  test(`refused: ${words.join(' ')}`, async () => {
    const { code, out, err } = await findRate(...words);
    assert.equal(code, 2, err);
    assert.equal(out, '');
    assert.match(err, sentence);
    assert.equal(err.trim().split('\n').length, 1);
  });
}

test('a search without an answer says why', async () => {
  const { code, out } = await findRate(...short, '--segments', '0.5:0.5:1', '--rounds', '1');
  assert.equal(code, 0);
  const final = lines(out).pop();
  assert.ok(final.rate === null ? final.reason === 'too-few' : final.rounds[0].minimum);
});

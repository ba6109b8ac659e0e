/** Lesson 03: the exercises, the table of a sweep, the quartiles, and the textbook's regression. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { loadCore } from '../../web/lab/index.js';
import { checkBeat, checkSmall, checkTurn } from '../../lessons/03-finding-a-rate/checks.js';
import { quartileCurves } from '../../lessons/03-finding-a-rate/quartiles.js';
import {
  drawPoints,
  lowestOf,
  regressionCurve,
  regressionRound,
} from '../../lessons/03-finding-a-rate/regression.js';
import {
  countIterations,
  countRates,
  segmentFault,
  sweepOver,
} from '../../lessons/03-finding-a-rate/segments.js';

const segment = { first: 0.1, last: 0.9, step: 0.1, iterations: 10 };

test('turn: a first round whose minimum lies inside its table', () => {
  assert.equal(checkTurn([]), null);
  const short = { last: 1.1, inside: false, rate: 1.1 };
  assert.deepEqual(checkTurn([short])?.values, ['1.1']);
  const done = checkTurn([short, { last: 8, inside: true, rate: 3.3 }]);
  assert.deepEqual(done, { done: true, key: 'turnDone', values: ['3.3'] });
});

test('small: a batch of 16 or less beside 128, with the same seed', () => {
  assert.equal(checkSmall([]), null);
  const usual = { batch: 128, seed: 1, rate: 1 };
  assert.equal(checkSmall([usual])?.done, false);
  assert.equal(checkSmall([usual, { batch: 16, seed: 2, rate: 0.5 }])?.done, false);
  assert.equal(checkSmall([usual, { batch: 32, seed: 1, rate: 0.5 }])?.done, false);
  const done = checkSmall([usual, { batch: 16, seed: 1, rate: 0.85 }]);
  assert.deepEqual(done?.values, ['16', '0.85', '1']);
});

test('beat: another rate, three seeds, and more than chance', () => {
  assert.equal(checkBeat([]), null);
  const race = { rate: 1.5, accuracy: 0.96, suggested: 1, own: 0.957, seeds: 3, diverged: 0 };
  assert.deepEqual(checkBeat([race])?.values, ['1.5', '1', '0.30']);
  assert.equal(checkBeat([{ ...race, seeds: 1 }])?.done, false);
  assert.equal(checkBeat([{ ...race, own: 0.9595 }])?.done, false);
  assert.equal(checkBeat([{ ...race, rate: 1, own: 0.96 }])?.done, false);
});

test('a table of segments is counted, and its faults are named in both languages', () => {
  assert.equal(countRates([segment]), 9);
  assert.equal(countIterations([segment, { ...segment, first: 1, last: 1.1, step: 0.01 }]), 200);
  assert.equal(segmentFault([segment]), null);
  /** @type {[Partial<typeof segment>, string][]} */
  const faults = [
    [{ step: 0 }, 'segment-step'],
    [{ last: 0.05 }, 'segment-backwards'],
  ];
  for (const [change, code] of faults) {
    const fault = segmentFault([{ ...segment, ...change }]);
    assert.equal(fault?.code, code);
    assert.match(fault?.describe('zh') ?? '', /[一-鿿]/);
  }
  assert.match(segmentFault([segment, segment])?.describe('en') ?? '', /segment 2/i);
});

test('a bracket becomes a sweep on a round grid', () => {
  assert.deepEqual(sweepOver([0.6, 1.3], 8, 40), {
    first: 0.6,
    last: 1.3,
    step: 0.05,
    iterations: 40,
  });
  const { first, last, step } = sweepOver([0.691, 1.75], 8, 40);
  assert.ok(first <= 0.691 && last >= 1.75 && step === 0.1);
});

test('quartiles go as far as half of the curves', () => {
  const curve = (/** @type {number[]} */ ...losses) =>
    losses.map((loss, i) => ({ rate: i + 1, loss }));
  const { low, median, high } = quartileCurves([curve(1, 4), curve(2), curve(3)]);
  assert.deepEqual(median, [{ rate: 1, loss: 2 }]);
  assert.equal(low[0].loss, 1.5);
  assert.equal(high[0].loss, 2.5);
  assert.deepEqual(quartileCurves([]).median, []);
});

test('the regression gives the minima that the lesson names', async () => {
  const { xs, ys } = drawPoints(1);
  const off = Math.max(...xs.map((x, i) => Math.abs(ys[i] - regressionCurve(x))));
  assert.ok(off > 0.045 && off <= 0.0501, String(off));
  const core = await loadCore({
    read: (name) => readFileSync(new URL(`../../build/wasm/${name}`, import.meta.url)),
  });
  const minima = [1, 2, 5].map((seed) => lowestOf(regressionRound(core, seed, 0)).rate);
  assert.deepEqual(minima, [0.3, 0.9, 0.1]);
  assert.equal(regressionRound(core, 1, 0).length, 10);
});

/** Lesson 05's reckoning: the ridge and its power law, steps to a target, roughness, exercises. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { roughnessOf } from '../../lessons/05-batch-and-rate/cells.js';
import { checkFew, checkRidge, checkTrade } from '../../lessons/05-batch-and-rate/checks.js';
import { listOf } from '../../lessons/05-batch-and-rate/grid_settings.js';
import { lawOf } from '../../lessons/05-batch-and-rate/predictions.js';
import { fitRidge, ridgeOf } from '../../lessons/05-batch-and-rate/ridge.js';
import { stepsTo } from '../../lessons/05-batch-and-rate/steps.js';

const batches = [4, 16, 64, 256];
const rates = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

/** An error that is a parabola in the logarithms, lowest at 0.05 · batch^power, a little elsewhere for each seed. @param {number} power @param {number[]} shifts */
function valley(power, shifts) {
  return (/** @type {number} */ row, /** @type {number} */ column) =>
    shifts.map((shift, k) => {
      const best = 0.05 * batches[row] ** power * Math.exp(shift * (row % 2 ? 1 : -1) * (k + 1));
      return 1 - 0.03 * Math.exp(0.2 * Math.log(rates[column] / best) ** 2);
    });
}

test('the ridge lies where the error is lowest, between the cells too', () => {
  const peaks = ridgeOf(batches, rates, valley(0.5, [0]));
  assert.deepEqual(
    peaks.map(({ row, edge }) => [row, edge]),
    batches.map((row) => [row, false]),
  );
  for (const { row, at } of peaks) assert.ok(Math.abs(at / (0.05 * row ** 0.5) - 1) < 1e-6);
  const fit = fitRidge(peaks);
  assert.ok(fit && Math.abs(fit.slope - 0.5) < 1e-6);
  assert.equal(fit.rows, 4);
});

test('over seeds the interval holds the power, and the bar the spread', () => {
  const peaks = ridgeOf(batches, rates, valley(0.5, [0.02, -0.03, 0.04, -0.01]));
  const fit = fitRidge(peaks);
  assert.ok(fit?.low && fit.high && fit.low < 0.5 && fit.high > 0.5 && fit.high - fit.low < 0.3);
  for (const { low, at, high } of peaks) assert.ok(low < at && at < high);
});

test('a best rate at the edge of the map does not count', () => {
  const peaks = ridgeOf(batches, rates, valley(1, [0]));
  assert.deepEqual(
    peaks.map(({ edge }) => edge),
    [false, false, true, true],
  );
  const fit = fitRidge(peaks);
  assert.ok(fit);
  assert.equal(fit.rows, 2);
  assert.deepEqual([fit.low, fit.high], [null, null], 'two points have no interval');
  assert.equal(fitRidge(peaks.slice(1)), null);
});

test('points on one column of a coarse grid do not make a certain law', () => {
  const steep = [0.1, 0.3, 1, 3];
  const values = [0.9, 0.92, 0.95, 0.1];
  const peaks = ridgeOf([16, 64, 256], steep, (_, column) => [values[column]]);
  // Beside runs that diverge no parabola is drawn: the cell itself counts.
  for (const { at, edge } of peaks) assert.ok(Math.abs(at - 1) < 1e-9 && !edge);
  const fit = fitRidge(peaks);
  assert.ok(fit && Math.abs(fit.slope) < 1e-9);
  assert.ok(Number(fit.low) < -0.2 && Number(fit.high) > 0.2);
});

test('rows that are not whole wait; of several seeds those that are whole count', () => {
  const half = valley(0.5, [0, 0.01]);
  const accuracies = (/** @type {number} */ row, /** @type {number} */ column) => {
    const values = half(row, column);
    return row === 0
      ? [values[0], column === 2 ? null : values[1]]
      : row === 1
        ? [null, null]
        : values;
  };
  const peaks = ridgeOf(batches, rates, accuracies);
  assert.deepEqual(
    peaks.map(({ row, each }) => [row, each.length]),
    [
      [4, 1],
      [64, 2],
      [256, 2],
    ],
  );
});

/** @param {[number, number][]} pairs */
const records = (pairs) =>
  pairs.map(([iteration, validationAccuracy]) => ({
    iteration,
    validationAccuracy,
    seconds: iteration / 100,
    epoch: iteration / 430,
  }));

test('steps to a target lie between the records around it', () => {
  const list = records([
    [100, 0.8],
    [200, 0.9],
    [400, 0.95],
  ]);
  assert.equal(stepsTo(list, 0.99), null);
  assert.equal(stepsTo(list, 0.7), 100);
  assert.ok(Math.abs((stepsTo(list, 0.9) ?? 0) - 200) < 1e-9);
  // The error halves as the time doubles: half way in the logarithms is √2 of either.
  const between = stepsTo(list, 1 - 0.1 / Math.SQRT2) ?? 0;
  assert.ok(Math.abs(between - 200 * Math.SQRT2) < 1e-6);
  assert.ok(Math.abs((stepsTo(list, 1 - 0.1 / Math.SQRT2, 'seconds') ?? 0) - between / 100) < 1e-9);
});

test('roughness is 0 for a level curve, and of the last epoch only', () => {
  const level = [1, 5, 2, 0.1, 3, 9, 11, 0.5, 12, 0.5, 13, 0.5, 20, 0.5];
  assert.equal(roughnessOf(level, 20, 2), 0);
  const rough = roughnessOf([11, 1, 12, 3, 13, 1, 14, 3], 20, 2);
  assert.ok(Math.abs(rough - Math.SQRT2 / 2) < 1e-12);
});

test('powers are called by the law that they are nearest to', () => {
  assert.deepEqual([-0.6, 0, 0.5, 0.9].map(lawOf), ['smaller', 'same', 'root', 'line']);
});

test('lists are read as people write them', () => {
  assert.deepEqual(listOf('16, 32;128'), [16, 32, 128]);
  assert.deepEqual(listOf('１６、３２，full 全部'), [16, 32, 'full', 'full']);
  assert.deepEqual(listOf('0.1 fast'), [0.1, 'fast']);
  assert.deepEqual(listOf('  '), []);
});

test('exercises', () => {
  assert.equal(checkRidge(null), null);
  const fit = {
    slope: 0.5,
    low: 0.2,
    high: 0.8,
    rows: 3,
    centre: /** @type {[number, number]} */ ([64, 0.5]),
  };
  assert.equal(checkRidge(fit)?.done, true);
  assert.equal(checkRidge({ ...fit, low: -0.1 })?.done, false);
  assert.equal(checkRidge({ ...fit, low: null, high: null })?.done, false);
  assert.equal(checkRidge({ ...fit, rows: 2 })?.done, false);
  const cell = (/** @type {number} */ batch, /** @type {number} */ accuracy) => ({
    batch,
    rate: 0.5,
    accuracy,
    records: [],
  });
  assert.equal(checkTrade([cell(16, 0.96), cell(64, 0.96)]), null);
  assert.equal(checkTrade([cell(16, 0.96), cell(128, 0.9)]), null);
  assert.equal(checkTrade([cell(16, 0.97), cell(128, 0.96)])?.done, false);
  const met = checkTrade([cell(16, 0.97), cell(128, 0.96), cell(256, 0.968)]);
  assert.deepEqual([met?.done, met?.cells?.map(({ batch }) => batch)], [true, [16, 256]]);
  const quick = {
    ...cell(512, 0.955),
    records: records([
      [500, 0.94],
      [590, 0.951],
    ]),
  };
  const slow = {
    ...cell(16, 0.97),
    records: records([
      [3000, 0.94],
      [6000, 0.96],
    ]),
  };
  assert.equal(checkFew([cell(16, 0.9)]), null);
  assert.equal(checkFew([slow])?.done, false);
  assert.equal(checkFew([slow, quick])?.done, true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnBins, nearestIndex } from '../../web/widgets/downsample.js';
import { spreadLabels } from '../../web/widgets/chart_labels.js';

test('columns keep first, lowest, highest, last and mean', () => {
  const bins = new ColumnBins(10, 0, 100, false);
  [
    [12, 5],
    [13, 9],
    [14, 1],
    [15, 3],
  ].forEach(([x, y]) => bins.add(x, y));
  assert.deepEqual([bins.first[1], bins.high[1], bins.low[1], bins.last[1]], [5, 9, 1, 3]);
  assert.equal(bins.sum[1] / bins.count[1], 4.5);
  assert.equal(bins.taken, 4);
});

test('no extreme is lost, whatever the length', () => {
  const bins = new ColumnBins(300, 0, 50000, false);
  for (let i = 0; i < 50000; i++) bins.add(i, i === 31415 ? 99 : Math.sin(i));
  assert.equal(Math.max(...bins.high), 99);
  assert.equal(
    bins.count.reduce((a, b) => a + b),
    50000,
  );
});

test('points outside of the axis and broken values are passed over', () => {
  const bins = new ColumnBins(10, 0, 100, false);
  [
    [-1, 1],
    [101, 1],
    [50, NaN],
    [50, Infinity],
    [NaN, 1],
  ].forEach(([x, y]) => bins.add(x, y));
  assert.equal(
    bins.count.reduce((a, b) => a + b),
    0,
  );
  bins.add(100, 7);
  assert.equal(bins.last[9], 7);
});

test('log columns are even in log x', () => {
  const bins = new ColumnBins(4, 0.001, 10, true);
  bins.add(0.05, 1);
  assert.equal(bins.count[1], 1);
  assert.ok(bins.fits(4, 0.001, 10, true));
  assert.ok(
    !bins.fits(4, 0.001, 10, false) &&
      !bins.fits(5, 0.001, 10, true) &&
      !bins.fits(4, 0.001, 100, true),
  );
});

test('the nearest entry is found', () => {
  const xs = [0, 10, 20, 30];
  assert.deepEqual(
    [-5, 4, 6, 15, 29, 99].map((x) => nearestIndex(xs, x)),
    [0, 0, 1, 1, 3, 3],
  );
  assert.equal(nearestIndex([], 1), -1);
  assert.equal(nearestIndex([1, 2, 0, 0], 9, 2), 1);
});

test('labels keep their order, do not touch and stay inside', () => {
  const wishes = [50, 52, 51, 10, 299, 300];
  const centres = spreadLabels(wishes, 16, 8, 292);
  const sorted = [...centres].sort((a, b) => a - b);
  for (let i = 1; i < sorted.length; i++) assert.ok(sorted[i] - sorted[i - 1] >= 16 - 1e-9);
  assert.ok(sorted[0] >= 8 && sorted[sorted.length - 1] <= 292);
  assert.ok(centres[3] < centres[0] && centres[0] < centres[2] && centres[2] < centres[1]);
  assert.equal(centres[3], 10);
  assert.deepEqual(spreadLabels([], 16, 0, 100), []);
});

/** The scale of rates: places, ticks and piles. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { exponentOf, pileDots, placeOf, rateAt, scaleTicks } from '../../web/widgets/rate_scale.js';

test('places and rates are each other’s inverse, and stay on the scale', () => {
  assert.equal(placeOf(0.1, [0.01, 1]), 0.5);
  assert.ok(Math.abs(rateAt(placeOf(0.37, [0.01, 10]), [0.01, 10]) - 0.37) < 1e-12);
  assert.equal(placeOf(5, [0.1, 1]), 1);
  assert.equal(exponentOf(0.1), -1);
});

test('ticks stand at even steps of log10, with the rate that belongs to them', () => {
  const ticks = scaleTicks([0.1, 1], 6);
  assert.deepEqual(
    ticks.map(({ exponent }) => exponent),
    ['−1.0', '−0.8', '−0.6', '−0.4', '−0.2', '0.0'],
  );
  assert.equal(ticks[4].rate.toFixed(3), '0.631');
  assert.ok(scaleTicks([1e-5, 10], 4).length <= 4);
});

test('dots that would touch are piled', () => {
  const piled = pileDots([0.1, 1, 0.1, 0.101], [0.1, 1], 20);
  assert.deepEqual(
    piled.map(({ height }) => height),
    [0, 0, 1, 2],
  );
});

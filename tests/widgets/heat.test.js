/** Where a heat map's cells lie on logarithmic axes, and how much ink an accuracy gets. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { edgesOf, inkOf, placeOn, placesOf } from '../../web/widgets/heat_model.js';

test('cells meet half way, by the logarithm', () => {
  const edges = edgesOf([1, 4, 16]);
  for (const [i, wanted] of [0.5, 2, 8, 32].entries())
    assert.ok(Math.abs(edges[i] / wanted - 1) < 1e-12);
  const [low, high] = edgesOf([8]);
  assert.ok(low < 8 && high > 8);
});

test('every value lies in the middle of evenly spaced cells, and power laws are straight', () => {
  const axis = placesOf([0.1, 1, 10], 0);
  for (const [i, value] of [0.1, 1, 10].entries())
    assert.ok(Math.abs(placeOn(axis, value) - (i + 0.5) / 3) < 1e-12);
  assert.ok(placeOn(axis, 1000) > 1 && placeOn(axis, 1e-3) < 0);
});

test('no cell is narrower than the least, and the places rise from 0 to 1', () => {
  const { places } = placesOf([0.5, 0.51, 0.52, 50], 0.1);
  assert.equal(places[0], 0);
  assert.ok(Math.abs(places[4] - 1) < 1e-12);
  for (let i = 1; i < 5; i++) assert.ok(places[i] - places[i - 1] >= 0.1 - 1e-12);
});

test('more accuracy is more ink, and its text is readable on every shade', () => {
  const accuracies = [0, 0.1, 0.5, 0.8, 0.9, 0.95, 0.97, 1];
  const inks = accuracies.map((accuracy) => inkOf(accuracy).ink);
  assert.deepEqual(
    inks,
    [...inks].sort((a, b) => a - b),
  );
  for (const accuracy of Array.from({ length: 101 }, (_, i) => i / 100)) {
    const { ink, light } = inkOf(accuracy);
    assert.ok(light ? ink >= 0.64 && ink <= 1.001 : ink >= 0.04 && ink <= 0.421);
  }
});

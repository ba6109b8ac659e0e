/** Contours: rings close, lie where the height is the level, and hold what is low. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bowlLevels, contourRings, isAlongEdge } from '../../web/widgets/contour_lines.js';

/** @typedef {import('../../web/widgets/contour_lines.js').Spot} Spot */

/** @param {(x: number, y: number) => number} height @param {number} columns @param {number} rows */
function gridOf(height, columns, rows) {
  const heights = Float64Array.from({ length: columns * rows }, (_, k) =>
    height(k % columns, Math.floor(k / columns)),
  );
  return { columns, rows, heights };
}

/** Twice the area to the left of a ring. @param {Spot[]} ring */
const area = (ring) =>
  ring.slice(1).reduce((sum, [x, y], k) => sum + ring[k][0] * y - x * ring[k][1], 0) / 2;

test('a cone has circles, closed, low to the left', () => {
  const grid = gridOf((x, y) => Math.hypot(x - 20, y - 15), 41, 31);
  const rings = contourRings(grid, 9);
  assert.equal(rings.length, 1);
  const [ring] = rings;
  assert.deepEqual(ring[0], ring[ring.length - 1]);
  for (const [x, y] of ring) assert.ok(Math.abs(Math.hypot(x - 20, y - 15) - 9) < 0.02);
  assert.ok(Math.abs(area(ring) - Math.PI * 81) < 2);
});

test('what reaches the edge of the grid closes along it', () => {
  const grid = gridOf((x) => x, 11, 6);
  const [ring, ...more] = contourRings(grid, 4.5);
  assert.equal(more.length, 0);
  assert.ok(Math.abs(area(ring) - 4.5 * 5) < 1e-9);
  const inner = ring.slice(1).filter((spot, k) => !isAlongEdge(grid, ring[k], spot));
  assert.ok(inner.length >= 5 && inner.length <= 7);
  assert.equal(contourRings(grid, -1).length, 0);
  assert.ok(Math.abs(area(contourRings(grid, 99)[0]) - 50) < 1e-9);
});

test('two hollows are two rings, a hill within is a hole', () => {
  const two = gridOf(
    (x, y) => Math.min(Math.hypot(x - 8, y - 8), Math.hypot(x - 22, y - 8)),
    31,
    17,
  );
  assert.equal(contourRings(two, 5).length, 2);
  const hill = gridOf((x, y) => 10 - Math.hypot(x - 10, y - 10), 21, 21);
  const total = contourRings(hill, 5).reduce((sum, ring) => sum + area(ring), 0);
  assert.ok(Math.abs(total - (400 - Math.PI * 25)) < 2);
});

test('levels lie closer near the bottom', () => {
  const levels = bowlLevels(1, 5, 8);
  assert.equal(levels.length, 8);
  assert.ok(levels[0] > 1 && levels[7] < 5);
  for (let i = 2; i < 8; i++) assert.ok(levels[i] - levels[i - 1] > levels[i - 1] - levels[i - 2]);
});

/** The worked example through the engine: fifty random sets against the formulas, batches, and what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  CHAPTER_POINTS,
  LabError,
  measureExample,
  MOST_POINTS,
  openPageCore,
  stepsOfBatches,
} from '../../web/lab/index.js';
import { pageCore } from './support/cores.js';

/** @typedef {import('../../web/lab/example.js').Pair} Pair */

const core = await pageCore();

/** Numbers of −3 … 3 that are the same in every run. */
function numbers() {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (6 * state) / 2147483647 - 3;
  };
}

/** @param {number} found @param {number} expected */
function near(found, expected) {
  assert.ok(Math.abs(found - expected) <= 1e-12 * (1 + Math.abs(expected)), `${found} ${expected}`);
}

test('fifty random sets agree with the formulas', () => {
  const next = numbers();
  for (let set = 0; set < 50; set++) {
    /** @type {Pair[]} */
    const points = Array.from({ length: 1 + (set % 17) }, () => [next(), next()]);
    const [slope, target] = [next(), next()];
    const mean = (/** @type {(x: number, y: number) => number} */ f) =>
      points.reduce((sum, [x, y]) => sum + f(x, y), 0) / points.length;
    const found = measureExample(core, points, slope, target);
    near(found.loss, mean((x, y) => (slope * x - y) ** 2) / 2);
    near(
      found.gradient,
      mean((x, y) => x * (slope * x - y)),
    );
    near(
      found.curvature,
      mean((x) => x * x),
    );
    near(found.chapterRate ?? NaN, (slope - target) / found.loss);
    near(slope - (found.rate ?? NaN) * found.gradient, target);
    assert.equal(found.still, null);
    assert.deepEqual(measureExample(core, [...points, ...points], slope, target), found);
  }
});

test('batches: every one where they are few, random ones where they are many', () => {
  const few = stepsOfBatches(core, CHAPTER_POINTS[1], { slope: 0.5, rate: 0.5, batch: 2 });
  assert.equal(few.slopes.length, 10);
  assert.equal(few.all, true);
  near(few.mean, 0);
  const drawn = stepsOfBatches(core, CHAPTER_POINTS[1], {
    ...{ slope: 0.5, rate: 0.5, batch: 2, atMost: 9 },
  });
  assert.equal(drawn.slopes.length, 9);
  assert.equal(drawn.all, false);
  assert.ok(drawn.slopes.every((slope) => few.slopes.includes(slope)));
});

test('what has no slope or no gradient says so, and still has its other numbers', () => {
  const upright = measureExample(core, [[0, 1]], 0.5, 0); // prettier-ignore
  assert.deepEqual([upright.still, upright.best, upright.loss], ['no-slope', null, 0.5]);
  const there = measureExample(core, CHAPTER_POINTS[0], 0, 0);
  assert.deepEqual([there.still, there.rate, there.best], ['no-gradient', null, 0]);
});

/** @type {[string, string, () => unknown][]} */
const refused = [
  ['no-points', 'points', () => measureExample(core, [], 1, 0)],
  ['bad-point', 'points', () => measureExample(core, [[1, NaN]], 1, 0)], // prettier-ignore
  ['bad-slope', 'slope', () => measureExample(core, [[1, 1]], Infinity, 0)], // prettier-ignore
  ['bad-slope', 'target', () => measureExample(core, [[1, 1]], 1, NaN)], // prettier-ignore
  ['bad-batch', 'batch', () => stepsOfBatches(core, [[1, 1]], { slope: 1, rate: 1, batch: 2 })], // prettier-ignore
  ['bad-batch', 'batch', () => stepsOfBatches(core, [[1, 1]], { slope: 1, rate: 1, batch: 0 })], // prettier-ignore
  [
    'too-many-points',
    'points',
    () =>
      stepsOfBatches(core, Array(MOST_POINTS + 1).fill([1, 1]), { slope: 1, rate: 1, batch: 1 }),
  ],
];
for (const [code, field, act] of refused) {
  test(`${code} in ${field} is told in both languages`, () => {
    assert.throws(act, (error) => {
      assert.ok(error instanceof LabError);
      assert.deepEqual([error.code, error.field], [code, field]);
      for (const language of /** @type {const} */ (['en', 'zh']))
        assert.ok(error.describe(language).length > 8);
      return true;
    });
  });
}

test('a page opens its core once, and again only after a failure', async () => {
  const missing = { read: () => Promise.reject(new Error('away')) };
  await assert.rejects(openPageCore(missing), LabError);
  const opened = openPageCore();
  assert.equal(openPageCore(), opened);
  assert.ok((await opened.catch((error) => error)) !== undefined);
});

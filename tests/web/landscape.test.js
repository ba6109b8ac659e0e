/** Landscapes, walks and sums through the engine: closed forms, batches of one problem, and what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  decayRates,
  LabError,
  lookAtLandscape,
  mapLandscape,
  TERRAINS,
  WALK_METHODS,
  walkLandscape,
} from '../../web/lab/index.js';
import { pageCore } from './support/cores.js';

const core = await pageCore();

/** @param {number} found @param {number} expected @param {number} [slack] */
function near(found, expected, slack = 1e-12) {
  assert.ok(Math.abs(found - expected) <= slack * (1 + Math.abs(expected)), `${found} ${expected}`);
}

test('a map has its heights in their places', () => {
  const box = { x: /** @type {const} */ ([-2, 2]), y: /** @type {const} */ ([-1, 2]) };
  const heights = mapLandscape(core, { terrain: 'saddle' }, box, 5, 4);
  assert.equal(heights.length, 20);
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 5; column++) {
      const [x, y] = [column - 2, row - 1];
      near(heights[row * 5 + column], x ** 2 / 2 - y ** 2 / 2 + y ** 4 / 4);
    }
});

test('every landscape has a bottom, and the bowl its samples', () => {
  for (const terrain of TERRAINS) {
    const { bottom, loss, samples, points } = lookAtLandscape(core, { terrain, steepness: 10 });
    const beside = mapLandscape(
      core,
      { terrain, steepness: 10 },
      { x: [bottom[0], bottom[0] + 0.1], y: [bottom[1], bottom[1] + 0.1] },
      ...[2, 2],
    );
    near(beside[0], loss);
    assert.ok(beside[1] > loss && beside[2] > loss, terrain);
    assert.equal(points.length, terrain === 'bowl' ? 24 : 0);
    assert.equal(samples, { bowl: 24, sparse: 10 }[String(terrain)] ?? 0);
  }
});

test('one sample, a mini-batch and the full batch walk on the same problem', () => {
  const { bottom } = lookAtLandscape(core, { terrain: 'bowl' });
  const distance = (/** @type {import('../../web/lab/landscape.js').Walked} */ { x, y }) =>
    Math.hypot(x[x.length - 1] - bottom[0], y[y.length - 1] - bottom[1]);
  const walked = [1, 6, 0].map((batch) =>
    walkLandscape(
      core,
      { terrain: 'bowl' },
      { start: [-1, 2], rate: 0.2, batch },
      (24 * 40) / (batch || 24),
    ),
  );
  for (const { samples } of walked) assert.equal(samples[samples.length - 1], 960);
  near(distance(walked[2]), 0, 0.2);
  assert.ok(walked.every((one) => distance(one) < 1 && !one.diverged));
  const still = walkLandscape(
    core,
    { terrain: 'bowl' },
    { start: bottom, rate: 0.2, batch: 0 },
    10,
  );
  near(distance(still), 0);
  assert.ok(
    distance(walkLandscape(core, { terrain: 'bowl' }, { start: bottom, rate: 0.2, batch: 1 }, 10)) >
      0.01,
  );
});

test('every method comes down a valley, and a rate beyond the limit does not', () => {
  for (const method of WALK_METHODS) {
    const walk = { start: /** @type {const} */ ([2, 1]), method, rate: 0.05 };
    const { loss, diverged } = walkLandscape(core, { terrain: 'valley' }, walk, 300);
    assert.equal(diverged, false);
    assert.ok(loss[300] < loss[0] / 20, `${method} ${loss[300]}`);
  }
  const thrown = walkLandscape(core, { terrain: 'valley' }, { start: [2, 1], rate: 0.2 }, 300);
  assert.equal(thrown.diverged, true);
  assert.ok(thrown.x.length < 301);
});

test('the sums of c/k: one grows like a logarithm, the other ends at π²/6', () => {
  const { k, sum, squares, mean, places } = decayRates(core, { c: 1, a: 1 }, 10000);
  const last = k.length - 1;
  assert.equal(k[last], 10000);
  near(sum[last], Math.log(10000) + 0.5772156649, 1e-5);
  near(squares[last], Math.PI ** 2 / 6 - 1e-4, 1e-7);
  assert.ok(mean[last] < 0.05);
  assert.equal(places[0], 1);
});

/** @type {[string, string, () => unknown][]} */
const refused = [
  [
    'bad-landscape',
    'terrain',
    () => lookAtLandscape(core, /** @type {any} */ ({ terrain: 'sea' })),
  ],
  ['bad-landscape', 'steepness', () => lookAtLandscape(core, { terrain: 'valley', steepness: 1 })],
  ['bad-walk', 'start', () => walk({ start: [1, NaN] })],
  ['bad-walk', 'rate', () => walk({ rate: 0 })],
  ['bad-walk', 'batch', () => walk({ batch: 25 })],
  ['bad-walk', 'noise', () => walk({ noise: -1 })],
  ['bad-method', 'method', () => walk({ method: /** @type {any} */ ('newton') })],
  ['bad-walk', 'a', () => decayRates(core, { c: 1, a: 5 }, 10)],
];

/** @param {Partial<import('../../web/lab/landscape.js').Walk>} wrong */
function walk(wrong) {
  return walkLandscape(core, { terrain: 'bowl' }, { start: [0, 0], rate: 0.1, ...wrong }, 3);
}

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

/** Lesson 01: what its figures' numbers rest on, the sums' limits, and what counts as an exercise done. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  checkAbove,
  checkBudgets,
  checkCross,
  checkRare,
  checkStuck,
  nearestOf,
} from '../../lessons/01-why-it-is-hard/checks.js';
import { flatStretch, trainFlat } from '../../lessons/01-why-it-is-hard/flat.js';
import { limitsOf, zeta } from '../../lessons/01-why-it-is-hard/sums.js';
import { decayRates, lookAtLandscape, walkLandscape } from '../../web/lab/index.js';
import { findCore } from '../../tools/steplab/workshop.js';
import { pageCore } from '../web/support/cores.js';

/** @typedef {import('../../web/lab/landscape.js').WalkMethod} WalkMethod */

const core = await pageCore();

/** Distances from the bowl's bottom over fifty orders, sorted. @param {number} batch @param {number} budget */
function distances(batch, budget) {
  const { bottom } = lookAtLandscape(core, { terrain: 'bowl' });
  return Array.from({ length: 50 }, (_, i) => {
    const walk = { start: /** @type {const} */ ([-1.2, 2.2]), rate: 0.2, batch, seed: i + 1 };
    const { x, y } = walkLandscape(core, { terrain: 'bowl' }, walk, Math.floor(budget / batch));
    return Math.hypot(x[x.length - 1] - bottom[0], y[y.length - 1] - bottom[1]);
  }).sort((a, b) => a - b);
}

test('who is nearest depends on the budget, as the text says', () => {
  for (const [budget, best] of [
    [48, 0],
    [240, 1],
    [960, 2],
  ]) {
    const middles = [1, 4, 24].map((batch) => distances(batch, budget)[25]);
    assert.equal(middles.indexOf(Math.min(...middles)), best, `${budget}: ${middles}`);
  }
});

test('the rare weight has done four tenths of its way, as the text says', () => {
  const walk = { start: /** @type {const} */ ([-1, -1]), rate: 0.1, batch: 1 };
  const { x, y } = walkLandscape(core, { terrain: 'sparse', steepness: 20 }, walk, 100);
  assert.ok(Math.abs(x[100] - 1) < 0.3);
  assert.ok(Math.abs((y[100] + 1) / 2 - 0.41) < 0.01);
  const own = walkLandscape(
    core,
    { terrain: 'sparse', steepness: 20 },
    { ...walk, rate: 0.5, method: 'adagrad' },
    100,
  );
  assert.ok(own.strideY[100] > 1.5 * own.strideX[100]);
  assert.ok(own.y[100] > y[100]);
});

/** The first step with |y| above 1/2. @param {number} noise @param {number} seed */
function freedAt(noise, seed) {
  const walk = { start: /** @type {const} */ ([1, 0]), rate: 0.1, noise, seed };
  return walkLandscape(core, { terrain: 'saddle' }, walk, 1000).y.findIndex(
    (y) => Math.abs(y) > 0.5,
  );
}

test('on the ridge it stays; noise frees it, and a hundredth of the noise some fifty steps later', () => {
  assert.equal(freedAt(0, 1), -1);
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
  const free = seeds.map((seed) => freedAt(1e-4, seed));
  assert.ok(free.every((at) => at > 0 && at < 300));
  for (const seed of seeds) {
    const later = freedAt(1e-6, seed) - freedAt(1e-4, seed);
    assert.ok(Math.abs(later - Math.log(100) / Math.log(1.1)) < 5, String(later));
  }
});

test('the plateau takes plain SGD about 1,800 steps, momentum far fewer', () => {
  const across = (/** @type {WalkMethod} */ method, /** @type {number} */ rate) =>
    walkLandscape(
      core,
      { terrain: 'plateau' },
      { start: [-3, 0.8], method, rate },
      5000,
    ).x.findIndex((x) => x > 1.6);
  const sgd = across('sgd', 0.3);
  assert.ok(sgd > 1600 && sgd < 2000, String(sgd));
  assert.ok(across('momentum', 0.3) < 200);
  assert.ok(across('adam', 0.3) < sgd / 2);
});

test('XOR: flat for thousands of epochs, at a saddle all along, then a minimum; larger weights are sooner off', async () => {
  const measuring = await findCore(true, 'study');
  const train = (/** @type {number} */ seed, /** @type {number} */ scale) =>
    trainFlat(measuring, { seed, scale, rate: 0.1, epochs: 14_000 }, 70);
  for (const seed of [1, 3, 5, 6, 7]) {
    const looks = train(seed, 0.05);
    const { half, until, lowest, gradient } = flatStretch(looks);
    assert.ok(half !== null && half > 4000 && until > 3000, `${half} ${until}`);
    assert.ok(lowest[1] < -0.001 && gradient < 0.001, `${lowest} ${gradient}`);
    const last = looks[looks.length - 1];
    assert.ok(last.loss < 1e-6 && last.lowest > -1e-4 && last.highest > 1, JSON.stringify(last));
    const sooner = flatStretch(train(seed, 0.1)).half ?? Infinity;
    assert.ok(sooner / half > 0.2 && sooner / half < 0.35, `${sooner} ${half}`);
  }
});

test('a run is measured without a trace in it, and the same again', async () => {
  const measuring = await findCore(true, 'study');
  const run = { seed: 2, scale: 0.1, rate: 0.1, epochs: 2000 };
  const [often, seldom] = [40, 4].map((count) => trainFlat(measuring, run, count));
  assert.deepEqual(often[often.length - 1], seldom[seldom.length - 1]);
  assert.equal(often.length, 41);
  assert.deepEqual(often[0].epoch, 0);
});

test('the sums come to what the text says', () => {
  assert.ok(Math.abs(zeta(2) - Math.PI ** 2 / 6) < 1e-12);
  assert.ok(Math.abs(zeta(1.2) - 5.591582441177751) < 1e-9);
  assert.equal(zeta(1), Infinity);
  assert.deepEqual(limitsOf(0.5, 0), { sum: Infinity, squares: Infinity });
  assert.ok(Math.abs(limitsOf(0.5, 2).sum - 0.822) < 0.001);
  assert.equal(limitsOf(100, 1).sum, Infinity);
  assert.ok(limitsOf(100, 1).squares < Infinity);
  const hundred = decayRates(core, { c: 100, a: 1 }, 10_000);
  assert.ok(Math.max(...hundred.mean) > 1e27);
  assert.ok(hundred.mean[hundred.mean.length - 1] < 0.2);
  const slow = decayRates(core, { c: 0.1, a: 1 }, 10_000).mean;
  assert.ok(slow[slow.length - 1] > 0.3 && slow[slow.length - 1] < 0.5);
});

test('budgets: both winners at one rate', () => {
  assert.equal(checkBudgets([]), null);
  /** @type {import('../../lessons/01-why-it-is-hard/checks.js').Budget[]} */
  const seen = [{ rate: 0.2, budget: 48, nearest: 'one' }];
  assert.deepEqual(checkBudgets(seen), {
    ...{ done: false, key: 'budgetsSome', values: ['0.2', 'one'] },
  });
  assert.equal(checkBudgets([...seen, { rate: 0.1, budget: 960, nearest: 'all' }])?.done, false);
  assert.equal(
    checkBudgets([...seen, { rate: 0.2, budget: 240, nearest: 'some' }])?.key,
    'budgetsNeither',
  );
  assert.deepEqual(checkBudgets([...seen, { rate: 0.2, budget: 960, nearest: 'all' }]), {
    ...{ done: true, key: 'budgetsDone', values: ['0.2', '48', '960'] },
  });
  const costs = [3, 1, 2].map((middle) => ({
    ...{ id: '', batch: 1, gradients: 1, steps: 1, distance: 9, spread: [0, middle, 9] },
  }));
  assert.equal(nearestOf(costs), 'some');
});

test('cross: from the slope, within 200 steps, without noise', () => {
  const walk = /** @type {const} */ ({
    ground: 'plateau',
    method: 'momentum',
    calm: 62,
    start: -3,
  });
  assert.deepEqual(checkCross(walk), { done: true, key: 'crossDone', values: ['momentum', '62'] });
  assert.equal(checkCross({ ...walk, ground: 'saddle' }), null);
  assert.equal(checkCross({ ...walk, start: 0 })?.key, 'crossNear');
  assert.equal(checkCross({ ...walk, calm: null })?.key, 'crossNever');
  assert.equal(checkCross({ ...walk, calm: 201 })?.key, 'crossSlow');
});

test('above: a first rate above 1, both sums right, near in the end', () => {
  const summed = { c: 5, noise: 1, first: true, second: true, last: 0.02 };
  assert.deepEqual(checkAbove(summed), { done: true, key: 'aboveDone', values: ['5', '0.02'] });
  assert.equal(checkAbove({ ...summed, noise: 0 }), null);
  assert.equal(checkAbove({ ...summed, c: 1 })?.key, 'aboveLow');
  assert.deepEqual(checkAbove({ ...summed, second: false })?.values, ['3']);
  assert.deepEqual(checkAbove({ ...summed, first: false })?.values, ['2']);
  assert.equal(checkAbove({ ...summed, last: 0.2 })?.key, 'aboveFar');
});

test('two at once: SGD suits the frequent weight and a method with rates of its own both', () => {
  const methods = /** @type {const} */ ([
    ['sgd', 0.1],
    ['rmsprop', 0.1],
    ['momentum', 0.1],
  ]);
  /** @param {readonly (readonly [WalkMethod, number])[]} walked @param {object} [changes] */
  const check = (walked, changes) => {
    const arrived = walked.map(([method, rate]) => {
      const walk = { start: /** @type {const} */ ([-1, -1]), rate, batch: 1, method };
      const { x, y } = walkLandscape(core, { terrain: 'sparse', steepness: 20 }, walk, 100);
      /** @type {[number, number]} */
      const left = [Math.abs(x[100] - 1), Math.abs(y[100] - 1)];
      return { method, rate, left, diverged: false };
    });
    /** @type {import('../../lessons/01-why-it-is-hard/rates_figure.js').Walks} */
    const walks = { ground: 'sparse', steepness: 20, steps: 100, start: [-1, -1], arrived };
    return checkRare({ ...walks, ...changes });
  };
  assert.equal(check(methods, { ground: 'valley' }), null);
  assert.equal(check(methods, { steps: 200 })?.key, 'rareSetting');
  assert.equal(check(methods, { start: [1, -1] })?.key, 'rareSetting');
  assert.equal(check([['sgd', 0.9], methods[1]])?.key, 'rareSgd');
  assert.deepEqual(check([methods[1]]), { done: false, key: 'rareSgd', values: [] });
  assert.equal(check([methods[0], methods[2], ['adagrad', 0.5]])?.key, 'rareFar');
  assert.deepEqual(check(methods)?.values.slice(0, 2), ['rmsprop', '0.1']);
});

test('stuck, but not in a minimum: a long stretch that curves down, and a quick way out from the same seed', async () => {
  const measuring = await findCore(true, 'study');
  const stood = (/** @type {number} */ scale, /** @type {number} */ seed) => ({
    ...flatStretch(trainFlat(measuring, { seed, scale, rate: 0.2, epochs: 5000 }, 150)),
    seed,
  });
  const [long, quick, other] = [stood(0.05, 1), stood(1, 1), stood(1, 2)];
  assert.equal(checkStuck([]), null);
  assert.equal(checkStuck([quick])?.key, 'stuckShort');
  assert.equal(checkStuck([other, long])?.key, 'stuckLong');
  assert.equal(checkStuck([long, other])?.key, 'stuckShort');
  assert.equal(checkStuck([long, quick])?.key, 'stuckDone');
  assert.equal(checkStuck([{ ...long, lowest: [-1, 0.1] }, quick])?.key, 'stuckShort');
});

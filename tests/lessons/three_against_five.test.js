/** The exercises and the words of lesson 06: what counts and what does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkBounce, checkMore, checkQuiet } from '../../lessons/06-three-against-five/checks.js';
import { fateOf } from '../../lessons/06-three-against-five/steps.js';

test('more: at least five samples, and 1/c at most 0.25', () => {
  assert.equal(checkMore({ samples: 4, curvature: 9 }), null);
  assert.equal(checkMore({ samples: 6, curvature: 0 }), null);
  const near = checkMore({ samples: 5, curvature: 2 });
  assert.deepEqual(near, { done: false, key: 'moreNear', values: ['5', '0.5'] });
  assert.equal(checkMore({ samples: 5, curvature: 4 })?.done, true);
  assert.equal(checkMore({ samples: 5, curvature: 3.99 })?.done, false);
});

test('bounce: between one and two over the curvature, and at rest', () => {
  const walk = { rate: 0.5, curvature: 3, steps: 10, distance: 0.0005 };
  assert.deepEqual(checkBounce(walk), { done: true, key: 'bounceDone', values: ['0.5', '10'] });
  assert.equal(checkBounce({ ...walk, steps: 1 }), null);
  assert.equal(checkBounce({ ...walk, distance: 0.1 })?.key, 'bounceWait');
  assert.equal(checkBounce({ ...walk, curvature: 2 })?.key, 'bounceLow');
  assert.equal(checkBounce({ ...walk, curvature: 4 })?.key, 'bounceHigh');
});

test('quiet: half the spread of single points, and no smaller batch has it', () => {
  const reading = { batch: 3, samples: 8, deviation: 0.48, single: 1, before: 0.65 };
  assert.deepEqual(checkQuiet(reading), { done: true, key: 'quietDone', values: ['3', '0.48'] });
  assert.equal(checkQuiet({ ...reading, batch: 1, before: null }), null);
  assert.equal(checkQuiet({ ...reading, samples: 3 }), null);
  assert.equal(checkQuiet({ ...reading, single: 0 }), null);
  assert.equal(checkQuiet({ ...reading, deviation: 0.51 })?.key, 'quietLoud');
  assert.equal(checkQuiet({ ...reading, before: 0.49 })?.key, 'quietLarge');
});

test('the fate of a rate follows from rate times curvature', () => {
  const fates = [0.3, (0.375 * 8) / 3, 1.5, 2, 4].map(fateOf);
  assert.deepEqual(fates, ['creeps', 'lands', 'bounces', 'forever', 'escapes']);
});

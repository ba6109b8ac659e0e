/** The generator draws what NumPy draws. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NumpyRandom } from './numpy_random.js';

test('the bits are those of MT19937 as published', () => {
  const random = new NumpyRandom(5489);
  assert.deepEqual([random.bits(), random.bits()], [3499211612, 581869302]);
  for (let i = 2; i < 9999; i++) random.bits();
  assert.equal(random.bits(), 4123659995); // the 10,000th, as the C++ standard has it
});

test('samples, whole numbers and permutations are those of NumPy', () => {
  const random = new NumpyRandom(42);
  assert.equal(random.sample(), 0.3745401188473625);
  assert.equal(random.sample(), 0.9507143064099162);
  random.seed(42);
  assert.deepEqual(
    Array.from({ length: 10 }, () => random.below(100)),
    [51, 92, 14, 71, 60, 20, 82, 86, 74, 74],
  );
  random.seed(0);
  assert.deepEqual([...random.permutation(10)], [2, 8, 4, 9, 1, 6, 7, 3, 0, 5]);
});

test('uniform numbers stand between their bounds', () => {
  const random = new NumpyRandom(42);
  const [first] = random.uniform(-2, 2, 1);
  assert.equal(first, -2 + 4 * 0.3745401188473625);
});

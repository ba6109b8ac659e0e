/** The exercises of lesson 02: what counts and what does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkEdge, checkFast, checkPatient } from '../../lessons/02-what-the-rate-does/checks.js';

/** @typedef {import('../../lessons/02-what-the-rate-does/checks.js').Attempt} Attempt */

/** @param {Partial<Attempt>} given @returns {Attempt} */
function attempt(given) {
  return { rate: 0.5, batch: 128, seed: 1, records: [], over: true, diverged: false, ...given };
}

test('fast: 96 % within five epochs at batch 128, and nowhere else', () => {
  assert.equal(checkFast([]), null);
  assert.equal(checkFast([attempt({ batch: 32, records: [[5, 0.97]] })]), null);
  assert.equal(checkFast([attempt({ records: [[5.5, 0.97]] })]), null);
  const near = checkFast([attempt({ records: [[5, 0.9599]] })]);
  assert.deepEqual(near, { done: false, key: 'fastNear', values: ['0.5', '95.99'] });
  const done = checkFast([attempt({ rate: 1.2, records: [[4.5, 0.96]] })]);
  assert.deepEqual(done, { done: true, key: 'fastDone', values: ['1.2', '96.00', '4.5'] });
});

test('patient: 95 % with a rate of 0.1 or less, beside 0.5 at the same batch', () => {
  assert.equal(checkPatient([attempt({ rate: 0.2, records: [[3, 0.97]] })]), null);
  const slow = attempt({
    rate: 0.1,
    records: [
      [10, 0.94],
      [14, 0.951],
      [15, 0.955],
    ],
  });
  assert.equal(checkPatient([slow])?.values[2], '');
  const fast = attempt({ records: [[4, 0.953]] });
  assert.deepEqual(checkPatient([slow, fast])?.values, ['0.1', '14', '4']);
  assert.equal(checkPatient([slow, attempt({ batch: 32, records: [[1, 0.96]] })])?.values[2], '');
  assert.equal(checkPatient([attempt({ rate: 0.05, records: [[10, 0.9]] })])?.done, false);
});

test('edge: one run that diverges and one that does not, at one batch size, within a factor of 1.5', () => {
  const good = attempt({ rate: 2 });
  assert.equal(checkEdge([good]), null);
  assert.equal(checkEdge([attempt({ rate: 3, diverged: true })])?.key, 'edgeOne');
  assert.equal(checkEdge([good, attempt({ rate: 4, diverged: true })])?.key, 'edgeFar');
  assert.equal(checkEdge([good, attempt({ rate: 3, diverged: true })])?.done, true);
  assert.equal(checkEdge([good, attempt({ rate: 3, batch: 64, diverged: true })])?.done, false);
  assert.equal(
    checkEdge([attempt({ rate: 2.5, over: false }), attempt({ rate: 3, diverged: true })])?.key,
    'edgeOne',
  );
});

/** The exercises and verdicts of lesson 04: what counts and what does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkArea, checkGain, checkTenth } from '../../lessons/04-decay-schedules/checks.js';
import { judgeBend, judgeGain } from '../../lessons/04-decay-schedules/verdicts.js';

/** @typedef {import('../../lessons/04-decay-schedules/checks.js').Attempt} Attempt */

/** @param {string} policy @param {Partial<Attempt> & { rate?: number }} given @returns {Attempt} */
function attempt(policy, { rate = 0.5, ...given }) {
  return {
    draft: { policy, rate },
    key: '16 10 1',
    epochs: 10,
    accuracy: 0.97,
    area: 100,
    ...given,
  };
}

test('tenth: the staircase from 0.1 that ends at a tenth of it', () => {
  const draft = { policy: 'step', rate: 0.1, gamma: 0.631, step: 50 };
  assert.equal(checkTenth({ ...draft, gamma: 0.9 }, 0.059), null, 'as it was found');
  assert.equal(checkTenth({ ...draft, rate: 0.2 }, 0.01), null);
  assert.equal(checkTenth({ ...draft, policy: 'decay' }, 0.01), null);
  assert.deepEqual(checkTenth({ ...draft, gamma: 0.5 }, 0.003125)?.done, false);
  assert.deepEqual(checkTenth(draft, 0.1 * 0.631 ** 5), {
    done: true,
    key: 'tenthDone',
    values: ['0.631', '0.01'],
  });
});

test('gain: 0.3 points over every high fixed rate that was run alike', () => {
  const low = attempt('fixed', { accuracy: 0.968 });
  const falling = attempt('cosine', { accuracy: 0.9715 });
  assert.equal(checkGain([]), null);
  assert.equal(checkGain([falling]), null);
  assert.equal(checkGain([falling, attempt('fixed', { rate: 0.1, accuracy: 0.9 })]), null);
  assert.equal(checkGain([falling, { ...low, key: '16 10 2' }]), null, 'another seed');
  assert.deepEqual(checkGain([low, falling])?.values, ['97.15', '96.80', '0.35']);
  assert.equal(checkGain([low, falling])?.done, true);
  assert.equal(checkGain([low, falling, attempt('fixed', { accuracy: 0.97 })])?.done, false);
});

test('area: two policies of nearly one area', () => {
  const cosine = attempt('cosine', { area: 100 });
  assert.equal(checkArea([cosine, attempt('cosine', { area: 100 })]), null);
  assert.equal(checkArea([cosine, attempt('plateau', { area: 100 })]), null);
  assert.equal(checkArea([cosine, attempt('poly', { area: 110 })])?.key, 'areaNear');
  assert.equal(checkArea([cosine, attempt('poly', { area: 102 })])?.done, true);
  assert.equal(checkArea([cosine, attempt('poly', { area: 102, key: 'x' })]), null);
});

test('a gain is judged between the best of either kind', () => {
  const lanes = (/** @type {number} */ accuracy) => [
    { policy: 'fixed', accuracy: 0.97 },
    { policy: 'fixed', accuracy: 0.96 },
    { policy: 'step', accuracy },
  ];
  assert.equal(judgeGain(lanes(0.96))?.value, 'behind');
  assert.equal(judgeGain(lanes(0.972))?.value, 'level');
  assert.equal(judgeGain(lanes(0.975))?.value, 'ahead');
  assert.equal(judgeGain(lanes(0.981))?.value, 'far');
  assert.equal(judgeGain([{ policy: 'step', accuracy: 0.9 }]), null);
});

test('poly sags for p above 1 and bulges for p below', () => {
  assert.deepEqual([2, 1, 0.5].map(judgeBend), ['below', 'line', 'above']);
});

/** The walk in the bowl does what the text beside it says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { start, verdict, walk } from '../../web/widgets/bowl_walk.js';

test('below 1 every step ends nearer, on the same side', () => {
  const places = walk(0.3);
  for (let i = 1; i < places.length; i++) {
    assert.ok(Math.abs(places[i]) < Math.abs(places[i - 1]));
    assert.equal(Math.sign(places[i]), Math.sign(start));
  }
});

test('between 1 and 2 it changes sides and comes nearer, above 2 it goes away', () => {
  const near = walk(1.7);
  const away = walk(2.2);
  assert.equal(Math.sign(near[1]), -Math.sign(start));
  assert.ok(Math.abs(near[1]) < Math.abs(start));
  assert.ok(Math.abs(away[1]) > Math.abs(start));
  assert.ok(Math.abs(away.at(-1) ?? 0) > 1.6);
});

test('the verdict names what the walk does', () => {
  const cases = /** @type {const} */ ([
    [0.05, 'creeps'],
    [0.5, 'arrives'],
    [1, 'lands'],
    [1.7, 'bounces'],
    [2, 'forever'],
    [2.1, 'escapes'],
  ]);
  for (const [rate, expected] of cases) assert.equal(verdict(rate), expected, String(rate));
});

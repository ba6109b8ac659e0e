import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  axisRange,
  linearTicks,
  logTicks,
  niceStep,
  snapDecades,
  tickLabels,
} from '../../web/widgets/ticks.js';

test('log ranges begin and end at powers of ten', () => {
  assert.deepEqual(snapDecades(0.02, 2.3), [0.01, 10]);
  assert.deepEqual(snapDecades(0.1, 1), [0.1, 1]);
  assert.deepEqual(snapDecades(0.0999999, 1), [0.01, 1]);
  assert.deepEqual(snapDecades(1, 1), [1, 10]);
  assert.deepEqual(snapDecades(0, 5), [0.1, 10]);
  assert.deepEqual(snapDecades(-3, -1), [0.1, 1]);
  assert.deepEqual(snapDecades(NaN, NaN), [0.1, 1]);
  assert.deepEqual(snapDecades(0.001, 0.001), [0.001, 0.01]);
});

test('an axis keeps what was expected and grows in round steps', () => {
  assert.deepEqual(axisRange({ min: 0, max: 2.5 }, null), [0, 2.5]);
  assert.deepEqual(axisRange({ min: 0, max: 2.5 }, [0.1, 2.4]), [0, 2.5]);
  assert.deepEqual(axisRange({ min: 0, max: 2.5 }, [0.1, 2.7]), [0, 3]);
  assert.deepEqual(axisRange({ min: 0 }, [0, 430]), [0, 500]);
  assert.deepEqual(axisRange({ min: 0 }, [0, 501]), [0, 600]);
  assert.deepEqual(axisRange({ min: 0, max: 2.5, limit: [0, 5] }, [0.1, 1e9]), [0, 5]);
  assert.deepEqual(axisRange({ min: 0.001, max: 10, log: true }, [0.02, 2]), [0.001, 10]);
  assert.deepEqual(axisRange({}, null), [0, 1]);
  assert.deepEqual(axisRange({}, [3, 3]), [3, 6]);
  for (const data of [
    [0, 0],
    [-1, 1],
    [5, 5.0001],
    [1e-9, 1e9],
  ]) {
    for (const log of [false, true]) {
      const [min, max] = axisRange({ log }, /** @type {[number, number]} */ (data));
      assert.ok(max > min && (!log || min > 0) && max >= data[1], `${data} ${log}`);
    }
  }
});

test('an axis moves seldom while data grow', () => {
  let moves = 0;
  let last = 0;
  for (let x = 1; x < 100000; x += 7) {
    const [, max] = axisRange({ min: 0 }, [0, x]);
    assert.ok(max >= x && max <= 1.6 * x + 1);
    if (max !== last) moves++;
    last = max;
  }
  assert.ok(moves < 45, `${moves}`);
});

test('linear ticks are round and inside', () => {
  assert.deepEqual(linearTicks(0, 2.5, 5), [0, 0.5, 1, 1.5, 2, 2.5]);
  assert.deepEqual(linearTicks(0, 4300, 5), [0, 1000, 2000, 3000, 4000]);
  assert.deepEqual(linearTicks(0.8, 1, 4), [0.8, 0.85, 0.9, 0.95, 1]);
  assert.deepEqual(linearTicks(-1, 1, 4), [-1, -0.5, 0, 0.5, 1]);
  assert.equal(niceStep(10, 4), 2.5);
});

test('log ticks are the decades, with 2 and 5 where there is room', () => {
  assert.deepEqual(logTicks(0.001, 10, 6), [0.001, 0.01, 0.1, 1, 10]);
  assert.deepEqual(logTicks(0.1, 1, 5), [0.1, 0.2, 0.5, 1]);
  assert.ok(logTicks(1e-30, 1e30, 5).length <= 6);
});

test('tick labels have the same decimals', () => {
  assert.deepEqual(tickLabels([0, 0.5, 1], false), ['0', '0.5', '1.0']);
  assert.deepEqual(tickLabels([0.8, 0.85, 0.9], false), ['0.80', '0.85', '0.90']);
  assert.deepEqual(tickLabels([0, 20000], false), ['0', '20\u202f000']);
  assert.deepEqual(tickLabels([0.001, 1, 10], true), ['0.001', '1', '10']);
});

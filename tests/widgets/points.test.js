/** Points as they are written, kept within their plane, and reckoned with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pile } from '../../web/widgets/pile.js';
import {
  csvOf,
  freePlace,
  handlePlace,
  limits,
  pointAt,
  reach,
  readPoints,
  rowsOf,
  samplesOf,
  slopeTo,
  writePoints,
} from '../../web/widgets/points_model.js';

test('what is written is read, and nothing else', () => {
  const text = '-2:0,0:0.5*3,2:-1.2';
  const points = readPoints(text);
  assert.ok(points);
  assert.equal(writePoints(points), text);
  assert.equal(samplesOf(points).length, 5);
  assert.deepEqual(readPoints(''), []);
  for (const bad of ['1', '1:2:3', 'x:1', '1:NaN', '9:0', '0:9', '1:1*0', '1:1*12', ',', '1:1,'])
    assert.equal(readPoints(bad), null, bad);
  assert.equal(
    readPoints(
      Array(limits.points + 1)
        .fill('1:1')
        .join(','),
    ),
    null,
  );
});

test('points stay within the plane, and have one decimal', () => {
  assert.deepEqual(pointAt(1.26, -7, 20), { x: 1.3, y: -limits.y, times: limits.times });
  assert.deepEqual(pointAt(-0.01, 0.04, 0), { x: 0, y: 0, times: 1 });
});

test('a new point finds a place of its own', () => {
  /** @type {import('../../web/widgets/points_model.js').Point[]} */
  const points = [];
  for (let i = 0; i < limits.points; i++) {
    const place = freePlace(points);
    assert.ok(points.every(({ x }) => x !== place.x));
    points.push(place);
  }
});

test('what stands at each point', () => {
  const [row] = rowsOf([{ x: -2, y: 0, times: 2 }], 0.5);
  assert.deepEqual(row, { x: -2, y: 0, times: 2, z: -1, residual: -1, square: 1, product: 2 });
  assert.equal(csvOf([{ x: 1, y: 1, times: 1 }], 3).split('\n')[1], '1,1,1,3,2,4,2');
});

test('the line is drawn and held inside the picture, however steep', () => {
  for (const slope of [0, 0.5, -3, 1e6]) {
    const x = reach(slope);
    assert.ok(x <= 3.2 && Math.abs(slope * x) <= 1.75 + 1e-9);
    const [at, height] = handlePlace(slope);
    assert.ok(at < x && Math.abs(height) < 1.75);
    assert.ok(Math.abs(slopeTo(at, height) - Math.max(-5, Math.min(5, slope))) < 0.01);
  }
  assert.equal(slopeTo(-2, 1), -0.5);
  assert.equal(slopeTo(0, 9), limits.slope);
});

test('a pile counts every slope once, those outside at its ends', () => {
  const heights = pile([-9, 0, 0.1, 0.9, 9], 0, 1, 4);
  assert.deepEqual(heights, [3, 0, 0, 2]);
});

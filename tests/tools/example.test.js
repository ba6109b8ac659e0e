/** `steplab.js example`: the textbook's two columns, the gradient's, and any points. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { root } from '../../tools/paths.js';

const run = promisify(execFile);

/** @param {string[]} words @returns {Promise<{ code: number, out: string, err: string }>} */
async function example(...words) {
  const command = [join(root, 'tools/steplab.js'), 'example', ...words];
  return run(process.execPath, command, { cwd: root }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

/** @param {string[]} words */
async function result(...words) {
  const { code, out, err } = await example('--json', ...words);
  assert.equal(code, 0, err);
  return JSON.parse(out);
}

const three = {
  points: [
    [-2, 0],
    [0, 0],
    [2, 0],
  ],
  loss: 1 / 3,
  chapterRate: 1.5,
  gradient: 4 / 3,
  rate: 0.375,
  curvature: 8 / 3,
};

test('the three and the five of the textbook, exactly', async () => {
  const { slope, target, columns, final } = await result();
  assert.deepEqual({ slope, target, final }, { slope: 0.5, target: 0, final: true });
  assert.deepEqual(columns[0], three);
  const [, { points, ...five }] = columns;
  assert.deepEqual(points[1], [-1, 0]);
  assert.equal(points.length, 5);
  assert.deepEqual(five, { loss: 0.25, chapterRate: 2, gradient: 1, rate: 0.5, curvature: 2 });
});

test('the three used twice change nothing', async () => {
  const { columns } = await result('--points', '-2:0,0:0,2:0,-2:0,0:0,2:0');
  assert.equal(columns[0].points.length, 6);
  assert.deepEqual({ ...columns[0], points: three.points }, three);
});

test('other points, slope and target', async () => {
  const { columns } = await result('--points=1:2,-1:1', '--slope', '-0.5', '--target', '0.5');
  // Residuals −2.5 and −0.5; gradient (−2.5 + 0.5) / 2.
  assert.deepEqual(columns[0], {
    ...{ points: [[1, 2], [-1, 1]], loss: 1.625, chapterRate: -1 / 1.625 }, // prettier-ignore
    ...{ gradient: -1, rate: 1, curvature: 1 },
  });
});

test('a line that lies where it should has no rate', async () => {
  const { columns } = await result('--slope', '0');
  assert.deepEqual(
    [columns[0].gradient, columns[0].rate, columns[0].chapterRate, columns[0].curvature],
    [0, null, null, 8 / 3],
  );
  const { out } = await example('--slope', '0');
  assert.match(out, /gradient is 0/);
});

test('without --json: a table', async () => {
  const { code, out } = await example();
  assert.equal(code, 0);
  assert.match(out, /rate by the loss +1\.5 +2\n/);
  assert.match(out, /rate by the gradient +0\.375 +0\.5\n/);
});

/** @type {[string[], RegExp][]} */
const wrong = [
  [['--points', '0:1,0:2'], /^--points 0:1,0:2: all points lie at x = 0/],
  [['--points', ''], /^--points "": give a point as x:y/],
  [['--points', '1:2,3'], /^--points 3: give a point as x:y/],
  [['--points', '1:NaN'], /^--points 1:NaN: /],
  [['--points', '1:2:3'], /^--points 1:2:3: /],
  [['--points', '1e60:2'], /^--points 1e\+60:2: /],
  [['--points'], /^--points: a value is missing/],
  [['--slope', 'steep'], /^--slope steep: give a finite number/],
  [['--target', 'Infinity'], /^--target Infinity: give a finite number/],
];
for (const [words, pattern] of wrong) {
  test(`${words.join(' ')}: exit code 2 and a sentence that names it`, async () => {
    const { code, out, err } = await example(...words);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, pattern);
  });
}

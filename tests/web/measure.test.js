/** Measurements on the network that is learning, on all of MNIST: the variance of a batch's gradient, the noise scale, the curvature. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  describeMeasurement,
  describeRun,
  LabError,
  MeasureSession,
  Session,
} from '../../web/lab/index.js';
import { coreWithMnist, coreWithNoise } from './support/cores.js';

/** @typedef {import('../../web/lab/measure.js').MeasurementDescription} MeasurementDescription */
/** @typedef {import('../../web/lab/measure_records.js').VarianceResult} VarianceResult */
/** @typedef {import('../../web/lab/measure_records.js').CurvatureResult} CurvatureResult */

const place = await coreWithMnist(true, 'study');
const noise = await coreWithNoise(6000, true, 'study');

/** @param {Session} session @param {MeasurementDescription} description @param {number} [slice] */
function measure(session, description, slice = Infinity) {
  const measurement = new MeasureSession(session, describeMeasurement(description, session.run));
  const events = [];
  while (!measurement.finished) events.push(...measurement.advance(slice));
  measurement.destroy();
  const final = /** @type {any} */ ({ ...measurement.final, seconds: 0 });
  return { final, events };
}

/** @param {Session} session */
function finish(session) {
  while (!session.finished) session.advance(1000);
  return session;
}

const fresh = new Session(place.core, place.data, describeRun({ epochs: 3 }));
const trained = finish(new Session(place.core, place.data, describeRun({ epochs: 3 })));

for (const [name, session] of /** @type {const} */ ([
  ['fresh', fresh],
  ['trained', trained],
])) {
  test(`the variance falls as 1/m on a ${name} network, m from 1 to 2,048, for any seed`, (t) => {
    for (const seed of [1, 2, 3]) {
      /** @type {VarianceResult} */
      const {
        law,
        points,
        noise: scale,
        square,
      } = measure(session, { kind: 'variance', seed }).final;
      t.diagnostic(
        `slope ${law.slope.toFixed(4)} ± ${law.error.toFixed(4)}, noise scale ${scale.scale}`,
      );
      assert.deepEqual([points[0].batch, points[11].batch], [1, 2048]);
      assert.ok(Math.abs(law.slope + 1) <= 0.03, `${law.slope}`);
      assert.ok(law.error < 0.01);
      assert.ok(Math.abs(law.slope + 1) < 4 * law.error);
      // The two sizes give back what all samples together say.
      const exact = points[0].variance / square;
      assert.ok(scale.low < scale.scale && scale.scale < scale.high);
      assert.ok(scale.low < 1.2 * exact && exact < 1.2 * scale.high, `${scale.scale} ${exact}`);
    }
  });
}

test('noise alone needs two sizes, and grows as the network learns', () => {
  /** @type {VarianceResult[]} */
  const [first, last] = [fresh, trained].map(
    (session) => measure(session, { kind: 'noise' }).final,
  );
  assert.equal(first.points.length, 2);
  assert.ok(last.noise.low > 3 * first.noise.high);
  assert.ok(first.at.iteration === 0 && last.at.iteration === 1290);
});

test('the curvature is found to its tolerance, and a step along the gradient sees less of it', (t) => {
  for (const session of [fresh, trained]) {
    /** @type {CurvatureResult} */
    const found = measure(session, { kind: 'curvature' }).final;
    t.diagnostic(`highest ${found.highest}, lowest ${found.lowest}, ${found.products} products`);
    assert.ok(found.converged && found.products <= 64);
    assert.ok(found.highestResidual <= 0.001 * found.highest);
    assert.ok(found.lowest < 0 && found.lowest > -found.highest);
    assert.ok(found.along <= found.highest && found.along >= found.lowest);
    const more = measure(session, { kind: 'curvature', seed: 2 }).final;
    assert.ok(Math.abs(more.highest / found.highest - 1) < 0.3);
  }
});

test('slices change no bit of what is measured, and events tell it as it comes', () => {
  const session = new Session(noise.core, noise.data, describeRun({ trainSize: 1000, epochs: 1 }));
  const small = {
    kind: /** @type {const} */ ('variance'),
    batches: [2, 30, 700],
    draws: [9, 5, 3],
  };
  const whole = measure(session, small);
  assert.deepEqual(measure(session, small, 0).final, whole.final);
  const points = whole.events.flatMap((event) => (event.type === 'point' ? [event.point] : []));
  assert.deepEqual(points, whole.final.points);
  const sharp = { kind: /** @type {const} */ ('curvature'), products: 9, tolerance: 0 };
  const once = measure(session, sharp);
  assert.deepEqual(measure(session, sharp, 0).final, once.final);
  const seen = once.events.flatMap((event) =>
    event.type === 'curvature' ? [event.curvature] : [],
  );
  assert.deepEqual(
    seen.map(({ products }) => products),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.equal(once.final.highest, seen[8].highest);
  session.destroy();
});

test('the scalar core measures the same bits', async () => {
  const scalar = await coreWithNoise(6000, false, 'study');
  const results = [noise, scalar].map(({ core, data }) => {
    const session = new Session(core, data, describeRun({ trainSize: 1000, epochs: 1 }));
    session.step('epoch');
    const kinds = /** @type {MeasurementDescription[]} */ ([
      { kind: 'variance', batches: [1, 700], draws: [20, 4] },
      { kind: 'curvature', products: 12, tolerance: 0 },
    ]);
    return kinds.map((kind) => measure(session, kind).final);
  });
  assert.deepEqual(results[0], results[1]);
});

test('study trains the same bits as core, and a run that is measured stays as it is', async () => {
  const run = describeRun({ trainSize: 1000, epochs: 2, batch: 600 });
  const plain = await coreWithNoise();
  const alone = finish(new Session(plain.core, plain.data, run)).fingerprint();
  const session = new Session(noise.core, noise.data, run);
  while (!session.finished) {
    measure(session, { kind: 'variance', batches: [3, 50], draws: [4, 2] });
    const half = new MeasureSession(session, describeMeasurement({ kind: 'curvature' }, run));
    half.advance(0);
    session.step('iteration');
    half.advance(0);
    half.destroy();
  }
  assert.equal(session.fingerprint(), alone);
  session.destroy();
});

test('it measures the network of the moment when it began', () => {
  const run = describeRun({ trainSize: 1000, epochs: 2 });
  const session = new Session(noise.core, noise.data, run);
  const plan = describeMeasurement({ kind: 'curvature' }, run);
  const before = measure(session, plan).final;
  const slow = new MeasureSession(session, plan);
  session.step('epoch');
  while (!slow.finished) slow.advance(1000);
  assert.deepEqual({ ...slow.final, seconds: 0 }, before);
  slow.reset();
  while (!slow.finished) slow.advance(1000);
  assert.notEqual(/** @type {CurvatureResult} */ (slow.final).highest, before.highest);
  slow.destroy();
  session.destroy();
});

test('a description that is wrong is told so, in both languages', () => {
  const wrong = /** @type {[any, string, string][]} */ ([
    [null, 'bad-measurement', 'measurement'],
    [{ kind: 'sharpness' }, 'bad-choice', 'kind'],
    [{ kind: 7 }, 'bad-choice', 'kind'],
    [{ kind: 'variance', batches: [0, 2] }, 'bad-batches', 'batches'],
    [{ kind: 'variance', batches: [4, 2] }, 'bad-batches', 'batches'],
    [{ kind: 'variance', batches: [4] }, 'bad-batches', 'batches'],
    [{ kind: 'variance', batches: '4' }, 'bad-batches', 'batches'],
    [{ kind: 'noise', draws: [1, 2] }, 'bad-draws', 'draws'],
    [{ kind: 'noise', draws: [2] }, 'bad-draws', 'draws'],
    [{ kind: 'curvature', samples: 0 }, 'bad-samples', 'samples'],
    [{ kind: 'curvature', samples: 55001 }, 'bad-samples', 'samples'],
    [{ kind: 'curvature', products: 129 }, 'bad-products', 'products'],
    [{ kind: 'curvature', tolerance: 1 }, 'bad-tolerance', 'tolerance'],
    [{ kind: 'curvature', seed: -1 }, 'bad-seed', 'seed'],
  ]);
  for (const [description, code, field] of wrong) {
    assert.throws(
      () => describeMeasurement(description, { trainSize: 55000 }),
      (error) => {
        assert.ok(error instanceof LabError);
        assert.deepEqual([error.code, error.field], [code, field]);
        assert.match(error.describe('zh'), /[\u4e00-\u9fff]/);
        assert.doesNotMatch(error.describe('en'), /[\u4e00-\u9fff]|undefined/);
        return true;
      },
    );
  }
});

test('a core that only trains says so', async () => {
  const { core, data } = await coreWithNoise();
  const run = describeRun({ trainSize: 1000 });
  const session = new Session(core, data, run);
  assert.throws(() => new MeasureSession(session, describeMeasurement({ kind: 'noise' }, run)), {
    code: 'no-measurements',
  });
  session.destroy();
});

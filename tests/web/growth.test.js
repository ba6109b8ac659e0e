/** A batch that grows: described, checked, carried by a link, counted, and trained. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  batchAt,
  decodeRun,
  describeRun,
  encodeRun,
  epochsAfter,
  iterationsPerEpoch,
  iterationsUntil,
  LabError,
  runIterations,
  Session,
} from '../../web/lab/index.js';
import { traceInterval } from '../../web/lab/config.js';
import { coreWithNoise } from './support/cores.js';

/** 8 iterations an epoch (of 128 and 104), from epoch 2 on 2 (500 and 500), in epoch 4 one. */
const description = {
  trainSize: 1000,
  batch: 128,
  epochs: 5,
  grow: [
    { epoch: 2, factor: 3.90625 },
    { epoch: 4, factor: 2 },
  ],
};

test('a run says how its batch grows; none unless it is said', () => {
  assert.deepEqual(describeRun().grow, []);
  const run = describeRun(description);
  assert.deepEqual(run.grow, description.grow);
  assert.ok(Object.isFrozen(run.grow) && Object.isFrozen(run.grow[0]));
  assert.deepEqual(describeRun(run), run);
});

test('batches and iterations are counted stage by stage', () => {
  const run = describeRun(description);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((epochs) => batchAt(run, epochs)),
    [128, 128, 500, 500, 1000, 1000],
  );
  assert.equal(iterationsPerEpoch(run), 8);
  assert.equal(iterationsPerEpoch(run, 3), 2);
  assert.equal(runIterations(run), 8 + 8 + 2 + 2 + 1);
  assert.equal(iterationsUntil(run, 2.5), 17);
  for (let iterations = 0; iterations <= 21; iterations++)
    assert.equal(iterationsUntil(run, epochsAfter(run, iterations)), iterations);
  assert.deepEqual(
    [7, 8, 15, 16, 17, 18, 20, 21].map((at) => epochsAfter(run, at)),
    [0.875, 1, 1.875, 2, 2.5, 3, 4, 5],
  );
  assert.equal(traceInterval(run), 1);
});

test('a schedule that says no end has the run’s; one that is longer is refused', () => {
  const run = describeRun({ ...description, schedule: { policy: 'cosine' } });
  assert.equal(/** @type {any} */ (run.schedule).total, 21);
  const late = { policy: /** @type {const} */ ('fixed'), warmup: 22 };
  assert.throws(() => describeRun({ ...description, schedule: late }), /Warm-up 22: .*only 21 it/);
});

test('what is wrong is refused in a sentence that names it', () => {
  /** @type {[any, RegExp][]} */
  const wrong = [
    ['5:5:5', /^Growing batch 5:5:5: give at most 16 stages as epoch:factor, for instance 5:5,8:5/],
    [3, /give at most 16 stages/],
    [[{ epoch: 5 }], /give at most 16 stages/],
    [[{ epoch: 5, factor: 5, batch: 3 }], /give at most 16 stages/],
    [Array.from({ length: 17 }, (_, i) => ({ epoch: i + 1, factor: 1 })), /at most 16 stages/],
    [[{ epoch: 0, factor: 5 }], /^Growing batch 0: .*from 1 to 10,000/],
    [[{ epoch: 1.5, factor: 5 }], /^Growing batch 1.5: /],
    [
      [
        { epoch: 5, factor: 2 },
        { epoch: 5, factor: 2 },
      ],
      /^Growing batch 5: .*from 6 to 10,000, each above/,
    ],
    [[{ epoch: 5, factor: 0 }], /^Growing batch 0: give a finite factor above 0/],
    [[{ epoch: 5, factor: NaN }], /^Growing batch NaN: /],
    [
      [{ epoch: 5, factor: 1000 }],
      /^Growing batch 5:1000: the batch would be 128,000 after epoch 5/,
    ],
    [[{ epoch: 5, factor: 0.001 }], /^Growing batch 5:0.001: the batch would be 0 after epoch 5/],
  ];
  for (const [grow, sentence] of wrong) {
    try {
      describeRun({ grow });
      assert.fail('it was accepted');
    } catch (error) {
      assert.ok(error instanceof LabError, String(error));
      assert.match(error.message, sentence);
      assert.match(error.describe('zh'), /^批量增大 .*：请|^批量增大 .*：批量|^批量增大 .*：第/);
    }
  }
});

test('a link carries it, short', () => {
  const run = describeRun({
    grow: [
      { epoch: 5, factor: 5 },
      { epoch: 8, factor: 5 },
    ],
  });
  assert.equal(encodeRun(run), 'grow=5:5,8:5');
  assert.deepEqual(decodeRun('grow=5:5,8:5'), run);
  for (const link of ['grow=', 'grow=5', 'grow=5:', 'grow=5:5,', 'grow=5:5&grow=8:5'])
    assert.throws(() => decodeRun(link), LabError);
});

test('it is trained so: records, steps and slices', async () => {
  const { core, data } = await coreWithNoise(6000);
  const run = describeRun({ ...description, evaluate: 1 });
  const session = new Session(core, data, run);
  const ends = [8, 16, 18, 20, 21];
  const records = ends.map((end) => {
    const events = session.step('epoch');
    assert.equal(session.state.iteration, end);
    return /** @type {any} */ (events.find(({ type }) => type === 'record')).record;
  });
  assert.deepEqual(
    records.map(({ batch }) => batch),
    [128, 128, 500, 500, 1000],
  );
  assert.deepEqual(
    records.map(({ epoch }) => epoch),
    [1, 2, 3, 4, 5],
  );
  assert.equal(session.final?.epochSeconds.length, 5);
  const stepped = session.fingerprint();
  session.reset();
  while (!session.finished) session.advance(0.01);
  assert.equal(session.fingerprint(), stepped);
  session.destroy();
});

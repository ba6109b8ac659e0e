/** What is pure in the schedule editor, with the core's own curves; and the walk in the noise. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { wasmFolder } from '../../tools/paths.js';
import { LabError, describeRun, loadPageCore } from '../../web/lab/index.js';
import { NoiseWalk, lossAt, spreadAt } from '../../web/widgets/noise_walk.js';
import { Rates } from '../../web/widgets/schedule_core.js';
import { decodeDrafts, encodeDrafts } from '../../web/widgets/schedule_link.js';
import {
  fieldsOf,
  newDraft,
  peakOf,
  scaledTo,
  toSchedule,
  valueOf,
  withValue,
} from '../../web/widgets/schedule_drafts.js';
import { fieldSpec, reachOf, rounded, solve } from '../../web/widgets/schedule_fields.js';
import { gripsOf } from '../../web/widgets/schedule_grips.js';
import { policyNames } from '../../web/widgets/schedule_policies.js';
import { meanAndDeviation } from '../../web/widgets/seed_spread.js';

const core = await loadPageCore({ read: async (name) => readFileSync(join(wasmFolder, name)) });
const rates = new Rates(core);

test('the core gives the values of table 12-5', () => {
  const draft = { policy: 'step', rate: 0.1, gamma: 0.9, step: 50 };
  const values = rates.list(toSchedule(draft), 300, { every: 50, count: 7 });
  const table = [0.1, 0.09, 0.081, 0.0729, 0.06561, 0.059049, 0.0531441];
  table.forEach((value, i) => assert.ok(Math.abs(values[i] / value - 1) < 1e-12, `${i}`));
});

for (const policy of policyNames) {
  test(`${policy}: a new draft is a schedule, its numbers are within their limits, and it survives a link`, () => {
    for (const epochs of [1, 10]) {
      const iterations = 430 * epochs;
      const draft = newDraft(policy, iterations);
      describeRun({ epochs, schedule: toSchedule(draft) });
      for (const field of fieldsOf(draft)) {
        const { min, max } = fieldSpec(field, draft, iterations);
        const value = valueOf(draft, field);
        assert.ok(value >= min && value <= max, `${field} ${value}`);
      }
      const [again] = decodeDrafts(encodeDrafts([draft]), iterations);
      assert.deepEqual(again, draft);
    }
  });

  test(`${policy}: every handle lies on the run, and moves the curve to where it is put`, () => {
    const iterations = 4300;
    const draft = newDraft(policy, iterations);
    const parts = draft.parts?.length ?? 1;
    for (let part = 0; part < parts; part++) {
      for (const grip of gripsOf(draft, iterations, part)) {
        assert.ok(grip.at >= 0 && grip.at <= iterations, grip.id);
        if (grip.along && grip.place && Number.isInteger(valueOf(draft, grip.along)))
          assert.equal(grip.place(grip.at), valueOf(draft, grip.along), grip.id);
        const field = grip.up;
        if (!field) continue;
        const [low, high] = reachOf(field, draft, iterations);
        const rateWith = (/** @type {number} */ value) =>
          rates.at(toSchedule(withValue(draft, field, value)), iterations, grip.at);
        const height = (rateWith(low) + rateWith(high)) / 2;
        const spec = fieldSpec(field, draft, iterations);
        const value = solve(rateWith, height, [low, high], spec.kind === 'integer');
        if (spec.kind !== 'integer')
          assert.ok(Math.abs(rateWith(value) - height) < 1e-6, `${grip.id} ${field}`);
        assert.ok(rounded(value, spec) >= spec.min && rounded(value, spec) <= spec.max);
      }
    }
  });

  test(`${policy}: the same shape can be as high as one likes`, () => {
    const draft = scaledTo(newDraft(policy, 1000), 0.25);
    assert.equal(peakOf(draft), 0.25);
    describeRun({ epochs: 3, schedule: toSchedule(draft) });
  });
}

test('a joined draft keeps its parts through a link, and refuses what does not fit', () => {
  const text = 'linear:0.05:0.5@100;cosine:0.5:0.005';
  const [draft] = decodeDrafts(text, 1000);
  assert.equal(encodeDrafts([draft]), text);
  assert.equal(rates.at(toSchedule(draft), 1000, 0), 0.05);
  assert.equal(rates.at(toSchedule(draft), 1000, 100), 0.5);
  const bad = [
    'fixed:0.5;cosine:0.5',
    'fixed:0.5@2000;cosine',
    'fixed@10;cosine@10',
    'plateau@10;fixed',
    'join@10;fixed',
    'fixed@x;fixed',
    [...Array(6).fill('fixed@1'), 'fixed'].join(';'),
  ];
  for (const link of bad) assert.throws(() => decodeDrafts(link, 1000), LabError, link);
});

test('a plateau is drawn from the losses that its run has had', () => {
  const draft = { ...newDraft('plateau', 1000), rate: 0.4, gamma: 0.5, patience: 0 };
  const losses = [100, 200, 300].map((iteration) => ({ iteration, loss: 0.3 }));
  const drawn = rates.afterLosses(toSchedule(draft), 1000, losses, { every: 50, count: 8 });
  assert.deepEqual([...drawn], [0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.1, 0.1]);
});

test('milestones keep their order', () => {
  const draft = newDraft('multistep', 1000);
  const spec = fieldSpec('milestones.0', draft, 1000);
  assert.equal(spec.max, valueOf(draft, 'milestones.1') - 1);
  assert.equal(rounded(5000, spec), spec.max);
});

test('nonsense in a link is answered with the value that is wrong', () => {
  const bad = [
    '',
    'cat',
    'step:abc',
    'step:0.1:0.9:50:7',
    'step:-1',
    'step:0.1:0.9:0.5',
    'step:0.1::5',
  ];
  for (const text of bad) {
    assert.throws(
      () => decodeDrafts(text, 1000),
      (error) => error instanceof LabError && error.describe('en').length > 20,
      text,
    );
  }
  assert.throws(() => decodeDrafts(Array(9).fill('fixed:0.5').join(), 1000), LabError);
});

test('the noise of a walk keeps it where the formula says', () => {
  for (const rate of [0.05, 0.5, 1]) {
    const walk = new NoiseWalk(() => rate, 3);
    for (let i = 0; i < 60000; i++) walk.advance();
    const settled = walk.places.slice(5000);
    spreadAt(rate).forEach((sd, axis) => {
      const mean = settled.reduce((sum, place) => sum + place[axis] ** 2, 0) / settled.length;
      assert.ok(Math.abs(Math.sqrt(mean) / sd - 1) < 0.08, `${rate} ${axis}`);
    });
  }
  assert.equal(spreadAt(2.5)[0], Infinity);
  assert.equal(lossAt([0, 0]), 0);
});

test('the same seed gives the same walk', () => {
  const [one, other] = [7, 7].map((seed) => new NoiseWalk(() => 0.1, seed));
  for (let i = 0; i < 20; i++) [one, other].forEach((walk) => walk.advance());
  assert.deepEqual(one.places, other.places);
});

test('mean and standard deviation of a sample', () => {
  assert.deepEqual(meanAndDeviation([1, 2, 3]), [2, 1]);
});

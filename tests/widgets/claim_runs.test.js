/** The claims of the chapter that training decides: their runs, how they are compared, and that the record is of these runs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { describeRun } from '../../web/lab/index.js';
import { RUN_CLAIMS, compareArms, measureRun, spreadOfRuns } from '../../web/widgets/claim_runs.js';

/** @param {string} name */
const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../web/site/words/${name}.json`, import.meta.url), 'utf8'));

test('an arm is ahead only where it leads by more than chance and by more than matters', () => {
  assert.equal(compareArms([0.95, 0.96, 0.97], [0.9, 0.91, 0.92]).outcome, 'more');
  assert.equal(compareArms([0.9, 0.91, 0.92], [0.95, 0.96, 0.97]).outcome, 'less');
  assert.equal(compareArms([0.95, 0.9, 0.97], [0.9, 0.95, 0.92]).outcome, 'level');
  assert.equal(compareArms([0.951, 0.961], [0.95, 0.96]).outcome, 'level');
  const { difference, error } = compareArms([0.5, 0.7], [0.4, 0.4]);
  assert.ok(Math.abs(difference - 0.2) < 1e-12 && Math.abs(error - 0.1) < 1e-12);
});

test('a run counts for the mean of its last three evaluations, or for its test', () => {
  assert.ok(Math.abs(measureRun('validation', [0.1, 0.8, 0.9, 1], 0) - 0.9) < 1e-12);
  assert.equal(measureRun('test', [0.1], 0.7), 0.7);
  const { mean, deviation } = spreadOfRuns([1, 3]);
  assert.deepEqual([mean, deviation], [2, Math.SQRT2]);
});

test('every claim has runs that the lab knows, a text, and a record that says what the claim says', () => {
  const records = read('chapter_records');
  const claims = read('chapter_claims').filter((/** @type {any} */ { kind }) => kind === 'runs');
  assert.deepEqual(
    claims.map((/** @type {any} */ { id }) => id).sort(),
    RUN_CLAIMS.map(({ id }) => id).sort(),
  );
  for (const { id, arms, comparisons } of RUN_CLAIMS) {
    for (const { run } of arms) describeRun({ ...run, seed: 1 });
    const record = records[id];
    assert.equal(record.arms.length, arms.length, id);
    for (const { arm, than, found } of comparisons) {
      const { outcome } = compareArms(record.arms[arm].values, record.arms[than].values);
      assert.equal(outcome, found, `${id}: ${arms[arm].name.en} against ${arms[than].name.en}`);
    }
  }
});

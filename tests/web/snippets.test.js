/** The code to take home gives our rates: what was run is what is shown, and it agrees over the whole life. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { describeSchedule, plateauRates, scheduleRates } from '../../web/lab/index.js';
import { LIBRARIES, scheduleSnippet } from '../../web/lab/snippets/index.js';
import { goldenCases } from '../../tools/golden/schedules.js';
import { pageCore } from './support/cores.js';

/**
 * @typedef {{ library: import('../../web/lab/snippets/index.js').Library, checked: string, setup: string, every: number, rates: number[] }} Ran
 * @typedef {{ schedule: import('../../web/lab/schedule.js').Schedule, iterations?: number, losses?: number[], snippets: Ran[] }} Golden
 */

const path = new URL('../golden/schedules.json', import.meta.url);
/** @type {{ pytorch: string, cases: Golden[] }} */
const golden = JSON.parse(readFileSync(path, 'utf8'));
const TOLERANCE = 1e-12;

/** @type {Awaited<ReturnType<typeof pageCore>>} */
let core;
before(async () => {
  core = await pageCore();
});

/** @param {Golden} example @returns {Float64Array} */
function ours({ schedule, losses, iterations = 0 }) {
  if (losses) return plateauRates(core, schedule, losses);
  return scheduleRates(core, schedule, { count: iterations + 1 });
}

test('PyTorch 1.13 was run, the others were worked out, and they say so', () => {
  assert.match(golden.pytorch, /^1\.13/);
  for (const { snippets } of golden.cases) {
    for (const { library, checked } of snippets)
      assert.equal(checked, library === 'pytorch' ? 'run' : 'source');
  }
});

test('the code that was run is the code that is shown', () => {
  const shown = goldenCases();
  assert.equal(golden.cases.length, shown.length);
  golden.cases.forEach(({ schedule, snippets }, index) => {
    assert.deepEqual(schedule, JSON.parse(JSON.stringify(shown[index].schedule)));
    const codes = snippets.map(({ library, checked, setup }) => ({ library, checked, setup }));
    assert.deepEqual(codes, shown[index].snippets);
  });
});

for (const [library, title] of LIBRARIES) {
  test(`${title}: every rate is ours within ${TOLERANCE}`, (t) => {
    let worst = 0;
    let count = 0;
    for (const example of golden.cases) {
      const ran = example.snippets.find((snippet) => snippet.library === library);
      if (!ran) continue;
      const rates = ours(example);
      assert.equal(ran.rates.length, Math.ceil(rates.length / ran.every));
      ran.rates.forEach((rate, index) => {
        const found = rates[index * ran.every];
        const off = rate === found ? 0 : Math.abs(found - rate) / Math.abs(rate);
        worst = Math.max(worst, off);
        assert.ok(off <= TOLERANCE, `${ran.setup}at ${index * ran.every}: ${rate}, ours ${found}`);
      });
      count++;
    }
    t.diagnostic(`${count} schedules, at most ${worst.toExponential(1)} off`);
    assert.ok(count >= (library === 'caffe' ? 7 : golden.cases.length - 1));
  });
}

test('where a library has no such policy the snippet says so', () => {
  const run = { iterations: 100 };
  const cosine = scheduleSnippet(describeSchedule({ policy: 'cosine' }, run), 'caffe');
  assert.equal(cosine.setup, null);
  assert.match(cosine.notes[0].en, /Caffe has no such policy/);
  const falling = describeSchedule({ policy: 'sigmoid', gamma: -1 }, run);
  assert.match(scheduleSnippet(falling, 'caffe').notes[0].en, /no gamma below 0/);
  const late = describeSchedule({ policy: 'plateau', warmup: 10 }, run);
  assert.equal(scheduleSnippet(late, 'keras').setup, null);
});

test('a snippet comes with its use and its notes in both languages', () => {
  const schedule = describeSchedule({ policy: 'cosine' }, { iterations: 100 });
  for (const [library] of LIBRARIES) {
    const { setup, use, notes } = scheduleSnippet(schedule, library);
    if (setup === null) continue;
    assert.ok(setup.endsWith('\n') && use.startsWith('\n'));
    assert.ok(notes.length > 0 && notes.every(({ en, zh }) => /\.$/.test(en) && /。$/.test(zh)));
  }
});

test('the code of equation 4 with its stairs', () => {
  const description = { policy: 'step', rate: 0.1, gamma: 0.9, step: 50 };
  const schedule = describeSchedule(description, { iterations: 300 });
  const [pytorch, keras, optax, caffe] = LIBRARIES.map(
    ([library]) => scheduleSnippet(schedule, library).setup,
  );
  assert.match(String(pytorch), /StepLR\(optimizer, step_size=50, gamma=0\.9\)/);
  assert.match(String(keras), /ExponentialDecay\(0\.1, decay_steps=50, decay_rate=0\.9, staircase/);
  assert.match(
    String(optax),
    /exponential_decay\(0\.1, transition_steps=50, decay_rate=0\.9, stair/,
  );
  assert.equal(caffe, 'base_lr: 0.1\nlr_policy: "step"\ngamma: 0.9\nstepsize: 50\n');
});

/** The code to take home gives our rates: what was run is what is shown, and it agrees over the whole life. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { describeSchedule, OPTIMIZERS, plateauRates, scheduleRates } from '../../web/lab/index.js';
import { describeOptimizer } from '../../web/lab/optimizer.js';
import { LIBRARIES, scheduleSnippet } from '../../web/lab/snippets/index.js';
import { optimizerCases } from '../../tools/golden/optimizers.js';
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

/** The code of an optimizer at a rate of 0.1. @param {import('../../web/lab/optimizer.js').OptimizerDescription} optimizer */
function codesOf(optimizer) {
  const schedule = describeSchedule({ policy: 'fixed', rate: 0.1 }, { iterations: 100 });
  return LIBRARIES.map(([library]) => {
    const { setup, use } = scheduleSnippet(schedule, library, describeOptimizer(optimizer));
    return `${setup}${use}`;
  });
}

test('the optimizers that PyTorch ran for the golden steps are the code that is shown', () => {
  const path = new URL('../golden/optimizers.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(path, 'utf8'));
  const ran = cases.map((/** @type {any} */ { optimizer, rate, setup }) => ({
    ...{ optimizer, rate, setup },
  }));
  assert.deepEqual(ran, JSON.parse(JSON.stringify(optimizerCases())));
  const kinds = new Set(ran.map((/** @type {any} */ { optimizer }) => optimizer.kind));
  assert.deepEqual([...kinds].sort(), [...OPTIMIZERS].sort());
});

/** PyTorch, Keras, Optax, Caffe. @type {Record<import('../../web/lab/optimizer.js').OptimizerKind, string[]>} */
const expected = {
  sgd: [
    'torch.optim.SGD(model.parameters(), lr=0.1)',
    'keras.optimizers.SGD(schedule)',
    'optax.sgd(schedule)',
    'base_lr: 0.1',
  ],
  momentum: [
    'torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)',
    'keras.optimizers.SGD(schedule, momentum=0.9)',
    'optax.sgd(schedule, momentum=0.9)',
    'type: "SGD"\nmomentum: 0.9',
  ],
  nesterov: [
    'torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)',
    'keras.optimizers.SGD(schedule, momentum=0.9, nesterov=True)',
    'optax.sgd(schedule, momentum=0.9, nesterov=True)',
    'type: "Nesterov"\nmomentum: 0.9',
  ],
  adagrad: [
    'torch.optim.Adagrad(model.parameters(), lr=0.1, eps=1e-10)',
    'keras.optimizers.Adagrad(schedule, initial_accumulator_value=0, epsilon=1e-10 ** 2)',
    'optax.adagrad(schedule, initial_accumulator_value=0, eps=1e-10 ** 2)',
    'type: "AdaGrad"\ndelta: 1e-10',
  ],
  rmsprop: [
    'torch.optim.RMSprop(model.parameters(), lr=0.1, alpha=0.99, eps=1e-8)',
    'keras.optimizers.RMSprop(schedule, rho=0.99, epsilon=1e-8 ** 2)',
    'optax.rmsprop(schedule, decay=0.99, eps=1e-8, eps_in_sqrt=False)',
    'type: "RMSProp"\nrms_decay: 0.99\ndelta: 1e-8',
  ],
  adam: [
    'torch.optim.Adam(model.parameters(), lr=0.1, betas=(0.9, 0.999), eps=1e-8)',
    'keras.optimizers.Adam(schedule, beta_1=0.9, beta_2=0.999, epsilon=1e-8)',
    'optax.adam(schedule, b1=0.9, b2=0.999, eps=1e-8)',
    'type: "Adam"\nmomentum: 0.9\nmomentum2: 0.999\ndelta: 1e-8',
  ],
  adamw: [
    'torch.optim.AdamW(model.parameters(), lr=0.1, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)',
    'keras.optimizers.AdamW(schedule, beta_1=0.9, beta_2=0.999, epsilon=1e-8, weight_decay=0.01)',
    'optax.adamw(schedule, b1=0.9, b2=0.999, eps=1e-8, weight_decay=0.01)',
    'null',
  ],
};

test('every library gives the optimizer of the run under its own names', () => {
  for (const kind of OPTIMIZERS)
    codesOf(kind).forEach((code, i) => assert.ok(code.includes(expected[kind][i]), code));
  const decaying = codesOf({ kind: 'momentum', decay: 0.01 });
  assert.match(decaying[0], /momentum=0\.9, weight_decay=0\.01\)/);
  assert.match(decaying[2], /optax\.chain\(optax\.add_decayed_weights\(0\.01\), optax\.sgd\(sch/);
  assert.match(decaying[3], /momentum: 0\.9\nweight_decay: 0\.01/);
});

test('the optimizer goes with every kind of schedule', () => {
  const adam = describeOptimizer('adam');
  for (const policy of /** @type {const} */ (['cosine', 'inverse-sqrt', 'plateau'])) {
    // Keras knows no threshold that is a share of the loss.
    const threshold = policy === 'plateau' ? { threshold: 0 } : {};
    const schedule = describeSchedule({ policy, rate: 0.1, ...threshold }, { iterations: 100 });
    for (const [library] of LIBRARIES) {
      const { setup, use, notes } = scheduleSnippet(schedule, library, adam);
      if (setup !== null)
        assert.match(setup + use, /Adam\(|optax\.adam\(/, `${library}, ${policy}`);
      assert.ok(notes.every(({ en, zh }) => en && zh));
    }
  }
});

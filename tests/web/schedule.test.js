/** Schedules are described, checked, carried by a link, and followed by the core as the formulas say. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  decodeRun,
  describeRun,
  describeSchedule,
  encodeRun,
  isFixed,
  LabError,
  partsOf,
  peakRate,
  plateauRates,
  POLICIES,
  schedulePoints,
  scheduleRates,
  Session,
} from '../../web/lab/index.js';
import { coreWithNoise, pageCore } from './support/cores.js';

/** @typedef {import('../../web/lab/core.js').Core} Core */

const run = { iterations: 1000 };
/** @type {Core} */
let core;
/** @type {Core} */
let trainer;
/** @type {Awaited<ReturnType<typeof coreWithNoise>>['data']} */
let data;

before(async () => {
  core = await pageCore();
  ({ core: trainer, data } = await coreWithNoise(6000));
});

/** @param {unknown} description @param {{ iterations: number, rate?: number }} [length] @returns {LabError} */
function refusal(description, length = run) {
  try {
    describeSchedule(description, length);
  } catch (error) {
    assert.ok(error instanceof LabError, `not a LabError: ${error}`);
    return error;
  }
  assert.fail(`it was accepted: ${JSON.stringify(description)}`);
}

/** @param {any} description @param {number} iteration */
function rateAt(description, iteration) {
  const schedule = describeSchedule(description, run);
  return scheduleRates(core, schedule, { from: iteration, count: 1 })[0];
}

test('every policy has defaults that the core takes, and describes to itself', () => {
  for (const policy of POLICIES) {
    const schedule = describeSchedule({ policy }, run);
    assert.deepEqual(describeSchedule(schedule, run), schedule);
    const rates = scheduleRates(core, schedule, { count: 2000 });
    assert.ok(
      rates.every((rate) => rate >= 0 && rate < 1),
      policy,
    );
    assert.equal(peakRate(schedule), 0.5);
    assert.equal(isFixed(schedule), policy === 'fixed');
  }
});

test('nothing said is a fixed rate', () => {
  assert.deepEqual(describeSchedule(undefined, run), { policy: 'fixed', rate: 0.5 });
  assert.deepEqual(describeRun({ rate: 0.2 }).schedule, { policy: 'fixed', rate: 0.2 });
  assert.deepEqual(describeRun({ rate: 0.2, schedule: { policy: 'exp' } }).schedule, {
    policy: 'exp',
    rate: 0.2,
    gamma: 0.9995,
  });
});

test('a curve that says no end ends with the run', () => {
  const { schedule } = describeRun({ batch: 5500, epochs: 3, schedule: { policy: 'poly' } });
  assert.deepEqual(schedule, { policy: 'poly', rate: 0.5, power: 0.9, total: 30, minimum: 0 });
});

test('table 12-5, and the corners of the curves', () => {
  const step = { policy: 'step', rate: 0.1, gamma: 0.9, step: 50 };
  const table = [0.1, 0.09, 0.081, 0.0729, 0.06561, 0.059049, 0.0531441];
  table.forEach((rate, n) => assert.ok(Math.abs(rateAt(step, 50 * n) / rate - 1) < 1e-15));
  assert.equal(rateAt(step, 49), 0.1);
  assert.equal(rateAt({ policy: 'poly', rate: 0.1, power: 0.5, total: 100 }, 100), 0);
  assert.equal(rateAt({ policy: 'poly', rate: 0.1, power: 0.5, total: 100 }, 1e9), 0);
  assert.equal(rateAt({ policy: 'cosine', minimum: 0.01 }, 1000), 0.01);
  assert.equal(rateAt({ policy: 'piecewise', milestones: [10], rates: [1, 2] }, 10), 2);
});

test('a warm-up climbs in equal steps, and the policy starts anew after it', () => {
  const schedule = describeSchedule({ policy: 'cosine', rate: 0.5, warmup: 4 }, run);
  assert.deepEqual(schedule, {
    join: [
      { policy: 'linear', start: 0.1, rate: 0.5, total: 4, iterations: 4 },
      { policy: 'cosine', rate: 0.5, total: 996, minimum: 0 },
    ],
  });
  const rates = scheduleRates(core, schedule, { count: 5 });
  [0.1, 0.2, 0.3, 0.4, 0.5].forEach((rate, t) => assert.ok(Math.abs(rates[t] - rate) < 1e-15));
  assert.equal(partsOf(schedule).length, 2);
});

test('the curve of a chart has the end, and not too many points', () => {
  const schedule = describeSchedule({ policy: 'cosine' }, run);
  const { x, y } = schedulePoints(core, schedule, 1000);
  assert.deepEqual([x.length, y.length, x[1000], y[0], y[1000]], [1001, 1001, 1000, 0.5, 0]);
  assert.ok(schedulePoints(core, schedule, 123457).x.length <= 2000);
});

test('a plateau halves after the losses it bears', () => {
  const schedule = describeSchedule({ policy: 'plateau', rate: 0.8, patience: 1 }, run);
  assert.deepEqual(
    [...plateauRates(core, schedule, [1, 1, 1, 0.5, 0.5, 0.5])],
    [0.8, 0.8, 0.4, 0.4, 0.4, 0.2],
  );
});

/** A description, and the field that its refusal names. @type {[any, string][]} */
const bad = [
  [null, 'schedule'],
  ['step', 'schedule'],
  [[], 'schedule'],
  [{ policy: 'stairs' }, 'policy'],
  [{ policy: 'constructor' }, 'policy'],
  [{ policy: 'step', gama: 0.9 }, 'gama'],
  [{ policy: 'step', power: 2 }, 'power'],
  [{ policy: 'step', iterations: 100 }, 'iterations'],
  [{ policy: 'fixed', rate: -1 }, 'rate'],
  [{ policy: 'fixed', rate: '0.5' }, 'rate'],
  [{ policy: 'step', gamma: 0 }, 'gamma'],
  [{ policy: 'exp', gamma: -0.9 }, 'gamma'],
  [{ policy: 'sigmoid', gamma: 0 }, 'gamma'],
  [{ policy: 'plateau', gamma: 1 }, 'gamma'],
  [{ policy: 'step', step: 0 }, 'step'],
  [{ policy: 'step', step: 1.5 }, 'step'],
  [{ policy: 'inv', power: 0 }, 'power'],
  [{ policy: 'poly', total: 0 }, 'total'],
  [{ policy: 'cosine', minimum: 0.6 }, 'minimum'],
  [{ policy: 'linear', start: -0.1 }, 'start'],
  [{ policy: 'multistep', milestones: [5, 5] }, 'milestones'],
  [{ policy: 'multistep', milestones: [0, 5] }, 'milestones'],
  [{ policy: 'multistep', milestones: [] }, 'milestones'],
  [{ policy: 'multistep', milestones: 5 }, 'milestones'],
  [{ policy: 'piecewise', milestones: [5], rates: [1] }, 'rates'],
  [{ policy: 'piecewise', milestones: [5], rates: [1, -1] }, 'rates'],
  [{ policy: 'cosine-restarts', multiplier: 0 }, 'multiplier'],
  [{ policy: 'triangular', fall: 0 }, 'fall'],
  [{ policy: 'one-cycle', rise: 0 }, 'rise'],
  [{ policy: 'one-cycle', rise: 0.001 }, 'rise'],
  [{ policy: 'one-cycle', rise: 0.6, phases: 3 }, 'rise'],
  [{ policy: 'one-cycle', divide: 0.5 }, 'divide'],
  [{ policy: 'one-cycle', finalDivide: 0 }, 'finalDivide'],
  [{ policy: 'one-cycle', phases: 4 }, 'phases'],
  [{ policy: 'one-cycle', anneal: 'steep' }, 'anneal'],
  [{ policy: 'plateau', patience: -1 }, 'patience'],
  [{ policy: 'plateau', threshold: 1 }, 'threshold'],
  [{ policy: 'plateau', cooldown: 0.5 }, 'cooldown'],
  [{ policy: 'step', warmup: 1001 }, 'warmup'],
  [{ policy: 'step', warmup: -1 }, 'warmup'],
  [{ join: [] }, 'join'],
  [{ join: [{ policy: 'fixed' }] }, 'join'],
  [{ join: 3 }, 'join'],
  [{ join: [{ iterations: 5 }, {}], policy: 'step' }, 'policy'],
  [{ join: [{}, {}] }, 'iterations'],
  [{ join: [{ iterations: 0 }, {}] }, 'iterations'],
  [{ join: [{ iterations: 1001 }, {}] }, 'iterations'],
  [{ join: [{ iterations: 600 }, { iterations: 600 }, {}] }, 'iterations'],
  [{ join: [{ policy: 'plateau', iterations: 5 }, {}] }, 'policy'],
  [{ join: [{ iterations: 5 }, { join: [] }] }, 'join'],
  [{ join: [{ iterations: 5 }, null] }, 'schedule'],
];

test('what is wrong is refused in a sentence that names the field, in both languages', () => {
  for (const [description, field] of bad) {
    const error = refusal(description);
    assert.equal(error.field, field, JSON.stringify(description));
    assert.match(error.describe('en', `--${field}`), new RegExp(`^--${field} .+: .+\\.$`, 's'));
    assert.match(error.describe('zh'), /：.+。$/s);
    for (const language of /** @type {const} */ (['en', 'zh']))
      assert.doesNotMatch(error.describe(language), /undefined|NaN|\[object/);
  }
});

test('the sentence says which part of a joined schedule is meant', () => {
  const error = refusal({ join: [{ iterations: 5 }, { policy: 'exp', gamma: 0 }] });
  assert.equal(
    error.message,
    'Gamma 0: give a finite number above 0, for instance 0.9 (part 2 of the schedule).',
  );
  const long = refusal({ join: [{ iterations: 2000 }, {}] });
  assert.match(long.message, /^Iterations 2000: the run has only 1000 iterations.*\(part 1 of/);
});

test('the core refuses what the engine refuses', () => {
  for (const part of [
    { policy: 'step', rate: 0.5, gamma: 0, step: 50 },
    { policy: 'poly', rate: 0.5, power: 1, total: 0, minimum: 0 },
    { policy: 'multistep', rate: 0.5, gamma: 0.5, milestones: [5, 5] },
  ]) {
    const schedule = /** @type {any} */ (part);
    assert.throws(() => scheduleRates(core, schedule, { count: 1 }), /the core answers/);
  }
});

test('a link carries any schedule', () => {
  const step = describeRun({ schedule: { policy: 'step', rate: 0.1, gamma: 0.9, step: 50 } });
  assert.equal(encodeRun(step), 'schedule=step,rate:0.1,gamma:0.9,step:50');
  for (const policy of POLICIES) {
    for (const warmup of [0, 30]) {
      const described = describeRun({ schedule: { policy, warmup } });
      assert.deepEqual(decodeRun(encodeRun(described)), described);
    }
  }
  const pieces = { policy: 'piecewise', milestones: [5, 2000], rates: [1e21, 1e-7, 0] };
  const odd = describeRun({
    epochs: 3,
    schedule: /** @type {any} */ ({ join: [{ ...pieces, iterations: 7 }, { policy: 'plateau' }] }),
  });
  assert.deepEqual(decodeRun(encodeRun(odd)), odd);
});

test('nonsense in place of a schedule is a LabError', () => {
  for (const text of [
    'step,gamma',
    'step,gamma:x',
    'step,gamma:1:2',
    'step,gamma:1,gamma:1',
    'step,__proto__:1',
    'step;;',
    'multistep,milestones:/',
    ';',
  ]) {
    assert.throws(() => decodeRun(`schedule=${text}`), LabError, text);
  }
});

test('a run follows its schedule, and its records say the rate', () => {
  const described = describeRun({
    trainSize: 1000,
    batch: 100,
    epochs: 3,
    schedule: { policy: 'cosine', rate: 0.3, warmup: 5 },
  });
  const session = new Session(trainer, data, described);
  const expected = scheduleRates(core, described.schedule, { count: 30 });
  const records = session.step('epoch').concat(session.step('epoch'), session.step('epoch'));
  const rates = records.flatMap((event) => (event.type === 'record' ? [event.record] : []));
  assert.equal(rates.length, 6);
  for (const { iteration, rate } of rates) assert.equal(rate, expected[iteration - 1]);
  session.destroy();
});

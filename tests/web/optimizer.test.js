/** Optimizers are described, checked, carried by a link, and do what PyTorch's do. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  decodeRun,
  describeRun,
  encodeRun,
  LabError,
  OPTIMIZERS,
  peakRate,
  rateFor,
  Session,
} from '../../web/lab/index.js';
import { describeOptimizer, optimizerNumbers } from '../../web/lab/optimizer.js';
import { coreWithNoise, testCore } from './support/cores.js';

/** @typedef {import('../../web/lab/core.js').Core} Core */
/** @typedef {import('../../web/lab/optimizer.js').Optimizer} Optimizer */

/** @param {() => unknown} action @returns {LabError} */
function refusal(action) {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof LabError, `not a LabError: ${error}`);
    return error;
  }
  assert.fail('it was accepted');
}

test('a name, or a kind with some of its numbers: the rest are PyTorch’s defaults', () => {
  assert.deepEqual(describeRun().optimizer, { kind: 'sgd' });
  assert.deepEqual(describeRun({ optimizer: 'adam' }).optimizer, {
    kind: 'adam',
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    decay: 0,
  });
  const run = describeRun({ optimizer: { kind: 'nesterov', momentum: 0.5 } });
  assert.deepEqual(run.optimizer, { kind: 'nesterov', momentum: 0.5, decay: 0 });
  assert.ok(Object.isFrozen(run.optimizer));
  assert.deepEqual(describeRun(run), run);
});

test('where no rate is said, it is one that suits', () => {
  for (const kind of OPTIMIZERS) {
    const run = describeRun({ optimizer: kind });
    assert.equal(peakRate(run.schedule), rateFor(kind));
    assert.equal(peakRate(describeRun({ optimizer: kind, rate: 0.25 }).schedule), 0.25);
    const cosine = describeRun({ optimizer: kind, schedule: { policy: 'cosine' } });
    assert.equal(peakRate(cosine.schedule), rateFor(kind));
  }
  assert.equal(rateFor('sgd'), 0.5);
  assert.equal(rateFor('adam'), 0.001);
});

test('what is wrong is refused in a sentence that names it', () => {
  /** @type {[any, string, string][]} */
  const wrong = [
    ['adamax', 'optimizer', 'Optimizer adamax: there is no such optimizer; use one of sgd, mom'],
    [{}, 'optimizer', 'Optimizer undefined: there is no such optimizer'],
    [3, 'optimizer', 'Optimizer 3: give a name'],
    [['adam'], 'optimizer', 'Optimizer ["adam"]: give a name'],
    [null, 'optimizer', 'Optimizer null: give a name'],
    [{ kind: 'adam', momentum: 0.9 }, 'momentum', 'Momentum 0.9: there is no such setting here'],
    [{ kind: 'sgd', decay: 0.1 }, 'decay', 'Weight decay 0.1: sgd has no settings'],
    [{ kind: 'adam', beta1: 1 }, 'beta1', 'Beta 1 1: give a number from 0 to below 1'],
    [{ kind: 'adam', beta2: NaN }, 'beta2', 'Beta 2 NaN: give a number from 0 to below 1'],
    [{ kind: 'momentum', momentum: '0.9' }, 'momentum', 'Momentum 0.9: give a number'],
    [{ kind: 'rmsprop', epsilon: 0 }, 'epsilon', 'Epsilon 0: give a number from 1e-12 to 1'],
    [{ kind: 'adamw', decay: -1 }, 'decay', 'Weight decay -1: give a number from 0 to 1'],
  ];
  for (const [optimizer, field, sentence] of wrong) {
    const error = refusal(() => describeRun({ optimizer }));
    assert.equal(error.field, field);
    assert.ok(error.message.startsWith(sentence), error.message);
    assert.doesNotMatch(error.describe('zh'), /undefined：.*undefined|\[object/);
  }
});

test('a link says no more than it must, and comes back as it was', () => {
  /** @type {[import('../../web/lab/run.js').RunDescription, string][]} */
  const links = [
    [{ optimizer: 'adam' }, 'optimizer=adam'],
    [{ optimizer: 'adam', rate: 0.5 }, 'optimizer=adam&rate=0.5'],
    [{ optimizer: { kind: 'adamw', beta2: 0.99, decay: 0 } }, 'optimizer=adamw,beta2:0.99,decay:0'],
    [{ optimizer: { kind: 'adagrad', epsilon: 1e-7 } }, 'optimizer=adagrad,epsilon:1e-7'],
    [{ optimizer: { kind: 'sgd' } }, ''],
  ];
  for (const [description, link] of links) {
    const run = describeRun(description);
    assert.equal(encodeRun(run), link);
    assert.deepEqual(decodeRun(link), run);
  }
  for (const link of [
    'optimizer=',
    'optimizer=adam,beta1',
    'optimizer=adam,beta1:0.9:1',
    'optimizer=adam,kind:sgd',
    'optimizer=sgd,beta1:0.9',
    'optimizer=toString',
  ])
    refusal(() => decodeRun(link));
});

const places = { simd: await coreWithNoise(6000, true), scalar: await coreWithNoise(6000, false) };

/**
 * @param {import('../../web/lab/run.js').RunDescription} description
 * @param {'simd' | 'scalar'} [name]
 * @param {number} [slice] milliseconds; where they are few, the run is begun twice
 */
function fingerprintOf(description, name = 'simd', slice = Infinity) {
  const { core, data } = places[name];
  const run = describeRun({ trainSize: 1000, epochs: 2, batch: 600, evaluate: 2, ...description });
  const session = new Session(core, data, run);
  if (slice < 1) session.step('iteration');
  if (slice < 1) session.reset();
  while (!session.finished) session.advance(slice);
  const fingerprint = session.fingerprint();
  session.destroy();
  return fingerprint;
}

for (const kind of OPTIMIZERS) {
  test(`${kind}: slices, a reset and the scalar core change no bit; another number does`, () => {
    const whole = fingerprintOf({ optimizer: kind });
    assert.equal(fingerprintOf({ optimizer: kind }, 'simd', 0.01), whole);
    assert.equal(fingerprintOf({ optimizer: kind }, 'scalar'), whole);
    const [name, value] = Object.entries(describeOptimizer(kind))[1] ?? [];
    if (name === undefined) return;
    const other = /** @type {any} */ ({ kind, [name]: Number(value) / 2 });
    assert.notEqual(fingerprintOf({ optimizer: other }), whole);
  });
}

/* ---- PyTorch ---- */

/** 20 steps of PyTorch's optimizers; tools/golden/optimizers.py made it. */
const golden = JSON.parse(
  readFileSync(new URL('../golden/optimizers.json', import.meta.url), 'utf8'),
);

/** @param {Core} core @param {Optimizer} optimizer @param {number} rate @param {number} data */
function createTrainer(core, optimizer, rate, data) {
  const { layers, batch, orders } = golden;
  const size = orders[0].length;
  const config = [3, size, 0, 1, 1, 1, batch, orders.length, 100, 1, 21, 1, layers.length - 1];
  const schedule = [1, 0, 0, rate, ...new Array(17).fill(0)];
  config.push(...layers, 2, 1, 0, ...schedule, ...optimizerNumbers(optimizer));
  const { call, scratch } = core;
  core.doubles(scratch, config.length).set(config);
  const out = scratch + 8 * config.length;
  assert.equal(call.abi_trainer_create(scratch, config.length, data, 0, out, out + 8), 0);
  return core.words(out, 1)[0];
}

/** The weights of a layer where they lie. @param {Core} core @param {number} trainer @param {number} layer */
function rowsOf(core, trainer, layer) {
  const { call, scratch } = core;
  call.abi_trainer_parameters(trainer, layer, scratch);
  const [pointer, rows, columns, stride] = core.words(scratch, 4);
  return Array.from({ length: rows }, (_, row) => core.floats(pointer + 4 * row * stride, columns));
}

/** @param {Core} core */
function openRegression(core) {
  const { layers, inputs, targets, orders } = golden;
  const [x, y] = [inputs, targets].map((values) => core.allocate(4 * values.length));
  core.floats(x, inputs.length).set(inputs);
  core.floats(y, targets.length).set(targets);
  const [width, outputs] = [layers[0], layers[layers.length - 1]];
  const count = orders[0].length;
  assert.equal(core.call.abi_data_create(x, count, width, y, outputs, core.scratch), 0);
  return core.words(core.scratch, 1)[0];
}

/** @param {Core} core @param {Optimizer} optimizer @param {number} rate @returns {number[][]} the weights of each layer, row by row */
function trainAsPyTorch(core, optimizer, rate) {
  const trainer = createTrainer(core, optimizer, rate, openRegression(core));
  const weights = /** @type {number[][]} */ (golden.weights);
  for (const [layer, values] of weights.entries()) {
    for (const [row, cells] of rowsOf(core, trainer, layer).entries())
      cells.set(values.slice(row * cells.length, (row + 1) * cells.length));
  }
  for (const order of golden.orders) {
    const { scratch, call } = core;
    core.words(scratch, order.length).set(order);
    call.abi_trainer_set_order(trainer, scratch, order.length);
    for (let at = 0; at < order.length; at += golden.batch)
      assert.equal(call.abi_trainer_step(trainer), 1);
  }
  return weights.map((_, layer) => rowsOf(core, trainer, layer).flatMap((row) => [...row]));
}

for (const simd of [true, false]) {
  const core = await testCore(simd);
  for (const { optimizer, rate, weights } of golden.cases) {
    const name = `${JSON.stringify(optimizer)} at ${rate}, ${simd ? 'SIMD' : 'scalar'}`;
    test(`PyTorch ${golden.torch} agrees to 2e-6 of the largest weight: ${name}`, () => {
      const found = trainAsPyTorch(core, describeOptimizer(optimizer), rate);
      const largest = Math.max(...weights.flat().map(Math.abs));
      for (const [layer, values] of weights.entries()) {
        for (const [index, value] of values.entries()) {
          const apart = Math.abs(found[layer][index] - value);
          assert.ok(apart <= 2e-6 * largest, `layer ${layer}, weight ${index}: ${apart}`);
        }
      }
    });
  }
}

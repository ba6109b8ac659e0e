/** A run is described, checked field by field, and carried by a link. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeRun,
  describeRun,
  encodeRun,
  iterationsPerEpoch,
  LabError,
  peakRate,
  STANDARD_RUN,
} from '../../web/lab/index.js';

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

test('an empty description is the standard run, deeply frozen', () => {
  const run = describeRun();
  assert.deepEqual(run, STANDARD_RUN);
  assert.ok(
    Object.isFrozen(run) && Object.isFrozen(run.network.layers) && Object.isFrozen(run.schedule),
  );
  assert.equal(iterationsPerEpoch(run), 430);
  assert.deepEqual(describeRun(run), run);
});

test('shorthands: one seed for three, a rate, the full set', () => {
  const run = describeRun({ seed: 7, orderSeed: 9, rate: 0.2, batch: 'full', trainSize: 1000 });
  assert.deepEqual([run.splitSeed, run.weightsSeed, run.orderSeed], [7, 7, 9]);
  assert.equal(peakRate(run.schedule), 0.2);
  assert.equal(run.batch, 1000);
});

/** Bad values by field; each must be refused in a sentence that names the field and the value. @type {[string, unknown[]][]} */
const bad = [
  [
    'batch',
    [0, -1, 1.5, 55001, NaN, Infinity, '128', 'all', null, {}, []].filter(
      (value) => value !== null,
    ),
  ],
  ['rate', [-0.1, Infinity, -Infinity, NaN, '0.5', {}]],
  ['epochs', [0, -3, 1.5, NaN, Infinity, 10001, '5']],
  ['evaluate', [0, -1, NaN, Infinity, '1']],
  ['trainSize', [0, 55001, 1.5, NaN, -1]],
  ['seed', [-1, 1.5, 4294967296, NaN, 'x']],
  ['splitSeed', [-1]],
  ['weightsSeed', [0.5]],
  ['orderSeed', [Infinity]],
];

for (const [field, values] of bad) {
  test(`${field}: bad values are refused in a sentence that names them`, () => {
    for (const value of values) {
      const error = refusal(() => describeRun({ [field]: value }));
      assert.equal(error.field, field);
      assert.ok(Object.is(error.value, value));
      for (const language of /** @type {const} */ (['en', 'zh'])) {
        const text = error.describe(language);
        assert.doesNotMatch(text, /undefined|\[object/);
        if (typeof value !== 'object') assert.ok(text.includes(String(value)), text);
      }
      assert.match(error.describe('en', `--${field}`), new RegExp(`^--${field} .+: give .+\\.$`));
    }
  });
}

test('a network that the data cannot feed is refused', () => {
  assert.equal(refusal(() => describeRun({ network: { layers: [784, 64] } })).field, 'layers');
  assert.equal(refusal(() => describeRun({ network: { layers: [10, 10] } })).field, 'layers');
  assert.equal(refusal(() => describeRun({ network: { layers: [784, 0, 10] } })).field, 'layers');
  const activations = /** @type {any} */ (['softmax', 'tanh', 'softmax']);
  assert.equal(refusal(() => describeRun({ network: { activations } })).field, 'activations');
  assert.equal(
    refusal(() => describeRun({ network: /** @type {any} */ ({ loss: 'hinge' }) })).field,
    'loss',
  );
  assert.deepEqual(describeRun({ network: { layers: [784, 30, 10] } }).network.activations, [
    'sigmoid',
    'softmax',
  ]);
});

test('unknown settings and things that are no object are refused', () => {
  assert.match(refusal(() => describeRun(/** @type {any} */ ({ bacth: 3 }))).message, /bacth/);
  for (const value of [null, 3, 'batch', []])
    refusal(() => describeRun(/** @type {any} */ (value)));
});

test('the sentence in Chinese names the field in Chinese', () => {
  const error = refusal(() => describeRun({ batch: 0 }));
  assert.equal(
    error.message,
    'Batch size 0: give a whole number from 1 to 55,000, the size of the training set, or full for all of it.',
  );
  assert.match(error.describe('zh'), /^批量大小 0：请填 1 到 55,000/);
});

test('an error crosses as plain data', () => {
  const error = refusal(() => describeRun({ rate: -1 }));
  const again = LabError.fromData(structuredClone(error.toData()));
  assert.equal(again.message, error.message);
  assert.equal(again.describe('zh'), error.describe('zh'));
});

test('a link carries the run and leaves out what is standard', () => {
  assert.equal(encodeRun(STANDARD_RUN), '');
  assert.equal(
    encodeRun(describeRun({ batch: 32, rate: 0.3, seed: 4 })),
    'batch=32&rate=0.3&seed=4',
  );
  assert.deepEqual(decodeRun('?batch=128&rate=0.5&epochs=10&seed=1'), STANDARD_RUN);
  assert.deepEqual(decodeRun('#'), STANDARD_RUN);
});

test('what is encoded is decoded to an equal run', () => {
  /** @type {import('../../web/lab/run.js').RunDescription[]} */
  const runs = [
    { batch: 'full', rate: 1e-7, epochs: 3 },
    { rate: 1e21, evaluate: 0.1 + 0.2 },
    { splitSeed: 4294967295, weightsSeed: 0, orderSeed: 5, trainSize: 12345 },
    { network: { layers: [784, 10], activations: ['softmax'] } },
    { network: { layers: [784, 32, 32, 32, 10], loss: 'mean-squared-error' } },
  ];
  for (const partial of runs) {
    const run = describeRun(partial);
    assert.deepEqual(decodeRun(encodeRun(run)), run);
  }
});

test('nonsense in a link is a LabError, whatever it is', () => {
  const fixed = [
    'batch=',
    'batch=0x10',
    'batch= 5',
    'rate=1e999',
    'seed=-1',
    'x=1',
    'batch=1&batch=2',
    '__proto__=1',
    'layers=784',
    'layers=',
    'activations=tanh',
  ];
  for (const text of fixed) refusal(() => decodeRun(text));
  refusal(() => decodeRun('x'.repeat(2000)));
  refusal(() => decodeRun(/** @type {any} */ (undefined)));
  const letters = 'batchrateepochsseed=&=&=%-+.0123456789e好\u0000';
  let state = 1;
  for (let round = 0; round < 5000; round++) {
    let text = '';
    for (let length = (state >>> 8) % 30; length >= 0; length--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      text += letters[(state >>> 8) % letters.length];
    }
    try {
      assert.ok(Object.isFrozen(decodeRun(text)));
    } catch (error) {
      assert.ok(error instanceof LabError, `${JSON.stringify(text)}: ${error}`);
    }
  }
});

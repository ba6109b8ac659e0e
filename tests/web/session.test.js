/** One run in one thread: the same bits however it is cut into slices, steps, resets and turns with other runs. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRun, LabError, Session } from '../../web/lab/index.js';
import { coreWithMnist, coreWithNoise } from './support/cores.js';

/** @typedef {import('../../web/lab/events.js').LabEvent} LabEvent */
/** @typedef {import('../../web/lab/run.js').RunDescription} RunDescription */

const small = { trainSize: 1000, epochs: 3 };
const noise = await coreWithNoise();

/** @param {RunDescription} description @param {{ core: any, data: any }} [place] */
function open(description, place = noise) {
  return new Session(place.core, place.data, describeRun(description));
}

/** Runs to the end in slices and gives what came out, without times. @param {Session} session @param {number} [slice] */
function finish(session, slice = Infinity) {
  /** @type {LabEvent[]} */
  const events = [];
  while (!session.finished) events.push(...session.advance(slice));
  const points = events.flatMap((event) => (event.type === 'trace' ? [...event.points] : []));
  const records = events.flatMap((event) =>
    event.type === 'record' ? [{ ...event.record, seconds: 0 }] : [],
  );
  return { events, points, records, fingerprint: session.fingerprint() };
}

test('a run gives its trace, its records and its result, in order', () => {
  const session = open({ ...small, batch: 128, rate: 0.3 });
  const { events, points, records, fingerprint } = finish(session);
  assert.equal(points.length, 2 * 24);
  assert.deepEqual(
    records.map(({ iteration }) => iteration),
    [4, 8, 12, 16, 20, 24],
  );
  assert.deepEqual(
    records.map(({ samples }) => samples),
    [512, 1000, 1512, 2000, 2512, 3000],
  );
  assert.equal(events[events.length - 1].type, 'final');
  const { final } = session;
  assert.ok(final);
  assert.equal(final.fingerprint, fingerprint);
  assert.match(fingerprint, /^[0-9a-f]{16}$/);
  assert.equal(final.diverged, null);
  assert.equal(final.epochSeconds.length, 3);
  const sum = final.epochSeconds.reduce((total, seconds) => total + seconds, 0);
  assert.ok(Math.abs(sum - final.trainingSeconds) < 1e-9);
  assert.ok(final.testAccuracy >= 0 && final.testAccuracy <= 1);
  const last = /** @type {any} */ (events.filter(({ type }) => type === 'record').pop()).record;
  assert.equal(final.validationLoss, last.validationLoss);
  session.destroy();
});

for (const batch of /** @type {const} */ ([1, 7, 128, 512, 513, 'full'])) {
  test(`batch ${batch}: slices, steps, a reset and the scalar core change no bit`, async () => {
    const description = { ...small, evaluate: 1.5, batch, seed: 3, rate: 0.1 };
    const whole = finish(open(description));
    const session = open(description);
    const sliced = finish(session, 0.01);
    session.reset();
    const again = finish(session);
    session.reset();
    for (let count = 0; count < 5; count++) session.step('iteration');
    session.step('epoch');
    const stepped = finish(session);
    const scalar = finish(open(description, await coreWithNoise(6000, false)));
    for (const other of [sliced, again, stepped, scalar])
      assert.equal(other.fingerprint, whole.fingerprint);
    for (const other of [sliced, again, scalar]) {
      assert.deepEqual(other.records, whole.records);
      assert.deepEqual(other.points, whole.points);
    }
  });
}

test('a step is one iteration, or goes on to the end of the epoch with its evaluation', () => {
  const session = open({ ...small, batch: 600 });
  assert.deepEqual(
    session.step('iteration').map(({ type }) => type),
    ['trace', 'record'],
  );
  assert.equal(session.state.iteration, 1);
  const events = session.step('epoch');
  assert.equal(session.state.iteration, 2);
  assert.ok(events.some(({ type }) => type === 'record'));
  session.step('epoch');
  assert.deepEqual([session.state.iteration, session.state.epoch], [4, 2]);
  session.step('epoch');
  assert.equal(session.finished, true);
  assert.deepEqual(session.step('iteration'), []);
});

test('a step can be so many iterations, and stops there however small the batch', () => {
  const session = open({ ...small, batch: 10 });
  session.step(7);
  assert.equal(session.state.iteration, 7);
  session.step(100);
  assert.equal(session.state.iteration, 107);
});

test('many runs in turn give the same bits as each alone', () => {
  const descriptions = [0.1, 0.3, 0.9].flatMap((rate) =>
    [1, 32, 700].map((batch) => ({ ...small, rate, batch })),
  );
  const alone = descriptions.map((description) => finish(open(description)).fingerprint);
  const sessions = descriptions.map((description) => open(description));
  while (sessions.some((session) => !session.finished))
    for (const session of sessions) session.advance(0.2);
  assert.deepEqual(
    sessions.map((session) => session.fingerprint()),
    alone,
  );
  assert.equal(new Set(alone).size, alone.length);
});

test('what is decided by a seed changes with that seed', () => {
  const base = finish(open(small)).fingerprint;
  for (const seed of ['splitSeed', 'weightsSeed', 'orderSeed']) {
    assert.notEqual(finish(open({ ...small, [seed]: 2 })).fingerprint, base, seed);
  }
});

test('looking at a network does not change it', () => {
  const session = open(small);
  session.step('iteration');
  const before = session.fingerprint();
  const image = Float32Array.from(noise.data.test.image(3).pixels, (value) => value / 255);
  const answer = session.classify(image);
  assert.equal(answer.length, 10);
  assert.ok(Math.abs(answer.reduce((sum, value) => sum + value, 0) - 1) < 1e-5);
  assert.deepEqual(session.classify(image), answer);
  for (const [layer, rows, columns] of [
    [0, 784, 64],
    [1, 64, 16],
    [2, 16, 10],
  ]) {
    const weights = session.weights(layer);
    assert.deepEqual(
      [weights.rows, weights.columns, weights.values.length],
      [rows, columns, rows * columns],
    );
    const most = Math.max(...weights.values.map(Math.abs));
    assert.ok(most > 0 && most < 1.5 * Math.sqrt(6 / (rows + columns)));
  }
  assert.equal(session.fingerprint(), before);
  assert.throws(() => session.classify(new Float32Array(5)), /takes 784 numbers, and 5 were given/);
  for (const layer of [-1, 3, 0.5]) assert.throws(() => session.weights(layer), LabError);
});

test('a rate far too large diverges: a result, with its iteration and reason', () => {
  const session = open({
    ...small,
    rate: 1e6,
    network: { layers: [784, 32, 10], activations: ['relu', 'softmax'] },
  });
  const { events } = finish(session);
  const told = events.filter(({ type }) => type === 'diverged');
  assert.equal(told.length, 1);
  const [diverged] = /** @type {any[]} */ (told);
  assert.ok(diverged.iteration >= 1 && diverged.iteration <= 24);
  assert.ok(['not-finite', 'grew'].includes(diverged.reason));
  assert.equal(session.final?.diverged, diverged.iteration);
});

test('a run that the data cannot serve, and memory that is out, are told; runs that are there go on', () => {
  const before = open(small);
  before.step('iteration');
  assert.throws(
    () => open({ trainSize: 5000 }),
    (error) => error instanceof LabError && error.field === 'trainSize',
  );
  const { core, data } = noise;
  const most = core.allocate(900 << 20);
  const huge = describeRun({
    ...small,
    network: { layers: [784, 1024, 1024, 1024, 1024, 1024, 1024, 10] },
  });
  const taken = /** @type {Session[]} */ ([]);
  assert.throws(
    () => {
      for (let count = 0; count < 20; count++) taken.push(new Session(core, data, huge));
    },
    (error) => error instanceof LabError && error.code === 'out-of-memory',
  );
  for (const session of taken) session.destroy();
  core.release(most);
  assert.equal(finish(before).fingerprint, finish(open(small)).fingerprint);
});

test('sessions that are destroyed leave no memory behind', () => {
  for (let count = 0; count < 3; count++) open(small).destroy();
  const { memory } = noise.core;
  const before = memory.buffer.byteLength;
  for (let count = 0; count < 200; count++) open(small).destroy();
  assert.equal(memory.buffer.byteLength, before);
});

test('MNIST: two epochs at 128 and 0.5 land where they should, with SIMD as without', async () => {
  const fingerprints = [];
  for (const simd of [true, false]) {
    const session = open({ epochs: 2 }, await coreWithMnist(simd));
    const { records, fingerprint } = finish(session);
    fingerprints.push(fingerprint);
    assert.ok(
      Math.abs(records[1].validationAccuracy - 0.9115) < 0.02,
      String(records[1].validationAccuracy),
    );
    assert.ok(Number(session.final?.testAccuracy) > 0.92);
  }
  assert.equal(fingerprints[0], fingerprints[1]);
});

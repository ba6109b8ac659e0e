/** Measurements in the pool: beside the run that they look at, in its thread, told and stopped like a run. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { describeRun, openLab, Session } from '../../web/lab/index.js';
import { coreWithMnist } from './support/cores.js';
import { startSite } from './support/site.js';

const endings = /** @type {(() => void)[]} */ ([]);
after(() => endings.forEach((end) => end()));
const { lab } = await startSite(
  { after: (/** @type {() => void} */ end) => endings.push(end) },
  { core: 'study', workers: 1 },
);

const run = describeRun({ trainSize: 2000, epochs: 3 });
const sharp = /** @type {const} */ ({
  kind: 'curvature',
  samples: 600,
  products: 12,
  tolerance: 0,
});

test('a measurement that is asked for before there are data waits, and looks at the start', async () => {
  const loading = lab.load('mnist');
  const handle = lab.start(run, () => {}, { paused: true });
  const events = /** @type {any[]} */ ([]);
  const measurement = handle.measure(sharp, (event) => events.push(event));
  await loading;
  const final = /** @type {any} */ (await measurement.finished);
  assert.equal(final.at.iteration, 0);
  assert.equal(final.products, 12);
  const seen = events.filter(({ type }) => type === 'curvature');
  assert.deepEqual(
    seen.map(({ curvature }) => curvature.products),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  assert.equal(measurement.state, 'finished');
  const shares = events.filter(({ type }) => type === 'progress').map(({ share }) => share);
  assert.ok(shares.every((share, at) => share <= 1 && (at === 0 || share >= shares[at - 1])));
  handle.stop();
});

test('a run that is measured while it trains ends as it does alone', async () => {
  const place = await coreWithMnist();
  const alone = new Session(place.core, place.data, run);
  while (!alone.finished) alone.advance(1000);
  const handle = lab.start(run, (event) => {
    if (event.type === 'record')
      handle.measure({ kind: 'noise', batches: [4, 64], draws: [50, 9] });
  });
  const final = await handle.finished;
  assert.equal(final?.fingerprint, alone.fingerprint());
  const after = /** @type {any} */ (await handle.measure(sharp).finished);
  assert.equal(after.at.iteration, final?.iteration);
  handle.stop();
});

test('a measurement is paused and stopped like a run', async () => {
  const handle = lab.start(run, () => {}, { paused: true });
  const measurement = handle.measure({ kind: 'variance' });
  measurement.pause();
  assert.equal(measurement.state, 'paused');
  measurement.resume();
  measurement.stop();
  assert.equal(await measurement.finished, null);
  handle.stop();
  assert.throws(() => handle.measure(sharp), { code: 'run-gone' });
});

test('what cannot be measured is refused at once, or told as an error', async () => {
  const handle = lab.start(run, () => {}, { paused: true });
  assert.throws(() => handle.measure({ ...sharp, samples: 2001 }), { code: 'bad-samples' });
  const measurement = handle.measure(sharp);
  const errors = /** @type {any[]} */ ([]);
  const late = handle.measure(sharp, (event) => event.type === 'error' && errors.push(event.error));
  handle.stop();
  assert.equal(await late.finished, null);
  assert.equal(errors[0]?.code, 'run-gone');
  measurement.stop();
  const plain = await openLab();
  assert.equal(plain.settings.core, undefined);
  plain.close();
});

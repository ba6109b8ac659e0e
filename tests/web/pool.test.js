/** The pool: lazy, fair, prompt; commands are obeyed between slices, stale messages are dropped, a thread that dies is replaced. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeRun, LabError, Session } from '../../web/lab/index.js';
import { spawn } from '../../web/lab/platform.js';
import { coreWithMnist } from './support/cores.js';
import { untilQuiet } from './support/quiet.js';
import { coreFiles, dataFiles, startSite } from './support/site.js';

/** @typedef {import('../../web/lab/events.js').LabEvent} LabEvent */
/** @typedef {import('../../web/lab/platform.js').Thread} Thread */

const endings = /** @type {(() => void)[]} */ ([]);
after(() => endings.forEach((end) => end()));

/** Every thread that was started, and every message that came from it. */
const threads = /** @type {{ thread: Thread, onEnd: (reason: string) => void }[]} */ ([]);
const posts = /** @type {{ thread: number, at: number, message: any }[]} */ ([]);

/** @type {import('../../web/lab/platform.js').Spawn} */
async function watchedSpawn(url, { onMessage, onEnd }) {
  const number = threads.length;
  const heard = (/** @type {any} */ message) => {
    posts.push({ thread: number, at: performance.now(), message });
    onMessage(message);
  };
  const thread = await spawn(url, { onMessage: heard, onEnd });
  threads.push({ thread, onEnd });
  return thread;
}

const { lab, host } = await startSite(
  { after: (/** @type {() => void} */ end) => endings.push(end) },
  { spawn: watchedSpawn },
);

/** @param {import('../../web/lab/run.js').RunDescription} description @param {import('../../web/lab/lab.js').StartOptions} [options] */
function start(description, options) {
  /** @type {LabEvent[]} */
  const events = [];
  const handle = lab.start(description, (event) => events.push(event), options);
  return { handle, events };
}

/** @param {() => boolean} condition */
async function until(condition, milliseconds = 60000) {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) assert.fail(`not within ${milliseconds} ms: ${condition}`);
    await sleep(2);
  }
}

const long = { epochs: 1000 };

test('nothing is started and nothing fetched before the data are asked for', async () => {
  assert.ok(lab.workers >= 1);
  assert.equal(threads.length, 0);
  assert.equal(host.asked.length, 0);
  assert.throws(
    () => lab.start({}),
    (error) => error instanceof LabError && error.code === 'no-data',
  );
  await assert.rejects(lab.testImages([0]), /not loaded/);
  await assert.rejects(lab.load(/** @type {any} */ ('cifar')), /cifar/);
});

test('several callers share one load; a run that is started meanwhile waits', async () => {
  const told = /** @type {string[]} */ ([]);
  const first = lab.load('mnist', { onProgress: ({ stage }) => told.push(stage) });
  const second = lab.load('mnist');
  const { handle, events } = start({ epochs: 1 });
  assert.equal(handle.state, 'waiting');
  await Promise.all([first, second]);
  assert.ok(told.includes('download') && told.includes('verify') && told.includes('open'));
  assert.equal(host.asked.filter(({ url }) => url.includes('train-images')).length, 1);
  const final = await handle.finished;
  assert.ok(final);
  const states = events.flatMap((event) => (event.type === 'state' ? [event.state] : []));
  assert.deepEqual(states, ['running', 'finished']);
  const { core, data } = await coreWithMnist();
  const session = new Session(core, data, handle.run);
  while (!session.finished) session.advance(1000);
  assert.equal(final.fingerprint, session.final?.fingerprint);
  handle.stop();
});

test('the first point does not wait for the first record', async (t) => {
  const began = performance.now();
  const { handle, events } = start(long);
  await until(() => events.some(({ type }) => type === 'trace'));
  const milliseconds = performance.now() - began;
  t.diagnostic(`${milliseconds.toFixed(0)} ms`);
  await until(() => events.some(({ type }) => type === 'record'));
  const first = (/** @type {string} */ wanted) => events.findIndex(({ type }) => type === wanted);
  assert.ok(first('trace') < first('record'));
  handle.stop();
});

test('four runs of a race advance together, and no thread posts more than 60 times a second', async () => {
  const from = posts.length;
  const runs = [0.2, 0.3, 0.5, 0.8].map((rate) => start({ rate, epochs: 2 }, { race: 'four' }));
  let widest = 0;
  while (runs.some(({ handle }) => !handle.over)) {
    await sleep(5);
    const samples = runs.filter(({ handle }) => handle.active).map(({ handle }) => handle.samples);
    if (samples.length === 4)
      widest = Math.max(widest, Math.max(...samples) - Math.min(...samples));
  }
  assert.ok(widest < 40000, `${widest} samples apart`);
  const finals = await Promise.all(runs.map(({ handle }) => handle.finished));
  assert.equal(new Set(finals.map((final) => final?.fingerprint)).size, 4);
  const events = posts.slice(from).filter(({ message }) => message.type === 'events');
  for (const thread of new Set(events.map((post) => post.thread))) {
    const times = events.filter((post) => post.thread === thread).map(({ at }) => at);
    const seconds = (times[times.length - 1] - times[0]) / 1000;
    assert.ok(times.length <= 60 * seconds + 2, `${times.length} posts in ${seconds} s`);
  }
  for (const { handle } of runs) handle.stop();
});

test('a race goes on while its runs have nothing to tell for longer than any may be ahead', async () => {
  const options = { race: 'silent', traceEvery: 1e6 };
  const runs = [0.2, 0.5, 0.8].map((rate) => start({ rate, epochs: 1, evaluate: 1 }, options));
  const finals = await Promise.all(runs.map(({ handle }) => handle.finished));
  assert.ok(finals.every((final) => final !== null));
  for (const { handle, events } of runs) {
    assert.equal(events.filter(({ type }) => type === 'trace').length, 1);
    handle.stop();
  }
});

for (const batch of /** @type {const} */ ([128, 'full'])) {
  test(`batch ${batch}: a pause stops the run, and resuming goes on from there`, async () => {
    const { handle, events } = start({ ...long, batch });
    await until(() => events.some(({ type }) => type === 'trace'));
    handle.pause();
    assert.equal(handle.state, 'paused');
    await untilQuiet(() => events.length);
    const count = events.length;
    const { samples } = handle;
    await sleep(150);
    assert.equal(events.length, count);
    assert.equal(handle.samples, samples);
    handle.resume();
    await until(() => handle.samples > samples);
    handle.stop();
  });
}

test('a run can start paused, be stepped, and be reset to the same bits', async () => {
  const { handle, events } = start({ epochs: 2, seed: 5 }, { paused: true });
  assert.equal(handle.state, 'paused');
  handle.step('iteration');
  await until(() => handle.state === 'paused' && handle.samples > 0);
  assert.equal(handle.samples, 128);
  handle.step();
  await until(() => handle.state === 'paused' && handle.samples === 256);
  handle.step('epoch');
  await until(() => handle.state === 'paused' && handle.samples === 55000);
  assert.equal(events.filter(({ type }) => type === 'record').length, 2);
  handle.resume();
  const first = await handle.finished;
  handle.reset();
  assert.equal(handle.state, 'paused');
  assert.equal(handle.samples, 0);
  const from = events.length;
  handle.resume();
  const second = await handle.finished;
  assert.equal(second?.fingerprint, first?.fingerprint);
  const trace = (/** @type {LabEvent[]} */ list) =>
    list.flatMap((event) => (event.type === 'trace' ? [...event.points] : []));
  assert.deepEqual(trace(events.slice(from)), trace(events.slice(0, from)));
  handle.stop();
});

test('messages from before a reset or a stop are dropped', async () => {
  const { handle, events } = start(long);
  await until(() => handle.samples > 20000);
  for (let round = 0; round < 8; round++) {
    handle.reset();
    const from = events.length;
    handle.resume();
    const trace = () => events.slice(from).find(({ type }) => type === 'trace');
    await until(() => trace() !== undefined);
    const first = trace();
    assert.ok(first?.type === 'trace' && first.points[0] < 2000, 'the trace begins anew');
    await sleep(2 * round);
  }
  handle.stop();
  assert.equal(await handle.finished, null);
  const count = events.length;
  await sleep(60);
  assert.equal(events.length, count);
  await assert.rejects(handle.classify(new Float32Array(784)), /stopped/);
});

test('images of the test set are classified while the network trains; weights come as copies', async () => {
  const { handle } = start(long);
  const [image] = await lab.testImages([0]);
  assert.deepEqual([image.label, image.pixels.length], [7, 784]);
  await until(() => handle.samples > 55000);
  const answer = await handle.classify(Float32Array.from(image.pixels, (value) => value / 255));
  assert.equal(answer.indexOf(Math.max(...answer)), 7);
  const { rows, columns, values } = await handle.weights(0);
  assert.deepEqual([rows, columns, values.length], [784, 64, 784 * 64]);
  await assert.rejects(handle.classify(new Float32Array(3)), /784/);
  await assert.rejects(handle.weights(9), /Layer 9/);
  await assert.rejects(lab.testImages([10000]), /9,999/);
  handle.stop();
});

test('a listener that throws breaks nothing but itself', async (t) => {
  const caught = /** @type {unknown[]} */ ([]);
  const { reportError } = globalThis;
  t.after(() => Object.assign(globalThis, { reportError }));
  Object.assign(globalThis, { reportError: (/** @type {unknown} */ error) => caught.push(error) });
  let count = 0;
  const handle = lab.start({ epochs: 1, trainSize: 5000 }, () => {
    if (count++ === 0) throw new Error('mine');
  });
  assert.ok(await handle.finished);
  assert.deepEqual(caught.map(String), ['Error: mine']);
  assert.ok(count > 1);
  handle.stop();
});

test('bad fields are refused before anything starts', () => {
  assert.throws(() => lab.start({ batch: 0 }), /Batch size 0/);
});

test('a thread that dies: its runs end with a sentence, a new thread takes its place, reset runs again', async () => {
  const runs = Array.from({ length: lab.workers }, () => start({ epochs: 20 }));
  await until(() => runs.every(({ handle }) => handle.samples > 0));
  const died = threads.length;
  for (const { thread } of threads) thread.end();
  await until(() => runs.every(({ handle }) => handle.state === 'failed'));
  for (const { handle, events } of runs) {
    const error = events.find(({ type }) => type === 'error');
    assert.ok(error?.type === 'error' && error.error.code === 'worker-died');
    assert.match(error.error.describe('zh'), /重置/);
    assert.equal(await handle.finished, null);
  }
  const [{ handle }] = runs;
  handle.reset();
  handle.resume();
  await until(() => handle.samples > 0);
  assert.ok(threads.length > died);
  for (const run of runs) run.handle.stop();
});

test('an aborted load ends with its reason; the next one serves', async (t) => {
  const site = await startSite(t, { workers: 1 });
  const control = new AbortController();
  const load = site.lab.load('mnist', {
    signal: control.signal,
    onProgress: () => control.abort(new Error('enough')),
  });
  const waiting = site.lab.start({});
  await assert.rejects(load, /enough/);
  waiting.stop();
  await site.lab.load('mnist');
  assert.equal(site.lab.loaded, true);
  assert.equal(await waiting.finished, null);
});

test('a load that fails says why, fails the runs that wait for it, and can be asked for again', async (t) => {
  const files = { ...coreFiles(), ...dataFiles() };
  const path = Object.keys(files).find((name) => name.includes('t10k-labels')) ?? '';
  files[path].statuses = [404];
  const { lab } = await startSite(t, { workers: 1 }, files);
  const load = lab.load('mnist');
  /** @type {LabEvent[]} */
  const events = [];
  const waiting = lab.start({ epochs: 1 }, (event) => events.push(event));
  await assert.rejects(
    load,
    (error) => error instanceof LabError && error.code === 'download-status',
  );
  assert.equal(waiting.state, 'failed');
  assert.ok(events.some((event) => event.type === 'error' && /404/.test(event.error.message)));
  await lab.load('mnist');
  waiting.reset();
  waiting.resume();
  assert.ok(await waiting.finished);
});

test('a core that is not there is told by load', async (t) => {
  const { lab } = await startSite(t, { workers: 1 }, {});
  await assert.rejects(
    lab.load('mnist'),
    (error) => error instanceof LabError && error.code === 'core-missing',
  );
});

test('the scalar core serves the pool as well, with the same fingerprint', async (t) => {
  const { lab: scalar } = await startSite(t, { workers: 1, simd: false });
  await scalar.load('mnist');
  const run = describeRun({ epochs: 1, batch: 64 });
  const handles = [lab, scalar].map((place) => place.start(run));
  const [first, second] = await Promise.all(handles.map(({ finished }) => finished));
  assert.ok(first);
  assert.equal(second?.fingerprint, first.fingerprint);
});

test('a closed lab refuses', async () => {
  const { handle } = start(long);
  lab.close();
  assert.equal(handle.state, 'stopped');
  assert.throws(() => lab.start({}), /closed/);
  await assert.rejects(lab.load('mnist'), /closed/);
});

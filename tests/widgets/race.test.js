/** What is pure in a race of runs: its link, its time left, and the obedience of its group. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LabError, describeRun } from '../../web/lab/index.js';
import { RateLanes } from '../../web/widgets/race_lanes.js';
import { decodeRace, encodeRace } from '../../web/widgets/race_link.js';
import { RunGroup } from '../../web/widgets/run_group.js';
import { TimeLeft } from '../../web/widgets/time_left.js';

const runs = [0.2, 0.5].map((rate) => describeRun({ rate, batch: 32, seed: 7, epochs: 3 }));

test('a race goes into a link and comes back the same', () => {
  const link = encodeRace('race', runs);
  assert.equal(link, '?figure=race&rates=0.2,0.5&batch=32&epochs=3&seed=7#race');
  const search = link.slice(0, link.indexOf('#'));
  assert.deepEqual(decodeRace('race', search), runs);
  assert.equal(decodeRace('fates', search), null);
  assert.equal(decodeRace('race', ''), null);
});

test('so does one with another optimizer and a batch that grows', () => {
  const grown = [0.001, 0.003].map((rate) =>
    describeRun({ rate, optimizer: 'adam', grow: [{ epoch: 2, factor: 4 }] }),
  );
  const link = encodeRace('race', grown);
  assert.equal(link, '?figure=race&rates=0.001,0.003&grow=2:4&optimizer=adam#race');
  assert.deepEqual(decodeRace('race', link.slice(0, link.indexOf('#'))), grown);
});

test('a lane has the colour of its rate beside the usual one of its optimizer', () => {
  const lanes = new RateLanes();
  const look = (/** @type {import('../../web/lab/run.js').RunDescription} */ description) =>
    lanes.look(describeRun(description));
  assert.deepEqual(look({ rate: 0.2 }), { label: '0.2', rate: 0.2 });
  assert.deepEqual(look({ optimizer: 'adam' }), { label: '0.001', rate: 0.5 });
  assert.equal(look({ optimizer: 'adam', rate: 0.002 }).rate, 1);
});

test('nonsense in a link is answered with the value that is wrong', () => {
  const bad = [
    'rates=0.2,banana',
    'rates=-1',
    'rates=0.5&batch=0',
    'rates=0.5&epochs=1.5',
    'rates=0.5&cat=1',
  ];
  for (const query of bad) {
    assert.throws(
      () => decodeRace('race', `?figure=race&${query}`),
      (error) =>
        error instanceof LabError &&
        error.describe('en').length > 20 &&
        error.describe('zh').length > 8,
      query,
    );
  }
});

test('the time left follows the speed of late', () => {
  let now = 0;
  const time = new TimeLeft(() => now);
  assert.equal(time.left(0), null);
  now = 1000;
  assert.equal(time.left(0.1)?.toFixed(3), '9.000');
  for (now = 2000; now <= 10_000; now += 1000) time.left(0.1 + (now - 1000) / 100_000);
  now = 11_000;
  assert.ok(Math.abs(Number(time.left(0.2)) - 80) < 1);
  time.restart();
  assert.equal(time.left(0.2), null);
});

/** A lab that keeps what it is asked to start, and runs nothing. */
function fakeLab() {
  /** @type {any[]} */
  const started = [];
  return {
    started,
    start(/** @type {any} */ run, /** @type {any} */ listener, /** @type {any} */ options) {
      const handle = {
        run,
        options,
        state: options.paused ? 'paused' : 'running',
        pause: () => (handle.state = 'paused'),
        resume: () => (handle.state = 'running'),
        step: () => (handle.state = 'running'),
        stop: () => (handle.state = 'stopped'),
        end: () => {
          handle.state = 'finished';
          listener({ type: 'state', state: 'finished' });
        },
      };
      started.push(handle);
      return handle;
    },
  };
}

function makeGroup() {
  const lab = fakeLab();
  /** @type {string[]} */
  const states = [];
  /** @type {number[]} */
  const cleared = [];
  const group = new RunGroup({
    load: async () => /** @type {any} */ (lab),
    onEvent: () => {},
    onClear: (lane) => cleared.push(lane),
    onState: (state) => states.push(state),
    traceEvery: () => 1,
  });
  group.set(runs);
  return { lab, group, states, cleared };
}

test('a group starts together, in one race, and obeys as one', async () => {
  const { lab, group, states } = makeGroup();
  await group.run();
  assert.equal(lab.started.length, 2);
  assert.equal(lab.started[0].options.race, lab.started[1].options.race);
  group.pause();
  assert.deepEqual(
    lab.started.map(({ state }) => state),
    ['paused', 'paused'],
  );
  await group.run();
  assert.equal(lab.started.length, 2);
  lab.started.forEach((handle) => handle.end());
  assert.deepEqual(states, ['loading', 'running', 'paused', 'running', 'finished']);
  await group.run();
  assert.equal(lab.started.length, 4);
  assert.deepEqual(
    lab.started.slice(0, 2).map(({ state }) => state),
    ['stopped', 'stopped'],
  );
});

test('a change of one run leaves the others alone', async () => {
  const { lab, group, cleared } = makeGroup();
  await group.run();
  cleared.length = 0;
  group.set([runs[0], describeRun({ ...runs[1], rate: 0.8 })]);
  assert.deepEqual(cleared, [1]);
  assert.equal(lab.started.length, 3);
  assert.equal(lab.started[0].state, 'running');
  assert.equal(lab.started[1].state, 'stopped');
});

test('a reset while the data are on their way starts nothing later', async () => {
  /** @type {(lab: any) => void} */
  let arrive = () => {};
  const lab = fakeLab();
  const group = new RunGroup({
    load: () => new Promise((resolve) => (arrive = resolve)),
    onEvent: () => {},
    onClear: () => {},
    onState: () => {},
    traceEvery: () => 1,
  });
  group.set(runs);
  const asked = group.run();
  assert.equal(group.state, 'loading');
  group.reset();
  assert.equal(group.state, 'idle');
  arrive(lab);
  await asked;
  assert.equal(lab.started.length, 0);
});

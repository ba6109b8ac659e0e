/** Grids: what they are, in which order they are filled, and how their cells are carried out by a pool whose threads may die. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  cellAt,
  coarseOrder,
  costOfPlan,
  countCells,
  describeGrid,
  describeRun,
  GridRun,
  indexOfCell,
  LabError,
  planGrid,
  runOfCell,
} from '../../web/lab/index.js';
import { spawn } from '../../web/lab/platform.js';
import { untilQuiet } from './support/quiet.js';
import { startSite } from './support/site.js';

/** @typedef {import('../../web/lab/grid_run.js').GridEvent} GridEvent */

const small = { trainSize: 2000, epochs: 1 };

test('a grid is a frozen value with rising axes; its cells have numbers', () => {
  const grid = describeGrid({ batches: [128, 16, 'full'], rates: [0.5, 0.1], seeds: [7, 3] });
  assert.deepEqual(grid.batches, [16, 128, 55000]);
  assert.deepEqual(grid.rates, [0.1, 0.5]);
  assert.deepEqual(grid.seeds, [7, 3]);
  assert.ok(Object.isFrozen(grid) && Object.isFrozen(grid.rates) && Object.isFrozen(grid.shared));
  assert.equal(countCells(grid), 12);
  assert.deepEqual(cellAt(grid, 0), { batch: 16, rate: 0.1, seed: 7 });
  assert.deepEqual(cellAt(grid, 11), { batch: 55000, rate: 0.5, seed: 3 });
  for (let index = 0; index < 12; index++)
    assert.equal(indexOfCell(grid, cellAt(grid, index)), index);
  assert.equal(indexOfCell(grid, { batch: 17, rate: 0.1, seed: 7 }), -1);
});

test('a cell is the run that its three numbers describe', () => {
  const schedule = { policy: /** @type {const} */ ('step'), gamma: 0.5, step: 10 };
  const grid = describeGrid({ ...small, batches: [10], rates: [0.3], seeds: [4], schedule });
  const wanted = describeRun({ ...small, batch: 10, rate: 0.3, seed: 4, schedule });
  assert.deepEqual(runOfCell(grid, cellAt(grid, 0)), wanted);
});

/** @type {[any, string, RegExp][]} */
const wrong = [
  [{ batches: [16, 0] }, 'batches', /^Batch sizes 0: give a whole number from 1 to 55,000/],
  [{ batches: [60000] }, 'batches', /^Batch sizes 60000: /],
  [{ batches: [200], trainSize: 100 }, 'batches', /^Batch sizes 200: .*100/],
  [{ rates: [0.1, -1] }, 'rates', /^Learning rates -1: /],
  [{ rates: ['fast'] }, 'rates', /^Learning rates fast: /],
  [{ rates: [null] }, 'rates', /^Learning rates null: /],
  [{ seeds: [-1] }, 'seeds', /^Seeds -1: /],
  [{ batches: [] }, 'batches', /no cell/],
  [{ rates: [''] }, 'rates', /^Learning rates \[""\]: .*no cell/],
  [{ rates: [0.1, 0.1] }, 'rates', /^Learning rates 0\.1: .*twice/],
  [{ batches: ['full', 55000] }, 'batches', /^Batch sizes 55000: .*twice/],
  [{ epochs: 0 }, 'epochs', /^Epochs 0: /],
  [{ batch: 3 }, 'batch', /^Batch size 3: a grid takes lists/],
  [{ schedule: { policy: 'piecewise', milestones: [5], rates: [1, 2] } }, 'rates', /alike/],
  [
    {
      rates: Array.from({ length: 4000 }, (_, i) => i + 1),
      seeds: Array.from({ length: 4000 }, (_, i) => i),
    },
    'grid',
    /^Grid 3 × 4000 × 4000: 48,000,000 cells are more than the 10,000,000/,
  ],
];
for (const [description, field, sentence] of wrong) {
  test(`refused: ${JSON.stringify(description).slice(0, 60)}`, () => {
    assert.throws(
      () => describeGrid(description),
      (error) => {
        assert.ok(error instanceof LabError);
        assert.equal(error.field, field);
        assert.match(error.message, sentence);
        assert.ok(error.describe('zh').length > 5);
        return true;
      },
    );
  });
}

test('coarse first: every cell once, the corners before all, a whole seed before the next', () => {
  const rates = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
  const grid = describeGrid({ batches: [8, 16, 32, 64, 128], rates, seeds: [1, 2] });
  const order = coarseOrder(grid);
  assert.deepEqual(
    [...order].sort((a, b) => a - b),
    [...order.keys()],
  );
  const corners = order.slice(0, 4).map((index) => cellAt(grid, index));
  assert.deepEqual(
    corners.map(({ batch, rate }) => [batch, rate]),
    [
      [8, 0.1],
      [8, 0.7],
      [128, 0.1],
      [128, 0.7],
    ],
  );
  assert.ok(order.slice(0, 35).every((index) => cellAt(grid, index).seed === 1));
  const early = new Set(order.slice(0, 9).map((index) => cellAt(grid, index).batch));
  assert.deepEqual(
    [...early].sort((a, b) => a - b),
    [8, 32, 128],
  );
});

test('a plan knows what it costs: small batches cost more, seeds and rates the same', () => {
  const cost = (/** @type {any} */ description) =>
    costOfPlan(planGrid(describeGrid({ rates: [0.1], seeds: [1], ...description })));
  assert.ok(cost({ batches: [1] }) > 1.5 * cost({ batches: [128] }));
  assert.equal(
    cost({ batches: [8], rates: [0.1, 0.2], seeds: [1, 2] }),
    4 * cost({ batches: [8] }),
  );
});

/**
 * @param {import('../../web/lab/lab.js').Lab} lab
 * @param {import('../../web/lab/grid.js').Grid} grid
 * @param {Partial<import('../../web/lab/grid_run.js').GridRunOptions>} [options]
 */
function carryOut(lab, grid, options) {
  /** @type {GridEvent[]} */
  const events = [];
  const ended = defer();
  const run = new GridRun(
    lab,
    planGrid(grid),
    (event) => {
      events.push(event);
      if (event.type === 'end') ended.resolve(undefined);
    },
    { lanes: 2, ...options },
  );
  const cells = () => events.flatMap((event) => (event.type === 'cell' ? [event] : []));
  return { run, events, cells, ended: ended.promise };
}

function defer() {
  let resolve = (/** @type {unknown} */ _value) => {};
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

const grid = describeGrid({ ...small, batches: [20, 200], rates: [0.2, 0.5] });

test('every cell is run once and gives what the run alone gives', async (t) => {
  const { lab } = await startSite(t, { workers: 2 });
  await lab.load('mnist');
  const { run, events, cells, ended } = carryOut(lab, grid);
  assert.equal(run.secondsLeft, null);
  await ended;
  assert.equal(run.state, 'finished');
  assert.deepEqual([run.done, run.total, run.share], [4, 4, 1]);
  assert.deepEqual(
    cells()
      .map(({ index }) => index)
      .sort(),
    [0, 1, 2, 3],
  );
  assert.ok(events.some((event) => event.type === 'run' && event.event.type === 'record'));
  for (const { index, final } of cells()) {
    const alone = lab.start(runOfCell(grid, cellAt(grid, index)));
    assert.equal(final?.fingerprint, (await alone.finished)?.fingerprint);
    alone.stop();
  }
});

test('pause, resume and stop', async (t) => {
  const { lab } = await startSite(t, { workers: 1 });
  await lab.load('mnist');
  const { run, events, cells, ended } = carryOut(lab, grid, { paused: true });
  await sleep(100);
  assert.equal(events.length, 0);
  run.resume();
  while (cells().length === 0) await sleep(5);
  run.pause();
  await untilQuiet(() => events.length);
  const count = events.length;
  await sleep(200);
  assert.equal(events.length, count);
  assert.equal(run.state, 'paused');
  run.resume();
  await ended;
  assert.equal(cells().length, 4);
  const other = carryOut(lab, describeGrid({ epochs: 1000 }));
  await sleep(100);
  other.run.stop();
  const heard = other.events.length;
  await sleep(100);
  assert.equal(other.events.length, heard);
  assert.equal(other.cells().length, 0);
});

/** A lab whose threads end when the cell that they carry out has been heard of, `deaths` times. @param {any} t @param {number} deaths */
async function dyingLab(t, deaths) {
  /** @type {(() => void)[]} */
  const alive = [];
  const site = await startSite(t, {
    workers: 1,
    spawn: async (url, events) => {
      const thread = await spawn(url, events);
      alive.push(() => thread.end());
      return thread;
    },
  });
  await site.lab.load('mnist');
  let left = deaths;
  const kill = () => {
    if (left-- > 0) alive[alive.length - 1]();
  };
  return { lab: site.lab, kill };
}

for (const deaths of [1, 2]) {
  test(`a thread dies ${deaths} time(s): its cell is run again once, then marked`, async (t) => {
    const { lab, kill } = await dyingLab(t, deaths);
    /** @type {GridEvent[]} */
    const events = [];
    const one = describeGrid({ epochs: 3, batches: [64, 128], rates: [0.5] });
    await new Promise((resolve) => {
      const listener = (/** @type {GridEvent} */ event) => {
        events.push(event);
        if (event.type === 'run' && event.index === 0 && event.event.type === 'trace') kill();
        if (event.type === 'end') resolve(undefined);
      };
      new GridRun(lab, planGrid(one), listener, { lanes: 1 });
    });
    const attempts = events.flatMap((event) =>
      event.type === 'begin' && event.index === 0 ? [event.attempt] : [],
    );
    assert.deepEqual(attempts, [1, 2]);
    const outcomes = events.flatMap((event) => (event.type === 'cell' ? [event] : []));
    assert.equal(outcomes.length, 2);
    const first = outcomes.find(({ index }) => index === 0);
    if (deaths === 1) assert.ok(first?.final);
    else assert.equal(first?.error?.code, 'worker-died');
    assert.ok(outcomes.find(({ index }) => index === 1)?.final);
  });
}

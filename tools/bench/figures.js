/** Figures of our own core beside its speed: where the time goes, how soon it starts, what it holds. */
import { advance, createTrainer, instantiate, open, pack } from './contenders/steplab.js';
import { denseOperations, rates } from './task.js';

/** @typedef {import('./task.js').Task} Task */
/** @typedef {import('./contenders/steplab.js').Exports} Exports */

const names = /** @type {const} */ (['gather', 'forward', 'backward', 'update', 'evaluate']);

/**
 * Seconds an epoch of each phase. A part of the set is worked through again and again in groups of
 * batches, and each group counts with its least time, so that what else the machine did falls out. With
 * them the machine's peak of f32x4 multiplications and additions, in operations a second, taken between
 * the rounds.
 * @param {Exports} core the module with phases.c in it
 * @param {Task} task
 * @param {number} batch
 * @param {number} rounds
 */
export async function measurePhases(core, task, batch, rounds) {
  const phases = core.phases_create(open(core, pack(core, task.idx)));
  const batches = Math.max(1, Math.floor(8192 / batch));
  // A page's clock moves in steps: its errors cancel out over several batches, coarse ones over many.
  const group = clockStep() > 0.01 ? batches : Math.max(1, Math.floor(1024 / batch));
  /** @type {Record<string, number[]>} */
  const least = Object.fromEntries(names.map((name) => [name, []]));
  let peak = 0;
  for (let round = 0; round < rounds; round++) {
    for (let first = 0; first + group <= batches; first += group) {
      const sums = timeBatches(core, phases, { batch, first, group });
      for (const name of names) {
        least[name][first] = Math.min(least[name][first] ?? Infinity, sums[name]);
      }
    }
    peak = Math.max(peak, measurePeak(core));
  }
  const samples = batches * batch;
  const epoch = Object.fromEntries(
    names.map((name) => [name, (least[name].reduce((a, b) => a + b, 0) / samples) * 55]),
  );
  return { epoch, peak };
}

/**
 * Milliseconds of each phase, summed over some batches.
 * @param {Exports} core
 * @param {number} phases
 * @param {{ batch: number, first: number, group: number }} which
 */
function timeBatches(core, phases, { batch, first, group }) {
  const sums = { gather: 0, forward: 0, backward: 0, update: 0, evaluate: 0 };
  for (let k = first; k < first + group; k++) {
    const times = [performance.now()];
    const mark = () => times.push(performance.now());
    (core.phases_gather(phases, k * batch, batch), mark());
    (core.phases_forward(phases), mark());
    (core.phases_backward(phases), mark());
    (core.phases_update(phases, rates[batch]), mark());
    (core.phases_evaluate(phases, k * batch, batch), mark());
    names.forEach((name, n) => (sums[name] += times[n + 1] - times[n]));
  }
  return sums;
}

/** Milliseconds by which the clock moves. */
function clockStep() {
  const start = performance.now();
  let now = start;
  while (now === start) now = performance.now();
  return now - start;
}

/**
 * @param {Exports} core
 * @param {number} [tries] the best of them counts
 */
function measurePeak(core, tries = 1) {
  const rounds = 300000;
  let peak = 0;
  for (let k = 0; k < tries; k++) {
    const start = performance.now();
    core.phases_peak(rounds, 0.5);
    peak = Math.max(peak, (rounds * 12 * 8) / ((performance.now() - start) / 1000));
  }
  return peak;
}

/** Into so many pieces is an epoch cut, of about 10 ms each. */
const pieces = 13;

/**
 * Whole epochs in pieces, each between two measurements of the peak, of which the better counts: a
 * machine that others use too has slow spells, and only what is taken in the same spell compares.
 * @param {{ core: ArrayBuffer, phases: ArrayBuffer }} modules
 * @param {Task} task
 * @param {{ batch: number, rounds: number }} order
 * @returns {Promise<{ seconds: number, peak: number, ratio: number }[]>} of each piece of each round:
 *   seconds an epoch at its speed, operations a second at the peak, dense-equivalent rate over peak
 */
export async function measureRates(modules, task, { batch, rounds }) {
  const other = await instantiate(modules.phases);
  const core = await instantiate(modules.core);
  const data = open(core, pack(await instantiate(modules.core), task.idx));
  const points = core.abi_allocate(16 * 1000);
  const trainer = createTrainer(core, data, { batch, rate: rates[batch] });
  const count = Math.floor(55000 / pieces / batch) * batch;
  const results = [];
  // Engines compile their best code beside the work: the first rounds let them finish.
  for (let round = -3; round < rounds; round++) {
    let before = measurePeak(other, 2);
    for (let piece = 0; piece < pieces; piece++) {
      const start = performance.now();
      advance(core, trainer, points, count);
      const seconds = ((performance.now() - start) / 1000 / count) * 55000;
      const after = measurePeak(other, 2);
      const peak = Math.max(before, after);
      if (round >= 0) results.push({ seconds, peak, ratio: denseOperations / seconds / peak });
      before = after;
    }
    await new Promise((done) => setTimeout(done, round < 0 ? 200 : 0));
  }
  return results;
}

/**
 * Seconds from asking for a run to its first step done, the core and the data being in memory.
 * @param {ArrayBuffer} bytes
 * @param {Task} task
 */
export async function firstStep(bytes, task) {
  const core = await instantiate(bytes);
  const data = open(core, pack(await instantiate(bytes), task.idx));
  const start = performance.now();
  core.abi_trainer_step(createTrainer(core, data, { batch: 128, rate: rates[128] }));
  return (performance.now() - start) / 1000;
}

/**
 * Bytes of a core's memory that holds the training set and one run, or four.
 * @param {ArrayBuffer} bytes
 * @param {Task} task
 */
export async function memoryOfRun(bytes, task) {
  const core = await instantiate(bytes);
  const data = open(core, pack(await instantiate(bytes), task.idx));
  const sizes = [];
  for (let runs = 1; runs <= 4; runs++) {
    core.abi_trainer_step(createTrainer(core, data, { batch: 128, rate: rates[128] }));
    sizes.push(core.memory.buffer.byteLength);
  }
  return { one: sizes[0], four: sizes[3] };
}

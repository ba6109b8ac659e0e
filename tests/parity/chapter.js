/**
 * The chapter's original program, as a recipe: what it drew from NumPy's generator for its initial
 * weights, its split and its orders. And its records, as a table of them stands in a CSV file.
 */
import { readFileSync } from 'node:fs';

import { NumpyRandom } from './numpy_random.js';

export const units = [784, 64, 16, 10];
export const validationSize = 5000;
export const trainSize = 55000;
const imageCount = validationSize + trainSize;
const weightsSeed = 41;

/**
 * One of its records: loss and accuracy on the validation images after `iteration` iterations.
 * @typedef {{ iteration: number, epoch: number, loss: number, accuracy: number }} ChapterRecord
 * @typedef {{ rate: number, batch: number, seed: number, records: ChapterRecord[] }} ChapterRun
 */

/** The weights of each layer, [inputs x outputs]; all runs start from the same. Biases are 0. */
export function initialWeights() {
  const random = new NumpyRandom(weightsSeed);
  random.permutation(imageCount); // the program split its data once before, to no effect
  return units.slice(1).map((outputs, layer) => {
    const inputs = units[layer];
    const limit = Math.sqrt(6 / (inputs + outputs));
    return random.uniform(-limit, limit, inputs * outputs);
  });
}

/**
 * What a run draws from its seed: the images that validate and train, and then one order of the
 * training images after another, each of them a permutation of the last.
 * @param {number} seed
 */
export function drawRun(seed) {
  const random = new NumpyRandom(seed);
  const samples = random.permutation(imageCount);
  let order = samples.subarray(validationSize);
  const nextOrder = () => {
    random.seed(random.below(100));
    const last = order;
    order = random.permutation(trainSize).map((from) => last[from]);
    return order;
  };
  return { samples, nextOrder };
}

const columns = ['lr', 'batch', 'seed_s1', 'iteration', 'epoch0', 'loss_val', 'acc_val'];

/**
 * Reads the runs of a CSV file; the lines of a run stand together, in the order of its iterations.
 * @param {string | URL} path
 * @returns {ChapterRun[]}
 */
export function readRuns(path) {
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`${path}: no column ${missing.join(', ')}`);
  const places = columns.map((name) => names.indexOf(name));

  /** @type {ChapterRun[]} */
  const runs = [];
  for (const [index, line] of lines.entries()) {
    const cells = line.split(',').map(Number);
    const row = places.map((place) => cells[place]);
    if (!row.every(Number.isFinite)) throw new Error(`${path}, line ${index + 2}: no numbers`);
    const [rate, batch, seed, before, epoch, loss, accuracy] = row;
    const record = { iteration: before + 1, epoch, loss, accuracy };
    const run = runs.at(-1);
    if (run && isOf(run, rate, batch, seed, record)) run.records.push(record);
    else runs.push({ rate, batch, seed, records: [record] });
  }
  if (runs.length === 0) throw new Error(`${path}: no records`);
  return runs;
}

/**
 * Whether a record goes on with a run, rather than beginning another.
 * @param {ChapterRun} run
 * @param {number} rate
 * @param {number} batch
 * @param {number} seed
 * @param {ChapterRecord} record
 */
function isOf(run, rate, batch, seed, record) {
  const last = run.records[run.records.length - 1];
  const same = run.rate === rate && run.batch === batch && run.seed === seed;
  return same && record.iteration > last.iteration;
}

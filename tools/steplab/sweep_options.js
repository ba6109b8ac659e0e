/** The options of `sweep`, and what they mean. */

import { describeGrid, LabError } from '../../web/lab/index.js';
import { UsageError } from './options.js';
import { descriptionFromOptions, runOptions, runUsageError } from './run_options.js';
import { mark } from './sweep_file.js';

/** @typedef {import('./options.js').Option} Option */
/** @typedef {import('./options.js').Values} Values */
/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('./sweep.js').Shard} Shard */

const MOST_SEEDS = 100000;

/** Of a run's options: those that are axes of the grid, or would undo its seeds. */
const ofGrid = ['batch', 'rate', 'rates', 'seed', 'split-seed', 'weights-seed', 'order-seed'];

/** The same as fields of a run. */
const axesOfRun = ['batch', 'seed', 'splitSeed', 'weightsSeed', 'orderSeed'];

/** @type {Option[]} */
export const sweepOptions = [
  {
    name: 'batches',
    value: 'N,…',
    fallback: '16,32,128',
    list: true,
    help: 'batch sizes; full is the whole training set',
  },
  {
    name: 'rates',
    value: 'R,…',
    fallback: '0.1,0.3,0.5,0.7',
    list: true,
    help: 'learning rates',
  },
  { name: 'seeds', value: 'N', fallback: 1, help: 'runs of every cell, each with the next seed' },
  { name: 'seed', value: 'N', fallback: 1, help: 'the first of them' },
  ...runOptions.filter(({ name }) => !ofGrid.includes(name)),
  {
    name: 'out',
    value: 'FILE',
    text: true,
    help: 'a line a cell as it is done; a file that exists is gone on with',
  },
  { name: 'shard', value: 'I/N', text: true, help: 'only every N-th cell, from the I-th on' },
  {
    name: 'merge',
    value: 'FILE…',
    text: true,
    many: true,
    help: 'puts the files of all shards together; trains nothing',
  },
  { name: 'workers', value: 'N', help: 'threads; else as many as there are cores' },
  { name: 'yes', help: `begin without a question, however many cells there are` },
  { name: 'json', help: 'one JSON record a line' },
];

/**
 * @param {Values} values
 * @returns {Grid}
 * @throws {UsageError} that names the option and the value on its axis
 */
export function gridFromOptions(values) {
  const { rates: _, ...typed } = values.typed;
  const description = descriptionFromOptions({ ...values, typed });
  const shared = Object.entries(description).filter(([name]) => !axesOfRun.includes(name));
  const seeds = readSeeds(values);
  const axis = (/** @type {string} */ name) =>
    values.typed[name] === undefined ? undefined : values[name];
  try {
    return describeGrid({
      ...Object.fromEntries(shared),
      batches: axis('batches'),
      rates: axis('rates'),
      seeds,
    });
  } catch (error) {
    const field = error instanceof LabError && error.facts.scope === 'grid' ? error.field : null;
    if (field !== null)
      throw new UsageError(/** @type {LabError} */ (error).describe('en', `--${field}`));
    throw runUsageError(error, values);
  }
}

/** @param {Values} values @returns {number[]} */
function readSeeds({ seeds, seed, typed }) {
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) {
    const most = MOST_SEEDS.toLocaleString('en-US');
    throw new UsageError(
      `--seeds ${typed.seeds}: give a whole number from 1 to ${most}, for instance 5.`,
    );
  }
  if (!Number.isInteger(seed) || seed < 0 || seed + seeds - 1 > 0xffffffff)
    throw new UsageError(
      `--seed ${typed.seed ?? seed}: give a whole number from 0 to 4,294,967,295 less the number of seeds, for instance 1.`,
    );
  return Array.from({ length: seeds }, (_, index) => seed + index);
}

/** @param {string | undefined} text @returns {Shard | null} */
export function readShard(text) {
  if (text === undefined) return null;
  const [, part, of] = (/^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []).map(Number);
  if (part >= 1 && part <= of) return { part, of };
  throw new UsageError(
    `--shard ${mark(text)}: give the shard and how many there are, from 1/4 to 4/4.`,
  );
}

/** @param {Values} values @returns {number | undefined} */
export function readWorkers({ workers, typed }) {
  if (workers === undefined || (Number.isInteger(workers) && workers >= 1)) return workers;
  throw new UsageError(
    `--workers ${mark(typed.workers)}: give a whole number of 1 or more, for instance 2.`,
  );
}

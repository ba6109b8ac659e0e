/** MNIST: how its files become packs, and how packs become data in a core. Where bytes come from and are kept is the caller's. */

import { Dataset } from './dataset.js';
import { LabError } from './errors.js';
import { packName } from './mnist_files.js';
import { prepareMnist } from './mnist_prepare.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./mnist_files.js').MnistFile} MnistFile */
/** @typedef {import('./mnist_files.js').Part} Part */
/** @typedef {import('./dataset.js').Block} Block */
/** @typedef {import('./kept_packs.js').PackCache} PackCache */
/** @typedef {import('./kept_packs.js').KeptPack} KeptPack */
/** @typedef {import('./progress.js').Progress} Progress */

/**
 * Brings a file's bytes, gzip'd or plain.
 * @typedef {(file: MnistFile, options: { signal?: AbortSignal, fresh: boolean, onTotal: (total: number | null) => void })
 *   => AsyncIterable<Uint8Array>} Source
 */

/**
 * @typedef {object} MnistOptions
 * @property {Source} source
 * @property {PackCache | null} [cache]
 * @property {(progress: Progress) => void} [onProgress]
 * @property {AbortSignal} [signal]
 */

/** @typedef {{ train: Dataset, test: Dataset }} Mnist 60,000 images to train and validate on, 10,000 to test on */

const PACK_BYTES = 21_000_000;
/** @type {Part[]} */
const PARTS = ['train', 'test'];

/**
 * MNIST in the core's memory: from the cache where it is there and whole, else from the source, checked by SHA-256.
 * @param {Core} core
 * @param {MnistOptions} options
 * @returns {Promise<Mnist>}
 * @throws {LabError} of loading, or the signal's reason
 */
export async function openMnist(core, options) {
  const kept = await openKept(core, options);
  if (kept) return kept;
  const { train, test } = await prepareMnist(core, options);
  options.onProgress?.({ stage: 'open', file: '', bytes: 0, total: PACK_BYTES, secondsLeft: null });
  const opened = openPacks(core, train, test);
  keep(options.cache, { train, test });
  return opened;
}

/** @param {Core} core @param {Uint8Array} train @param {Uint8Array} test @returns {Mnist} */
export function openPacks(core, train, test) {
  const training = Dataset.open(core, train);
  try {
    return { train: training, test: Dataset.open(core, test) };
  } catch (error) {
    training.destroy();
    throw error;
  }
}

/**
 * The same from the cache alone.
 * @param {Core} core
 * @param {Omit<MnistOptions, 'source'>} options
 * @returns {Promise<Mnist | null>} null where there is nothing, or something that does not open
 */
export async function openKept(core, { cache, onProgress, signal }) {
  if (!cache) return null;
  onProgress?.({ stage: 'open', file: '', bytes: 0, total: PACK_BYTES, secondsLeft: null });
  const poured = await Promise.allSettled(
    PARTS.map(async (part) => pour(core, await cache.get(packName(part)))),
  );
  const blocks = poured.flatMap((one) =>
    one.status === 'fulfilled' && one.value ? [one.value] : [],
  );
  const failure = poured.find((one) => one.status === 'rejected');
  if (blocks.length < PARTS.length || signal?.aborted) {
    for (const { pointer } of blocks) core.release(pointer);
    signal?.throwIfAborted();
    if (failure) throw failure.reason;
    return null;
  }
  return adoptBlocks(core, blocks);
}

/**
 * Writes a pack into the core's memory as it comes.
 * @param {Core} core
 * @param {KeptPack | null} pack
 * @returns {Promise<Block | null>} null where it is not there or not whole
 * @throws {LabError} out-of-memory
 */
async function pour(core, pack) {
  if (!pack) return null;
  const { size, chunks, isWhole } = pack;
  const pointer = core.allocate(size);
  let at = 0;
  try {
    for await (const chunk of chunks) {
      if (at + chunk.length <= size) core.bytes(pointer + at, chunk.length).set(chunk);
      at += chunk.length;
    }
    if (at === size && (await isWhole(core.bytes(pointer, size)))) return { pointer, size };
  } catch {
    // A store that breaks off has nothing.
  }
  core.release(pointer);
  return null;
}

/** @param {Core} core @param {Block[]} blocks of the training set and of the test set @returns {Mnist | null} null where one does not open */
function adoptBlocks(core, [train, test]) {
  let training = null;
  try {
    training = Dataset.adopt(core, train);
    return { train: training, test: Dataset.adopt(core, test) };
  } catch (error) {
    if (training) training.destroy();
    else core.release(test.pointer);
    if (error instanceof LabError && error.code === 'pack-damaged') return null;
    throw error;
  }
}

/** @param {PackCache | null | undefined} cache @param {Record<Part, Uint8Array>} packs */
function keep(cache, packs) {
  for (const part of PARTS) void cache?.put(packName(part), packs[part]);
}

/** MNIST: how its files become packs, and how packs become data in a core. Where bytes come from and are kept is the caller's. */

import { Dataset } from './dataset.js';
import { LabError } from './errors.js';
import { packName } from './mnist_files.js';
import { prepareMnist } from './mnist_prepare.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./mnist_files.js').MnistFile} MnistFile */
/** @typedef {import('./mnist_files.js').Part} Part */
/** @typedef {import('./kept_packs.js').PackCache} PackCache */
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
  const [train, test] = await Promise.all([
    cache.get(packName('train')),
    cache.get(packName('test')),
  ]);
  signal?.throwIfAborted();
  if (!train || !test) return null;
  try {
    return openPacks(core, train, test);
  } catch (error) {
    if (error instanceof LabError && error.code === 'pack-damaged') return null;
    throw error;
  }
}

/** @param {PackCache | null | undefined} cache @param {Record<Part, Uint8Array>} packs */
function keep(cache, packs) {
  for (const part of /** @type {Part[]} */ (['test', 'train']))
    void cache?.put(packName(part), packs[part]);
}

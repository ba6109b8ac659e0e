/** MNIST: which files it is, how they become packs, and how packs become data in a core. Where bytes come from and are kept is the caller's. */

import { Dataset, packBlocks } from './dataset.js';
import { LabError } from './errors.js';
import { gunzip } from './gunzip.js';
import { hashBlock } from './hash.js';
import { Report } from './progress.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./dataset.js').Block} Block */
/** @typedef {{ name: string, bytes: number, transfer: number, sha256: string }} MnistFile `transfer`: about what comes over the line, gzip'd */
/** @typedef {'train' | 'test'} Part */
/** @typedef {import('./progress.js').Progress} Progress */

/**
 * Brings a file's bytes, gzip'd or plain.
 * @typedef {(file: MnistFile, options: { signal?: AbortSignal, fresh: boolean, onTotal: (total: number | null) => void })
 *   => AsyncIterable<Uint8Array>} Source
 */

/**
 * Keeps packs from one visit to the next; `get` gives null for what it does not have. Neither ever rejects.
 * @typedef {object} PackCache
 * @property {(name: string) => Promise<Uint8Array | null>} get
 * @property {(name: string, bytes: Uint8Array) => Promise<void>} put
 */

/**
 * @typedef {object} MnistOptions
 * @property {Source} source
 * @property {PackCache | null} [cache]
 * @property {(progress: Progress) => void} [onProgress]
 * @property {AbortSignal} [signal]
 */

/** @typedef {{ train: Dataset, test: Dataset }} Mnist 60,000 images to train and validate on, 10,000 to test on */

/** The four original files. @type {Record<Part, { images: MnistFile, labels: MnistFile }>} */
export const MNIST_FILES = {
  test: {
    images: {
      name: 't10k-images-idx3-ubyte',
      bytes: 7840016,
      transfer: 1629563,
      sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    },
    labels: {
      name: 't10k-labels-idx1-ubyte',
      bytes: 10008,
      transfer: 4213,
      sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
  train: {
    images: {
      name: 'train-images-idx3-ubyte',
      bytes: 47040016,
      transfer: 9801223,
      sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    },
    labels: {
      name: 'train-labels-idx1-ubyte',
      bytes: 60008,
      transfer: 28246,
      sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    },
  },
};

/** @type {Part[]} the small part first: a host without the files is found out soon */
const PARTS = ['test', 'train'];
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

/** Null where there is nothing, or something that does not open. @param {Core} core @param {MnistOptions} options */
async function openKept(core, { cache, onProgress, signal }) {
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
  for (const part of PARTS) void cache?.put(packName(part), packs[part]);
}

/** The name of a pack says what it was made of, so that no other data are taken for it. @param {Part} part */
export function packName(part) {
  return `mnist-${part}-${MNIST_FILES[part].images.sha256.slice(0, 16)}.pack1`;
}

/**
 * Brings and checks the files and makes the packs, in a core of its own whose memory goes with it: the raw images take 47 MB.
 * @param {Core} core
 * @param {MnistOptions} options
 * @returns {Promise<Record<Part, Uint8Array>>}
 */
export async function prepareMnist(core, options) {
  const workshop = await core.spawn();
  const report = new Report(
    Object.values(MNIST_FILES).flatMap(({ images, labels }) => [images, labels]),
    options.onProgress,
  );
  /** @type {Partial<Record<Part, Uint8Array>>} */
  const packs = {};
  for (const part of PARTS) {
    const { images, labels } = MNIST_FILES[part];
    const labelsBlock = await bring(workshop, labels, options, report);
    const imagesBlock = await bring(workshop, images, options, report);
    report.stage('pack', images.name);
    packs[part] = packBlocks(workshop, imagesBlock, labelsBlock);
    workshop.release(imagesBlock.pointer);
    workshop.release(labelsBlock.pointer);
    options.signal?.throwIfAborted();
  }
  return /** @type {Record<Part, Uint8Array>} */ (packs);
}

/**
 * A verified file in the core's memory. One that came damaged is fetched once more, past the browser's cache.
 * @param {Core} core
 * @param {MnistFile} file
 * @param {MnistOptions} options
 * @param {Report} report
 * @returns {Promise<Block>}
 */
async function bring(core, file, options, report) {
  const pointer = core.allocate(file.bytes);
  for (let fresh = false; ; fresh = true) {
    try {
      await fill(core, pointer, file, fresh, options, report);
      report.stage('verify', file.name);
      verify(core, pointer, file);
      return { pointer, size: file.bytes };
    } catch (error) {
      const damaged = error instanceof LabError && DAMAGED.includes(error.code);
      if (fresh || !damaged) {
        core.release(pointer);
        throw error;
      }
    }
  }
}

const DAMAGED = ['gzip-damaged', 'file-size', 'sha-mismatch'];

/**
 * @param {Core} core
 * @param {number} pointer
 * @param {MnistFile} file
 * @param {boolean} fresh
 * @param {MnistOptions} options
 * @param {Report} report
 */
async function fill(core, pointer, file, fresh, { source, signal }, report) {
  report.begin(file);
  const raw = source(file, { signal, fresh, onTotal: (total) => report.total(file, total) });
  let at = 0;
  for await (const chunk of gunzip(report.count(file, raw), file.name)) {
    if (at + chunk.length <= file.bytes) core.bytes(pointer + at, chunk.length).set(chunk);
    at += chunk.length;
    signal?.throwIfAborted();
  }
  if (at !== file.bytes) {
    throw new LabError('file-size', { file: file.name, found: at, expected: file.bytes });
  }
}

/** @param {Core} core @param {number} pointer @param {MnistFile} file */
function verify(core, pointer, file) {
  const digest = hashBlock(core, pointer, file.bytes);
  if (digest === file.sha256) return;
  const [found, expected] = [digest, file.sha256].map((text) => text.slice(0, 16));
  throw new LabError('sha-mismatch', { file: file.name, found, expected });
}

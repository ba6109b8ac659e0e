/** Brings the files of MNIST, checks them by SHA-256 and makes packs of them: what a first visit needs. */

import { packBlocks } from './dataset.js';
import { LabError } from './errors.js';
import { gunzip } from './gunzip.js';
import { hashBlock } from './hash.js';
import { MNIST_FILES } from './mnist_files.js';
import { Report } from './progress.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./dataset.js').Block} Block */
/** @typedef {import('./mnist.js').MnistOptions} MnistOptions */
/** @typedef {import('./mnist_files.js').MnistFile} MnistFile */
/** @typedef {import('./mnist_files.js').Part} Part */

/** @type {Part[]} the small part first: a host without the files is found out soon */
const PARTS = ['test', 'train'];

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

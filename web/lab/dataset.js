/** A set of samples in the core's memory: made from two IDX files by way of a pack, the core's compact form, or from plain numbers. */

import { LabError } from './errors.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {{ pointer: number, size: number }} Block bytes in the core's memory */

const STATUS = { memory: 1, magic: 2, cut: 3, counts: 4, label: 5, trailing: 14 };
const FAULT = 64;
/** Digits. */
const CLASSES = 10;

/** Samples that runs are trained and tested on. Any number of sessions of one core share it. */
export class Dataset {
  /** @param {Core} core @param {number} pointer @param {Block | null} pack */
  constructor(core, pointer, pack) {
    this.core = core;
    this.pointer = pointer;
    this.pack = pack;
    this.count = core.call.abi_data_count(pointer);
    this.width = core.call.abi_data_width(pointer);
    this.classes = core.call.abi_data_classes(pointer);
  }

  /**
   * Opens a pack; its bytes are copied into the core, and every index inside is checked.
   * @param {Core} core
   * @param {Uint8Array} bytes
   * @throws {LabError} pack-damaged, out-of-memory
   */
  static open(core, bytes) {
    return Dataset.adopt(core, { pointer: core.place(bytes), size: bytes.length });
  }

  /**
   * The same with a pack that is in the core already, and belongs to the data from now on; one that does not open is released.
   * @param {Core} core
   * @param {Block} pack
   * @throws {LabError} pack-damaged, out-of-memory
   */
  static adopt(core, pack) {
    const { call, scratch } = core;
    const status = call.abi_data_open(pack.pointer, pack.size, scratch, scratch + FAULT);
    if (status === 0) return new Dataset(core, core.words(scratch, 1)[0], pack);
    core.release(pack.pointer);
    throw status === STATUS.memory ? outOfMemory(core) : new LabError('pack-damaged', { status });
  }

  /**
   * Dense samples of a regression.
   * @param {Core} core
   * @param {Float32Array} inputs [count × width]
   * @param {Float32Array} targets [count × outputs]
   * @param {number} count
   */
  static fromNumbers(core, inputs, targets, count) {
    const [from, to] = [inputs, targets].map((values) => core.place(asBytes(values)));
    const width = inputs.length / count;
    const outputs = targets.length / count;
    const status = core.call.abi_data_create(from, count, width, to, outputs, core.scratch);
    core.release(from);
    core.release(to);
    if (status !== 0)
      throw status === STATUS.memory
        ? outOfMemory(core)
        : new LabError('unforeseen', { message: `data of status ${status}` });
    return new Dataset(core, core.words(core.scratch, 1)[0], null);
  }

  /** @returns {Uint8Array} a copy of the pack, to keep or to give to another core */
  packBytes() {
    if (!this.pack) throw new Error('these samples have no pack');
    return this.core.bytes(this.pack.pointer, this.pack.size).slice();
  }

  /** @param {number} index @returns {{ index: number, label: number, pixels: Uint8Array }} pixels 0 to 255, row by row */
  image(index) {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) {
      throw new LabError('bad-index', { index, most: this.count - 1 });
    }
    const { call, scratch } = this.core;
    call.abi_data_inputs(this.pointer, index, scratch);
    const pixels = Uint8Array.from(this.core.floats(scratch, this.width), (value) =>
      Math.round(255 * value),
    );
    return { index, label: call.abi_data_label(this.pointer, index), pixels };
  }

  /** Gives the memory back; no session may use the data any more. */
  destroy() {
    this.core.call.abi_data_destroy(this.pointer);
    if (this.pack) this.core.release(this.pack.pointer);
  }
}

/**
 * Makes a pack of two whole IDX files.
 * @param {Core} core
 * @param {Uint8Array} images
 * @param {Uint8Array} labels
 * @returns {Uint8Array}
 * @throws {LabError} idx-magic, idx-cut, idx-trailing, idx-empty, idx-counts, idx-label, out-of-memory
 */
export function packFiles(core, images, labels) {
  const blocks = [images, labels].map((bytes) => ({
    pointer: core.place(bytes),
    size: bytes.length,
  }));
  try {
    return packBlocks(core, blocks[0], blocks[1]);
  } finally {
    for (const block of blocks) core.release(block.pointer);
  }
}

/**
 * The same for files that are in the core's memory already.
 * @param {Core} core
 * @param {Block} images
 * @param {Block} labels
 * @returns {Uint8Array}
 */
export function packBlocks(core, images, labels) {
  const { call, scratch } = core;
  const status = call.abi_pack_create(
    images.pointer,
    images.size,
    labels.pointer,
    labels.size,
    CLASSES,
    scratch,
    scratch + FAULT,
  );
  if (status !== 0) throw packError(core, status, images.size);
  const [pointer, size] = core.words(scratch, 2);
  const bytes = core.bytes(pointer, size).slice();
  core.release(pointer);
  return bytes;
}

/** @param {Core} core @param {number} status @param {number} imagesSize */
function packError(core, status, imagesSize) {
  const [where, found, expected] = core.doubles(core.scratch + FAULT, 3);
  if (status === STATUS.memory) return new LabError('out-of-memory', { bytes: found });
  if (status === STATUS.label) return new LabError('idx-label', { index: where, found, expected });
  if (status === STATUS.magic) {
    const part = expected === 0x803 ? 'images' : 'labels';
    return new LabError('idx-magic', { part, found: magic(found), expected: magic(expected) });
  }
  if (status === STATUS.counts) {
    return found === 0
      ? new LabError('idx-empty', { part: 'labels' })
      : new LabError('idx-counts', { images: expected, labels: found });
  }
  const part = found === imagesSize ? 'images' : 'labels';
  return new LabError(status === STATUS.cut ? 'idx-cut' : 'idx-trailing', {
    part,
    found,
    expected,
  });
}

/** @param {number} value */
function magic(value) {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

/** @param {Core} core */
function outOfMemory(core) {
  return new LabError('out-of-memory', { bytes: core.doubles(core.scratch + FAULT, 3)[1] });
}

/** @param {Float32Array} values */
function asBytes(values) {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

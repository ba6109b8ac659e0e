/** How far a load has come, in bytes, with the time that is left. */

/** @typedef {import('./mnist.js').MnistFile} MnistFile */

/**
 * How far loading has come. Bytes and total are of the stage, over all files; `secondsLeft` is null until it can be told.
 * @typedef {object} Progress
 * @property {'download' | 'verify' | 'pack' | 'open'} stage
 * @property {string} file
 * @property {number} bytes
 * @property {number} total
 * @property {number | null} secondsLeft
 */

const MOST_REPORTS = 20;

/** Counts over all files, and tells at most twenty times a second. */
export class Report {
  /** @param {MnistFile[]} files @param {((progress: Progress) => void) | undefined} listener */
  constructor(files, listener) {
    this.listener = listener;
    this.started = performance.now();
    this.told = 0;
    /** @type {Map<string, { bytes: number, total: number }>} */
    this.files = new Map();
    for (const file of files) this.begin(file);
  }

  /** @param {MnistFile} file */
  begin(file) {
    this.files.set(file.name, { bytes: 0, total: file.transfer });
  }

  /** @param {MnistFile} file @param {number | null} total */
  total(file, total) {
    this.entry(file).total = total ?? file.transfer;
  }

  /** Lets the bytes through and counts them. @param {MnistFile} file @param {AsyncIterable<Uint8Array>} chunks */
  async *count(file, chunks) {
    const entry = this.entry(file);
    for await (const chunk of chunks) {
      entry.bytes += chunk.length;
      if (entry.bytes > entry.total) entry.total = grownTotal(file, entry.bytes);
      this.tell(file.name);
      yield chunk;
    }
    entry.total = entry.bytes;
  }

  /** @param {string} file */
  tell(file) {
    const now = performance.now();
    if (now - this.told < 1000 / MOST_REPORTS) return;
    this.told = now;
    const { bytes, total } = this.sum();
    const seconds = (now - this.started) / 1000;
    const secondsLeft = seconds > 0.5 ? ((total - bytes) * seconds) / bytes : null;
    this.listener?.({ stage: 'download', file, bytes, total, secondsLeft });
  }

  /** @param {'verify' | 'pack'} stage @param {string} file */
  stage(stage, file) {
    this.listener?.({ stage, file, ...this.sum(), secondsLeft: null });
  }

  sum() {
    let [bytes, total] = [0, 0];
    for (const entry of this.files.values()) {
      bytes += entry.bytes;
      total += entry.total;
    }
    return { bytes, total };
  }

  /** @param {MnistFile} file */
  entry(file) {
    return /** @type {{ bytes: number, total: number }} */ (this.files.get(file.name));
  }
}

/** Far more than the file can be when gzip'd: the host or the browser has unpacked it. @param {MnistFile} file @param {number} bytes */
function grownTotal(file, bytes) {
  return bytes > 1.25 * file.transfer ? file.bytes : bytes;
}

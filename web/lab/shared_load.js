/** One load that any number of callers wait for. */

/** @typedef {import('./progress.js').Progress} Progress */
/** @typedef {{ onProgress?: (progress: Progress) => void, signal?: AbortSignal }} LoadOptions */

/** It goes on until all callers have aborted. */
export class SharedLoad {
  #control = new AbortController();
  #callers = 0;
  /** @type {Set<(progress: Progress) => void>} */
  #listeners = new Set();

  /** @param {(onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<unknown>} begin */
  constructor(begin) {
    const tell = (/** @type {Progress} */ progress) => {
      for (const listener of this.#listeners) listener(progress);
    };
    this.result = begin(tell, this.#control.signal);
  }

  /** Whether all who waited have gone. */
  get abandoned() {
    return this.#control.signal.aborted;
  }

  /** @param {LoadOptions} options @returns {Promise<void>} */
  join({ onProgress, signal }) {
    this.#callers++;
    if (onProgress) this.#listeners.add(onProgress);
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal?.reason);
        if (onProgress) this.#listeners.delete(onProgress);
        if (--this.#callers === 0) this.#control.abort();
      };
      signal?.addEventListener('abort', leave);
      this.result
        .then(() => resolve(), reject)
        .finally(() => signal?.removeEventListener('abort', leave));
    });
  }
}

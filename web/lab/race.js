/** Keeps runs that are compared side by side even when they stand in different threads: the leader waits for the last. */

/** @typedef {import('./handle.js').RunHandle} RunHandle */

/** Samples by which a run may be ahead: what a thread does in a few hundredths of a second. */
const LEAD = 16384;
/** Milliseconds between two words to the threads while nothing but the samples change. */
const PACE_EVERY = 8;

/** Runs that advance together. */
export class Race {
  /** @type {Set<RunHandle>} */
  members = new Set();
  #active = '';
  #limit = Infinity;
  #told = -Infinity;

  /** @param {number} id */
  constructor(id) {
    this.id = id;
  }

  /** Looks where everyone is, and tells the threads how far they may go. */
  update() {
    const active = [...this.members].filter((handle) => handle.active);
    const links = new Set(active.map((handle) => handle.link));
    const signature = active.map((handle) => handle.id).join();
    const changed = signature !== this.#active;
    const now = performance.now();
    if (!changed && now - this.#told < PACE_EVERY) return;
    const slowest = Math.min(...active.map((handle) => handle.samples));
    const limit = links.size > 1 ? slowest + LEAD : Infinity;
    if (!changed && limit === this.#limit) return;
    this.#active = signature;
    this.#limit = limit;
    this.#told = now;
    for (const link of links) link?.post({ type: 'pace', race: this.id, limit });
  }
}

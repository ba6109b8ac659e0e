/** The page's end of one thread of the pool: commands, requests with replies, and what happens when the thread dies. */

import { LabError } from './errors.js';

/** @typedef {import('./platform.js').Spawn} Spawn */
/** @typedef {import('./platform.js').Thread} Thread */
/** @typedef {import('./host.js').Settings} Settings */
/** @typedef {import('./progress.js').Progress} Progress */
/** @typedef {{ resolve: (value: any) => void, reject: (error: unknown) => void, onProgress?: (progress: Progress) => void }} Pending */

/**
 * @typedef {object} LinkEvents
 * @property {(parcels: any[]) => void} onParcels
 * @property {(link: WorkerLink, reason: string) => void} onDeath called once, unless the link was ended from here
 */

/** One thread. What is posted before it has started waits. */
export class WorkerLink {
  dead = false;
  /** Whether it has the data. */
  ready = false;
  #requests = 0;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  /** @type {Thread | null} */
  #thread = null;
  /** @type {[unknown, Transferable[]][]} */
  #outbox = [];

  /** @param {Spawn} spawn @param {URL} url @param {Settings} settings @param {LinkEvents} events */
  constructor(spawn, url, settings, events) {
    this.events = events;
    const handlers = {
      onMessage: (/** @type {any} */ message) => this.#hear(message),
      onEnd: (/** @type {string} */ reason) => this.#die(reason),
    };
    this.post({ type: 'settings', settings });
    spawn(url, handlers).then(
      (thread) => this.#started(thread),
      (error) => this.#die(error instanceof Error ? error.message : String(error)),
    );
  }

  /** @param {unknown} message @param {Transferable[]} [transfer] */
  post(message, transfer = []) {
    if (this.dead) return;
    if (this.#thread) this.#thread.post(message, transfer);
    else this.#outbox.push([message, transfer]);
  }

  /**
   * @param {Record<string, unknown>} message
   * @param {{ transfer?: Transferable[], onProgress?: (progress: Progress) => void, signal?: AbortSignal }} [options]
   * @returns {Promise<any>} what the thread replies
   */
  request(message, { transfer, onProgress, signal } = {}) {
    return new Promise((resolve, reject) => {
      if (this.dead) return reject(new LabError('run-gone'));
      const request = ++this.#requests;
      this.#pending.set(request, { resolve, reject, onProgress });
      signal?.addEventListener('abort', () => this.post({ type: 'abort', load: request }));
      this.post({ ...message, request }, transfer);
    });
  }

  /** Ends the thread at once and quietly. */
  end() {
    this.#close(new LabError('lab-closed'));
  }

  /** @param {Thread} thread */
  #started(thread) {
    if (this.dead) return thread.end();
    this.#thread = thread;
    for (const [message, transfer] of this.#outbox.splice(0)) thread.post(message, transfer);
  }

  /** @param {any} message */
  #hear(message) {
    if (this.dead) return;
    if (message.type === 'events') this.events.onParcels(message.parcels);
    else if (message.type === 'fatal') this.#die(message.reason);
    else if (message.type === 'progress')
      this.#pending.get(message.request)?.onProgress?.(message.progress);
    else if (message.type === 'reply') this.#settle(message);
  }

  /** @param {{ request: number, value?: unknown, error?: import('./errors.js').ErrorData }} reply */
  #settle({ request, value, error }) {
    const pending = this.#pending.get(request);
    this.#pending.delete(request);
    if (error) pending?.reject(LabError.fromData(error));
    else pending?.resolve(value);
  }

  /** @param {string} reason */
  #die(reason) {
    if (this.dead) return;
    this.#close(deathOf(reason));
    this.events.onDeath(this, reason);
  }

  /** @param {LabError} error for every request that waits */
  #close(error) {
    this.dead = true;
    this.ready = false;
    this.#thread?.end();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/** Why a thread is gone. @param {string} reason empty where its script did not come at all */
export function deathOf(reason) {
  return reason === ''
    ? new LabError('engine-not-loaded')
    : new LabError('worker-died', { reason });
}

/** What a thread of the pool does: it holds the core and the data once, and serves the runs that the page gives it. */

import { loadCore } from './core.js';
import { LabError } from './errors.js';
import { siteCache, siteCacheAhead } from './kept_packs.js';
import { MeasureSession } from './measure_session.js';
import { openKept, openMnist, openPacks } from './mnist.js';
import { Runner } from './runner.js';
import { SearchSession } from './search_session.js';
import { Session } from './session.js';
import { siteSource } from './site_data.js';

/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('./mnist.js').Mnist} Mnist */
/** @typedef {import('./runner.js').Parcel} Parcel */
/** @typedef {{ base: string, data: string, core?: 'core' | 'study', simd?: boolean }} Settings folders of the assets and of the four files */
/** @typedef {{ core: Core, data: Mnist }} Opened */
/** @typedef {{ value?: unknown, transfer?: Transferable[] }} Reply */
/** @typedef {Record<string, any>} Message `type`, what that needs, and a number `request` where an answer is wanted */

/**
 * @typedef {object} HostOptions
 * @property {(message: unknown, transfer?: Transferable[]) => void} post
 * @property {(callback: () => void) => void} soon
 */

/** One thread's side of the pool. */
export class Host {
  /** @type {Settings} */
  #settings = { base: '', data: '' };
  /** @type {Promise<Core> | null} */
  #core = null;
  /** @type {Opened | null} */
  #opened = null;
  /** The kept data, opened before anybody asked. @type {Promise<unknown>} */
  #preparing = Promise.resolve();
  /** @type {((opened: Opened) => void)[]} */
  #waiting = [];
  /** Loads under way, by request. @type {Map<number, AbortController>} */
  #loads = new Map();

  /** @param {HostOptions} options */
  constructor({ post, soon }) {
    this.post = post;
    this.soon = soon;
    this.runner = new Runner({
      post: (parcels, transfer) =>
        post({ type: 'events', parcels: parcels.map(toPlain) }, transfer),
      soon: (callback) => soon(() => this.#guard(callback)),
    });
  }

  /** @param {Message} message */
  hear(message) {
    if (message.request === undefined) this.#guard(() => this.#command(message));
    else void this.#answer(message);
  }

  /** @param {Message} message */
  #command(message) {
    const { runner } = this;
    const { type, id, turn } = message;
    if (type === 'settings') this.#settings = message.settings;
    else if (type === 'prepare') this.#preparing = this.#prepare();
    else if (type === 'start') runner.start(message.order, () => this.#createSession(message));
    else if (type === 'pause') runner.pause(id, turn);
    else if (type === 'resume') runner.resume(id, turn);
    else if (type === 'step') runner.step(id, turn, message.unit);
    else if (type === 'reset') runner.reset(id, turn, message.generation);
    else if (type === 'stop') runner.stop(id);
    else if (type === 'pace') runner.pace(message.race, message.limit);
    else if (type === 'abort') this.#loads.get(message.load)?.abort();
  }

  /** @param {Message} message */
  #createSession({ run, search, measure, traceEvery }) {
    if (!this.#opened) throw new LabError('no-data', { name: run.data });
    const { core, data } = this.#opened;
    if (!search && !measure) return new Session(core, data, run, { traceEvery });
    // The runner serves these as it does a run: all advance, tell what happened and can be ended.
    const other = search
      ? new SearchSession(core, data, search)
      : new MeasureSession(this.runner.session(measure.of), measure.measurement);
    return /** @type {Session} */ (/** @type {unknown} */ (other));
  }

  /** One reply to a request: a value or an error. @param {Message} message */
  async #answer(message) {
    const { request } = message;
    try {
      const { value, transfer } = await this.#fulfil(message);
      this.post({ type: 'reply', request, value }, transfer);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.#die(error);
      else this.post({ type: 'reply', request, error: LabError.from(error).toData() });
    }
  }

  /** @param {Message} message @returns {Promise<Reply>} */
  async #fulfil(message) {
    if (message.type === 'load') return this.#load(message);
    if (message.type === 'take') {
      return this.#open(async (core) => openPacks(core, message.train, message.test));
    }
    const { data } = await this.#whenOpen();
    if (message.type === 'give') return this.#give(data);
    if (message.type === 'images') {
      return {
        value: message.indices.map((/** @type {number} */ index) => data.test.image(index)),
      };
    }
    const session = this.runner.session(message.id);
    if (message.type === 'classify') return { value: session.classify(message.inputs) };
    if (message.type === 'weights') return { value: session.weights(message.layer) };
    throw new Error(`no such request: ${message.type}`);
  }

  /** Opens what the browser keeps. Whatever can be put right is told when the data are asked for: then it is tried again. */
  async #prepare() {
    try {
      await this.#bring(true);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.#die(error);
    }
  }

  /** `kept`: only where the browser keeps the data; nothing of theirs is fetched. @param {Message} message @returns {Promise<Reply>} */
  async #load({ request, kept }) {
    const control = new AbortController();
    const { signal } = control;
    this.#loads.set(request, control);
    const onProgress = (/** @type {unknown} */ progress) =>
      this.post({ type: 'progress', request, progress });
    try {
      await this.#preparing;
      signal.throwIfAborted();
      if (this.#opened) return { value: true };
      return await this.#bring(kept, { onProgress, signal });
    } finally {
      this.#loads.delete(request);
    }
  }

  /**
   * What is kept is looked for while the core comes, and then written into it.
   * @param {boolean} kept
   * @param {Pick<import('./mnist.js').MnistOptions, 'onProgress' | 'signal'>} [options]
   */
  #bring(kept, options = {}) {
    const folder = new URL(this.#settings.data);
    const looking = siteCacheAhead(folder);
    return this.#open(async (core) => {
      const found = await looking;
      if (kept) return openKept(core, { ...options, cache: found });
      const cache = found ?? (await siteCache(folder));
      return openMnist(core, { ...options, cache, source: siteSource(folder) });
    });
  }

  /** @param {(core: Core) => Promise<Mnist | null>} bring @returns {Promise<Reply>} whether there are data now */
  async #open(bring) {
    const core = await this.#loadCore();
    const data = await bring(core);
    if (!data) return { value: false };
    this.#opened = { core, data };
    for (const resolve of this.#waiting.splice(0)) resolve(this.#opened);
    this.runner.open();
    return { value: true };
  }

  /** Copies of the packs, for another thread; a run that has just begun shows its first point before. @param {Mnist} data @returns {Promise<Reply>} */
  async #give({ train, test }) {
    await new Promise((resolve) => this.soon(() => resolve(undefined)));
    const value = { train: train.packBytes(), test: test.packBytes() };
    return {
      value,
      transfer: /** @type {ArrayBuffer[]} */ ([value.train.buffer, value.test.buffer]),
    };
  }

  /** Once; but one that failed is tried again. */
  #loadCore() {
    this.#core ??= loadCore(this.#settings).catch((error) => {
      this.#core = null;
      throw error;
    });
    return this.#core;
  }

  /** @returns {Promise<Opened>} */
  #whenOpen() {
    if (this.#opened) return Promise.resolve(this.#opened);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** @param {() => void} action */
  #guard(action) {
    try {
      action();
    } catch (error) {
      this.#die(error);
    }
  }

  /** Something unforeseen: the core may be in any state, so that the page must replace this thread. @param {unknown} error */
  #die(error) {
    this.post({ type: 'fatal', reason: error instanceof Error ? error.message : String(error) });
  }
}

/** @param {Parcel} parcel */
function toPlain(parcel) {
  const events = parcel.events.map((event) => {
    return event.type === 'error' ? { ...event, error: event.error.toData() } : event;
  });
  return { ...parcel, events };
}

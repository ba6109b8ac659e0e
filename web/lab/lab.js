/** The pool of threads as a page sees it: data are loaded once, runs are started, and each finds its place. */

import { LabError } from './errors.js';
import { RunHandle } from './handle.js';
import { isMnistKept } from './kept_data.js';
import { countCores, spawn, spawnAfter } from './platform.js';
import { Race } from './race.js';
import { describeRun } from './run.js';
import { SharedLoad } from './shared_load.js';
import { WorkerLink, deathOf } from './worker_link.js';

/** @typedef {import('./measure.js').Measurement} Measurement */
/** @typedef {import('./search.js').Search} Search */
/** @typedef {import('./search_records.js').SearchEvent} SearchEvent */
/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./run.js').RunDescription} RunDescription */
/** @typedef {import('./events.js').LabEvent} LabEvent */
/** @typedef {import('./host.js').Settings} Settings */
/** @typedef {import('./shared_load.js').LoadOptions} LoadOptions */
/** @typedef {{ train: Uint8Array, test: Uint8Array }} Packs copies, whose memory the pool takes */

/**
 * @typedef {object} LabOptions
 * @property {number} [workers] threads at most; never more than the machine has cores, and eight of them unless said
 * @property {URL | string} [base] the folder of the assets, with `wasm/` in it; two folders above this file unless given
 * @property {URL | string} [data] the folder of the four MNIST files; `data/` beside the assets unless given
 * @property {() => Promise<Packs>} [packs] brings the data as packs, in place of the files in `data`
 * @property {'core' | 'study'} [core] `study` can measure, too (`handle.measure`); `core` unless given
 * @property {boolean} [simd] false takes the scalar core
 * @property {Worker} [started] a thread that runs worker.js already: the first of the pool
 * @property {import('./platform.js').Spawn} [spawn] starts a thread in another way
 */

/**
 * @typedef {object} StartOptions
 * @property {unknown} [race] runs that are started with the same value here advance together
 * @property {boolean} [paused] waits for `resume` or `step`
 * @property {number} [traceEvery] iterations a point of the loss trace
 */

const SCRIPT = new URL('./worker.js', import.meta.url);
/** Threads that are made ready as soon as there are data; more come when more runs want them. */
const WARM = 4;
/** The same where data were made ready and nobody has asked for them yet: they hold 50 MB, which may be for nothing. */
const WARM_AHEAD = 2;
/** Threads at most unless more are asked for: each holds its own copy of the data, about 25 MB. */
const MOST = 8;

/**
 * Opens a lab; no thread is started and nothing is fetched before `load`.
 * @param {LabOptions} [options]
 * @returns {Promise<Lab>}
 */
export async function openLab(options = {}) {
  const cores = await countCores();
  const base = new URL(options.base ?? '../../', import.meta.url);
  const data = new URL(options.data ?? '../../data/', base);
  const settings = { base: base.href, data: data.href, core: options.core, simd: options.simd };
  const workers = Math.max(1, Math.min(options.workers ?? MOST, cores));
  const start = options.started ? spawnAfter(options.started) : spawn;
  return new Lab(workers, settings, options.spawn ?? start, options.packs);
}

/** See `openLab`. */
export class Lab {
  /** @type {WorkerLink[]} */
  #links = [];
  /** @type {Map<number, RunHandle>} */
  #handles = new Map();
  /** Runs that wait for the data. @type {RunHandle[]} */
  #queue = [];
  /** @type {Map<unknown, Race>} */
  #races = new Map();
  /** @type {SharedLoad | null} */
  #load = null;
  /** Resolves, whatever comes of it, when `prepare` is done. @type {Promise<void> | null} */
  #preparing = null;
  #loaded = false;
  #closed = false;
  #ids = 0;

  /**
   * @param {number} workers
   * @param {Settings} settings
   * @param {import('./platform.js').Spawn} spawn
   * @param {() => Promise<Packs>} [packs]
   */
  constructor(workers, settings, spawn, packs) {
    /** Threads at most. */
    this.workers = workers;
    this.settings = settings;
    this.spawn = spawn;
    this.packs = packs;
  }

  /** Whether the data are in the pool. */
  get loaded() {
    return this.#loaded;
  }

  /**
   * Brings the data into the pool; asked again, it answers at once. Several callers share one load, and it goes on until all have aborted.
   * @param {'mnist'} name
   * @param {LoadOptions} [options]
   * @returns {Promise<void>}
   * @throws {LabError} that says what to do; then it can be asked again
   */
  async load(name, options = {}) {
    if (this.#closed) throw new LabError('lab-closed');
    if (name !== 'mnist')
      throw new LabError('bad-data', { field: 'data', value: name, known: 'mnist' });
    options.signal?.throwIfAborted();
    if (this.#loaded) return;
    if (!this.#load || this.#load.abandoned) this.#load = this.#startLoad();
    await this.#load.join(options);
  }

  /**
   * Makes ready, before anyone asks, what `load` will be asked for: a thread with the core, and the data in it where the browser keeps
   * them. Nothing of theirs is fetched. Whatever fails is told by `load`, which tries again.
   * @returns {Promise<boolean>} when that is done: whether the data are in the pool
   */
  async prepare() {
    if (!this.#closed && !this.#loaded && !this.#load && !this.packs)
      await (this.#preparing ??= this.#prepare().catch(() => {}));
    return this.#loaded;
  }

  async #prepare() {
    if (!(await isMnistKept()) || this.#closed) return;
    const link = this.#links[0] ?? this.#hire();
    if (await link.request({ type: 'load', kept: true })) this.#dataCame(link, WARM_AHEAD);
  }

  #startLoad() {
    const load = new SharedLoad((onProgress, signal) => this.#bring(onProgress, signal));
    load.result.catch((error) => this.#dataFailed(load, error));
    return load;
  }

  /** @param {(progress: import('./progress.js').Progress) => void} onProgress @param {AbortSignal} signal */
  async #bring(onProgress, signal) {
    await this.#preparing;
    signal.throwIfAborted();
    if (this.#loaded) return;
    const link = this.#links[0] ?? this.#hire();
    if (this.packs) await give(await this.packs(), link);
    else await link.request({ type: 'load' }, { onProgress, signal });
    this.#dataCame(link, WARM);
  }

  /** @param {WorkerLink} link @param {number} warm threads to make ready */
  #dataCame(link, warm) {
    link.ready = true;
    this.#load = null;
    this.#loaded = true;
    for (const handle of this.#takeQueue()) this.#place(handle);
    // What waits for the data starts its runs first.
    setTimeout(() => this.#warm(warm));
  }

  /** @param {number} threads */
  #warm(threads) {
    if (this.#closed) return;
    while (this.#links.length < Math.min(this.workers, threads)) this.#hireAndFeed();
  }

  /** @param {SharedLoad} load @param {unknown} error */
  #dataFailed(load, error) {
    if (this.#load !== load) return;
    this.#load = null;
    for (const handle of this.#takeQueue()) handle.fail(LabError.from(error));
  }

  #takeQueue() {
    return this.#queue.splice(0).filter((handle) => !handle.over);
  }

  /**
   * Starts a run. It waits where the data are still on their way.
   * @param {RunDescription} description a Run, or what describes one
   * @param {(event: LabEvent) => void} [listener]
   * @param {StartOptions} [options]
   * @returns {RunHandle} keep it, and stop it when it is no longer looked at: its weights stay in memory until then
   * @throws {LabError} a bad field; no-data where nobody has asked for the data
   */
  start(description, listener = () => {}, options = {}) {
    return this.#begin(describeRun(description), listener, options);
  }

  /**
   * Starts a search for a learning rate: a handle as a run has it, but for steps, `classify` and `weights`.
   * @param {Search} search what `describeSearch` gave
   * @param {(event: SearchEvent | LabEvent) => void} [listener]
   * @param {StartOptions} [options]
   * @returns {RunHandle} its `finished` resolves with the Finding
   */
  search(search, listener = () => {}, options = {}) {
    return this.#begin(search.run, listener, options, search);
  }

  /** @param {Run} run @param {(event: any) => void} listener @param {StartOptions} options @param {Search} [search] */
  #begin(run, listener, options, search) {
    if (this.#closed) throw new LabError('lab-closed');
    if (!this.#loaded && (!this.#load || this.#load.abandoned))
      throw new LabError('no-data', { name: run.data });
    const race = options.race === undefined ? null : this.#race(options.race);
    const { paused = false, traceEvery } = options;
    const settings = { race: race?.id ?? null, paused, traceEvery, search };
    const handle = this.#create(run, listener, settings);
    race?.members.add(handle);
    this.#place(handle);
    return handle;
  }

  /** @param {Run} run @param {(event: any) => void} listener @param {import('./handle.js').HandleOptions} settings */
  #create(run, listener, settings) {
    const owner = {
      place: this.#place.bind(this),
      changed: this.#changed.bind(this),
      measure: this.#measure.bind(this),
    };
    const handle = new RunHandle(owner, ++this.#ids, run, listener, settings);
    this.#handles.set(handle.id, handle);
    return handle;
  }

  /** @param {RunHandle} of @param {Measurement} measurement @param {(event: any) => void} listener */
  #measure(of, measurement, listener) {
    if (this.settings.core !== 'study') throw new LabError('no-measurements');
    const measure = { of: of.id, measurement };
    return this.#create(of.run, listener, { race: null, paused: false, measure });
  }

  /**
   * Images of the test set.
   * @param {number[]} indices 0 to 9,999
   * @returns {Promise<{ index: number, label: number, pixels: Uint8Array }[]>} pixels 0 to 255, row by row
   */
  async testImages(indices) {
    const link = this.#links.find(({ ready }) => ready);
    if (!link) throw new LabError('no-data', { name: 'mnist' });
    return link.request({ type: 'images', indices });
  }

  /** Ends every run and every thread. */
  close() {
    this.#closed = true;
    for (const handle of [...this.#handles.values()]) handle.stop();
    for (const link of this.#links.splice(0)) link.end();
  }

  /** @param {unknown} key */
  #race(key) {
    const race = this.#races.get(key) ?? new Race(this.#races.size + 1);
    this.#races.set(key, race);
    return race;
  }

  /** The thread with the fewest active runs; a new one where all are busy and there may be more. @param {RunHandle} handle */
  #place(handle) {
    if (!this.#loaded) {
      this.#queue.push(handle);
      return;
    }
    const loads = this.#links.map((link) => this.#activeRuns(link));
    const least = Math.min(...loads);
    const idle = this.#links[loads.indexOf(least)];
    const link =
      idle && (least === 0 || this.#links.length >= this.workers) ? idle : this.#hireAndFeed();
    handle.begin(link);
    this.#changed(handle);
  }

  /** @param {WorkerLink} link */
  #activeRuns(link) {
    let count = 0;
    for (const handle of this.#handles.values())
      count += handle.link === link && handle.active ? 1 : 0;
    return count;
  }

  /** @param {RunHandle} handle */
  #changed(handle) {
    for (const [key, race] of this.#races) {
      if (race.id !== handle.options.race) continue;
      if (handle.state === 'stopped') race.members.delete(handle);
      race.update();
      if (race.members.size === 0) this.#races.delete(key);
    }
    if (handle.state === 'stopped') this.#handles.delete(handle.id);
  }

  #hire() {
    const link = new WorkerLink(this.spawn, SCRIPT, this.settings, {
      onParcels: (parcels) => {
        for (const parcel of parcels) this.#handles.get(parcel.id)?.receive(parcel);
      },
      onDeath: (dead, reason) => this.#bury(dead, reason),
    });
    this.#links.push(link);
    return link;
  }

  /** A new thread with the data: from one that has them, else from the browser's cache. */
  #hireAndFeed() {
    const donor = this.#links.find(({ ready }) => ready);
    const link = this.#hire();
    const fed = donor ? feed(donor, link) : link.request({ type: 'load' });
    fed.then(
      () => (link.ready = true),
      (error) => this.#dismiss(link, error),
    );
    return link;
  }

  /** A thread that could not be made ready: its runs end with the error. @param {WorkerLink} link @param {unknown} error */
  #dismiss(link, error) {
    if (link.dead) return;
    link.end();
    this.#remove(link, LabError.from(error));
  }

  /** @param {WorkerLink} link @param {string} reason */
  #bury(link, reason) {
    this.#remove(link, deathOf(reason));
    if (this.#loaded && !this.#closed && this.#links.length === 0) this.#hireAndFeed();
  }

  /** @param {WorkerLink} link @param {LabError} error */
  #remove(link, error) {
    this.#links = this.#links.filter((other) => other !== link);
    for (const handle of this.#handles.values()) {
      if (handle.link === link && !handle.over) handle.fail(error);
    }
  }
}

/** @param {WorkerLink} donor @param {WorkerLink} link */
async function feed(donor, link) {
  await give(await donor.request({ type: 'give' }), link);
}

/** @param {Packs} packs @param {WorkerLink} link */
async function give({ train, test }, link) {
  const transfer = /** @type {ArrayBuffer[]} */ ([train.buffer, test.buffer]);
  await link.request({ type: 'take', train, test }, { transfer });
}

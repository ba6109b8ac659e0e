/**
 * Runs (or searches: `begin`) that belong to one figure and obey one set of controls: they start, pause, step and are reset together, and advance
 * side by side. No DOM: a view listens.
 */

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('../lab/handle.js').RunHandle} RunHandle */
/** @typedef {import('../lab/lab.js').Lab} Lab */
/** @typedef {import('../lab/events.js').LabEvent} LabEvent */
/** @typedef {'idle' | 'loading' | 'running' | 'paused' | 'finished' | 'failed'} GroupState */

/**
 * @typedef {object} GroupOptions
 * @property {() => Promise<Lab>} load brings the data and resolves with the lab
 * @property {(lane: number, event: LabEvent) => void} onEvent what a run tells
 * @property {(lane: number) => void} onClear a run is back at its start: forget what it told
 * @property {(state: GroupState) => void} onState
 * @property {(run: Run) => number} [traceEvery] iterations a point of its loss curve
 * @property {(lab: Lab, lane: number, hear: (event: any) => void, options: { race: object, paused: boolean }) => RunHandle} [begin] starts
 *   what stands in a lane in another way than as a run: a search, say
 */

export class RunGroup {
  /** @type {Run[]} */
  runs = [];
  /** @type {(RunHandle | null)[]} */
  handles = [];
  /** @type {Lab | null} */
  #lab = null;
  /** Runs with the same key advance together. */
  #race = {};
  #loading = false;
  #failed = false;
  /** @type {GroupState} */
  #told = 'idle';
  /** Counts what has been asked, so that a load that ends late starts nothing. */
  #turn = 0;

  /** @param {GroupOptions} options */
  constructor(options) {
    this.options = options;
  }

  /** @returns {GroupState} */
  get state() {
    if (this.#loading) return 'loading';
    const states = this.handles.map((handle) => handle?.state);
    if (states.some((state) => state === 'running' || state === 'waiting')) return 'running';
    if (states.includes('paused')) return 'paused';
    if (this.#failed || states.includes('failed')) return 'failed';
    return states.length > 0 && states.every((state) => state === 'finished') ? 'finished' : 'idle';
  }

  /** Whether anything has been run that a change of the settings would take away. */
  get started() {
    return this.handles.some((handle) => handle !== null);
  }

  /**
   * Sets the runs. A run that is the same as before goes on; one that is new starts over, at once where the others have started.
   * @param {Run[]} runs
   */
  set(runs) {
    const before = this.state;
    const started = this.started;
    const old = this.runs.map((run) => JSON.stringify(run));
    for (let lane = runs.length; lane < this.handles.length; lane++) this.#drop(lane);
    this.handles.length = runs.length;
    this.runs = runs;
    runs.forEach((run, lane) => {
      if (old[lane] === JSON.stringify(run)) return;
      this.#drop(lane);
      if (started) this.#start(lane, before === 'paused');
    });
    this.#tell();
  }

  /** Starts what has not started and lets what is paused go on; when all is done, does it again. */
  async run() {
    if (this.state === 'finished' || this.state === 'failed') this.#dropAll();
    if (!(await this.#ready())) return;
    this.#resumeAll();
    this.#tell();
  }

  pause() {
    for (const handle of this.handles) handle?.pause();
    this.#tell();
  }

  /** @param {'iteration' | 'epoch'} unit */
  async step(unit) {
    if (!(await this.#ready())) return;
    this.runs.forEach((_, lane) => {
      if (!this.handles[lane]) this.#start(lane, true);
      this.handles[lane]?.step(unit);
    });
    this.#tell();
  }

  /** Back to the same initial weights. */
  reset() {
    this.#turn++;
    this.#loading = false;
    this.#dropAll();
    this.#tell();
  }

  /** Makes sure that there are data; whoever called tells of the state. @returns {Promise<boolean>} whether to go on */
  async #ready() {
    if (this.#lab) return true;
    const turn = ++this.#turn;
    this.#loading = true;
    this.#failed = false;
    this.#tell();
    const lab = await this.options.load().catch(() => null);
    if (turn !== this.#turn) return false;
    this.#lab = lab;
    this.#loading = false;
    this.#failed = lab === null;
    if (!lab) this.#tell();
    return lab !== null;
  }

  #resumeAll() {
    this.runs.forEach((_, lane) => {
      const handle = this.handles[lane];
      if (handle) handle.resume();
      else this.#start(lane, false);
    });
  }

  /** @param {number} lane @param {boolean} paused */
  #start(lane, paused) {
    if (!this.#lab) return;
    const { begin, traceEvery } = this.options;
    const run = this.runs[lane];
    const options = { race: this.#race, paused, traceEvery: traceEvery?.(run) };
    /** @type {RunHandle | null} */
    let own = null;
    const hear = (/** @type {any} */ event) => this.#hear(lane, own, event);
    own = begin ? begin(this.#lab, lane, hear, options) : this.#lab.start(run, hear, options);
    this.handles[lane] = own;
  }

  /** @param {number} lane @param {RunHandle | null} from @param {LabEvent} event */
  #hear(lane, from, event) {
    if (from && this.handles[lane] !== from) return;
    this.options.onEvent(lane, event);
    if (event.type === 'state' || event.type === 'error') this.#tell();
  }

  /** @param {number} lane */
  #drop(lane) {
    const handle = this.handles[lane];
    this.handles[lane] = null;
    handle?.stop();
    if (lane < this.runs.length) this.options.onClear(lane);
  }

  #dropAll() {
    this.#failed = false;
    this.#race = {};
    this.runs.forEach((_, lane) => this.#drop(lane));
  }

  #tell() {
    if (this.state === this.#told) return;
    this.#told = this.state;
    this.options.onState(this.state);
  }
}

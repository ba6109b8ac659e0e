/** Serves any number of runs in one thread, slice by slice in turn, so that the curves of a race advance together. */

import { LabError } from './errors.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./session.js').Unit} Unit */
/** @typedef {import('./events.js').LabEvent} LabEvent */
/** @typedef {import('./events.js').RunState} RunState */

/**
 * What a post carries of one run. `generation` counts its resets, `turn` the commands it has obeyed: the page drops what is older.
 * @typedef {{ id: number, generation: number, turn: number, events: LabEvent[] }} Parcel
 */

/**
 * @typedef {object} RunnerOptions
 * @property {(parcels: Parcel[], transfer: Transferable[]) => void} post
 * @property {(callback: () => void) => void} soon calls back after the messages that are waiting
 */

/** Milliseconds: below the 16 of a frame by what the last chunk may take over. */
const SLICE = 12;
const POST_EVERY = 1000 / 60;

/** One run and where it stands in this thread. */
class Job {
  /** @type {Session | null} */
  session = null;
  /** @type {LabEvent[]} */
  events = [];
  running = true;
  /** A step that was asked for and not begun. @type {Unit | null} */
  unit = null;
  /** Samples that the page knows of. */
  told = 0;

  /** @param {number} id @param {number | null} race @param {() => Session} create */
  constructor(id, race, create) {
    this.id = id;
    this.race = race;
    this.create = create;
    this.generation = 0;
    this.turn = 0;
  }

  get samples() {
    return this.session?.state.samples ?? 0;
  }

  /** Whether there is something to tell: a race waits for how far its runs are, though they may have no more to say for a long while. */
  get hasNews() {
    return this.events.length > 0 || this.samples !== this.told;
  }

  open() {
    this.session ??= this.create();
    return this.session;
  }

  /** Runs on or pauses; a step that is not done is forgotten. @param {boolean} running */
  go(running) {
    this.running = running;
    this.unit = null;
    this.session?.free();
  }

  /** @param {RunState} state */
  change(state) {
    this.running = state === 'running';
    this.events.push({ type: 'state', state });
  }
}

/** The runs of one thread. */
export class Runner {
  /** @type {Map<number, Job>} */
  #jobs = new Map();
  /** Jobs in the order of their turns. @type {Job[]} */
  #queue = [];
  /** Samples that no run of a race may pass for now. @type {Map<number, number>} */
  #limits = new Map();
  #ready = false;
  #awake = false;
  #posted = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later = undefined;

  /** @param {RunnerOptions} options */
  constructor({ post, soon }) {
    this.post = post;
    this.soon = soon;
  }

  /** From now on sessions can be made: the core and the data are there. */
  open() {
    this.#ready = true;
    this.#wake();
  }

  /**
   * @param {{ id: number, generation: number, turn: number, race: number | null, paused: boolean }} order
   * @param {() => Session} create called when the run's first slice comes
   */
  start({ id, generation, turn, race, paused }, create) {
    const job = new Job(id, race, create);
    job.generation = generation;
    job.turn = turn;
    job.running = !paused;
    this.#jobs.set(id, job);
    this.#queue.push(job);
    this.#wake();
  }

  /** @param {number} id @param {number} turn */
  pause(id, turn) {
    this.#obey(id, turn, (job) => job.go(false));
  }

  /** @param {number} id @param {number} turn */
  resume(id, turn) {
    this.#obey(id, turn, (job) => job.go(true));
  }

  /** @param {number} id @param {number} turn @param {Unit} unit */
  step(id, turn, unit) {
    this.#obey(id, turn, (job) => {
      job.go(true);
      job.unit = unit;
    });
  }

  /** @param {number} id @param {number} turn @param {number} generation */
  reset(id, turn, generation) {
    this.#obey(id, turn, (job) => {
      job.generation = generation;
      job.events = [];
      job.go(false);
      job.session?.reset();
    });
  }

  /** @param {number} id */
  stop(id) {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.delete(id);
    this.#queue.splice(this.#queue.indexOf(job), 1);
    job.session?.destroy();
  }

  /** @param {number} race @param {number} limit */
  pace(race, limit) {
    this.#limits.set(race, limit);
    this.#wake();
  }

  /** @param {number} id @returns {Session} */
  session(id) {
    const job = this.#jobs.get(id);
    if (!job) throw new LabError('run-gone');
    if (!this.#ready) throw new LabError('no-data', { name: 'mnist' });
    return job.open();
  }

  /**
   * What happened before the command is told before it is obeyed: a parcel's turn says what the thread had heard, and "running" from
   * before a pause, told after it, would be taken for the answer.
   * @param {number} id @param {number} turn @param {(job: Job) => void} action
   */
  #obey(id, turn, action) {
    const job = this.#jobs.get(id);
    if (!job) return;
    if (job.events.length > 0) this.#post();
    job.turn = turn;
    action(job);
    this.#wake();
  }

  #wake() {
    if (this.#awake) return;
    this.#awake = true;
    this.soon(() => this.#turn());
  }

  #turn() {
    this.#awake = false;
    const job = this.#next();
    if (job) this.#attempt(job, () => this.#slice(job));
    this.#deliver();
    if (job) this.#wake();
  }

  /** The run whose turn it is; of its race, the one that is furthest behind. @returns {Job | undefined} */
  #next() {
    const able = this.#queue.filter((job) => this.#isAble(job));
    const first = able[0];
    if (!first) return undefined;
    this.#queue.splice(this.#queue.indexOf(first), 1);
    this.#queue.push(first);
    if (first.race === null) return first;
    const race = able.filter((job) => job.race === first.race);
    return race.reduce((behind, job) => (job.samples < behind.samples ? job : behind));
  }

  /** @param {Job} job */
  #isAble(job) {
    if (!this.#ready || !job.running) return false;
    return job.race === null || job.samples < (this.#limits.get(job.race) ?? Infinity);
  }

  /** @param {Job} job */
  #slice(job) {
    const fresh = job.session === null;
    const session = job.open();
    if (fresh) job.change('running');
    if (job.unit) session.aim(job.unit);
    job.unit = null;
    const stepping = session.stepping;
    job.events.push(...(fresh && !stepping ? firstNews(session) : session.advance(SLICE)));
    if (session.finished) job.change('finished');
    else if (stepping && !session.stepping) job.change('paused');
  }

  /** An error that a person can put right ends this run only. @param {Job} job @param {() => void} action */
  #attempt(job, action) {
    try {
      action();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      job.events.push({ type: 'error', error });
      job.change('failed');
    }
  }

  /** Posts what there is, if the last post is long enough ago; else later, when nothing else would. */
  #deliver() {
    const wait = this.#posted + POST_EVERY - performance.now();
    if (wait <= 0) this.#post();
    else this.#later ??= setTimeout(() => this.#post(), wait);
  }

  #post() {
    clearTimeout(this.#later);
    this.#later = undefined;
    const parcels = this.#queue.filter((job) => job.hasNews).map(parcel);
    if (parcels.length === 0) return;
    this.#posted = performance.now();
    this.post(parcels, parcels.flatMap(buffers));
  }
}

/**
 * The first slice of a run ends with the first that it has to show: its curve begins at once.
 * @param {Session} session
 */
function firstNews(session) {
  /** @type {LabEvent[]} */
  const events = [];
  const end = performance.now() + SLICE;
  const shows = (/** @type {{ type: string }} */ { type }) => type !== 'progress';
  do events.push(...session.advance(1));
  while (!events.some(shows) && !session.finished && performance.now() < end);
  return events;
}

/** What has happened in a job since its last parcel, with how far it is now. @param {Job} job @returns {Parcel} */
function parcel(job) {
  const { id, generation, turn, session } = job;
  const events = mergeTraces(job.events);
  job.events = [];
  job.told = job.samples;
  if (session) events.push(progress(session, job));
  return { id, generation, turn, events };
}

/** @param {Session} session @param {Job} job @returns {LabEvent} */
function progress({ state, seconds, finished }, job) {
  const { iteration, epoch, samples, rate, lastLoss } = state;
  const now = finished ? 'finished' : job.running ? 'running' : 'paused';
  return { type: 'status', state: now, iteration, epoch, samples, rate, lastLoss, seconds };
}

/** Traces that follow each other become one. @param {LabEvent[]} events @returns {LabEvent[]} */
function mergeTraces(events) {
  /** @type {LabEvent[]} */
  const merged = [];
  for (const event of events) {
    const last = merged[merged.length - 1];
    if (event.type !== 'trace' || last?.type !== 'trace') merged.push(event);
    else merged[merged.length - 1] = { ...event, points: join(last.points, event.points) };
  }
  return merged;
}

/** @param {Float64Array} first @param {Float64Array} second */
function join(first, second) {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** @param {Parcel} parcel @returns {Transferable[]} */
function buffers({ events }) {
  return events.flatMap((event) =>
    event.type === 'trace' ? [/** @type {ArrayBuffer} */ (event.points.buffer)] : [],
  );
}

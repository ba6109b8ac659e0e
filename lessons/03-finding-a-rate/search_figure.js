/**
 * What the figures of this lesson have in common: searches in a <lab-figure>, started, paused and reset together, with one progress.
 */
import { describeSearch } from '../../web/lab/search.js';
import { h } from '../../web/widgets/dom.js';
import { loadForFigure, showError } from '../../web/widgets/figure_load.js';
import { prepareLab } from '../../web/widgets/page_lab.js';
import { RunGroup } from '../../web/widgets/run_group.js';
import { TimeLeft } from '../../web/widgets/time_left.js';

/** @typedef {import('../../web/lab/search.js').Search} Search */
/** @typedef {import('../../web/lab/run.js').Run} Run */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */

/** A drag settles for this long before a search starts over, in ms. */
const settle = 300;

export class SearchFigure extends EventTarget {
  /** Done of each lane, 0 to 1. @type {number[]} */
  #shares = [];
  #time = new TimeLeft();
  #timer = 0;

  /** @param {LabFigure} figure */
  constructor(figure) {
    super();
    this.figure = figure;
    this.group = new RunGroup({
      load: () => loadForFigure(figure),
      onEvent: (lane, event) => this.#hear(lane, event),
      onClear: (lane) => this.#clear(lane),
      onState: (state) => this.#show(state),
      begin: (lab, lane, hear, options) => this.begin(lab, lane, hear, options),
    });
    const run = () => void this.group.run();
    for (const type of ['run', 'resume', 'retry']) figure.addEventListener(type, run);
    figure.addEventListener('pause', () => this.group.pause());
    figure.addEventListener('reset', () => this.group.reset());
    void prepareLab();
  }

  /**
   * What stands in the lanes: searches, or runs. All start over (at once where they were running), or with `keep` those that are new.
   * @param {(Search | Run)[]} jobs
   * @param {{ keep?: boolean }} [options]
   */
  setJobs(jobs, { keep = false } = {}) {
    const running = this.group.state === 'running';
    if (!keep) this.group.reset();
    this.jobs = jobs;
    this.#shares.length = jobs.length;
    this.group.set(/** @type {Run[]} */ (jobs));
    if (running && !keep) void this.group.run();
  }

  /**
   * @param {import('../../web/lab/lab.js').Lab} lab
   * @param {number} lane
   * @param {(event: any) => void} hear
   * @param {{ race: object, paused: boolean, traceEvery?: number }} options
   */
  begin(lab, lane, hear, options) {
    const job = /** @type {(Search | Run)[]} */ (this.jobs)[lane];
    if ('sweep' in job) return lab.search(job, hear, { paused: options.paused });
    return lab.start(job, hear, options);
  }

  /** For those who come after: what a lane tells, and that it is back at its start. @param {number} _lane @param {any} _event */
  hear(_lane, _event) {}

  /** @param {number} _lane */
  clear(_lane) {}

  /** Calls back once the handles have come to rest. @param {() => void} change */
  settled(change) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.attempt(change), settle);
  }

  /** Does what a bad setting may refuse: then the figure says so. @param {() => void} act @returns {boolean} whether it went well */
  attempt(act) {
    try {
      act();
      this.figure.error = null;
      return true;
    } catch (error) {
      this.figure.retryable = false;
      showError(this.figure, error);
      return false;
    }
  }

  /** @param {number} lane @param {any} event */
  #hear(lane, event) {
    if (event.type === 'progress') this.#share(lane, event.share);
    if (event.type === 'status' && event.epoch !== undefined) {
      const job = this.jobs?.[lane];
      if (job && 'epochs' in job)
        this.#share(lane, Math.max(this.#shares[lane] ?? 0, event.epoch / job.epochs));
    }
    if (event.type === 'final') this.#share(lane, 1);
    if (event.type === 'error') {
      this.figure.retryable = false;
      showError(this.figure, event.error);
    }
    this.hear(lane, event);
  }

  /** @param {number} lane @param {number} share */
  #share(lane, share) {
    this.#shares[lane] = share;
    const lanes = this.jobs?.length ?? 1;
    const done = Array.from({ length: lanes }, (_, i) => this.#shares[i] ?? 0);
    const progress = done.reduce((sum, one) => sum + one, 0) / lanes;
    this.figure.progress = progress;
    this.figure.secondsLeft = this.group.state === 'running' ? this.#time.left(progress) : null;
  }

  /** @param {number} lane */
  #clear(lane) {
    this.#share(lane, 0);
    this.clear(lane);
  }

  /** @param {import('../../web/widgets/run_group.js').GroupState} state */
  #show(state) {
    this.figure.state = state;
    if (state === 'running') this.figure.error = null;
    if (state !== 'running') this.figure.secondsLeft = null;
    this.#time.restart();
    this.dispatchEvent(new CustomEvent('state', { detail: { state } }));
  }
}

/**
 * A number to set, with its name before it.
 * @param {string} name
 * @param {Record<string, string | number>} attributes of its <lab-number>
 */
export function field(name, attributes) {
  const number = /** @type {LabNumber} */ (
    h(/** @type {any} */ ('lab-number'), { label: name, ...attributes })
  );
  const element = h(
    'span',
    { class: 'race-field' },
    h('span', { class: 'name', 'aria-hidden': 'true' }, name),
    number,
  );
  return { number, element };
}

/**
 * One of several, as radio buttons.
 * @param {string} name of the group
 * @param {string} legend
 * @param {[value: string, text: string][]} choices
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
export function choice(name, legend, choices, chosen, choose) {
  const labels = choices.map(([value, text]) => {
    const input = h('input', { type: 'radio', name, value, checked: value === chosen });
    input.addEventListener('change', () => choose(value));
    return h('label', {}, input, text);
  });
  return h('fieldset', { class: 'race-field race-choice' }, h('legend', {}, legend), ...labels);
}

/** The handles under a figure. @param {...Node} parts */
export function settings(...parts) {
  return h('div', { class: 'race-settings', slot: 'settings' }, ...parts);
}

/**
 * What a link asks this figure for; null where it means another.
 * @param {string} id
 * @returns {Map<string, string> | null}
 */
export function linkedTo(id) {
  const query = new URLSearchParams(location.search);
  return query.get('figure') === id ? new Map(query) : null;
}

/**
 * A number of a link, or what stands there without one.
 * @param {Map<string, string> | null} query
 * @param {string} name
 * @param {number} fallback
 */
export function linkedNumber(query, name, fallback) {
  const text = query?.get(name);
  return text === undefined ? fallback : Number(text);
}

/** @param {string} id @param {Record<string, string | number>} values */
export function linkOf(id, values) {
  const query = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return `?figure=${[id, ...query].join('&')}#${id}`;
}

export { describeSearch };

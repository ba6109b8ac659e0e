/**
 * <lab-figure>: the frame of a figure. A question as its title, the figure itself, a status line, and always the same five
 * things in the same place: run or pause, step, reset, a link to exactly this, and "as a table / CSV / PNG".
 *
 *   <lab-figure name="race">
 *     <h3 slot="question">Which rate is ahead after ten epochs?</h3>
 *     <p slot="lead">…</p>  <lab-chart …></lab-chart>  <div slot="settings">…</div>
 *   </lab-figure>
 *
 * Attributes: question (instead of the slot), steps ("iteration epoch", the default; one of them, or "" for none), norun,
 * without (of "link table csv png", those that would have nothing to give).
 * Properties
 *   state    'idle' 'loading' 'waiting' 'running' 'paused' 'finished' 'stopped' 'failed'
 *   progress 0 … 1, or null where it is not known      detail    a few words beside the state ("epoch 3.2 of 10")
 *   secondsLeft number or null                          link      the address of exactly this (?batch=128&rate=0.5 …)
 *   error    null or a sentence; what ran before stays on the page.      retryable  whether "try again" is offered (true)
 *   cancellable  whether "cancel" is offered beside the progress
 * Events: 'run' 'pause' 'resume' 'step' { unit } 'reset' 'cancel' 'retry' 'link' { url }, and 'table' { shown } 'csv' 'png'.
 * The last three act on the charts inside unless preventDefault() is called; a click on the link copies it and puts it
 * into the address bar, with the same way out.
 */
import { h, icon, seldom, shadow } from './dom.js';
import { figureCss } from './figure_style.js';
import { formatSeconds } from './numbers.js';
import { tokenCss } from './theme.js';
import { words } from './words.js';

/** @typedef {'idle' | 'loading' | 'waiting' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed'} FigureState */
/** @typedef {HTMLElement & { saveCsv(): void, savePng(): Promise<void>, tableShown: boolean }} Takeable */

const icons = {
  run: 'M7 4.5v15l12.5-7.5z',
  pause: 'M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z',
  reset: 'M4 4v6h6M4.6 10a8 8 0 1 1-.3 4.5',
  link: 'M10 14a4.5 4.5 0 0 0 6.4 0l3.2-3.2a4.5 4.5 0 0 0-6.4-6.4L11.8 5.8M14 10a4.5 4.5 0 0 0-6.4 0l-3.2 3.2a4.5 4.5 0 0 0 6.4 6.4l1.4-1.4',
};

export class LabFigure extends HTMLElement {
  static tag = 'lab-figure';
  static observedAttributes = ['question', 'steps', 'norun', 'without'];

  /** @type {FigureState} */
  #state = 'idle';
  #detail = '';
  /** @type {number | null} */
  #progress = null;
  /** @type {number | null} */
  #secondsLeft = null;
  #link = '';
  #cancellable = false;
  retryable = true;

  constructor() {
    super();
    const w = words();
    this.parts = this.#makeParts(w);
    const { parts } = this;
    this.take = h(
      'div',
      { class: 'group take', role: 'group', 'aria-label': w.take },
      parts.link,
      parts.table,
      parts.csv,
      parts.png,
    );
    this.controls = h(
      'div',
      { class: 'controls', role: 'group', 'aria-label': w.controls },
      parts.run,
      parts.steps,
      parts.reset,
      h('span', { class: 'spring' }),
      parts.said,
      this.take,
    );
    this.status = h(
      'div',
      { class: 'status' },
      parts.state,
      parts.detail,
      h('span', { class: 'left' }, parts.left, ' ', parts.cancel),
      parts.bar,
    );
    this.errorBox = h(
      'div',
      { class: 'error', role: 'alert', hidden: true },
      parts.error,
      parts.retry,
    );
    this.question = h('div', { class: 'question' }, h('slot', { name: 'question' }));
    this.frame = h(
      'div',
      { class: 'frame', role: 'group' },
      this.question,
      h('slot', { name: 'lead' }),
      h('div', { class: 'content' }, h('slot')),
      h('slot', { name: 'settings' }),
      this.status,
      this.errorBox,
      this.controls,
      parts.live,
    );
    shadow(this, [tokenCss(), figureCss], [this.frame]);
    this.announce = seldom(parts.live, 4000);
    this.#show();
  }

  connectedCallback() {
    const heading = this.querySelector('[slot=question]');
    this.frame.setAttribute(
      'aria-label',
      this.getAttribute('question') ?? heading?.textContent ?? '',
    );
  }

  /** @param {string} name @param {string | null} _old @param {string | null} value */
  attributeChangedCallback(name, _old, value) {
    if (name === 'question' && value !== null)
      this.question.replaceChildren(h('div', { role: 'heading', 'aria-level': 3 }, value));
    if (name === 'steps') {
      const wanted = (value ?? 'iteration epoch').split(/\s+/);
      this.parts.iteration.hidden = !wanted.includes('iteration');
      this.parts.epoch.hidden = !wanted.includes('epoch');
      this.parts.steps.hidden = this.parts.iteration.hidden && this.parts.epoch.hidden;
    }
    if (name === 'without') {
      const unwanted = (value ?? '').split(/\s+/);
      for (const part of /** @type {const} */ (['link', 'table', 'csv', 'png']))
        this.parts[part].hidden = unwanted.includes(part);
    }
    if (name === 'norun')
      for (const part of [this.parts.run, this.parts.steps, this.parts.reset, this.status])
        part.hidden = value !== null;
  }

  get state() {
    return this.#state;
  }

  /** @param {FigureState} state */
  set state(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#show();
    this.announce([words()[state], this.#detail].filter(Boolean).join(', '));
  }

  get detail() {
    return this.#detail;
  }

  /** @param {string} detail */
  set detail(detail) {
    this.#detail = detail;
    if (this.parts.detail.textContent !== detail) this.parts.detail.textContent = detail;
  }

  get progress() {
    return this.#progress;
  }

  /** @param {number | null} progress */
  set progress(progress) {
    this.#progress = progress;
    const { bar } = this.parts;
    const known = progress !== null && Number.isFinite(progress);
    const f = known ? Math.min(1, Math.max(0, progress)) : 0;
    /** @type {HTMLElement} */ (bar.firstElementChild).style.transform = `scaleX(${f.toFixed(4)})`;
    if (known) bar.setAttribute('aria-valuenow', String(Math.round(f * 100)));
    else bar.removeAttribute('aria-valuenow');
  }

  get secondsLeft() {
    return this.#secondsLeft;
  }

  /** @param {number | null} seconds */
  set secondsLeft(seconds) {
    this.#secondsLeft = seconds;
    const text =
      seconds === null || !Number.isFinite(seconds)
        ? ''
        : words().timeLeft(formatSeconds(seconds, words()));
    if (this.parts.left.textContent !== text) this.parts.left.textContent = text;
  }

  get link() {
    return this.#link;
  }

  /** @param {string} link */
  set link(link) {
    this.#link = link;
    this.parts.link.href = link || location.href;
  }

  get error() {
    return this.parts.error.textContent || null;
  }

  /** @param {string | null} sentence */
  set error(sentence) {
    this.parts.error.textContent = sentence ?? '';
    this.parts.retry.hidden = !this.retryable;
    this.errorBox.hidden = !sentence;
  }

  get cancellable() {
    return this.#cancellable;
  }

  /** @param {boolean} can */
  set cancellable(can) {
    this.#cancellable = can;
    this.parts.cancel.hidden = !can;
  }

  /** @returns {Takeable[]} the charts and other pictures inside that can be taken along */
  get charts() {
    return [...this.querySelectorAll('*')].filter(isTakeable);
  }

  /** @param {import('./words.js').Words} w */
  #makeParts(w) {
    const button = (
      /** @type {string} */ kind,
      /** @type {(Node | string)[]} */ content,
      /** @type {() => void} */ act,
      /** @type {string | null} */ label = null,
    ) => {
      const made = h('button', { type: 'button', class: kind, 'aria-label': label }, ...content);
      // What is off for a moment keeps the focus: a disabled button would lose it, and a keyboard's user the place.
      made.addEventListener('click', () => made.getAttribute('aria-disabled') !== 'true' && act());
      return made;
    };
    const iteration = button(
      'iteration',
      [w.stepIteration],
      () => this.#tell('step', { unit: 'iteration' }),
      `${w.step}: ${w.stepIteration}`,
    );
    const epoch = button(
      'epoch',
      [w.stepEpoch],
      () => this.#tell('step', { unit: 'epoch' }),
      `${w.step}: ${w.stepEpoch}`,
    );
    const link = h(
      'a',
      { class: 'link', href: '' },
      icon(icons.link),
      h('span', { class: 'long' }, w.link),
      h('span', { class: 'short' }, w.linkShort),
    );
    link.addEventListener('click', (event) => this.#clickLink(event));
    return {
      iteration,
      epoch,
      link,
      run: button('run', [icon(icons.run, true), h('span', {}, w.run)], () => this.#clickRun()),
      steps: h(
        'div',
        { class: 'group steps', role: 'group', 'aria-label': w.step },
        iteration,
        epoch,
      ),
      reset: button(
        'reset',
        [icon(icons.reset), h('span', { class: 'long' }, w.reset)],
        () => this.#tell('reset'),
        w.reset,
      ),
      table: button('quiet table', [w.table], () => this.#clickTable(), w.tableShow),
      csv: button(
        'quiet',
        [w.csv],
        () => this.#tell('csv') && this.charts.forEach((chart) => chart.saveCsv()),
        w.csvSave,
      ),
      png: button(
        'quiet',
        [w.png],
        () => this.#tell('png') && this.charts.forEach((chart) => void chart.savePng()),
        w.pngSave,
      ),
      cancel: button('cancel', [w.cancel], () => this.#tell('cancel')),
      retry: button('retry', [w.retry], () => this.#tell('retry')),
      state: h('span', { class: 'state' }),
      detail: h('span', { class: 'detail' }),
      left: h('span'),
      error: h('p'),
      bar: h(
        'div',
        {
          class: 'bar',
          role: 'progressbar',
          'aria-label': w.running,
          'aria-valuemin': 0,
          'aria-valuemax': 100,
        },
        h('div'),
      ),
      said: h('span', { class: 'said', role: 'status' }),
      live: h('p', { class: 'unseen', role: 'status' }),
    };
  }

  #show() {
    const w = words();
    const { run, state, iteration, epoch, reset, cancel, table } = this.parts;
    const busy = this.#state === 'running' || this.#state === 'waiting';
    this.status.dataset.state = this.#state;
    state.textContent = w[this.#state];
    const word = busy
      ? w.pause
      : this.#state === 'paused'
        ? w.resume
        : this.#state === 'finished' || this.#state === 'stopped'
          ? w.runAgain
          : w.run;
    run.replaceChildren(icon(busy ? icons.pause : icons.run, true), h('span', {}, word));
    const loading = this.#state === 'loading';
    const still = loading || busy || this.#state === 'finished';
    for (const [part, off] of /** @type {const} */ ([
      [run, loading],
      [reset, loading],
      [iteration, still],
      [epoch, still],
    ]))
      part.setAttribute('aria-disabled', String(off));
    cancel.hidden = !this.#cancellable;
    table.setAttribute('aria-pressed', String(this.charts.some((chart) => chart.tableShown)));
  }

  #clickRun() {
    const events = { running: 'pause', waiting: 'pause', paused: 'resume' };
    this.#tell(events[/** @type {keyof typeof events} */ (this.#state)] ?? 'run');
  }

  #clickTable() {
    const shown = !this.charts.some((chart) => chart.tableShown);
    if (!this.#tell('table', { shown })) return;
    this.charts.forEach((chart) => (chart.tableShown = shown));
    this.parts.table.setAttribute('aria-pressed', String(shown));
  }

  /** @param {MouseEvent} event */
  #clickLink(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const url = new URL(this.#link || location.href, document.baseURI).href;
    if (!this.#tell('link', { url })) return;
    history.replaceState(history.state, '', url);
    const said = (/** @type {string} */ text) => {
      this.parts.said.textContent = text;
      setTimeout(() => (this.parts.said.textContent = ''), 3000);
    };
    // Without a secure context there is no clipboard.
    if (!navigator.clipboard) said(words().linkReady);
    else
      navigator.clipboard.writeText(url).then(
        () => said(words().linkCopied),
        () => said(words().linkReady),
      );
  }

  /** @param {string} type @param {object} [detail] @returns {boolean} whether nobody prevented what follows */
  #tell(type, detail = {}) {
    return this.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true, detail }));
  }
}

/** @param {Element} element @returns {element is Takeable} */
function isTakeable(element) {
  return 'saveCsv' in element && 'savePng' in element;
}

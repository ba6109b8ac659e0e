/**
 * <lab-schedule>: schedules of the learning rate, laid over each other. Choose one, drag the points on its curve (or type, or
 * use the arrow keys), and see its formula, its values, the area under it and where it ends.
 *
 *   <lab-schedule id="steps" drafts="step:0.1:0.9:50" iterations="300" every="50"></lab-schedule>
 *
 * Attributes: id (its chart is `id-rate`), drafts (as schedule_link.js has them), iterations (of the run), epoch (iterations of
 * one; none if left out), every (iterations from one value of the table to the next; an eighth of the run unless said),
 * policies (those that are offered, "step decay"; all that are curves unless said), single (no list: a single draft), group (of
 * its chart), code (offers the chosen draft as code).
 * Properties: drafts, chosen, optimizer (of the run; the code has it). Methods: run(iterations, perEpoch), which sets how long the run is; observe(line, losses), which
 * tells a plateau what validation losses its run has had.
 * Events, bubbling: 'input' with every change, 'change' when it is settled.
 * Values come from the core (schedule_core.js); styles from schedule.css of the site.
 */
import { LabError } from '../lab/errors.js';
import { h, oncePerFrame } from './dom.js';
import { ScheduleCurves, spacing } from './schedule_curves.js';
import { openRates } from './schedule_core.js';
import { newDraft, peakOf, scaledTo, toSchedule, withValue } from './schedule_drafts.js';
import { ScheduleHandles } from './schedule_handles.js';
import { decodeDrafts, mostDrafts } from './schedule_link.js';
import { SchedulePanel } from './schedule_panel.js';
import { curveNames } from './schedule_policies.js';
import { watchTheme } from './theme.js';
import { pageLanguage } from './words.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {import('./schedule_core.js').Rates} Rates */
/** @typedef {import('./schedule_core.js').Observed} Observed */

export class LabSchedule extends HTMLElement {
  static tag = 'lab-schedule';

  /** @type {Draft[]} */
  #drafts = [];
  #chosen = 0;
  /** The part of a joined draft that is shown. */
  #part = 0;
  /** Validation losses that plateaus have seen, by line. @type {Map<number, Observed[]>} */
  #observed = new Map();
  #iterations = 1000;
  #perEpoch = 0;
  /** @type {import('../lab/optimizer.js').Optimizer | undefined} */
  #optimizer = undefined;
  /** @type {Rates | null} */
  #rates = null;
  #built = false;
  /** Lines that are to be drawn anew. @type {Set<number>} */
  #stale = new Set();
  #frame = oncePerFrame(() => this.#draw());
  #unwatch = () => {};

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#all());
    if (!this.#built) this.#build();
    openRates().then(
      (rates) => {
        this.#rates = rates;
        this.#all();
      },
      (error) => this.#fail(error),
    );
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#frame.cancel();
  }

  get drafts() {
    return this.#drafts;
  }

  /** @param {readonly Draft[]} drafts */
  set drafts(drafts) {
    this.#drafts = [...drafts];
    this.#observed.clear();
    this.#choose(Math.min(this.#chosen, drafts.length - 1));
    this.#all();
  }

  get chosen() {
    return this.#chosen;
  }

  set chosen(index) {
    this.#choose(index);
    this.#all();
  }

  get iterations() {
    return this.#iterations;
  }

  /** @param {import('../lab/optimizer.js').Optimizer} optimizer */
  set optimizer(optimizer) {
    this.#optimizer = optimizer;
    this.#frame.ask();
  }

  /** Sets how long the run is. @param {number} iterations @param {number} [perEpoch] */
  run(iterations, perEpoch = 0) {
    if (iterations === this.#iterations && perEpoch === this.#perEpoch) return;
    this.#iterations = iterations;
    this.#perEpoch = perEpoch;
    this.#all();
  }

  /**
   * What a plateau's run has told, so that its curve can be drawn; other drafts know their curve without.
   * @param {number} line @param {readonly Observed[]} losses none to forget
   */
  observe(line, losses) {
    if (this.#drafts[line]?.policy !== 'plateau') return;
    this.#observed.set(line, [...losses]);
    this.#stale.add(line);
    this.#frame.ask();
  }

  /** @param {number} index */
  #choose(index) {
    if (index !== this.#chosen) this.#part = 0;
    this.#chosen = index;
  }

  #build() {
    this.#built = true;
    const number = (/** @type {string} */ name, /** @type {number} */ fallback) =>
      Number(this.getAttribute(name) ?? fallback);
    this.#iterations = number('iterations', this.#iterations);
    this.#perEpoch = number('epoch', this.#perEpoch);
    if (this.#drafts.length === 0)
      this.#drafts = decodeDrafts(this.getAttribute('drafts') ?? 'fixed:0.5', this.#iterations);
    this.curves = new ScheduleCurves(`${this.id}-rate`, this.getAttribute('group'));
    const { chart } = this.curves;
    this.handles = new ScheduleHandles({
      chart,
      now: () => ({
        draft: this.#drafts[this.#chosen],
        part: this.#part,
        iterations: this.#iterations,
        top: /** @type {ScheduleCurves} */ (this.curves).top,
      }),
      rateAt: (draft, iteration) => this.#rateAt(draft, iteration),
      across: (iteration) => iteration / this.#unit,
      back: (x) => x * this.#unit,
      moved: (draft, settled) => this.#change(draft, settled),
    });
    this.panel = new SchedulePanel(this.#host(), {
      policies: this.#policies,
      one: this.hasAttribute('single'),
      most: mostDrafts,
      code: this.hasAttribute('code'),
    });
    const { code } = this.panel;
    const stage = h('div', { class: 'schedule-stage' }, chart, this.handles.element);
    this.classList.add('schedule');
    this.replaceChildren(stage, this.panel.element, ...(code ? [code.element] : []));
    this.#all();
  }

  /** Those that are offered. */
  get #policies() {
    return this.getAttribute('policies')?.split(' ') ?? curveNames;
  }

  /** Iterations of one on the x axis that is shown. */
  get #unit() {
    return this.curves?.shownX === 'epoch' ? this.#perEpoch : 1;
  }

  /** @returns {import('./schedule_panel.js').PanelHost} */
  #host() {
    return {
      choose: (index) => (this.chosen = index),
      add: () => {
        const names = this.#policies;
        const name = names.includes('cosine') ? 'cosine' : names[0];
        const made = newDraft(name, this.#iterations);
        this.#drafts.push(scaledTo(made, peakOf(this.#drafts[this.#chosen])));
        this.#choose(this.#drafts.length - 1);
        this.#all();
        this.#tell(true);
      },
      remove: (index) => {
        this.#drafts.splice(index, 1);
        this.#observed.clear();
        if (this.#chosen > index || this.#chosen >= this.#drafts.length)
          this.#choose(this.#chosen - 1);
        this.#all();
        this.#tell(true);
      },
      change: (policy) => {
        this.#part = 0;
        const made = newDraft(policy, this.#iterations);
        this.#change(scaledTo(made, peakOf(this.#drafts[this.#chosen])), true);
      },
      set: (field, value, settled) =>
        this.#change(withValue(this.#drafts[this.#chosen], field, value), settled),
      choosePart: (part) => {
        this.#part = part;
        this.#all();
      },
      setParts: (draft, part) => {
        this.#part = part;
        this.#change(draft, true);
      },
    };
  }

  /** @param {Draft} draft @param {boolean} settled */
  #change(draft, settled) {
    this.#drafts[this.#chosen] = draft;
    this.#stale.add(this.#chosen);
    this.#frame.ask();
    this.#tell(settled);
  }

  /** @param {boolean} settled */
  #tell(settled) {
    this.dispatchEvent(new Event('input', { bubbles: true }));
    if (settled) this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #all() {
    if (!this.#built) return;
    this.#drafts.forEach((_, i) => this.#stale.add(i));
    this.#frame.ask();
  }

  #draw() {
    const { curves, handles, panel } = this;
    if (!curves || !handles || !panel) return;
    const iterations = this.#iterations;
    if (!handles.busy) curves.fit(this.#drafts, iterations, this.#perEpoch);
    if (curves.lines(this.#drafts, this.#perEpoch, handles.busy))
      this.#drafts.forEach((_, i) => this.#stale.add(i));
    const run = { iterations, optimizer: this.#optimizer };
    panel.show(this.#drafts, this.#chosen, this.#part, run);
    if (this.#rates) this.#compute(this.#rates);
    handles.show();
  }

  /** @param {Rates} rates */
  #compute(rates) {
    const every = spacing(this.#iterations);
    const count = Math.floor(this.#iterations / every) + 1;
    try {
      for (const line of this.#stale) {
        const draft = this.#drafts[line];
        if (!draft) continue;
        const values = this.#values(rates, line, { every, count });
        this.curves?.draw(line, values, every);
        if (line === this.#chosen)
          this.panel?.tell(this.#facts(values, every, rates), this.#perEpoch);
      }
      this.#stale.clear();
      if (this.panel) this.panel.error.textContent = '';
    } catch (error) {
      this.#fail(error);
    }
  }

  /** NaN before the core has come, and where the draft is no schedule. @param {Draft} draft @param {number} iteration */
  #rateAt(draft, iteration) {
    try {
      return this.#rates?.at(toSchedule(draft), this.#iterations, iteration) ?? NaN;
    } catch {
      return NaN;
    }
  }

  /** @param {Rates} rates @param {number} line @param {{ every: number, count: number }} range */
  #values(rates, line, range) {
    const schedule = toSchedule(this.#drafts[line]);
    const losses = this.#observed.get(line);
    return this.#drafts[line].policy === 'plateau' && losses
      ? rates.afterLosses(schedule, this.#iterations, losses, range)
      : rates.list(schedule, this.#iterations, range);
  }

  /**
   * The mean rate of the iterations 0 … n − 1 that a run takes; of those that are drawn as long as a hand is moving.
   * @param {Float64Array} drawn @param {number} every @param {Rates} rates
   */
  #mean(drawn, every, rates) {
    const draft = this.#drafts[this.#chosen];
    if (every > 1 && !this.handles?.busy && draft.policy !== 'plateau')
      return rates.mean(toSchedule(draft), this.#iterations);
    return drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  }

  /** @param {Float64Array} values @param {number} every @param {Rates} rates */
  #facts(values, every, rates) {
    const n = this.#iterations;
    const eighth = Math.max(1, Math.round(n / 8));
    const whole = this.#perEpoch * Math.ceil(n / this.#perEpoch / 10);
    const apart = Number(this.getAttribute('every') ?? (this.#perEpoch > 0 ? whole : eighth));
    const table = this.#values(rates, this.#chosen, {
      every: apart,
      count: Math.floor(n / apart) + 1,
    });
    const mean = this.#mean(values.subarray(0, Math.ceil(n / every)), every, rates);
    return {
      mean,
      area: mean * n,
      end: this.#values(rates, this.#chosen, { every: Math.max(1, n - 1), count: 2 })[
        n > 1 ? 1 : 0
      ],
      last: n - 1,
      rows: Array.from(table, (rate, i) => ({ iteration: i * apart, rate })),
    };
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.panel) this.panel.error.textContent = LabError.from(error).describe(pageLanguage());
  }
}

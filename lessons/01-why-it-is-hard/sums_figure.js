/** Figure 5: the two sums of Robbins and Monro (the chapter's equations 2 and 3) for rates c k^−a, and what becomes of noisy steps. */
import { LabError } from '../../web/lab/errors.js';
import { decayRates } from '../../web/lab/landscape.js';
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { reducedMotion } from '../../web/widgets/theme.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { field, Linked, linkOf, settings } from './handles.js';
import { limitsOf } from './sums.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/core.js').Core} Core */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */
/** @typedef {import('../../web/widgets/formula.js').LabFormula} LabFormula */
/** @typedef {{ c: number, a: number, noise: number, start: number, first: boolean, second: boolean, last: number, highest: number }} Summed whether equations 2 and 3 hold, and the mean of |w| at the end and at its highest */

const steps = 10_000;
const showing = 4000;
/** Rates to begin with, as buttons. */
const presets = /** @type {const} */ ([
  ['0.5', 0.5, 0],
  ['0.5/√k', 0.5, 0.5],
  ['1/k', 1, 1],
  ['0.1/k', 0.1, 1],
  ['0.5/k²', 0.5, 2],
  ['100/k', 100, 1],
]);

export class SumsFigure extends EventTarget {
  /** @type {Core | null} */
  #core = null;
  /** Share of the steps, by their logarithm, that is shown. */
  #share = 0;
  #frame = 0;
  /** @type {ReturnType<typeof decayRates> | null} */
  #run = null;

  /** @param {LabFigure} figure @param {Promise<Core>} opening */
  constructor(figure, opening) {
    super();
    const w = lessonWords();
    this.figure = figure;
    figure.retryable = false;
    const linked = new Linked(figure.id);
    const charts = /** @type {LabChart[]} */ ([...figure.querySelectorAll('lab-chart')]);
    this.sums = charts[0];
    this.places = charts[1];
    this.formula = /** @type {LabFormula} */ (figure.querySelector('lab-formula'));
    this.note = /** @type {HTMLElement} */ (figure.querySelector('.note'));
    this.c = field('c', {
      kind: 'rate',
      min: 0.001,
      max: 1000,
      value: linked.number('c', 0.5, 0.001, 1000),
    });
    this.a = field('a', {
      kind: 'linear',
      min: 0,
      max: 4,
      step: 0.1,
      value: linked.number('a', 0, 0, 4),
    });
    this.noise = field(w.noise, {
      kind: 'linear',
      min: 0,
      max: 10,
      step: 0.5,
      value: linked.number('noise', 1, 0, 10),
    });
    this.seed = field(w.seed, {
      kind: 'integer',
      min: 1,
      max: 1e6,
      value: linked.number('seed', 1, 1, 1e6),
    });
    const numbers = [this.c, this.a, this.noise, this.seed];
    for (const { number } of numbers) number.addEventListener('input', () => this.#changed());
    figure.append(settings(this.#presets(), ...numbers.map(({ element }) => element)));
    for (const type of ['run', 'resume']) figure.addEventListener(type, () => this.#go());
    figure.addEventListener('pause', () => this.#stop('paused'));
    figure.addEventListener('step', () => this.#step());
    figure.addEventListener('reset', () => {
      this.#stop('idle');
      this.#share = 0;
      this.#draw();
    });
    opening.then(
      (core) => {
        this.#core = core;
        this.#changed();
      },
      (error) => (figure.error = LabError.from(error).describe(pageLanguage())),
    );
  }

  #presets() {
    const buttons = presets.map(([text, c, a]) => {
      const button = h('button', { type: 'button', class: 'preset' }, text);
      button.addEventListener('click', () => {
        this.c.number.value = c;
        this.a.number.value = a;
        this.#changed();
      });
      return button;
    });
    return h(
      'div',
      { class: 'presets', role: 'group', 'aria-label': lessonWords().presets },
      ...buttons,
    );
  }

  get values() {
    const [c, a, noise, seed] = [this.c, this.a, this.noise, this.seed].map(
      ({ number }) => number.value,
    );
    return { c, a, noise, seed };
  }

  #changed() {
    if (!this.#core) return;
    this.figure.link = linkOf(this.figure.id, this.values);
    this.#run = decayRates(this.#core, { ...this.values, start: 1 }, steps);
    this.#configure();
    if (this.figure.state === 'finished') return this.#finish();
    this.#stop('idle');
    this.#share = 0;
    this.#draw();
  }

  #configure() {
    const w = lessonWords();
    const { c } = this.values;
    const run = this.#run;
    if (!run) return;
    const x = { label: w.stepK, scale: /** @type {const} */ ('log'), min: 1, max: steps };
    const highest = Math.max(1, ...run.mean);
    this.sums.configure({
      title: w.sumsTitle,
      x,
      y: { label: w.sumsAxis, scale: 'log', min: 1e-3, max: 1e4, choice: false },
    });
    this.places.configure({
      ...{ title: w.placesTitle, x },
      y: {
        label: w.placesAxis,
        scale: 'log',
        min: 1e-3,
        max: Math.max(10, highest),
        limit: [1e-4, 1e60],
        choice: false,
      },
    });
    this.sums.setSeries([
      { id: 'sum', label: 'Σ η', rate: c },
      { id: 'squares', label: 'Σ η²', rate: c, dash: [6, 4] },
    ]);
    this.places.setSeries([
      { id: 'one', label: w.oneRun, rate: c, width: 1, unlabelled: true, dash: [1, 3] },
      { id: 'mean', label: w.meanRun, rate: c },
    ]);
  }

  /** How many points are shown. */
  get #shown() {
    const k = this.#run?.k ?? new Float64Array(1);
    const limit = (steps + 1) ** this.#share - 1 + 1e-6;
    return Math.max(1, k.findLastIndex((value) => value <= limit) + 1);
  }

  #draw() {
    const run = this.#run;
    if (!run) return;
    const shown = this.#shown;
    const part = (/** @type {Float64Array} */ column) => column.slice(1, shown);
    for (const [chart, lines] of /** @type {const} */ ([
      [this.sums, { sum: run.sum, squares: run.squares }],
      [
        this.places,
        { one: run.places.map((value) => Math.max(1e-4, Math.abs(value))), mean: run.mean },
      ],
    ])) {
      chart.clear();
      if (shown < 2) continue;
      for (const [id, column] of Object.entries(lines))
        chart.addPoints(id, part(run.k), part(column));
    }
    this.#tell(shown - 1);
  }

  /** @param {number} at */
  #tell(at) {
    const run = this.#run;
    if (!run) return;
    const w = lessonWords();
    const { c, a } = this.values;
    const limits = limitsOf(c, a);
    const text = (/** @type {number} */ value) => formatNumber(value, 3);
    this.formula.set({
      ...{ k: String(run.k[at]), sum: text(run.sum[at]), squares: text(run.squares[at]) },
      ...{ all: text(limits.sum), allSquares: text(limits.squares) },
    });
    const over = this.figure.state === 'finished';
    const holds = w.conditions(limits.sum === Infinity, limits.squares < Infinity);
    this.note.textContent = over ? `${holds}${w.space}${w.cameTo(text(run.mean[at]))}` : holds;
    this.figure.detail = w.stepOf(run.k[at], steps);
    this.figure.progress = this.#share;
  }

  #go() {
    if (!this.#run) return;
    if (this.#share >= 1) this.#share = 0;
    if (reducedMotion() || document.hidden) return this.#finish();
    this.figure.state = 'running';
    let before = performance.now();
    const on = (/** @type {number} */ now) => {
      this.#share = Math.min(1, this.#share + (now - before) / showing);
      before = now;
      if (this.#share >= 1) return this.#finish();
      this.#draw();
      this.#frame = requestAnimationFrame(on);
    };
    this.#frame = requestAnimationFrame(on);
  }

  #step() {
    this.#stop('paused');
    const next = this.#run?.k[this.#shown];
    if (next === undefined) return this.#finish();
    this.#share = Math.min(1, Math.log(next + 1) / Math.log(steps + 1));
    if (this.#share >= 1) this.#finish();
    else {
      this.figure.state = 'paused';
      this.#draw();
    }
  }

  /** @param {'idle' | 'paused'} state */
  #stop(state) {
    cancelAnimationFrame(this.#frame);
    this.figure.state = state === 'paused' && this.#share === 0 ? 'idle' : state;
  }

  #finish() {
    cancelAnimationFrame(this.#frame);
    this.#share = 1;
    this.figure.state = 'finished';
    this.#draw();
    const run = this.#run;
    if (!run) return;
    const { c, a, noise } = this.values;
    const limits = limitsOf(c, a);
    /** @type {Summed} */
    const detail = {
      ...{
        c,
        a,
        noise,
        start: 1,
        first: limits.sum === Infinity,
        second: limits.squares < Infinity,
      },
      ...{ last: run.mean[run.mean.length - 1], highest: Math.max(...run.mean) },
    };
    this.dispatchEvent(new CustomEvent('summed', { detail }));
  }
}

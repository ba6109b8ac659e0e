/**
 * The range test as Smith describes it: the rate rises after every batch; rate and loss side by side, and what five rules read
 * from the one curve.
 */
import { RULES } from '../../web/lab/search_records.js';
import { ruleTexts, reasonTexts } from '../../web/lab/search_texts.js';
import { rateInk } from '../../web/widgets/colour.js';
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { SweepChart } from '../../web/widgets/sweep_chart.js';
import { currentTheme, watchTheme } from '../../web/widgets/theme.js';
import { pageLanguage } from '../../web/widgets/words.js';
import {
  describeSearch,
  field,
  linkedNumber,
  linkedTo,
  linkOf,
  SearchFigure,
  settings,
} from './search_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/search_records.js').Finding} Finding */
/** @typedef {import('../../web/lab/search_records.js').SearchPoint} SearchPoint */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */

export class RampFigure extends SearchFigure {
  /** @type {Finding | null} */
  final = null;
  /** @type {SearchPoint[]} */
  #points = [];

  /** @param {import('../../web/widgets/figure.js').LabFigure} figure */
  constructor(figure) {
    super(figure);
    const w = lessonWords();
    const query = linkedTo(figure.id);
    this.rates = /** @type {LabChart} */ (
      h(/** @type {any} */ ('lab-chart'), { id: `${figure.id}-rates`, switches: 'y' })
    );
    this.losses = new SweepChart(`${figure.id}-losses`);
    this.rules = h('tbody');
    const number = (/** @type {string} */ name, /** @type {number} */ fallback) =>
      linkedNumber(query, name, fallback);
    this.first = field(w.first, { kind: 'log', min: 1e-6, max: 1, value: number('first', 1e-5) });
    this.last = field(w.last, { kind: 'log', min: 0.01, max: 100, value: number('last', 10) });
    this.count = field(w.iterations, {
      ...{ kind: 'integer', min: 20, max: 2000, step: 50 },
      value: number('iterations', 400),
    });
    this.seed = field(raceWords().seed, {
      kind: 'integer',
      min: 0,
      max: 4294967294,
      value: number('seed', 1),
    });
    const fields = [this.first, this.last, this.count, this.seed].map(({ element }) => element);
    const handles = settings(...fields);
    handles.addEventListener('input', () => this.settled(() => this.#describe()));
    figure.append(
      h('div', { class: 'race-charts' }, this.rates, this.losses.element),
      this.#table(),
      handles,
    );
    watchTheme(() => this.#showRules());
    this.#showRules();
    this.attempt(() => this.#describe());
  }

  #table() {
    const w = lessonWords();
    const heads = [w.rule, raceWords().rate, w.reads];
    const head = h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, name)));
    const caption = h('caption', { class: 'unseen' }, w.rules);
    const table = h(
      'table',
      { class: 'race-results rules' },
      caption,
      h('thead', {}, head),
      this.rules,
    );
    return h(
      'div',
      { class: 'race-results-box', tabindex: 0, role: 'region', 'aria-label': w.rules },
      table,
    );
  }

  #describe() {
    const [first, last, iterations, seed] = [this.first, this.last, this.count, this.seed].map(
      ({ number }) => number.value,
    );
    const search = describeSearch({ ramp: { first, last, iterations }, rounds: 1, seed });
    const w = lessonWords();
    this.rates.configure({
      title: w.rampTitle,
      x: { name: 'iteration', label: raceWords().iteration, max: iterations },
      y: { label: raceWords().rate, min: first, max: last, scale: 'log', choice: true },
    });
    this.rates.setSeries([{ id: 'rate', label: raceWords().rate, unlabelled: true }]);
    this.losses.show({
      title: w.sweepTitle,
      lines: [
        { id: 'batch', label: w.oneBatch, unlabelled: true, width: 1, dash: [1, 3] },
        { id: 'loss', label: w.average, unlabelled: true },
      ],
      marks: [...RULES],
      rates: [first, last],
      losses: [0, 3],
      limit: [0, 3],
    });
    this.setJobs([search]);
    this.figure.link = linkOf(this.figure.id, { first, last, iterations, seed });
  }

  /** @override @param {number} _lane @param {any} event */
  hear(_lane, event) {
    if (event.type === 'points') this.#add(event.points);
    if (event.type === 'final') this.#finish(event.final);
  }

  /** @override */
  clear() {
    this.final = null;
    this.#points = [];
    this.losses.clear();
    this.rates.clear();
    this.#showRules();
  }

  /** @param {SearchPoint[]} points */
  #add(points) {
    this.#points.push(...points);
    this.losses.add('loss', points);
    this.losses.add(
      'batch',
      points.map(({ rate, last }) => ({ rate, loss: last })),
    );
    this.rates.addPoints(
      'rate',
      points.map(({ iteration }) => iteration),
      points.map(({ rate }) => rate),
    );
    this.rates.update('rate', { live: true });
    this.figure.detail = lessonWords().atRate(formatNumber(points[points.length - 1].rate));
  }

  /** @param {Finding} final */
  #finish(final) {
    this.final = final;
    this.figure.detail = '';
    this.rates.update('rate', { live: false });
    for (const name of RULES) {
      const { rate } = final.rules[name];
      if (rate === null) continue;
      const nearest = this.#points.reduce((a, b) =>
        Math.abs(Math.log(b.rate / rate)) < Math.abs(Math.log(a.rate / rate)) ? b : a,
      );
      this.losses.mark(name, { rate, loss: nearest.loss, label: lessonWords().ruleNames[name] });
    }
    this.#showRules();
    this.dispatchEvent(new CustomEvent('found', { detail: { final, search: this.jobs?.[0] } }));
  }

  #showRules() {
    const language = pageLanguage();
    const rows = RULES.map((name) => {
      const answer = this.final?.rules[name];
      const rate = answer?.rate ?? null;
      const said = h('td', {}, rate === null ? '–' : formatNumber(rate));
      if (rate !== null) said.style.color = rateInk(rate, currentTheme());
      const sentence = answer?.reason
        ? reasonTexts[answer.reason][language]({})
        : ruleTexts[name][language]({});
      const head = h('th', { scope: 'row' }, lessonWords().ruleNames[name]);
      return h('tr', {}, head, said, h('td', { class: 'words' }, sentence));
    });
    this.rules.replaceChildren(...rows);
  }
}

/** The same search over several seeds: the band of its first curves, and where its answers fall. */
import { searchWithSeed, spreadOf } from '../../web/lab/lr_finder.js';
import { RULES } from '../../web/lab/search_records.js';
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { SweepChart } from '../../web/widgets/sweep_chart.js';
import { quartileCurves } from './quartiles.js';
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
/** @typedef {import('../../web/lab/search_records.js').Rule} Rule */
/** @typedef {{ rate: number, careful: number, low: number, high: number, rules: [Rule, number | null][], batch: number, seed: number, seeds: number }} Suggestion */

export class ChanceFigure extends SearchFigure {
  /** @type {(Finding | null)[]} */
  #finals = [];
  /** Of round 1, by lane. @type {{ rate: number, loss: number }[][]} */
  #curves = [];

  /** @param {import('../../web/widgets/figure.js').LabFigure} figure */
  constructor(figure) {
    super(figure);
    const w = lessonWords();
    const query = linkedTo(figure.id);
    this.chart = new SweepChart(`${figure.id}-band`);
    this.axis = /** @type {import('../../web/widgets/rate_axis.js').LabRateAxis} */ (
      h(/** @type {any} */ ('lab-rate-axis'), { label: w.answers, min: 0.1, max: 10 })
    );
    this.batch = field(raceWords().batch, {
      kind: 'batch',
      min: 1,
      max: 4096,
      value: linkedNumber(query, 'batch', 128),
    });
    this.seed = field(w.firstSeed, {
      kind: 'integer',
      min: 0,
      max: 1e9,
      value: linkedNumber(query, 'seed', 1),
    });
    this.seeds = field(w.seeds, {
      kind: 'integer',
      min: 5,
      max: 10,
      value: linkedNumber(query, 'seeds', 8),
    });
    this.result = h('p', { class: 'search-result', role: 'status' });
    const handles = settings(this.batch.element, this.seeds.element, this.seed.element);
    handles.addEventListener('input', () => this.settled(() => this.#describe()));
    figure.append(
      this.chart.element,
      h('h4', { class: 'figure-part' }, w.answers),
      this.axis,
      this.result,
      handles,
    );
    this.attempt(() => this.#describe());
  }

  #describe() {
    const w = lessonWords();
    const [batch, seed, seeds] = [this.batch, this.seed, this.seeds].map(
      ({ number }) => number.value,
    );
    this.chart.show({
      title: w.bandTitle,
      lines: [
        { id: 'low', label: w.quartile, unlabelled: true, dash: [4, 3], width: 1.5 },
        { id: 'median', label: w.median, width: 2.5 },
        { id: 'high', label: w.upperQuartile, unlabelled: true, dash: [4, 3], width: 1.5 },
      ],
      rates: [1e-4, 10],
      losses: [0, 2.5],
      limit: [0, 3],
    });
    const first = describeSearch({ batch, seed });
    this.setJobs(Array.from({ length: seeds }, (_, by) => searchWithSeed(first, by)));
    this.#show();
    this.figure.link = linkOf(this.figure.id, { batch, seed, seeds });
  }

  /** @override @param {number} lane @param {any} event */
  hear(lane, event) {
    if (event.type === 'points' && event.round === 0) {
      this.#curves[lane] ??= [];
      this.#curves[lane].push(...event.points);
    }
    if (event.type !== 'final') return;
    this.#finals[lane] = event.final;
    this.#show();
  }

  /** @override @param {number} lane */
  clear(lane) {
    this.#finals[lane] = null;
    this.#curves[lane] = [];
    if (this.axis) this.#show();
  }

  /** @returns {Finding[]} */
  get found() {
    const lanes = this.jobs?.length ?? 0;
    return this.#finals.slice(0, lanes).filter((final) => final !== null && final !== undefined);
  }

  #show() {
    const { found } = this;
    const lanes = this.jobs?.length ?? 0;
    this.axis.dots = found.flatMap(({ rate }) => (rate === null ? [] : [rate]));
    this.figure.detail = found.length > 0 ? lessonWords().searchesDone(found.length, lanes) : '';
    for (const id of ['low', 'median', 'high']) this.chart.chart.clear(id);
    const over = found.length === lanes && lanes > 0;
    const curves = this.#curves.filter((_, lane) => this.#finals[lane]);
    const band = quartileCurves(curves.slice(0, lanes));
    for (const id of /** @type {const} */ (['low', 'median', 'high'])) this.chart.add(id, band[id]);
    this.axis.marks = [];
    this.result.textContent = '';
    if (over) this.#conclude(found);
  }

  /** @param {Finding[]} found */
  #conclude(found) {
    const w = lessonWords();
    const spread = spreadOf(found.map(({ rate }) => rate));
    const careful = spreadOf(found.map((one) => one.careful));
    if (!spread || !careful) {
      this.result.textContent = w.noRate;
      return;
    }
    this.axis.marks = [{ rate: spread.median, label: w.median }];
    const text = (/** @type {number} */ rate) => formatNumber(rate);
    this.result.textContent = w.spread({
      count: spread.count,
      rate: text(spread.median),
      careful: text(careful.median),
      low: text(spread.low),
      high: text(spread.high),
      without: spread.without,
    });
    const rules = RULES.map((name) => [
      name,
      spreadOf(found.map((one) => one.rules[name].rate))?.median ?? null,
    ]);
    /** @type {Suggestion} */
    const detail = {
      ...{ rate: spread.median, careful: careful.median, low: spread.low, high: spread.high },
      rules: /** @type {[Rule, number | null][]} */ (rules),
      ...{ batch: this.batch.number.value, seed: this.seed.number.value, seeds: found.length },
    };
    this.dispatchEvent(new CustomEvent('suggested', { detail }));
  }
}

/**
 * How much of the fall is only time spent training? The same sweep three times over: with the weights carried from rate to rate, with
 * every rate from the same start, and beside them a plain run at one rate that has trained for as long.
 */
import { describeRun } from '../../web/lab/run.js';
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { SweepChart } from '../../web/widgets/sweep_chart.js';
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

/** @typedef {import('../../web/lab/search_records.js').SearchPoint} SearchPoint */

/** Iterations with each rate: as many as a point of the plain run's curve has. */
const each = 10;
const segments = [
  { first: 0.01, last: 0.09, step: 0.01, iterations: each },
  { first: 0.1, last: 0.9, step: 0.1, iterations: each },
  { first: 1, last: 3, step: 0.1, iterations: each },
];
const lines = /** @type {const} */ (['carried', 'reset', 'plain']);

export class CarryFigure extends SearchFigure {
  /** The rate that the carried sweep had after so many iterations. @type {SearchPoint[]} */
  #carried = [];
  /** Of the plain run, until the sweep has come so far. @type {number[]} */
  #plain = [];
  #shown = 0;
  /** Lanes that have come to their end. @type {Set<number>} */
  #over = new Set();
  /** The lowest loss of each lane and where it was. @type {(SearchPoint | null)[]} */
  #lowest = [null, null];

  /** @param {import('../../web/widgets/figure.js').LabFigure} figure */
  constructor(figure) {
    super(figure);
    const w = lessonWords();
    const query = linkedTo(figure.id);
    this.chart = new SweepChart(`${figure.id}-chart`);
    this.rate = field(w.plainRate, {
      kind: 'rate',
      min: 0.01,
      max: 2,
      value: linkedNumber(query, 'rate', 0.5),
    });
    this.seed = field(raceWords().seed, {
      kind: 'integer',
      min: 0,
      max: 4294967294,
      value: linkedNumber(query, 'seed', 1),
    });
    this.said = h('p', { class: 'search-result', role: 'status' });
    const handles = settings(this.rate.element, this.seed.element);
    handles.addEventListener('input', () => this.settled(() => this.#describe()));
    figure.append(this.chart.element, this.said, handles);
    this.attempt(() => this.#describe());
  }

  #describe() {
    const w = lessonWords();
    const [rate, seed] = [this.rate.number.value, this.seed.number.value];
    const common = { seed, segments, rounds: 1, growth: 1 };
    this.chart.show({
      title: w.carryTitle,
      lines: [
        { id: 'carried', label: w.lines.carried },
        { id: 'reset', label: w.lines.reset, marker: 'circle' },
        { id: 'plain', label: w.lines.plain(formatNumber(rate)), dash: [6, 4] },
      ],
      rates: [0.01, 3],
      losses: [0, 2.5],
      limit: [0, 3],
    });
    this.chart.chart.update('plain', { rate });
    this.setJobs([
      describeSearch({ ...common, carry: 'first', stop: 20 }),
      describeSearch({ ...common, carry: 'never', stop: 20 }),
      describeRun({ seed, rate, epochs: 1, evaluate: 1 }),
    ]);
    this.figure.link = linkOf(this.figure.id, { rate, seed });
  }

  /** @override @param {any} lab @param {number} lane @param {any} hear @param {any} options */
  begin(lab, lane, hear, options) {
    return super.begin(lab, lane, hear, { ...options, race: undefined, traceEvery: each });
  }

  /** @override @param {number} lane @param {any} event */
  hear(lane, event) {
    if (event.type === 'points') this.#add(lane, event.points);
    if (event.type === 'trace') {
      for (let i = 1; i < event.points.length; i += 2) this.#plain.push(event.points[i]);
      this.#advancePlain();
    }
    if (event.type === 'final') {
      this.#over.add(lane);
      this.#conclude();
    }
  }

  /** @param {number} lane @param {SearchPoint[]} points */
  #add(lane, points) {
    this.chart.add(
      lines[lane],
      points.map(({ rate, mean, last }) => ({ rate, loss: lane === 1 ? last : mean })),
    );
    for (const point of points) {
      const loss = lane === 1 ? point.last : point.mean;
      const least = this.#lowest[lane];
      if (!least || loss < least.loss) this.#lowest[lane] = { ...point, loss };
    }
    if (lane === 0) this.#carried.push(...points);
    this.#advancePlain();
  }

  #advancePlain() {
    const ready = Math.min(this.#carried.length, this.#plain.length);
    const points = [];
    for (; this.#shown < ready; this.#shown++)
      points.push({ rate: this.#carried[this.#shown].rate, loss: this.#plain[this.#shown] });
    this.chart.add('plain', points);
  }

  /** @override @param {number} lane */
  clear(lane) {
    this.#over.delete(lane);
    this.#shown = 0;
    if (lane === 2) this.#plain = [];
    else this.#lowest[lane] = null;
    if (lane === 0) this.#carried = [];
    if (this.said) this.said.textContent = '';
    this.chart?.chart.clear(lines[lane]);
    this.chart?.chart.clear('plain');
  }

  #conclude() {
    if (this.#over.size < lines.length) return;
    const [carried, reset] = this.#lowest;
    const at = carried && this.#carried.findIndex(({ rate }) => rate === carried.rate);
    const plain = at === null ? undefined : this.#plain[at];
    if (!carried || !reset || plain === undefined) return;
    this.said.textContent = lessonWords().carrySaid({
      carried: carried.loss.toFixed(2),
      carriedAt: formatNumber(carried.rate),
      plain: plain.toFixed(2),
      plainAt: formatNumber(this.rate.number.value),
      reset: reset.loss.toFixed(2),
      resetAt: formatNumber(reset.rate),
    });
    this.dispatchEvent(
      new CustomEvent('compared', {
        detail: { carried, reset, plain, rate: this.rate.number.value },
      }),
    );
  }
}

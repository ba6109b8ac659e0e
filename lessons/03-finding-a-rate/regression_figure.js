/** The chapter's own experiment, with points of our own: its three rounds, and where their minima fall over fresh seeds. */
import { h, saveFile } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { SweepChart } from '../../web/widgets/sweep_chart.js';
import { lowestOf, regressionRounds } from './regression.js';
import { field, linkedNumber, linkedTo, linkOf, settings } from './search_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/rate_axis.js').LabRateAxis} LabRateAxis */
/** @typedef {{ seed: number, round: number, curve: import('./regression.js').Curve }} Told */

/** What the chapter's text reads off its second and third figure. */
const ofText = [null, 0.74, 0.8];

export class RegressionFigure {
  /** Minima by round, a seed each. @type {{ seed: number, rate: number, loss: number }[][]} */
  #minima = regressionRounds.map(() => []);
  /** @type {Worker | null} */
  #worker = null;
  #done = 0;

  /** @param {LabFigure} figure */
  constructor(figure) {
    const w = lessonWords();
    this.figure = figure;
    const query = linkedTo(figure.id);
    this.seed = field(w.firstSeed, {
      kind: 'integer',
      min: 0,
      max: 1e9,
      value: linkedNumber(query, 'seed', 1),
    });
    this.seeds = field(w.seeds, {
      kind: 'integer',
      min: 1,
      max: 40,
      value: linkedNumber(query, 'seeds', 10),
    });
    this.rounds = regressionRounds.map((_, number) => this.#round(number));
    const handles = settings(this.seed.element, this.seeds.element);
    handles.addEventListener('input', () => this.#reset());
    figure.append(
      h('div', { class: 'rounds regression' }, ...this.rounds.map(({ element }) => element)),
      handles,
    );
    for (const type of ['run', 'resume']) figure.addEventListener(type, () => this.#run());
    figure.addEventListener('pause', () => this.#stop('paused'));
    figure.addEventListener('reset', () => this.#reset());
    figure.addEventListener('csv', (event) => this.#csv(event));
    this.#reset();
  }

  /** @param {number} number */
  #round(number) {
    const w = lessonWords();
    const chart = new SweepChart(`${this.figure.id}-${number + 1}`);
    const { first, last, recorded } = regressionRounds[number];
    const axis = /** @type {LabRateAxis} */ (
      h(/** @type {any} */ ('lab-rate-axis'), {
        label: w.minimaOf(number + 1),
        min: Math.min(first, 0.4),
        max: Math.max(last, 1.12),
      })
    );
    if (number === 0) axis.setAttribute('min', '0.1');
    const text = ofText[number];
    axis.marks = [
      { rate: recorded, label: w.recorded },
      ...(text === null ? [] : [{ rate: text, label: w.textSays }]),
    ];
    const said = h('p', { class: 'round-said' }, w.regressionSays(number));
    const element = h(
      'section',
      { class: 'round' },
      h('h4', {}, w.regressionRound(number + 1)),
      chart.element,
      axis,
      said,
    );
    return { chart, axis, said, element };
  }

  #reset() {
    this.#stop('idle');
    this.#done = 0;
    this.#minima = regressionRounds.map(() => []);
    const w = lessonWords();
    this.rounds.forEach(({ chart, axis, said }, number) => {
      const { first, last } = regressionRounds[number];
      chart.show({
        title: w.regressionRound(number + 1),
        lines: [{ id: 'loss', label: w.loss, unlabelled: true }],
        marks: ['lowest'],
        scale: number === 0 ? 'log10' : 'rate',
        rates: [first, last],
        losses: number < 2 ? [0.003, 0.009] : [0, 0.009],
      });
      axis.dots = [];
      said.textContent = w.regressionSays(number);
    });
    const [seed, seeds] = [this.seed.number.value, this.seeds.number.value];
    this.figure.progress = 0;
    this.figure.detail = '';
    this.figure.link = linkOf(this.figure.id, { seed, seeds });
  }

  #run() {
    if (this.figure.state === 'finished') this.#reset();
    this.#worker = new Worker(new URL('./regression_worker.js', import.meta.url), {
      type: 'module',
    });
    this.#worker.onmessage = ({ data }) =>
      data.error ? this.#fail(data.error.message) : this.#hear(data);
    this.#worker.onerror = () => this.#fail(lessonWords().noWorker);
    this.figure.state = 'running';
    this.figure.error = null;
    this.#next();
  }

  /** Asks for the next seed. */
  #next() {
    this.#worker?.postMessage({ seed: this.seed.number.value + this.#done });
    this.figure.detail = lessonWords().seedOf(this.#done + 1, this.seeds.number.value);
  }

  /** @param {import('../../web/widgets/figure.js').FigureState} state */
  #stop(state) {
    this.#worker?.terminate();
    this.#worker = null;
    // A seed that was cut short is done anew.
    const first = this.seed.number.value;
    this.#minima = this.#minima.map((list) => list.filter(({ seed }) => seed < first + this.#done));
    this.figure.state = state;
  }

  /** @param {string} message */
  #fail(message) {
    this.#stop('failed');
    this.figure.error = message;
  }

  /** @param {Told} told */
  #hear({ seed, round, curve }) {
    const { chart, axis } = this.rounds[round];
    const lowest = lowestOf(curve);
    if (seed === this.seed.number.value) {
      chart.chart.clear();
      chart.add('loss', curve);
      chart.mark('lowest', { ...lowest, label: formatNumber(lowest.rate) });
    }
    this.#minima[round].push({ seed, ...lowest });
    axis.dots = this.#minima[round].map(({ rate }) => rate);
    this.#say(round);
    const last = round + 1 === regressionRounds.length;
    const all = this.seeds.number.value;
    this.figure.progress = (this.#done + (round + 1) / regressionRounds.length) / all;
    if (!last) return;
    this.#done++;
    if (this.#done < all) this.#next();
    else this.#stop('finished');
  }

  /** @param {number} round */
  #say(round) {
    const rates = this.#minima[round].map(({ rate }) => rate).sort((a, b) => a - b);
    const ends = [rates[0], rates[rates.length - 1]].map((rate) => formatNumber(rate));
    this.rounds[round].said.textContent =
      `${lessonWords().regressionSays(round)}${lessonWords().space}${lessonWords().minimaSpread(rates.length, ends[0], ends[1])}`;
  }

  /** The minima, beside the curves. @param {Event} event */
  #csv(event) {
    event.preventDefault();
    const rows = this.#minima.flatMap((list, round) =>
      list.map(({ seed, rate, loss }) => [round + 1, seed, rate, loss].join(',')),
    );
    const text = [`round,${raceWords().seed},rate,loss`, ...rows].join('\r\n');
    saveFile(new Blob([`${text}\r\n`], { type: 'text/csv' }), 'regression-minima.csv');
  }
}

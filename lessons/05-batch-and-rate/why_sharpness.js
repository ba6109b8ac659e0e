/** The figure "what stops the rate from growing?": the highest curvature along training on all of the images at once, beside 2/rate. */
import { h } from '../../web/widgets/dom.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { WhyRuns } from './why_runs.js';
import { whyWords } from './why_words.js';

/** @typedef {import('../../web/lab/measure_records.js').CurvatureResult} CurvatureResult */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/predict.js').LabPredict} LabPredict */

const rates = [0.25, 0.5, 1];
const images = 1000;
const every = 15;
const count = 20;
const iterations = every * count;
/** Nearer than this to 2/rate counts as at the edge. */
const near = 0.15;

/** @param {string} id @returns {LabChart} */
const chart = (id) => /** @type {LabChart} */ (h(/** @type {any} */ ('lab-chart'), { id }));

export class SharpnessFigure {
  /** @type {CurvatureResult[][]} */
  #results = [];

  /** @param {LabFigure} figure */
  constructor(figure) {
    this.sharp = chart('sharpness-chart');
    this.loss = chart('sharpness-loss-chart');
    for (const one of [this.sharp, this.loss]) one.setAttribute('group', 'sharpness');
    this.said = h('p', { class: 'note', role: 'status' });
    figure.append(h('div', { class: 'race-charts' }, this.sharp, this.loss), this.said);
    figure.link = `?figure=${figure.id}#${figure.id}`;
    this.#configure();
    this.runs = new WhyRuns(figure);
    this.runs.addEventListener('begin', () => this.#clear());
    this.runs.addEventListener('measured', (event) => {
      const { lane, final } = /** @type {CustomEvent} */ (event).detail;
      this.#show(lane, final);
    });
    const moments = Array.from({ length: count + 1 }, (_, at) => (at === 0 ? [] : [every]));
    this.runs.set(
      rates.map((rate) => ({
        run: {
          batch: 'full',
          trainSize: images,
          rate,
          epochs: iterations + 1,
          evaluate: iterations,
        },
        moments,
        measurement: { kind: 'curvature', samples: images, products: 40, tolerance: 0.01 },
      })),
    );
  }

  #configure() {
    const w = whyWords();
    const x = { name: 'iteration', label: w.iteration, min: 0, max: iterations };
    this.sharp.configure({
      title: w.sharpTitle,
      x,
      y: { label: w.sharpness, min: 0, max: 10, limit: [-5, 50] },
    });
    this.sharp.setSeries(
      rates.flatMap((rate) => [
        { id: `at ${rate}`, label: formatNumber(rate), rate, width: 2.5 },
        {
          id: `edge ${rate}`,
          label: `2/${formatNumber(rate)}`,
          unlabelled: true,
          rate,
          dash: [4, 4],
          width: 1,
        },
      ]),
    );
    this.loss.configure({
      title: w.lossTitle,
      x,
      y: { label: w.loss, min: 0, max: 2.5, limit: [0, 6] },
    });
    this.loss.setSeries(
      rates.map((rate) => ({ id: `at ${rate}`, label: formatNumber(rate), rate, width: 2.5 })),
    );
  }

  #clear() {
    this.#results = rates.map(() => []);
    this.sharp.clear();
    this.loss.clear();
    for (const rate of rates)
      this.sharp.addPoints(`edge ${rate}`, [0, iterations], [2 / rate, 2 / rate]);
    this.said.textContent = whyWords().noSharpness;
    this.#confront();
  }

  /** @param {number} lane @param {CurvatureResult} result */
  #show(lane, result) {
    const w = whyWords();
    const id = `at ${rates[lane]}`;
    this.#results[lane].push(result);
    this.sharp.addPoints(id, [result.at.iteration], [result.highest]);
    this.loss.addPoints(id, [result.at.iteration], [result.loss]);
    const said = rates.flatMap((rate, at) => {
      const found = this.#results[at];
      const after = found.filter(({ at: { iteration } }) => iteration > 0);
      if (after.length === 0) return [];
      const most = Math.max(...after.map(({ highest }) => highest));
      const there = after.filter(({ highest }) => Math.abs((highest * rate) / 2 - 1) < near);
      return [
        w.edge(
          formatNumber(rate),
          formatNumber(2 / rate),
          formatFixed(most, 1),
          there.length * every,
        ),
      ];
    });
    this.said.textContent = said.join(w.between);
    this.#confront();
  }

  /** The prediction beside the highest sharpness of the smallest and the largest rate. */
  #confront() {
    const predict = /** @type {LabPredict | null} */ (document.getElementById('predict-sharpness'));
    if (!predict) return;
    const highest = this.#results.map((found) =>
      Math.max(...found.slice(1).map((result) => result.highest)),
    );
    const whole = this.#results.every(({ length }) => length === count + 1);
    const ratio = highest[0] / highest[highest.length - 1];
    const value = ratio > 1.2 ? 'flatter' : ratio < 1 / 1.2 ? 'sharper' : 'same';
    const text = whyWords().sharpOutcome(
      highest.map((most, at) => [formatNumber(rates[at]), formatFixed(most, 1)]),
    );
    predict.outcome = whole ? { value, text } : null;
  }
}

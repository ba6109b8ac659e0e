/** The figure "how alike are two batches?": the variance of a batch's mean gradient against the batch size, measured on the network. */
import { h } from '../../web/widgets/dom.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { WhyRuns } from './why_runs.js';
import { whyWords } from './why_words.js';

/** @typedef {import('../../web/lab/measure_records.js').VariancePoint} VariancePoint */
/** @typedef {import('../../web/lab/measure_records.js').VarianceResult} VarianceResult */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/predict.js').LabPredict} LabPredict */

const rate = 0.5;
const epochs = 3;
const moments = /** @type {const} */ (['fresh', 'trained']);
const last = 2048;
/** Of a normal distribution: 95% lie within so many standard errors. */
const z95 = 1.96;

export class VarianceFigure {
  /** @type {(VarianceResult | null)[]} */
  #results = [null, null];

  /** @param {LabFigure} figure */
  constructor(figure) {
    this.chart = /** @type {LabChart} */ (
      h(/** @type {any} */ ('lab-chart'), { id: 'variance-chart' })
    );
    this.said = h('p', { class: 'note', role: 'status' });
    figure.append(this.chart, this.said);
    figure.link = `?figure=${figure.id}#${figure.id}`;
    this.#configure();
    this.runs = new WhyRuns(figure);
    this.runs.addEventListener('begin', () => this.#clear());
    this.runs.addEventListener('point', (event) => {
      const { moment, point } = /** @type {CustomEvent} */ (event).detail;
      this.chart.addPoints(moments[moment], [point.batch], [point.variance]);
    });
    this.runs.addEventListener('measured', (event) => {
      const { moment, final } = /** @type {CustomEvent} */ (event).detail;
      this.#results[moment] = final;
      this.#show(moment);
    });
    const between = Array.from({ length: epochs }, () => /** @type {const} */ ('epoch'));
    const run = { batch: 128, rate, epochs: epochs + 1 };
    this.runs.set([{ run, moments: [[], between], measurement: { kind: 'variance' } }]);
  }

  #configure() {
    const w = whyWords();
    const [min, max] = [0.002, 50];
    this.chart.configure({
      title: w.varianceTitle,
      x: { name: 'batch', label: w.batch, scale: 'log', min: 1, max: last },
      y: { label: w.variance, scale: 'log', min, max, limit: [1e-6, 1e4] },
    });
    this.chart.setSeries([
      { id: 'fresh', label: w.fresh, marker: 'circle', width: 0.01, unlabelled: true },
      {
        id: 'trained',
        label: w.trained(epochs),
        rate,
        marker: 'square',
        width: 0.01,
        unlabelled: true,
      },
      { id: 'fresh-line', label: w.fresh, dash: [5, 4] },
      { id: 'trained-line', label: w.trained(epochs), rate, dash: [5, 4] },
    ]);
  }

  #clear() {
    this.#results = [null, null];
    this.chart.clear();
    this.said.textContent = whyWords().noVariance;
    this.#confront();
  }

  /** @param {0 | 1} moment */
  #show(moment) {
    const w = whyWords();
    const result = this.#results[moment];
    if (!result) return;
    const { slope, factor } = result.law;
    const line = `${moments[moment]}-line`;
    this.chart.addPoints(line, [1, last], [factor, factor * last ** slope]);
    const said = moments.flatMap((_, at) => {
      const found = this.#results[at];
      if (!found) return [];
      const law = found.law;
      return [
        w.slope(
          at === 0 ? w.fresh : w.trained(epochs),
          formatFixed(law.slope, 3),
          formatFixed(z95 * law.error, 3),
        ),
      ];
    });
    this.said.textContent = [...said, this.#pair(result)].join(w.between);
    this.#confront();
  }

  /** 16 beside 32. @param {VarianceResult} result */
  #pair({ points }) {
    const [small, big] = pairOf(points);
    const times = small.variance / big.variance;
    const error = z95 * times * Math.hypot(small.error / small.variance, big.error / big.variance);
    return whyWords().pair(
      formatNumber(small.variance),
      formatNumber(big.variance),
      formatFixed(times, 2),
      formatFixed(error, 2),
    );
  }

  /** The prediction beside what came out on the trained network. */
  #confront() {
    const predict = /** @type {LabPredict | null} */ (document.getElementById('predict-variance'));
    const result = this.#results[1];
    if (!predict) return;
    predict.outcome = result && { value: answerTo(result), text: this.#pair(result) };
  }
}

/** The points of 16 and of 32 images. @param {VariancePoint[]} points */
function pairOf(points) {
  const at = (/** @type {number} */ size) => points.findIndex(({ batch }) => batch === size);
  return [points[at(16)], points[at(32)]];
}

/** Which answer the measured variances are nearest to. @param {VarianceResult} result */
function answerTo({ points }) {
  const [small, big] = pairOf(points);
  const power = Math.log2(small.variance / big.variance);
  if (power < 0.25) return 'same';
  return power < 0.75 ? 'root' : 'half';
}

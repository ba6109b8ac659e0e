/** The figure "how large a batch pays?": the gradient noise scale while the network learns, and the updates that it predicts. */
import { h } from '../../web/widgets/dom.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { WhyRuns } from './why_runs.js';
import { whyWords } from './why_words.js';

/** @typedef {import('../../web/lab/measure_records.js').VarianceResult} VarianceResult */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */

const rate = 0.5;
const epochs = 6;
/** The first epochs are where most happens. */
const moments = Array.from({ length: epochs + 1 }, (_, epoch) =>
  epoch === 0 ? [] : [/** @type {const} */ ('epoch')],
);
const batches = [8, 16, 32, 64, 128, 256, 512, 1024, 2048];
/** Higher than this the chart does not go: there the gradient drowns in its noise. */
const most = 1e6;

/** @param {string} id @returns {LabChart} */
const chart = (id) => /** @type {LabChart} */ (h(/** @type {any} */ ('lab-chart'), { id }));

export class NoiseFigure {
  /** @param {LabFigure} figure */
  constructor(figure) {
    this.scale = chart('noise-chart');
    this.price = chart('price-chart');
    this.said = h('p', { class: 'note', role: 'status' });
    figure.append(h('div', { class: 'race-charts' }, this.scale, this.price), this.said);
    figure.link = `?figure=${figure.id}#${figure.id}`;
    this.#configure();
    this.runs = new WhyRuns(figure);
    this.runs.addEventListener('begin', () => this.#clear());
    this.runs.addEventListener('measured', (event) => {
      this.#show(/** @type {CustomEvent} */ (event).detail.final);
    });
    const run = { batch: 128, rate, epochs: epochs + 1 };
    this.runs.set([{ run, moments, measurement: { kind: 'noise' } }]);
  }

  #configure() {
    const w = whyWords();
    this.scale.configure({
      title: w.noiseTitle,
      x: { name: 'epoch', label: w.epoch, min: 0, max: epochs },
      y: { label: w.noise, scale: 'log', min: 10, max: 10000, limit: [1, most] },
    });
    this.scale.setSeries([
      { id: 'scale', label: w.noise, unlabelled: true, rate, marker: 'circle', width: 2.5 },
      { id: 'low', label: w.low, unlabelled: true, rate, dash: [2, 3], width: 1 },
      { id: 'high', label: w.high, unlabelled: true, rate, dash: [2, 3], width: 1 },
    ]);
    this.price.configure({
      title: w.priceTitle,
      x: { name: 'batch', label: w.batch, scale: 'log', min: 8, max: 2048 },
      y: { label: w.times, scale: 'log', min: 1, max: 100, limit: [0.5, 1e5] },
    });
    this.price.setSeries([
      { id: 'updates', label: w.updates, rate, width: 2.5 },
      { id: 'images', label: w.images, rate, dash: [5, 4] },
    ]);
  }

  #clear() {
    this.scale.clear();
    this.price.clear();
    this.said.textContent = whyWords().noNoise;
  }

  /** @param {VarianceResult} result */
  #show(result) {
    const w = whyWords();
    const { scale, low, high } = result.noise;
    const at = [result.at.epoch];
    this.scale.addPoints('scale', at, [scale]);
    this.scale.addPoints('low', at, [low]);
    this.scale.addPoints('high', at, [Number.isFinite(high) ? high : most]);
    this.price.clear();
    if (Number.isFinite(scale)) {
      this.price.addPoints(
        'updates',
        batches,
        batches.map((batch) => 1 + scale / batch),
      );
      this.price.addPoints(
        'images',
        batches,
        batches.map((batch) => 1 + batch / scale),
      );
    }
    this.said.textContent = w.noiseSaid(
      formatFixed(result.at.epoch, 0),
      Number.isFinite(scale) ? formatNumber(scale, 2) : w.noEnd,
      formatNumber(low, 2),
      Number.isFinite(high) ? formatNumber(high, 2) : w.noEnd,
    );
  }
}

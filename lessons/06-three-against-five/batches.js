/** The figure of batches: where one step leads, for every batch of m points that could be drawn. */
import { MOST_POINTS, stepsOfBatches } from '../../web/lab/example.js';
import { h } from '../../web/widgets/dom.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { handle, numberOf, PointFigure } from './point_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/spread.js').LabSpread} LabSpread */
/** @typedef {import('../../web/widgets/predict.js').LabPredict} LabPredict */
/** @typedef {{ batch: number, samples: number, deviation: number, single: number, before: number | null }} Reading */

/** More batches than this are not counted out: so many are drawn. */
const atMost = 2000;

export class BatchFigure extends PointFigure {
  /** Batch sizes that were looked at since the page was opened. @type {Set<number>} */
  #seen = new Set();
  #touched = false;

  /** @param {Promise<import('../../web/lab/core.js').Core>} opening */
  constructor(opening) {
    super('batch', opening);
    const w = lessonWords();
    const query = this.linked();
    this.spread = /** @type {LabSpread} */ (document.getElementById('batch-spread'));
    const most = 30;
    const size = { kind: 'integer', min: 1, max: most, value: numberOf(query, 'm', 1, most) ?? 1 };
    const rate = {
      kind: 'rate',
      min: 0.01,
      max: 1,
      value: numberOf(query, 'rate', 0.01, 1) ?? 0.2,
    };
    const [sizeField, rateField] = [handle(w.batch, size), handle(w.rate, rate)];
    this.size = sizeField.number;
    this.rate = rateField.number;
    this.figure.append(
      h('div', { class: 'race-settings', slot: 'settings' }, sizeField.field, rateField.field),
    );
    this.figure.setAttribute('without', 'table');
    this.restore(query);
    for (const field of [this.size, this.rate])
      field.addEventListener('input', () => {
        this.#touched = true;
        this.show();
      });
    this.changed('points');
  }

  /** @param {number} batch */
  #steps(batch) {
    const { core, samples, plane, rate } = this;
    if (!core) throw new Error('The core has not come yet.');
    return stepsOfBatches(core, samples, { slope: plane.slope, rate: rate.value, batch, atMost });
  }

  show() {
    const { core, plane, samples, example } = this;
    if (!this.size || !this.rate) return;
    const most = Math.max(1, Math.min(samples.length, MOST_POINTS));
    if (this.size.getAttribute('max') !== String(most)) this.size.setAttribute('max', String(most));
    const batch = this.size.value;
    this.setLink({ m: batch, rate: this.rate.value });
    plane.rate = this.rate.value;
    const nothing = this.nothing();
    plane.fan = [];
    if (!core || !example || nothing || samples.length > MOST_POINTS) {
      plane.landing = null;
      return this.say(
        nothing ?? (samples.length > MOST_POINTS ? lessonWords().tooMany(MOST_POINTS) : ''),
      );
    }
    const steps = this.#steps(batch);
    const single = this.#steps(1);
    const whole = plane.slope - this.rate.value * example.gradient;
    plane.fan = steps.slopes;
    plane.landing = whole;
    this.spread.show({
      ...{ slopes: steps.slopes, rate: this.rate.value, now: plane.slope, whole, mean: steps.mean },
      ...rangeOf([plane.slope, ...single.slopes]),
    });
    this.say(this.#said(steps, batch));
    this.#tell({
      ...{ batch, samples: samples.length, deviation: steps.deviation, single: single.deviation },
      before: batch > 1 ? this.#steps(batch - 1).deviation : null,
    });
  }

  /** @param {import('../../web/lab/example.js').Steps} steps @param {number} batch */
  #said({ slopes, all, mean, deviation }, batch) {
    return lessonWords().batches({
      ...{ m: batch, count: formatNumber(slopes.length, 6), all },
      ...{ mean: formatFixed(mean, 3), spread: formatFixed(deviation, 3) },
    });
  }

  /** @param {Reading} reading */
  #tell(reading) {
    if (this.#touched) this.dispatchEvent(new CustomEvent('looked', { detail: reading }));
    this.#seen.add(reading.batch);
    const predict = /** @type {LabPredict | null} */ (document.getElementById('predict-batch'));
    if (predict && !predict.outcome && this.#seen.has(1) && this.#seen.has(4))
      predict.outcome = { value: 'same', text: lessonWords().batchSame };
  }
}

/**
 * A range that holds the steps of single points, and so those of any batch: it stays when the batch size changes.
 * @param {number[]} slopes
 * @returns {{ from: number, to: number }}
 */
function rangeOf(slopes) {
  const [low, high] = [Math.min(...slopes), Math.max(...slopes)];
  const unit = high - low > 4 ? 2 : 0.5;
  return { from: Math.floor(low / unit - 0.2) * unit, to: Math.ceil(high / unit + 0.2) * unit };
}

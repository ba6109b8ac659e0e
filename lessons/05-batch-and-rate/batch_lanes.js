/** Lanes of a race that differ in the batch size, and in whatever else follows from it. */
import { LabError } from '../../web/lab/errors.js';
import { parseNumber } from '../../web/lab/link.js';
import { describeRun } from '../../web/lab/run.js';
import { peakRate } from '../../web/lab/schedule.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { lookOfBatch } from './looks.js';

/** @typedef {import('../../web/lab/run.js').Run} Run */
/** @typedef {import('../../web/widgets/race_lanes.js').Lanes} Lanes */
/** @typedef {import('../../web/lab/run.js').RunDescription} RunDescription */

/**
 * One lane: its batch size, its rate to begin with, and what else it has of its own, by the number of its iterations an epoch.
 * @typedef {{ batch: number, rate: number, name?: string,
 *   own?: (iterations: number, rate: number) => RunDescription }} BatchLane
 */

/** @implements {Lanes} */
export class BatchLanes {
  heading = raceWords().batch;
  rated = true;
  batched = true;
  element = null;

  /** @param {BatchLane[]} lanes */
  constructor(lanes) {
    this.lanes = lanes;
  }

  /** @param {Run} run @param {number} lane */
  look({ batch, schedule }, lane) {
    const rate = peakRate(schedule);
    const { name } = this.lanes[lane];
    const label = `${formatNumber(batch, 6)} · ${formatNumber(rate)}${name ? ` · ${name}` : ''}`;
    return { label, rate, ...lookOfBatch(lane) };
  }

  /** @param {RunDescription} common @param {number[]} rates */
  runs(common, rates) {
    const size = common.trainSize ?? 55000;
    return this.lanes.map(({ batch, rate: first, own }, lane) => {
      const rate = rates[lane] ?? first;
      const plain = { schedule: { policy: /** @type {const} */ ('fixed'), rate } };
      const more = own?.(Math.ceil(size / batch), rate) ?? plain;
      return describeRun({ ...common, grow: [], batch, ...more });
    });
  }

  scale() {}

  show() {}

  record() {}

  /** @param {string} figure @param {readonly Run[]} runs */
  encode(figure, runs) {
    const rates = runs.map(({ schedule }) => peakRate(schedule)).join(',');
    const { epochs, weightsSeed, trainSize } = runs[0];
    return `?figure=${figure}&rates=${rates}&epochs=${epochs}&seed=${weightsSeed}&train-size=${trainSize}#${figure}`;
  }

  /** @param {string} figure @param {string} search */
  decode(figure, search) {
    const query = new URLSearchParams(search);
    if (query.get('figure') !== figure) return null;
    const rates = (query.get('rates') ?? '').split(',').map(parseNumber);
    if (rates.length !== this.lanes.length)
      throw new LabError('link-rates', {
        field: 'link',
        value: `rates=${query.get('rates') ?? ''}`,
        count: this.lanes.length,
      });
    /** @type {Record<string, any>} */
    const common = {};
    for (const [name, field] of [
      ['epochs', 'epochs'],
      ['seed', 'seed'],
      ['train-size', 'trainSize'],
    ]) {
      const value = query.get(name);
      if (value !== null) common[field] = parseNumber(value);
    }
    return this.runs(common, /** @type {number[]} */ (rates));
  }
}

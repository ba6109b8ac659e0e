/**
 * What the lanes of a race differ in, and all that follows from it: how a lane is named and drawn, which runs they are, how
 * they go into a link. Here it is a fixed learning rate; schedule_lanes.js has schedules.
 *
 * @typedef {object} Lanes
 * @property {string} heading of the results' first column
 * @property {boolean} rated whether each lane has a handle for its rate
 * @property {boolean} batched whether each lane has a batch size of its own, which no handle changes
 * @property {HTMLElement | null} element stands under the charts; its 'change' asks for the runs anew
 * @property {(run: Run, lane: number) => LaneLook} look
 * @property {(lane: number, record: RunRecord | null) => void} record what a lane's run tells at an evaluation; null when it is forgotten
 * @property {(common: RunDescription, rates: number[]) => Run[]} runs of these common settings; rates are what the handles say
 * @property {(factor: number) => void} scale the rates that it holds itself are to be so many times as high, for another optimizer
 * @property {(runs: readonly Run[]) => void} show these runs have been set
 * @property {(figure: string, runs: readonly Run[]) => string} encode the link to exactly this
 * @property {(figure: string, search: string) => Run[] | null} decode null where the link means another figure; throws a LabError
 */
import { rateFor } from '../lab/optimizer.js';
import { describeRun } from '../lab/run.js';
import { peakRate } from '../lab/schedule.js';
import { usualShare } from './colour.js';
import { formatNumber } from './numbers.js';
import { decodeRace, encodeRace } from './race_link.js';
import { raceWords } from './race_words.js';

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('../lab/run.js').RunDescription} RunDescription */
/** @typedef {import('../lab/events.js').RunRecord} RunRecord */
/** @typedef {{ label: string, rate: number, dash?: number[], marker?: 'circle' | 'square' | 'triangle' | 'diamond' }} LaneLook */

/** Lanes with a fixed rate each. @implements {Lanes} */
export class RateLanes {
  heading = raceWords().lane;
  rated = true;
  batched = false;
  element = null;

  /** @param {Run} run @returns {LaneLook} */
  look({ schedule, optimizer }) {
    const rate = peakRate(schedule);
    return { label: formatNumber(rate), rate: usualShare(rate, rateFor(optimizer.kind)) };
  }

  /** @param {RunDescription} common @param {number[]} rates */
  runs(common, rates) {
    return rates.map((rate) => describeRun({ ...common, schedule: { policy: 'fixed', rate } }));
  }

  scale() {}

  show() {}

  record() {}

  /** @param {string} figure @param {readonly Run[]} runs */
  encode(figure, runs) {
    return encodeRace(figure, runs);
  }

  /** @param {string} figure @param {string} search */
  decode(figure, search) {
    return decodeRace(figure, search);
  }
}

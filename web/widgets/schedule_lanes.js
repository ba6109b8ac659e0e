/**
 * Lanes of a race that differ in their schedule. They are set in a schedule editor, whose curves stand under the race's charts
 * on the same x axis. In a link: `?figure=race&schedules=step:1:0.5:860,fixed:0.5&epochs=10`.
 */
import { iterationsPerEpoch } from '../lab/growth.js';
import { decodeRun, encodeRun } from '../lab/link.js';
import { describeRun, runIterations } from '../lab/run.js';
import { h } from './dom.js';
import { dashOf, markerOf } from './lane_look.js';
import { decodeDrafts, encodeDrafts } from './schedule_link.js';
import { peakOf, scaledTo, toSchedule } from './schedule_drafts.js';
import { policyNames } from './schedule_policies.js';
import { draftName, scheduleWords } from './schedule_words.js';

/** @typedef {import('../lab/run.js').Run} Run */
/** @typedef {import('../lab/run.js').RunDescription} RunDescription */
/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {import('./schedule_editor.js').LabSchedule} LabSchedule */

/** @param {RunDescription} common @returns {[iterations: number, perEpoch: number]} */
function lengthOf(common) {
  const run = describeRun({ ...common, schedule: undefined });
  return [runIterations(run), iterationsPerEpoch(run)];
}

/** @typedef {import('./race_lanes.js').Lanes} Lanes */

/** @implements {Lanes} */
export class ScheduleLanes {
  heading = scheduleWords().schedule;
  rated = false;
  batched = false;
  /** Validation losses of each lane's run. @type {import('./schedule_core.js').Observed[][]} */
  #losses = [];

  /**
   * @param {string} group of the race's charts
   * @param {{ drafts: string, common: RunDescription }} first what is raced unless a link says otherwise
   */
  constructor(group, { drafts, common }) {
    const [iterations, perEpoch] = lengthOf(common);
    this.element = /** @type {LabSchedule} */ (
      h(/** @type {any} */ ('lab-schedule'), {
        id: `${group}-schedules`,
        group,
        drafts,
        iterations,
        epoch: perEpoch,
        policies: policyNames.join(' '),
        code: true,
      })
    );
    this.element.drafts = decodeDrafts(drafts, iterations);
  }

  /** @returns {readonly Draft[]} */
  get drafts() {
    return this.element.drafts;
  }

  /** @param {Run} _run @param {number} lane @returns {import('./race_lanes.js').LaneLook} */
  look(_run, lane) {
    const draft = this.drafts[lane];
    return {
      label: draftName(draft),
      rate: peakOf(draft),
      dash: dashOf(lane),
      marker: markerOf(lane),
    };
  }

  /** @param {RunDescription} common */
  runs(common) {
    return this.drafts.map((draft) => describeRun({ ...common, schedule: toSchedule(draft) }));
  }

  /** @param {number} factor */
  scale(factor) {
    this.element.drafts = this.drafts.map((draft) => scaledTo(draft, factor * peakOf(draft)));
  }

  /** @param {readonly Run[]} runs */
  show(runs) {
    this.element.run(...lengthOf(runs[0]));
    this.element.optimizer = runs[0].optimizer;
  }

  /** Lets the curve of a plateau follow its run. @param {number} lane @param {import('../lab/events.js').RunRecord | null} record */
  record(lane, record) {
    const losses = this.#losses[lane] ?? [];
    if (record) losses.push({ iteration: record.iteration, loss: record.validationLoss });
    this.#losses[lane] = record ? losses : [];
    this.element.observe(lane, this.#losses[lane]);
  }

  /** @param {string} figure @param {readonly Run[]} runs */
  encode(figure, runs) {
    const common = encodeRun(describeRun({ ...runs[0], schedule: undefined }));
    return `?figure=${figure}&schedules=${encodeDrafts(this.drafts)}${common ? `&${common}` : ''}#${figure}`;
  }

  /** @param {string} figure @param {string} search @returns {Run[] | null} */
  decode(figure, search) {
    const query = new URLSearchParams(search);
    if (query.get('figure') !== figure) return null;
    const drafts = query.get('schedules') ?? '';
    query.delete('figure');
    query.delete('schedules');
    const common = decodeRun(query.toString());
    this.element.drafts = decodeDrafts(drafts, lengthOf(common)[0]);
    return this.runs(common);
  }
}

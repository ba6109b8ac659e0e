/** The events that a run gives, as types; there is no code here. */

/** @typedef {'waiting' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed'} RunState */

/**
 * Taken at every evaluation. Losses and accuracies of training are means over the samples since the last record.
 * @typedef {object} RunRecord
 * @property {number} iteration iterations done
 * @property {number} epoch epochs done, with fraction
 * @property {number} samples samples seen
 * @property {number} rate learning rate of the iteration just done
 * @property {number} batch
 * @property {number} trainingLoss
 * @property {number} trainingAccuracy 0 to 1
 * @property {number} validationLoss
 * @property {number} validationAccuracy 0 to 1
 * @property {number} seconds spent on training so far, without evaluation
 */

/**
 * The result: the last record, and what only the end knows.
 * @typedef {RunRecord & {
 *   testLoss: number, testAccuracy: number, trainingSeconds: number, epochSeconds: number[],
 *   diverged: number | null, fingerprint: string }} Final
 */

/** @typedef {{ type: 'trace', points: Float64Array, seconds: number }} TraceEvent points: iteration, mean loss of the batches since the last, … */
/** @typedef {{ type: 'record', record: RunRecord }} RecordEvent */
/** @typedef {{ iteration: number, epoch: number, samples: number, seconds: number, rate: number, lastLoss: number }} RunProgress */
/** @typedef {{ type: 'status', state: RunState } & RunProgress} StatusEvent */
/** @typedef {{ type: 'diverged', iteration: number, reason: '' | 'not-finite' | 'grew' }} DivergedEvent */
/** @typedef {{ type: 'final', final: Final }} FinalEvent */
/** @typedef {{ type: 'state', state: RunState }} StateEvent */
/** @typedef {{ type: 'error', error: import('./errors.js').LabError }} ErrorEvent */
/** @typedef {TraceEvent | RecordEvent | StatusEvent | DivergedEvent | FinalEvent | StateEvent | ErrorEvent} LabEvent */

export {};

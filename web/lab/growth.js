/** A batch that grows by a factor at given epochs, where another run would let its learning rate fall (arXiv 1711.00489). */

import { LabError } from './errors.js';

/** @typedef {{ readonly epoch: number, readonly factor: number }} Stage when `epoch` epochs are done, the batch becomes `factor` times as large */
/** @typedef {{ trainSize: number, batch: number, grow?: readonly Stage[] }} Batches the fields of a run that say how its epochs are cut */

const MOST = { stages: 16, epoch: 10000 };

/**
 * @param {unknown} value stages, or nothing
 * @param {{ trainSize: number, batch: number }} run
 * @returns {Stage[]}
 * @throws {LabError} that names what is wrong
 */
export function describeGrowth(value = [], { trainSize, batch }) {
  if (!Array.isArray(value) || value.length > MOST.stages || !value.every(isStage))
    return refuse('grow-shape', value, { most: MOST.stages });
  const stages = value.map(({ epoch, factor }) => ({ epoch, factor }));
  stages.forEach(({ epoch, factor }, index) => {
    const least = index === 0 ? 1 : stages[index - 1].epoch + 1;
    if (!Number.isInteger(epoch) || epoch < least || epoch > MOST.epoch)
      refuse('grow-epoch', epoch, { least, most: MOST.epoch });
    if (!Number.isFinite(factor) || factor <= 0) refuse('grow-factor', factor);
    const grown = batchAt({ trainSize, batch, grow: stages }, epoch);
    if (grown < 1 || grown > trainSize)
      refuse('grow-size', `${epoch}:${factor}`, { epoch, grown, most: trainSize });
  });
  return stages;
}

/** @param {unknown} stage @returns {boolean} */
function isStage(stage) {
  if (typeof stage !== 'object' || stage === null) return false;
  return Object.keys(stage).sort().join() === 'epoch,factor';
}

/** @param {string} code @param {unknown} value @param {Record<string, unknown>} [facts] @returns {never} */
function refuse(code, value, facts) {
  throw new LabError(code, { field: 'grow', value, ...facts });
}

/** The batch size when so many whole epochs are done. @param {Batches} run @param {number} epochs @returns {number} */
export function batchAt({ batch, grow = [] }, epochs) {
  const passed = grow.filter(({ epoch }) => epoch <= epochs);
  return Math.round(passed.reduce((size, { factor }) => size * factor, batch));
}

/** Iterations of one epoch, the first (0) unless given; the last of them may have a smaller batch. @param {Batches} run @param {number} [epoch] @returns {number} */
export function iterationsPerEpoch(run, epoch = 0) {
  return Math.ceil(run.trainSize / batchAt(run, epoch));
}

/**
 * Iterations of so many epochs from the start, which need not be whole.
 * @param {Batches} run
 * @param {number} epochs
 * @returns {number}
 */
export function iterationsUntil(run, epochs) {
  let [from, iterations] = [0, 0];
  for (const { epoch } of run.grow ?? []) {
    if (epoch >= epochs) break;
    iterations += (epoch - from) * iterationsPerEpoch(run, from);
    from = epoch;
  }
  return iterations + (epochs - from) * iterationsPerEpoch(run, from);
}

/**
 * How many epochs are done after so many iterations, counted in iterations: the inverse of `iterationsUntil`.
 * @param {Batches} run
 * @param {number} iterations
 * @returns {number}
 */
export function epochsAfter(run, iterations) {
  let from = 0;
  for (const { epoch } of run.grow ?? []) {
    if (iterationsUntil(run, epoch) > iterations) break;
    from = epoch;
  }
  return from + (iterations - iterationsUntil(run, from)) / iterationsPerEpoch(run, from);
}

/** The numbers that the core takes: each stage's epoch and batch. @param {Batches} run @returns {number[]} */
export function growthNumbers(run) {
  return (run.grow ?? []).flatMap(({ epoch }) => [epoch, batchAt(run, epoch)]);
}

/** As a link and the command line have it: `5:5,8:5`. @param {readonly Stage[]} stages */
export function encodeGrowth(stages) {
  return stages.map(({ epoch, factor }) => `${epoch}:${factor}`).join(',');
}

/**
 * @param {string} text
 * @param {(text: string) => unknown} number reads one
 * @returns {unknown} a description, to be checked by `describeGrowth`; the text where it cannot be read
 */
export function decodeGrowth(text, number) {
  const stages = text.split(',').map((stage) => stage.split(':'));
  if (stages.some(({ length }) => length !== 2)) return text;
  return stages.map(([epoch, factor]) => ({ epoch: number(epoch), factor: number(factor) }));
}

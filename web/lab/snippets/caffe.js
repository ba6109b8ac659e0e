/** A schedule as lines of Caffe's solver. */

import { notes } from './notes.js';
import { caffeOptimizer } from './optimizers.js';

/** @typedef {import('../schedule.js').SchedulePart} SchedulePart */
/** @typedef {import('./formulas.js').Numbers} Numbers */
/** @typedef {import('./index.js').Draft} Draft */

/** The fields beside base_lr and lr_policy. @type {Record<string, (part: Numbers) => string[]>} */
const fields = {
  fixed: () => [],
  step: ({ gamma, step }) => [`gamma: ${gamma}`, `stepsize: ${step}`],
  multistep: ({ gamma, milestones }) => [
    `gamma: ${gamma}`,
    ...milestones.map((at) => `stepvalue: ${at}`),
  ],
  exp: ({ gamma }) => [`gamma: ${gamma}`],
  inv: ({ gamma, power }) => [`gamma: ${gamma}`, `power: ${power}`],
  poly: ({ power, total }) => [`power: ${power}`, `max_iter: ${total}`],
  sigmoid: ({ gamma, step }) => [`gamma: ${gamma}`, `stepsize: ${step}`],
};

/** @param {readonly SchedulePart[]} parts @param {import('../optimizer.js').Optimizer} optimizer @returns {Draft | { setup: null, notes: import('./notes.js').Note[] }} */
export function caffe(parts, optimizer) {
  const part = /** @type {Numbers} */ (parts[0]);
  const made = parts.length === 1 ? fields[part.policy] : undefined;
  const missing = whatIsMissing(part);
  if (!made || missing) return { setup: null, notes: [missing ?? notes.notInCaffe] };
  const method = caffeOptimizer(optimizer);
  if (!method) return { setup: null, notes: [notes.noAdamwInCaffe] };
  const rates = [`base_lr: ${part.rate}`, `lr_policy: "${part.policy}"`, ...made(part)];
  const lines = [...rates, ...method.lines];
  return { setup: `${lines.join('\n')}\n`, use: '', notes: method.notes };
}

/** @param {Numbers} part */
function whatIsMissing({ policy, minimum, gamma, step }) {
  if (policy === 'poly' && minimum > 0) return notes.caffeMinimum;
  if (policy === 'sigmoid' && (gamma < 0 || !Number.isInteger(step) || step < 1))
    return notes.caffeSigmoid;
  return undefined;
}

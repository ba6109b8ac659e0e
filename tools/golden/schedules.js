/** Prints the schedules that golden values are made of, each with its snippets, for schedules.py to run. */
import { describeSchedule } from '../../web/lab/index.js';
import { LIBRARIES, scheduleSnippet } from '../../web/lab/snippets/index.js';
import { isProgram } from '../paths.js';

const iterations = 48;
/** Validation losses as a plateau meets them: better, level, worse, better again. */
const losses = [
  1, 0.8, 0.7, 0.699999, 0.7, 0.7, 0.71, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.5, 0.6, 0.6, 0.6, 0.6,
  0.6, 0.6, 0.6, 0.6, 0.6,
];

/** @type {Record<string, any>[]} */
const descriptions = [
  { policy: 'fixed', rate: 0.3 },
  { policy: 'step', rate: 0.1, gamma: 0.9, step: 5 },
  { policy: 'step', rate: 0.5, gamma: 0.1, step: 16 },
  { policy: 'multistep', rate: 0.5, gamma: 0.3, milestones: [7, 20, 41] },
  { policy: 'exp', rate: 0.1, gamma: 0.97 },
  { policy: 'inv', rate: 0.01, gamma: 0.05, power: 0.75 },
  { policy: 'inv', rate: 0.2, gamma: 0.1, power: 1 },
  { policy: 'poly', rate: 0.1, power: 0.9, total: 40 },
  { policy: 'poly', rate: 0.1, power: 2.5 },
  { policy: 'poly', rate: 0.4, power: 0.5, total: 30, minimum: 0.02 },
  { policy: 'sigmoid', rate: 0.1, gamma: 0.2, step: 20 },
  { policy: 'sigmoid', rate: 0.1, gamma: -0.2, step: 20 },
  { policy: 'decay', rate: 0.1, gamma: 0.9, step: 5 },
  { policy: 'linear', start: 0.05, rate: 0.5, total: 30 },
  { policy: 'linear', start: 0, rate: 0.5, total: 30 },
  { policy: 'linear', start: 0.4, rate: 0.1, total: 40 },
  { policy: 'cosine', rate: 0.5 },
  { policy: 'cosine', rate: 0.5, minimum: 0.01, total: 48 },
  { policy: 'cosine-restarts', rate: 0.5, step: 12, multiplier: 1, minimum: 0 },
  { policy: 'cosine-restarts', rate: 0.5, step: 6, multiplier: 2, minimum: 0.001 },
  { policy: 'triangular', rate: 0.6, minimum: 0.1, step: 8 },
  { policy: 'triangular2', rate: 0.6, minimum: 0.1, step: 6, fall: 3 },
  { policy: 'exp-range', rate: 0.6, minimum: 0.1, step: 5, fall: 7, gamma: 0.98 },
  { policy: 'one-cycle', rate: 0.8, total: 49 },
  { policy: 'one-cycle', rate: 0.8, total: 49, rise: 0.4, divide: 10, anneal: 'linear' },
  { policy: 'one-cycle', rate: 0.8, total: 49, rise: 0.3, finalDivide: 100, phases: 3 },
  { policy: 'inverse-sqrt', rate: 0.2, step: 10 },
  { policy: 'piecewise', milestones: [10, 30], rates: [0.5, 0.7, 0.1] },
  { policy: 'cosine', rate: 0.5, warmup: 8 },
  { policy: 'inverse-sqrt', rate: 0.5, step: 10, warmup: 10 },
  {
    join: [
      { policy: 'linear', start: 0, rate: 0.4, iterations: 6 },
      { policy: 'fixed', rate: 0.4, iterations: 12 },
      { policy: 'triangular', rate: 0.4, minimum: 0.1, step: 4, iterations: 16 },
      { policy: 'poly', rate: 0.4, power: 2 },
    ],
  },
  { policy: 'plateau', rate: 0.8, gamma: 0.5, patience: 1, threshold: 1e-4 },
  { policy: 'plateau', rate: 0.8, gamma: 0.1, patience: 0, threshold: 0, cooldown: 2 },
  { policy: 'plateau', rate: 0.8, gamma: 0.5, patience: 0, threshold: 0, minimum: 0.15 },
];

/** The schedules with their code. A plateau has losses in place of iterations. */
export function goldenCases() {
  return descriptions.map((description) => {
    const schedule = describeSchedule(description, { iterations });
    // Keras knows no threshold that is a share of the loss, and its snippet says so.
    const libraries = LIBRARIES.filter(([name]) => name !== 'keras' || !description.threshold);
    const snippets = libraries
      .map(([library]) => scheduleSnippet(schedule, library))
      .filter(({ setup }) => setup !== null)
      .map(({ library, checked, setup }) => ({ library, checked, setup }));
    const range = description.policy === 'plateau' ? { losses } : { iterations };
    return { schedule, ...range, snippets };
  });
}

if (isProgram(import.meta)) console.log(JSON.stringify(goldenCases()));

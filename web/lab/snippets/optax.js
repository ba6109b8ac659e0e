/** A schedule as Optax code. */

import { bodyOf, jax } from './formulas.js';
import { notes } from './notes.js';
import { optaxOptimizer } from './optimizers.js';

/** @typedef {import('../schedule.js').SchedulePart} SchedulePart */
/** @typedef {import('./formulas.js').Numbers} Numbers */
/** @typedef {import('./index.js').Draft} Draft */

/** Periods of restarts that are written out: with each twice the last, a thousand times the first in all. */
const PERIODS = 10;

/** @param {string} name @param {string[]} words */
const call = (name, ...words) => `optax.${name}(${words.join(', ')})`;

/** @param {number} minimum @param {number} rate */
const alpha = (minimum, rate) => (minimum === 0 ? '0' : `${minimum} / ${rate}`);

/** The policies that Optax has. @type {Record<string, (part: Numbers) => string | null>} */
const own = {
  fixed: ({ rate }) => call('constant_schedule', `${rate}`),
  step: ({ rate, gamma, step }) =>
    call(
      'exponential_decay',
      `${rate}`,
      `transition_steps=${step}`,
      `decay_rate=${gamma}`,
      'staircase=True',
    ),
  decay: ({ rate, gamma, step }) =>
    call('exponential_decay', `${rate}`, `transition_steps=${step}`, `decay_rate=${gamma}`),
  exp: ({ rate, gamma }) =>
    call('exponential_decay', `${rate}`, 'transition_steps=1', `decay_rate=${gamma}`),
  multistep: ({ rate, gamma, milestones }) =>
    call(
      'piecewise_constant_schedule',
      `${rate}`,
      `{${milestones.map((at) => `${at}: ${gamma}`).join(', ')}}`,
    ),
  poly: ({ rate, power, total, minimum }) =>
    call(
      'polynomial_schedule',
      `${rate}`,
      `end_value=${minimum}`,
      `power=${power}`,
      `transition_steps=${total}`,
    ),
  linear: ({ start, rate, total }) =>
    call('linear_schedule', `${start}`, `end_value=${rate}`, `transition_steps=${total}`),
  cosine: ({ rate, total, minimum }) =>
    call(
      'cosine_decay_schedule',
      `${rate}`,
      `decay_steps=${total}`,
      `alpha=${alpha(minimum, rate)}`,
    ),
  'cosine-restarts': ({ rate, step, multiplier, minimum }) => {
    if (multiplier === 1) return null;
    const period = `${step} * ${multiplier} ** i`;
    const ends = `${step} * (${multiplier} ** (i + 1) - 1) // ${multiplier - 1}`;
    const one = call('cosine_decay_schedule', `${rate}`, period, `alpha=${alpha(minimum, rate)}`);
    return call(
      'join_schedules',
      `[${one} for i in range(${PERIODS})]`,
      `[${ends} for i in range(${PERIODS - 1})]`,
    );
  },
};

/** @param {SchedulePart} part @param {string} name @returns {string[]} */
function define(part, name) {
  const made = own[part.policy]?.(/** @type {Numbers} */ (part));
  if (made) return [`${name} = ${made}`];
  return [`def ${name}(t):`, ...bodyOf(part, jax).map((line) => `    ${line}`)];
}

/** @param {readonly SchedulePart[]} parts @param {import('../optimizer.js').Optimizer} optimizer @returns {Draft | null} */
export function optax(parts, optimizer) {
  const last = /** @type {Numbers} */ (parts[parts.length - 1]);
  if (last.policy === 'plateau') return plateau(parts, last, optimizer);
  const lines = parts.length === 1 ? define(last, 'schedule') : joined(parts);
  const words = lines.some((line) => line.includes('jnp.')) ? ['import jax.numpy as jnp'] : [];
  const setup = [...words, 'import optax', '', ...lines];
  const { call: method, notes: said } = optaxOptimizer(optimizer, 'schedule');
  return { setup: `${setup.join('\n')}\n`, use: `\noptimizer = ${method}\n`, notes: said };
}

/** @param {readonly SchedulePart[]} parts */
function joined(parts) {
  const names = parts.map((_, index) => `part_${index + 1}`);
  let end = 0;
  const ends = parts.slice(0, -1).map(({ iterations = 0 }) => (end += iterations));
  return [
    ...parts.flatMap((part, index) => define(part, names[index])),
    `schedule = optax.join_schedules([${names.join(', ')}], boundaries=[${ends.join(', ')}])`,
  ];
}

/** @param {readonly SchedulePart[]} parts @param {Numbers} last @param {import('../optimizer.js').Optimizer} optimizer @returns {Draft | null} */
function plateau(parts, { rate, gamma, patience, threshold, cooldown, minimum }, optimizer) {
  if (parts.length > 1) return null;
  const { call: method, notes: said } = optaxOptimizer(optimizer, String(rate));
  const words = [
    `factor=${gamma}`,
    `patience=${patience + 1}`,
    `rtol=${threshold === 0 ? 1e-12 : threshold}`,
    `cooldown=${cooldown}`,
    `min_scale=${alpha(minimum, rate)}`,
  ];
  const setup = [
    'import jax',
    'import optax',
    'from optax.contrib import reduce_on_plateau',
    '',
    `schedule = reduce_on_plateau(${words.join(', ')})`,
  ];
  const use = `
optimizer = ${method}
plateau = schedule.init(parameters)

# each iteration: the optimizer's updates times the plateau's scale
updates = jax.tree_util.tree_map(lambda update: plateau.scale * update, updates)

# after each evaluation:
_, plateau = schedule.update(updates, plateau, value=validation_loss)
`;
  return { setup: `${setup.join('\n')}\n`, use, notes: [notes.optaxPlateau, ...said] };
}

/** A schedule as Keras code. */

import { list, pythonFunction } from './formulas.js';
import { notes } from './notes.js';
import { kerasOptimizer } from './optimizers.js';

/** @typedef {import('../schedule.js').SchedulePart} SchedulePart */
/** @typedef {import('./formulas.js').Numbers} Numbers */
/** @typedef {import('./index.js').Draft} Draft */

/** @param {string} name @param {string[]} words */
const call = (name, ...words) => `keras.optimizers.schedules.${name}(${words.join(', ')})`;

/** The policies that Keras has. @type {Record<string, (part: Numbers) => string | null>} */
const own = {
  step: ({ rate, gamma, step }) =>
    call(
      'ExponentialDecay',
      `${rate}`,
      `decay_steps=${step}`,
      `decay_rate=${gamma}`,
      'staircase=True',
    ),
  decay: ({ rate, gamma, step }) =>
    call('ExponentialDecay', `${rate}`, `decay_steps=${step}`, `decay_rate=${gamma}`),
  exp: ({ rate, gamma }) =>
    call('ExponentialDecay', `${rate}`, 'decay_steps=1', `decay_rate=${gamma}`),
  multistep: ({ rate, gamma, milestones }) =>
    pieces(
      milestones,
      [0, ...milestones].map((_, n) => `${rate} * ${gamma} ** ${n}`),
    ),
  piecewise: ({ milestones, rates }) => pieces(milestones, rates),
  inv: ({ rate, gamma, power }) =>
    power === 1
      ? call('InverseTimeDecay', `${rate}`, 'decay_steps=1', `decay_rate=${gamma}`)
      : null,
  poly: ({ rate, power, total, minimum }) =>
    call(
      'PolynomialDecay',
      `${rate}`,
      `decay_steps=${total}`,
      `end_learning_rate=${minimum}`,
      `power=${power}`,
    ),
  linear: ({ start, rate, total }) =>
    call('PolynomialDecay', `${start}`, `decay_steps=${total}`, `end_learning_rate=${rate}`),
  cosine: ({ rate, total, minimum }) =>
    call('CosineDecay', `${rate}`, `decay_steps=${total}`, `alpha=${alpha(minimum, rate)}`),
  'cosine-restarts': ({ rate, step, multiplier, minimum }) =>
    call(
      'CosineDecayRestarts',
      `${rate}`,
      `first_decay_steps=${step}`,
      `t_mul=${multiplier}`,
      'm_mul=1',
      `alpha=${alpha(minimum, rate)}`,
    ),
};

/** @param {number} minimum @param {number} rate */
const alpha = (minimum, rate) => (minimum === 0 ? '0' : `${minimum} / ${rate}`);

/** @param {readonly number[]} milestones @param {readonly (string | number)[]} values */
function pieces(milestones, values) {
  const boundaries = milestones.map((at) => at - 1);
  return call(
    'PiecewiseConstantDecay',
    `boundaries=${list(boundaries)}`,
    `values=[${values.join(', ')}]`,
  );
}

/** @param {readonly SchedulePart[]} parts @param {import('../optimizer.js').Optimizer} optimizer @returns {Draft | null} */
export function keras(parts, optimizer) {
  const last = /** @type {Numbers} */ (parts[parts.length - 1]);
  if (last.policy === 'plateau') return plateau(parts, last, optimizer);
  const { call: method, notes: said } = kerasOptimizer(optimizer, 'schedule');
  if (last.policy === 'fixed' && parts.length === 1)
    return draft([`schedule = ${last.rate}`], compiled(method), said);
  const made = parts.length === 1 ? own[last.policy]?.(last) : null;
  if (!made) {
    // The callback sets the rate before every batch: what stands here first is never used.
    const { call: first } = kerasOptimizer(optimizer, String(last.rate));
    const use = optimizer.kind === 'sgd' ? CALLBACK : `${compile(first)}${CALLBACK}`;
    return draft(pythonFunction(parts), use, [notes.callback, ...said], 'import math\n');
  }
  const shifted = last.policy === 'multistep' || last.policy === 'piecewise';
  return draft(
    [`schedule = ${made}`],
    compiled(method),
    shifted ? [notes.boundaries, ...said] : said,
  );
}

/** @param {string} method */
const compile = (method) =>
  `\nmodel.compile(optimizer=${method}, loss="sparse_categorical_crossentropy")\n`;

/** @param {string} method */
const compiled = (method) => `${compile(method)}model.fit(images, labels, batch_size=batch_size)\n`;

const CALLBACK = `
class Schedule(keras.callbacks.Callback):
    t = 0

    def on_train_batch_begin(self, batch, logs=None):
        self.model.optimizer.learning_rate = schedule(self.t)
        self.t += 1

model.fit(images, labels, batch_size=batch_size, callbacks=[Schedule()])
`;

/** @param {string[]} lines @param {string} use @param {import('./notes.js').Note[]} said @param {string} [imports] @returns {Draft} */
function draft(lines, use, said, imports = '') {
  return { setup: `${imports}import keras\n\n${lines.join('\n')}\n`, use, notes: said };
}

/** @param {readonly SchedulePart[]} parts @param {Numbers} last @param {import('../optimizer.js').Optimizer} optimizer @returns {Draft | null} */
function plateau(parts, { rate, gamma, patience, cooldown, minimum }, optimizer) {
  if (parts.length > 1) return null;
  const { call: method, notes: said } = kerasOptimizer(optimizer, String(rate));
  const words = [
    'monitor="val_loss"',
    `factor=${gamma}`,
    `patience=${patience + 1}`,
    'min_delta=0',
    `cooldown=${cooldown === 0 ? 0 : cooldown + 1}`,
    `min_lr=${minimum}`,
  ];
  const use = `${compile(method)}model.fit(images, labels, validation_data=validation, callbacks=[schedule])
`;
  const lines = [`schedule = keras.callbacks.ReduceLROnPlateau(${words.join(', ')})`];
  return draft(lines, use, [notes.kerasPlateau, ...said]);
}

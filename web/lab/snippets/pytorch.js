/** A schedule as PyTorch code. */

import { pythonFunction } from './formulas.js';
import { notes } from './notes.js';
import { torchOptimizer } from './optimizers.js';

/** @typedef {import('../schedule.js').SchedulePart} SchedulePart */
/** @typedef {import('./formulas.js').Numbers} Numbers */
/** @typedef {import('./index.js').Draft} Draft */
/** @typedef {import('../optimizer.js').Optimizer} Optimizer */
/** @typedef {{ rate: number, call: string, notes?: import('./notes.js').Note[] }} Made */

const PREFIX = 'torch.optim.lr_scheduler';

/** @param {string} name @param {string[]} words */
const call = (name, ...words) => `${PREFIX}.${name}(${['optimizer', ...words].join(', ')})`;

/** The policies that PyTorch has. @type {Record<string, (part: Numbers) => Made | null>} */
const own = {
  step: ({ rate, gamma, step }) => ({
    rate,
    call: call('StepLR', `step_size=${step}`, `gamma=${gamma}`),
  }),
  multistep: ({ rate, gamma, milestones }) => ({
    rate,
    call: call('MultiStepLR', `milestones=[${milestones.join(', ')}]`, `gamma=${gamma}`),
  }),
  exp: ({ rate, gamma }) => ({ rate, call: call('ExponentialLR', `gamma=${gamma}`) }),
  poly: ({ rate, power, total, minimum }) =>
    minimum > 0
      ? null
      : { rate, call: call('PolynomialLR', `total_iters=${total}`, `power=${power}`) },
  linear: ({ start, rate, total }) =>
    start > 0 && start <= rate
      ? {
          rate,
          call: call('LinearLR', `start_factor=${start} / ${rate}`, `total_iters=${total}`),
        }
      : null,
  cosine: ({ rate, total, minimum }) => ({
    rate,
    call: call('CosineAnnealingLR', `T_max=${total}`, `eta_min=${minimum}`),
    notes: [notes.climbsAgain],
  }),
  'cosine-restarts': ({ rate, step, multiplier, minimum }) => ({
    rate,
    call: call(
      'CosineAnnealingWarmRestarts',
      `T_0=${step}`,
      `T_mult=${multiplier}`,
      `eta_min=${minimum}`,
    ),
  }),
  triangular: (part) => cyclic(part, 'triangular'),
  triangular2: (part) => cyclic(part, 'triangular2'),
  'exp-range': (part) => cyclic(part, 'exp_range', `gamma=${part.gamma}`),
  'one-cycle': ({ rate, total, rise, divide, finalDivide, phases, anneal }) => ({
    rate,
    call: call(
      'OneCycleLR',
      `max_lr=${rate}`,
      `total_steps=${total}`,
      `pct_start=${rise}`,
      `anneal_strategy="${anneal === 'cosine' ? 'cos' : anneal}"`,
      'cycle_momentum=False',
      `div_factor=${divide}`,
      `final_div_factor=${finalDivide}`,
      `three_phase=${phases === 3 ? 'True' : 'False'}`,
    ),
    notes: [notes.endsInError],
  }),
};

/** @param {Numbers} part @param {string} mode @param {string[]} more @returns {Made} */
function cyclic({ rate, minimum, step, fall }, mode, ...more) {
  return {
    rate,
    call: call(
      'CyclicLR',
      `base_lr=${minimum}`,
      `max_lr=${rate}`,
      `step_size_up=${step}`,
      `step_size_down=${fall}`,
      `mode="${mode}"`,
      ...more,
      'cycle_momentum=False',
    ),
  };
}

const LOOP = `
for images, labels in batches:
    loss = loss_function(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
`;

/** @param {readonly SchedulePart[]} parts @param {Optimizer} method @returns {Draft} */
export function pytorch(parts, method) {
  const last = /** @type {Numbers} */ (parts[parts.length - 1]);
  const optimizer = (/** @type {number} */ rate) => torchOptimizer(method, rate);
  if (last.policy === 'plateau') return plateau(parts, last, optimizer(last.rate));
  if (last.policy === 'fixed' && parts.length === 1)
    return { setup: `import torch\n\n${optimizer(last.rate)}\n`, use: LOOP, notes: [] };
  const made = parts.length === 1 ? own[last.policy]?.(last) : null;
  const setup = made
    ? ['import torch', '', optimizer(made.rate), `scheduler = ${made.call}`]
    : [
        'import math',
        'import torch',
        '',
        ...pythonFunction(parts),
        '',
        optimizer(1),
        `scheduler = ${call('LambdaLR', 'schedule')}`,
      ];
  return {
    setup: `${setup.join('\n')}\n`,
    use: `${LOOP}    scheduler.step()\n`,
    notes: [...(made?.notes ?? []), notes.perIteration],
  };
}

/** @param {readonly SchedulePart[]} parts @param {Numbers} last @param {string} optimizer its line @returns {Draft} */
function plateau(parts, last, optimizer) {
  const { rate, gamma, patience, threshold, cooldown, minimum } = last;
  const words = [
    `factor=${gamma}`,
    `patience=${patience}`,
    `threshold=${threshold}`,
    `cooldown=${cooldown}`,
    `min_lr=${minimum}`,
  ];
  const before = parts.slice(0, -1);
  const start = before.reduce((sum, { iterations = 0 }) => sum + iterations, 0);
  const ramp = before.length > 0 ? ['import math', ''].concat(pythonFunction(before)) : [];
  const setup = [
    'import torch',
    ...ramp,
    '',
    optimizer,
    `scheduler = ${call('ReduceLROnPlateau', ...words)}`,
  ];
  const climb =
    before.length > 0
      ? `# before each iteration t <= ${start}: the parts before the plateau, then its first rate
for group in optimizer.param_groups:
    group["lr"] = schedule(t) if t < ${start} else ${rate}
`
      : '';
  const use = `
${climb}# after each evaluation${before.length > 0 ? ' of an iteration of the plateau' : ''}:
scheduler.step(validation_loss)
`;
  return { setup: `${setup.join('\n')}\n`, use, notes: [notes.perEvaluation] };
}

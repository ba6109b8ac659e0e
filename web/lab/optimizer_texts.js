/** The sentences about optimizers and growing batches, and the names of their fields. */

/** @typedef {import('./messages.js').Text} Text */

/** @type {Record<string, { en: string, zh: string }>} */
export const optimizerLabels = {
  optimizer: { en: 'Optimizer', zh: '优化器' },
  momentum: { en: 'Momentum', zh: '动量系数' },
  beta1: { en: 'Beta 1', zh: 'β₁' },
  beta2: { en: 'Beta 2', zh: 'β₂' },
  epsilon: { en: 'Epsilon', zh: 'ε' },
  decay: { en: 'Weight decay', zh: '权重衰减' },
  grow: { en: 'Growing batch', zh: '批量增大' },
};

/** @param {unknown} value */
const number = (value) => Number(value).toLocaleString('en-US');

/** @type {Record<string, Text>} */
export const optimizerTexts = {
  'bad-optimizer': {
    en: (f) => `there is no such optimizer; use one of ${f.known}.`,
    zh: (f) => `没有这种优化器；请用 ${f.known} 之一。`,
  },
  'optimizer-shape': {
    en: () => "give a name, or { kind: 'adam', beta1: 0.9, … }.",
    zh: () => "请给出名称，或写成 { kind: 'adam', beta1: 0.9, … }。",
  },
  'optimizer-key': {
    en: (f) =>
      f.known === ''
        ? `${f.kind} has no settings; leave this one out.`
        : `there is no such setting here; ${f.kind} has ${f.known}.`,
    zh: (f) =>
      f.known === ''
        ? `${f.kind} 没有可设的参数，请去掉这一项。`
        : `这里没有这一项设置；${f.kind} 可用 ${f.known}。`,
  },
  'bad-epsilon': {
    en: () => 'give a number from 1e-12 to 1, for instance 1e-8.',
    zh: () => '请填 1e-12 到 1 之间的数，例如 1e-8。',
  },
  'bad-decay': {
    en: () => 'give a number from 0 to 1, for instance 0.01.',
    zh: () => '请填 0 到 1 之间的数，例如 0.01。',
  },
  'grow-shape': {
    en: (f) => `give at most ${f.most} stages as epoch:factor, for instance 5:5,8:5.`,
    zh: (f) => `请给出不超过 ${f.most} 个阶段，写作“轮数:倍数”，例如 5:5,8:5。`,
  },
  'grow-epoch': {
    en: (f) =>
      `a batch grows when a whole number of epochs is done; give one from ${number(f.least)} to ${number(f.most)}, each above the one before.`,
    zh: (f) =>
      `批量在完成整数轮后增大；请填 ${number(f.least)} 到 ${number(f.most)} 之间的整数，后一个大于前一个。`,
  },
  'grow-factor': {
    en: () => 'give a finite factor above 0, for instance 5.',
    zh: () => '请填大于 0 的有限倍数，例如 5。',
  },
  'grow-size': {
    en: (f) =>
      `the batch would be ${number(f.grown)} after epoch ${number(f.epoch)}; give a factor that keeps it from 1 to ${number(f.most)}, the size of the training set.`,
    zh: (f) =>
      `第 ${number(f.epoch)} 轮之后批量将为 ${number(f.grown)}；请改用使批量在 1 到 ${number(f.most)}（训练集大小）之间的倍数。`,
  },
};

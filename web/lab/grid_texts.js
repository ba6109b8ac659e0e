/** What the engine says about grids of runs, in English and Chinese. */

/** @typedef {import('./messages.js').Text} Text */

export const gridLabels = {
  grid: { en: 'Grid', zh: '网格' },
  'grid.batches': { en: 'Batch sizes', zh: '批量大小' },
  'grid.rates': { en: 'Learning rates', zh: '学习率' },
  'grid.seeds': { en: 'Seeds', zh: '随机种子' },
};

/** @type {Record<string, Text>} */
export const gridTexts = {
  'grid-empty': {
    en: () =>
      'this grid has no cell; give at least one value, for instance 1, or several: 16,32,128.',
    zh: () => '网格里没有任何格子；请至少填一个值，例如 1，或多个：16,32,128。',
  },
  'grid-twice': {
    en: () => 'this value is there twice; give each once.',
    zh: () => '该值出现了两次；每个值请只填一次。',
  },
  'grid-large': {
    en: (f) => `${number(f.cells)} cells are more than the ${number(f.most)} that a grid may have.`,
    zh: (f) => `${number(f.cells)} 个格子超过了网格的上限 ${number(f.most)}。`,
  },
  'grid-wide': {
    en: (f) => `a map shows at most ${f.most} batch sizes and ${f.most} rates; give fewer.`,
    zh: (f) => `图上最多显示 ${f.most} 个批大小和 ${f.most} 个学习率；请少填一些。`,
  },
  'grid-schedule': {
    en: (f) =>
      `the schedule sets its own rate (${f.peak}), so that every rate of the grid would train alike; leave the rates out of the schedule.`,
    zh: (f) =>
      `学习率策略自己规定了学习率（${f.peak}），网格中各学习率的训练会完全一样；请从策略中去掉学习率。`,
  },
  'grid-axis': {
    en: () => 'a grid takes lists: batches, rates and seeds.',
    zh: () => '网格需要列表：batches、rates 和 seeds。',
  },
};

/** @param {unknown} value */
function number(value) {
  return Number(value).toLocaleString('en-US');
}

/** The words that this lesson's experiment says, each language for its own reader. */

/** @typedef {typeof en} LessonWords */
/** @typedef {{ m: number, count: string, all: boolean, mean: string, spread: string }} Told */

const en = {
  samples: 'samples',
  sets: { three: 'three', five: 'five', twice: 'three, each twice' },
  rate: 'learning rate',
  batch: 'batch size m',
  noPoints: 'There is no sample: add a point.',
  noSlope:
    'All points lie at x = 0, where every line through the origin is 0: there is no slope to learn. Move one sideways.',
  there:
    'The line lies where these points want it: the gradient is 0, and no step moves it. Turn the line.',
  samplesAsk: (/** @type {number} */ m, /** @type {string} */ rate) =>
    m === 1 ? `One sample asks for ${rate}.` : `${m} samples ask for ${rate}.`,
  twiceSame: 'Six squares over six samples: the mean is the same.',
  taken: (/** @type {number} */ steps) => (steps === 1 ? '1 step' : `${steps} steps`),
  trail: (/** @type {string} */ slopes) => `Slopes so far: ${slopes}`,
  fates: {
    creeps: 'At this rate the line comes nearer with every step, from one side.',
    lands: 'At this rate the line lands in one step.',
    bounces: 'At this rate the line changes sides with every step, and comes nearer.',
    forever: 'At this rate the line swings to and fro for ever.',
    escapes: 'At this rate every step ends further away than it began.',
  },
  batches: (/** @type {Told} */ { m, count, all, mean, spread }) => {
    const which = all
      ? count === '1'
        ? 'The one batch'
        : `All ${count} batches`
      : `${count} random batches`;
    return `${which} of ${m}: on average to slope ${mean}, spread ${spread} (standard deviation).`;
  },
  tooMany: (/** @type {number} */ most) =>
    `More than ${most} samples are not divided into batches: use fewer.`,
  batchSame: 'Every point is in as many batches as any other: only the spread is smaller.',
  moreDone: (/** @type {string} */ samples, /** @type {string} */ rate) =>
    `Done: ${samples} samples, and the rate that lands is ${rate}.`,
  moreNear: (/** @type {string} */ samples, /** @type {string} */ rate) =>
    `${samples} samples, and the rate that lands is ${rate}. Where would they make the curvature larger?`,
  bounceDone: (/** @type {string} */ rate, /** @type {string} */ steps) =>
    `Done: at ${rate} it swung to rest in ${steps} steps.`,
  bounceLow: (/** @type {string} */ rate) => `At ${rate} it never changes sides: go higher.`,
  bounceHigh: (/** @type {string} */ rate) => `At ${rate} it does not come to rest: go lower.`,
  bounceWait: (/** @type {string} */ rate) => `At ${rate} it swings: let it come to rest.`,
  quietDone: (/** @type {string} */ m, /** @type {string} */ share) =>
    `Done: at batch ${m} the spread is ${share} of that at 1, and no smaller batch does it.`,
  quietLoud: (/** @type {string} */ m, /** @type {string} */ share) =>
    `At batch ${m} the spread is still ${share} of that at 1.`,
  quietLarge: (/** @type {string} */ m, /** @type {string} */ share) =>
    `At batch ${m} it is ${share}: enough, but a smaller batch would do.`,
};

/** @type {LessonWords} */
const zh = {
  samples: '样本',
  sets: { three: '三个', five: '五个', twice: '三个，各用两次' },
  rate: '学习率',
  batch: '批大小 m',
  noPoints: '没有样本，请先加一个点。',
  noSlope: '所有点都在 x = 0 处，过原点的直线在那里都等于 0，没有斜率可学。请把一个点左右挪开。',
  there: '直线已经在这些点要它去的地方：梯度是 0，怎么走都不动。请先转动直线。',
  samplesAsk: (m, rate) => `${m} 个样本，算出 ${rate}。`,
  twiceSame: '六个平方除以六个样本，平均值没变。',
  taken: (steps) => `走了 ${steps} 步`,
  trail: (slopes) => `走过的斜率：${slopes}`,
  fates: {
    creeps: '用这个学习率，直线每步都从同一侧靠近一些。',
    lands: '用这个学习率，直线一步到位。',
    bounces: '用这个学习率，直线每步都换到另一侧，但越来越近。',
    forever: '用这个学习率，直线永远来回摆。',
    escapes: '用这个学习率，每走一步都比原来更远。',
  },
  batches: ({ m, count, all, mean, spread }) => {
    const which = all ? `批大小 ${m} 的全部 ${count} 种批次` : `批大小 ${m}，随机抽 ${count} 批`;
    return `${which}：平均落在斜率 ${mean}，散布（标准差）${spread}。`;
  },
  tooMany: (most) => `超过 ${most} 个样本就不再分批，请少用一些。`,
  batchSame: '每个点出现在同样多的批次里，变小的只是散布。',
  moreDone: (samples, rate) => `完成：${samples} 个样本，一步到位的学习率是 ${rate}。`,
  moreNear: (samples, rate) =>
    `${samples} 个样本，一步到位的学习率是 ${rate}。放在哪里，曲率会更大？`,
  bounceDone: (rate, steps) => `完成：学习率 ${rate}，来回摆了 ${steps} 步停下。`,
  bounceLow: (rate) => `学习率 ${rate} 从不换边：再大一些。`,
  bounceHigh: (rate) => `学习率 ${rate} 停不下来：再小一些。`,
  bounceWait: (rate) => `学习率 ${rate} 在来回摆：等它停下。`,
  quietDone: (m, share) => `完成：批大小 ${m} 的散布是批大小 1 的 ${share} 倍，再小就不够了。`,
  quietLoud: (m, share) => `批大小 ${m} 的散布还有批大小 1 的 ${share} 倍。`,
  quietLarge: (m, share) => `批大小 ${m} 是 ${share} 倍，够了，但还可以更小。`,
};

/** @returns {LessonWords} */
export function lessonWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

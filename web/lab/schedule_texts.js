/** The sentences about learning rate schedules, and the names of their fields. */

/** @typedef {import('./messages.js').Text} Text */

/** Which part of a joined schedule is meant. @param {Record<string, any>} f */
const inPart = (f) => (f.part ? ` (part ${f.part} of the schedule)` : '');
/** @param {Record<string, any>} f */
const inPartZh = (f) => (f.part ? `（学习率策略的第 ${f.part} 段）` : '');

/** @param {(f: Record<string, any>) => string} en @param {(f: Record<string, any>) => string} zh @returns {Text} */
function about(en, zh) {
  return { en: (f) => `${en(f)}${inPart(f)}.`, zh: (f) => `${zh(f)}${inPartZh(f)}。` };
}

/** @type {Record<string, { en: string, zh: string }>} */
export const scheduleLabels = {
  schedules: { en: 'Schedules', zh: '学习率策略' },
  policy: { en: 'Policy', zh: '策略' },
  join: { en: 'Join', zh: '分段' },
  gamma: { en: 'Gamma', zh: '衰减系数 γ' },
  step: { en: 'Step', zh: '步长' },
  power: { en: 'Power', zh: '幂次' },
  total: { en: 'Total', zh: '总迭代数' },
  minimum: { en: 'Minimum', zh: '最小学习率' },
  start: { en: 'Start', zh: '起始学习率' },
  multiplier: { en: 'Multiplier', zh: '周期倍数' },
  fall: { en: 'Fall', zh: '下降迭代数' },
  rise: { en: 'Rise', zh: '上升占比' },
  divide: { en: 'Divide', zh: '起始除数' },
  finalDivide: { en: 'Final divide', zh: '结束除数' },
  phases: { en: 'Phases', zh: '阶段数' },
  anneal: { en: 'Anneal', zh: '过渡曲线' },
  patience: { en: 'Patience', zh: '容忍次数' },
  threshold: { en: 'Threshold', zh: '改进阈值' },
  cooldown: { en: 'Cooldown', zh: '冷却次数' },
  milestones: { en: 'Milestones', zh: '里程碑' },
  'schedule.rates': { en: 'Rates', zh: '各段学习率' },
  warmup: { en: 'Warm-up', zh: '预热' },
  'schedule.iterations': { en: 'Iterations', zh: '迭代数' },
};

/** @type {Record<string, Text>} */
export const scheduleTexts = {
  'bad-schedule': about(
    (f) => `there is no such policy; use one of ${f.known}`,
    (f) => `没有这种策略；请用 ${f.known} 之一`,
  ),
  'schedule-shape': about(
    () =>
      "describe a schedule as { policy: 'step', rate: 0.1, … } or { join: [{ …, iterations: 100 }, { … }] }",
    () => "请写成 { policy: 'step', rate: 0.1, … } 或 { join: [{ …, iterations: 100 }, { … }] }",
  ),
  'schedule-key': about(
    (f) => `there is no such setting here; ${f.policy} has ${f.known}`,
    (f) => `这里没有这一项设置；${f.policy} 可用 ${f.known}`,
  ),
  'schedule-join': about(
    (f) => `join ${f.least} to ${f.most} parts, a plateau only as the last`,
    (f) => `请连接 ${f.least} 到 ${f.most} 段，plateau 只能是最后一段`,
  ),
  'schedule-length': about(
    () => 'say how long this part lasts, for instance 100',
    () => '请说明这一段持续多少次迭代，例如 100',
  ),
  'schedule-late': about(
    (f) => `the run has only ${f.most} iterations, and something must come after; give fewer`,
    (f) => `整个实验只有 ${f.most} 次迭代，之后还有别的阶段；请减小`,
  ),
  'not-positive': about(
    (f) => `give a finite number above 0, for instance ${f.example}`,
    (f) => `请填大于 0 的有限数，例如 ${f.example}`,
  ),
  'not-a-rate': about(
    (f) => `give a finite number of 0 or more, for instance ${f.example}`,
    (f) => `请填不小于 0 的有限数，例如 ${f.example}`,
  ),
  'not-a-count': about(
    (f) => `give a whole number from ${f.least}, for instance ${f.example}`,
    (f) => `请填不小于 ${f.least} 的整数，例如 ${f.example}`,
  ),
  'not-a-slope': about(
    (f) => `give a finite number other than 0, below 0 to fall, for instance ${f.example}`,
    (f) => `请填非零有限数，小于 0 表示下降，例如 ${f.example}`,
  ),
  'not-a-share': about(
    (f) => `give a number from 0 to below 1, for instance ${f.example}`,
    (f) => `请填 0 到 1（不含 1）之间的数，例如 ${f.example}`,
  ),
  'not-a-factor': about(
    (f) => `give a number above 0 and below 1, for instance ${f.example}`,
    (f) => `请填大于 0 且小于 1 的数，例如 ${f.example}`,
  ),
  'not-a-divisor': about(
    (f) => `give a finite number of 1 or more, for instance ${f.example}`,
    (f) => `请填不小于 1 的有限数，例如 ${f.example}`,
  ),
  'not-one-of': about(
    (f) => `give one of ${f.known}`,
    (f) => `请从 ${f.known} 中选择`,
  ),
  'bad-minimum': about(
    (f) => `give a number from 0 to ${f.most}, the learning rate`,
    (f) => `请填 0 到 ${f.most}（学习率）之间的数`,
  ),
  'bad-milestones': about(
    (f) =>
      `give 1 to ${f.most} whole numbers above 0, each larger than the one before, for instance 3000,5500,8000`,
    (f) => `请填 1 到 ${f.most} 个大于 0 的整数，后一个大于前一个，例如 3000,5500,8000`,
  ),
  'schedule-rates': about(
    () =>
      'give finite numbers of 0 or more, one more than there are milestones, for instance 0.5,0.1',
    () => '请填不小于 0 的有限数，个数比里程碑多一个，例如 0.5,0.1',
  ),
  'bad-rise': about(
    (f) =>
      `give a share of the ${f.total} iterations that leaves more than one of them to each phase, for instance 0.3`,
    (f) => `请填占 ${f.total} 次迭代的比例，使每个阶段多于一次迭代，例如 0.3`,
  ),
};

/** What the engine says of a search for a learning rate, in English and Chinese; messages.js takes it in. */

/** @typedef {import('./messages.js').Text} Text */

/** @type {Record<string, { en: string, zh: string }>} */
export const searchLabels = {
  search: { en: 'Search', zh: '学习率搜索' },
  segments: { en: 'Segments', zh: '分段' },
  ramp: { en: 'Ramp', zh: '渐变' },
  rounds: { en: 'Rounds', zh: '轮次' },
  stop: { en: 'Stop factor k', zh: '停止倍数 k' },
  growth: { en: 'Growth factor', zh: '延伸倍数' },
  smoothing: { en: 'Smoothing', zh: '平滑系数' },
  carry: { en: 'Carrying of weights', zh: '权重延续方式' },
  measure: { en: 'Measured loss', zh: '测量的损失' },
  rates: { en: 'Rates of a later round', zh: '后续轮次的学习率个数' },
  iterations: { en: 'Iterations of later rounds', zh: '后续轮次的迭代数' },
  rule: { en: 'Rule', zh: '规则' },
  seeds: { en: 'Number of seeds', zh: '种子个数' },
};

/** @param {unknown} value */
const number = (value) => Number(value).toLocaleString('en-US');

/** @type {Record<string, Text>} */
export const searchTexts = {
  'bad-search': {
    en: () => 'describe a search as an object, for instance { batch: 128, rounds: 3 }.',
    zh: () => '请用对象描述一次搜索，例如 { batch: 128, rounds: 3 }。',
  },
  'bad-segments': {
    en: () =>
      'give 1 to 32 segments first:last:step:iterations, for instance 0.1:0.9:0.1:10,1:1.1:0.01:10.',
    zh: () => '请填 1 到 32 段，每段为 起点:终点:步长:迭代数，例如 0.1:0.9:0.1:10,1:1.1:0.01:10。',
  },
  'bad-ramp': {
    en: () =>
      'give first:last:iterations, for instance 1e-5:10:100, and :linear behind it for equal steps.',
    zh: () => '请填 起点:终点:迭代数，例如 1e-5:10:100；末尾加 :linear 则按等差上升。',
  },
  'segments-and-ramp': {
    en: () => 'give segments or a ramp, not both.',
    zh: () => '分段与渐变只能选一个。',
  },
  'segment-rate': {
    en: (f) => `${where(f)} has the rate ${f.found}: give finite numbers that are not negative.`,
    zh: (f) => `${ort(f)}的学习率 ${f.found} 不可用：请填不小于 0 的有限数。`,
  },
  'segment-backwards': {
    en: (f) =>
      `${where(f)} runs backwards, from ${f.expected} to ${f.found}: let it rise, with the lower rate first.`,
    zh: (f) => `${ort(f)}从 ${f.expected} 倒退到 ${f.found}：请把较小的学习率放在前面。`,
  },
  'segment-overlap': {
    en: (f) =>
      `${where(f)} starts at ${f.found}, and the one before it ends at ${f.expected}: start above that.`,
    zh: (f) => `${ort(f)}从 ${f.found} 开始，而前一段到 ${f.expected} 才结束：请从更大的值开始。`,
  },
  'segment-step': {
    en: (f) => `${where(f)} has the step ${f.found}: give a number above 0.`,
    zh: (f) => `${ort(f)}的步长为 ${f.found}：请填大于 0 的数。`,
  },
  'too-many-rates': {
    en: (f) =>
      `these are ${number(f.found)} learning rates: give from 1 to ${number(f.expected)}; a larger step makes fewer.`,
    zh: (f) =>
      `共有 ${number(f.found)} 个学习率：请控制在 1 到 ${number(f.expected)} 个之间，可加大步长。`,
  },
  'bad-iterations': {
    en: (f) => `${f.found} iterations a rate: give a whole number from 1 to ${number(f.expected)}.`,
    zh: (f) => `每个学习率迭代 ${f.found} 次：请填 1 到 ${number(f.expected)} 之间的整数。`,
  },
  'ramp-from-zero': {
    en: () =>
      'a ramp on a log scale cannot start at 0: start at a small rate such as 1e-5, or make the ramp linear.',
    zh: () => '对数刻度的渐变不能从 0 开始：请从 1e-5 之类的小学习率开始，或改用等差（linear）。',
  },
  'bad-rounds': {
    en: (f) => `give a whole number from 1 to ${f.most}, for instance 3.`,
    zh: (f) => `请填 1 到 ${f.most} 之间的整数，例如 3。`,
  },
  'bad-stop': {
    en: () =>
      'give a number above 1, for instance 4: the sweep stops where the loss is more than k times its lowest.',
    zh: () => '请填大于 1 的数，例如 4：当损失超过最低值的 k 倍时停止扫描。',
  },
  'bad-growth': {
    en: () => 'give a finite number of at least 1, for instance 1.26; 1 ends with the range.',
    zh: () => '请填不小于 1 的有限数，例如 1.26；填 1 表示到范围终点为止。',
  },
  'bad-smoothing': {
    en: () => 'give auto, or the weight of the past: a number from 0 to below 1, for instance 0.9.',
    zh: () => '请填 auto，或过去值的权重：0 到 1（不含）之间的数，例如 0.9。',
  },
  'bad-rates': {
    en: (f) => `give a whole number from 2 to ${f.most}, for instance 8.`,
    zh: (f) => `请填 2 到 ${f.most} 之间的整数，例如 8。`,
  },
  'bad-choice': {
    en: (f) => `give one of ${f.known}.`,
    zh: (f) => `请从 ${f.known} 中选择。`,
  },
  'bad-seeds': {
    en: (f) => `give a whole number from 1 to ${f.most}, for instance 8.`,
    zh: (f) => `请填 1 到 ${f.most} 之间的整数，例如 8。`,
  },
};

/** Why a search or a rule has no answer. @type {Record<string, Text>} */
export const reasonTexts = {
  'too-few': {
    en: () => 'No answer, because there are too few points on the curve.',
    zh: () => '没有答案：曲线上的点太少。',
  },
  'all-equal': {
    en: () => 'No answer, because all losses are equal.',
    zh: () => '没有答案：所有损失都相等。',
  },
  'never-falls': {
    en: () => 'No answer, because the loss never falls.',
    zh: () => '没有答案：损失从未下降。',
  },
  'diverged-at-once': {
    en: () => 'No answer, because training diverged at the first rate: start lower.',
    zh: () => '没有答案：第一个学习率就已发散，请从更小的学习率开始。',
  },
  'not-done': {
    en: () => 'No answer, because the search has not come so far.',
    zh: () => '没有答案：搜索尚未进行到这里。',
  },
};

/** One sentence for each rule. @type {Record<string, Text>} */
export const ruleTexts = {
  rounds: {
    en: () => 'The rate with the lowest loss in the last round.',
    zh: () => '最后一轮中损失最低的学习率。',
  },
  steepest: {
    en: () => 'The rate at which the loss falls most steeply, seen on a log axis.',
    zh: () => '在对数坐标上损失下降最陡处的学习率。',
  },
  minimum: {
    en: () => 'A tenth of the rate with the lowest loss.',
    zh: () => '损失最低处学习率的十分之一。',
  },
  valley: {
    en: () => 'About halfway down the longest valley of the curve.',
    zh: () => '曲线最长下降谷的大约中途。',
  },
  slide: {
    en: () => 'Coming from the right, the first place where the slope no longer changes.',
    zh: () => '从右端向左，坡度不再变化的第一个位置。',
  },
  slope: {
    en: () => 'On the longest slope, the rate at which nine tenths of its fall are done.',
    zh: () => '在最长的下坡上，完成九成下降时的学习率。',
  },
};

/** @param {Record<string, any>} facts */
const where = ({ where: index }) => `segment ${index + 1}`;
/** @param {Record<string, any>} facts */
const ort = ({ where: index }) => `第 ${index + 1} 段`;

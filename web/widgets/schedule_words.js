/** The words of the schedule editor, in English and in Chinese, each written for its own reader. */
import { formatNumber } from './numbers.js';
import { peakOf } from './schedule_drafts.js';
import { pageLanguage } from './words.js';

/** @typedef {typeof en} ScheduleWords */
/** @typedef {import('./schedule_policies.js').Draft} Draft */

const en = {
  title: 'Learning rate',
  rateAxis: 'learning rate',
  iteration: 'iteration',
  epoch: 'epoch',
  schedules: 'Schedules',
  schedule: 'schedule',
  add: 'Add',
  remove: (/** @type {string} */ name) => `Remove ${name}`,
  formula: 'Formula',
  mean: 'mean rate',
  area: 'area',
  ends: (/** @type {string} */ iteration) => `at the run’s end (${iteration})`,
  values: 'Values',
  perEpoch: 'epoch',
  handle: (/** @type {string} */ name, /** @type {string} */ what) => `${name}: ${what}`,
  help: 'Drag the points on the curve, or move them with the arrow keys.',
  policy: /** @type {Record<string, string>} */ ({
    fixed: 'fixed',
    step: 'step',
    decay: 'smooth step',
    multistep: 'multistep',
    exp: 'exp',
    inv: 'inv',
    poly: 'poly',
    cosine: 'cosine',
    sigmoid: 'sigmoid',
    linear: 'linear',
    'cosine-restarts': 'restarts',
    warmup: 'warm-up',
    'one-cycle': 'one cycle',
    triangular: 'triangles',
    triangular2: 'triangles, halved',
    'exp-range': 'triangles, shrinking',
    'inverse-sqrt': 'inverse root',
    piecewise: 'piecewise',
    plateau: 'plateau',
    join: 'joined',
  }),
  about: /** @type {Record<string, string>} */ ({
    fixed: 'the same rate all the way',
    step: 'a factor after every so many iterations',
    decay: 'the same fall without stairs',
    multistep: 'a factor at iterations of your choice',
    exp: 'a factor after every single iteration',
    inv: 'ever more slowly towards 0',
    poly: 'to 0 at the end of the run, straight or bent',
    cosine: 'half a wave down',
    sigmoid: 'slow, then fast, then slow again',
    linear: 'in a line, up or down',
    'cosine-restarts': 'half a wave down, again and again',
    warmup: 'up in a line, then half a wave down',
    'one-cycle': 'far up, then down to almost nothing',
    triangular: 'up and down in lines',
    triangular2: 'half as high each time (triangular2)',
    'exp-range': 'a little less high every iteration (exp_range)',
    'inverse-sqrt': 'with the root of the iteration',
    piecewise: 'rates of your choice, one after the other',
    plateau: 'a factor when the validation loss stops falling',
    join: 'parts of your choice, one after the other',
  }),
  field: /** @type {Record<string, string>} */ ({
    rate: 'rate η₀',
    start: 'first rate',
    gamma: 'factor γ',
    step: 'length s',
    power: 'power p',
    minimum: 'lowest rate',
    warmup: 'warm-up w',
    multiplier: 'times as long',
    rise: 'rise, share of T',
    divide: 'begins at η₀ /',
    finalDivide: 'ends at that /',
    phases: 'phases',
    anneal: 'along',
    patience: 'patience',
    threshold: 'threshold',
    cooldown: 'cooldown',
    milestones: 'milestone',
    rates: 'rate',
    iterations: 'lasts',
  }),
  /** Where a policy means something of its own by a field. */
  own: /** @type {Record<string, string>} */ ({
    'linear.rate': 'last rate',
    'sigmoid.gamma': 'steepness γ',
    'sigmoid.step': 'middle s',
  }),
  choice: /** @type {Record<string, string[]>} */ ({
    phases: ['2', '3'],
    anneal: ['cosine', 'line'],
  }),
  part: 'part',
  parts: 'Parts',
  addPart: 'Part',
  removePart: (/** @type {number} */ number) => `Remove part ${number}`,
  joint: (/** @type {number} */ number) => `End of part ${number}`,
  plateauNote:
    'What the rate does is known only while a race runs: it follows the validation loss.',
};

/** @type {ScheduleWords} */
const zh = {
  title: '学习率',
  rateAxis: '学习率',
  iteration: '迭代次数',
  epoch: '轮数',
  schedules: '各条曲线',
  schedule: '下降办法',
  add: '添一条',
  remove: (name) => `去掉 ${name}`,
  formula: '公式',
  mean: '平均学习率',
  area: '曲线下面积',
  ends: (iteration) => `训练结束时（第 ${iteration} 次）`,
  values: '数值',
  perEpoch: '轮',
  handle: (name, what) => `${name}：${what}`,
  help: '拖动曲线上的点，或用方向键移动。',
  policy: {
    fixed: '固定',
    step: '阶梯',
    decay: '无阶梯',
    multistep: '多步',
    exp: '指数',
    inv: '倒数',
    poly: '多项式',
    cosine: '余弦',
    sigmoid: 'S 形',
    linear: '直线',
    'cosine-restarts': '重启',
    warmup: '预热',
    'one-cycle': '单周期',
    triangular: '三角',
    triangular2: '减半三角',
    'exp-range': '渐缩三角',
    'inverse-sqrt': '平方根倒数',
    piecewise: '分段',
    plateau: '看损失',
    join: '拼接',
  },
  about: {
    fixed: '从头到尾不变（fixed）',
    step: '每隔若干次迭代乘一次（step）',
    decay: '同样的降法，不分台阶',
    multistep: '在自选的几处各乘一次（multistep）',
    exp: '每次迭代都乘一次（exp）',
    inv: '越降越慢，趋向 0（inv）',
    poly: '到终点恰好降为 0，可直可弯（poly）',
    cosine: '沿半个余弦波下降',
    sigmoid: '先慢，后快，再慢（sigmoid）',
    linear: '沿直线升或降',
    'cosine-restarts': '一段段余弦，降完又从头来',
    warmup: '先直线升上去，再沿余弦下降',
    'one-cycle': '升到高处，再降到几乎为 0（one-cycle）',
    triangular: '沿直线来回升降（triangular）',
    triangular2: '每个三角的高度减半（triangular2）',
    'exp-range': '每次迭代都矮一点（exp_range）',
    'inverse-sqrt': '与迭代次数的平方根成反比',
    piecewise: '自选几个学习率，依次使用',
    plateau: '验证损失不再下降时乘一次（plateau）',
    join: '自选几段，首尾相接',
  },
  field: {
    rate: '学习率 η₀',
    start: '起始学习率',
    gamma: '系数 γ',
    step: '间隔 s',
    power: '幂 p',
    minimum: '最低学习率',
    warmup: '预热 w',
    multiplier: '周期倍数',
    rise: '上升占 T 的比例',
    divide: '起点为 η₀ ÷',
    finalDivide: '终点再 ÷',
    phases: '阶段数',
    anneal: '沿',
    patience: '容忍次数',
    threshold: '改进阈值',
    cooldown: '冷却次数',
    milestones: '转折点',
    rates: '学习率',
    iterations: '持续',
  },
  own: {
    'linear.rate': '最后学习率',
    'sigmoid.gamma': '陡度 γ',
    'sigmoid.step': '中点 s',
  },
  choice: {
    phases: ['2', '3'],
    anneal: ['余弦', '直线'],
  },
  part: '段',
  parts: '各段',
  addPart: '加一段',
  removePart: (number) => `去掉第 ${number} 段`,
  joint: (number) => `第 ${number} 段的终点`,
  plateauNote: '学习率怎样变化，要到赛跑时才知道：它跟着验证损失走。',
};

/** @returns {ScheduleWords} */
export function scheduleWords() {
  return pageLanguage() === 'zh' ? zh : en;
}

/** The name of a draft's field, those of lists with their number. @param {Draft} draft @param {string} field @returns {string} */
export function fieldName(draft, field) {
  const w = scheduleWords();
  const [name, place, ...rest] = field.split('.');
  if (name === 'parts') return fieldName(draft.parts[Number(place)], rest.join('.'));
  const word = w.own[`${draft.policy}.${name}`] ?? w.field[name];
  return place === undefined ? word : `${word} ${Number(place) + 1}`;
}

/** What a draft is called: its policy, or those of its parts, and its highest rate. @param {Draft} draft */
export function draftName(draft) {
  const { policy } = scheduleWords();
  const names = (draft.parts ?? [draft]).map((/** @type {Draft} */ part) => policy[part.policy]);
  return `${names.join(' + ')} ${formatNumber(peakOf(draft))}`;
}

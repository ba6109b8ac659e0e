/** The words of the schedule editor, in English and in Chinese, each written for its own reader. */
import { formatNumber } from './numbers.js';
import { pageLanguage } from './words.js';

/** @typedef {typeof en} ScheduleWords */

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
  ends: 'ends at',
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
    restarts: 'restarts',
    warmup: 'warm-up',
    triangular: 'triangles',
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
    restarts: 'half a wave down, again and again',
    warmup: 'up in a line, then half a wave down',
    triangular: 'up and down in lines',
  }),
  field: /** @type {Record<string, string>} */ ({
    rate: 'highest rate',
    gamma: 'factor γ',
    step: 'length s',
    power: 'power p',
    minimum: 'lowest rate',
    warmup: 'warm-up w',
    milestones: 'milestone',
  }),
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
  ends: '终点',
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
    restarts: '重启',
    warmup: '预热',
    triangular: '三角',
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
    restarts: '一段段余弦，降完又从头来',
    warmup: '先直线升上去，再沿余弦下降',
    triangular: '沿直线来回升降',
  },
  field: {
    rate: '最高学习率',
    gamma: '系数 γ',
    step: '间隔 s',
    power: '幂 p',
    minimum: '最低学习率',
    warmup: '预热 w',
    milestones: '转折点',
  },
};

/** @returns {ScheduleWords} */
export function scheduleWords() {
  return pageLanguage() === 'zh' ? zh : en;
}

/** The name of a field, milestones with their number. @param {string} field */
export function fieldName(field) {
  const [name, place] = field.split('.');
  const word = scheduleWords().field[name];
  return place === undefined ? word : `${word} ${Number(place) + 1}`;
}

/** What a draft is called: its policy and its highest rate. @param {{ policy: string, rate: number }} draft */
export function draftName({ policy, rate }) {
  return `${scheduleWords().policy[policy]} ${formatNumber(rate)}`;
}

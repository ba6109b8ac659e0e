/** The words of the points and of the spread. */
import { pageLanguage } from './words.js';

/** @typedef {typeof en} PointsWords */

const en = {
  plot: (/** @type {number} */ count, /** @type {string} */ slope) =>
    `Plane with ${count} ${count === 1 ? 'point' : 'points'} and a line of slope ${slope}.`,
  help: 'Drag the points and the line. With the keyboard: Tab goes from one to the next, arrow keys move it, Shift makes small steps, Delete removes a point, + and − change how often it is used.',
  line: 'Slope of the line',
  point: (/** @type {number} */ n) => `Point ${n}`,
  pointKind: 'point',
  at: (/** @type {string} */ x, /** @type {string} */ y, /** @type {number} */ times) =>
    `x ${x}, y ${y}, used ${times === 1 ? 'once' : `${times} times`}`,
  target: 'target',
  landing: 'after the step',
  add: 'Add a point',
  remove: 'Remove',
  used: 'used',
  timesUnit: '×',
  fields: 'The point that is chosen',
  full: (/** @type {number} */ most) => `${most} points are the most.`,
  none: 'There is no point. Add one.',
  sum: 'sum over all samples',
  table: 'At each point',
  times: 'used',
  spread: (
    /** @type {string} */ count,
    /** @type {string} */ low,
    /** @type {string} */ high,
    /** @type {string} */ mean,
  ) => `Where ${count} batches land: slopes from ${low} to ${high}, on average ${mean}.`,
  now: 'now',
  whole: 'all points',
  slope: 'slope after one step',
};

/** @type {PointsWords} */
const zh = {
  plot: (count, slope) => `平面上有 ${count} 个点和一条斜率为 ${slope} 的直线。`,
  help: '点和直线都可以拖动。用键盘：Tab 键依次选中，方向键移动，按住 Shift 走小步，Delete 键删除点，+ 和 − 改变使用次数。',
  line: '直线的斜率',
  point: (n) => `第 ${n} 个点`,
  pointKind: '点',
  at: (x, y, times) => `x ${x}，y ${y}，用 ${times} 次`,
  target: '目标',
  landing: '走一步之后',
  add: '加一个点',
  remove: '删除',
  used: '用',
  timesUnit: '次',
  fields: '选中的点',
  full: (most) => `最多 ${most} 个点。`,
  none: '一个点也没有，请先加一个。',
  sum: '所有样本之和',
  table: '各点的计算',
  times: '次数',
  spread: (count, low, high, mean) =>
    `${count} 种批次各自落在哪里：斜率从 ${low} 到 ${high}，平均 ${mean}。`,
  now: '现在',
  whole: '全部点',
  slope: '走一步之后的斜率',
};

/** @returns {PointsWords} */
export function pointsWords() {
  return pageLanguage() === 'zh' ? zh : en;
}

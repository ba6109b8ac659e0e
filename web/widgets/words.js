/**
 * The few words of the widgets, in English and in Chinese, each written for its own reader rather than translated.
 */

/** @typedef {'en' | 'zh'} Language */
/** @typedef {typeof en} Words */

const en = {
  // figure
  run: 'Run',
  pause: 'Pause',
  resume: 'Resume',
  runAgain: 'Run again',
  step: 'Step',
  stepIteration: '+1 iteration',
  stepEpoch: '+1 epoch',
  reset: 'Reset',
  link: 'Link to exactly this',
  linkCopied: 'Link copied',
  linkReady: 'The link stands in the address bar',
  linkShort: 'Link',
  save: 'Save as',
  table: 'Table',
  csv: 'CSV',
  png: 'PNG',
  tableShow: 'Show as a table',
  csvSave: 'Save as CSV',
  pngSave: 'Save as PNG',
  retry: 'Try again',
  cancel: 'Cancel',
  controls: 'Run controls',
  take: 'Take the figure with you',
  idle: 'Ready',
  loading: 'Loading',
  waiting: 'Waiting for a free worker',
  running: 'Training',
  paused: 'Paused',
  finished: 'Finished',
  stopped: 'Stopped',
  failed: 'Stopped by an error',
  timeLeft: (/** @type {string} */ time) => `${time} left`,
  second: ' s',
  minute: ' min',
  // chart
  chart: 'Line chart',
  noData: 'no lines yet',
  reading: 'Reading the chart',
  describe: (/** @type {string} */ x, /** @type {string} */ y, /** @type {string} */ lines) =>
    `Line chart. Across: ${x}. Up: ${y}. ${lines}.`,
  lines: (/** @type {string[]} */ names) =>
    names.length === 0
      ? 'No lines yet'
      : names.length === 1
        ? `One line: ${names[0]}`
        : `${names.length} lines: ${names.join(', ')}`,
  cursorHelp:
    'Left and right arrows move along the line, up and down change the line, Home and End go to its ends.',
  drawHelp: 'Left and right arrows move along, up and down set the height, Delete starts over.',
  drawHint: 'Draw the curve you expect',
  drawHintMore: 'drag across, or use the arrow keys',
  drawing: 'Drawing your prediction',
  prediction: 'your prediction',
  redraw: 'Clear my drawing',
  diverged: (/** @type {string} */ name, /** @type {string} */ x) => `${name} diverged at ${x}.`,
  ended: (/** @type {string} */ name, /** @type {string} */ y) => `${name} ended at ${y}.`,
  at: (/** @type {string} */ label, /** @type {string} */ value) => `${label} ${value}`,
  over: 'x axis',
  scale: 'y axis',
  linear: 'linear',
  log: 'log',
  tableCaption: (
    /** @type {string} */ title,
    /** @type {number} */ shown,
    /** @type {number} */ all,
  ) => (shown < all ? `${title}: ${shown} of ${all} points (the CSV has all)` : title),
  dead: '✕',
  // number
  notNumber: (/** @type {string} */ text, /** @type {string} */ low, /** @type {string} */ high) =>
    `“${text}” is not a number: write one from ${low} to ${high}.`,
  notWhole: (/** @type {string} */ text, /** @type {string} */ low, /** @type {string} */ high) =>
    `${text} is not whole: write a whole number from ${low} to ${high}.`,
  tooSmall: (/** @type {string} */ text, /** @type {string} */ low, /** @type {string} */ high) =>
    `${text} is too small: the least is ${low}, the most ${high}.`,
  tooLarge: (/** @type {string} */ text, /** @type {string} */ low, /** @type {string} */ high) =>
    `${text} is too large: the most is ${high}, the least ${low}.`,
  empty: (/** @type {string} */ text, /** @type {string} */ low, /** @type {string} */ high) =>
    `Nothing is written here: write a number from ${low} to ${high}.`,
  kept: (/** @type {string} */ value) => `${value} stays.`,
  full: 'full',
  number: 'number',
  // digit
  drawDigit: 'Draw a digit',
  digitHelp:
    'Draw with mouse, pen or finger. With the keyboard: arrow keys move the pen, Space puts it down and lifts it, Delete clears.',
  clear: 'Clear',
  networkSees: 'What the network sees',
  penDown: 'pen down',
  penUp: 'pen up',
  digitEmpty: 'nothing drawn yet',
  penAt: (/** @type {number} */ column, /** @type {number} */ row, /** @type {string} */ pen) =>
    `column ${column}, row ${row}, ${pen}`,
  // probabilities, weights, image
  probabilities: 'Probability of each digit',
  digit: 'digit',
  probability: 'probability',
  noAnswer: 'no answer yet',
  answer: (/** @type {number} */ digit, /** @type {string} */ percent) =>
    `most likely ${digit}, ${percent}`,
  image: (/** @type {number | null} */ label) =>
    label === null
      ? 'An image of a digit, 28 by 28 pixels'
      : `A handwritten ${label}, 28 by 28 pixels`,
  weights: 'Weights into each hidden unit',
  unit: (/** @type {number} */ n) => `unit ${n}`,
  weight: 'weight',
  noWeights: 'no weights yet',
  weightsSummary: (/** @type {number} */ count, /** @type {string} */ most) =>
    `${count} pictures, one for each hidden unit; weights from −${most} to ${most}.`,
  // predict
  predict: 'Your prediction',
  keep: 'This is my prediction',
  skip: 'Skip',
  change: 'Change it',
  youSaid: 'You said',
  itWas: 'It was',
  youDrew: 'You drew the dashed curve.',
  notAsked: 'You made no prediction.',
  chooseFirst: 'Choose one answer first.',
  drawFirst: 'Draw a curve on the chart first.',
  drawOn: 'Draw it on the chart.',
  match: 'As you said.',
  differ: 'Not what you said.',
};

/** @type {Words} */
const zh = {
  run: '运行',
  pause: '暂停',
  resume: '继续',
  runAgain: '再运行一次',
  step: '单步',
  stepIteration: '+1 次迭代',
  stepEpoch: '+1 轮',
  reset: '重置',
  link: '此次设置的链接',
  linkCopied: '链接已复制',
  linkReady: '链接已在地址栏中',
  linkShort: '链接',
  save: '另存为',
  table: '表格',
  csv: 'CSV',
  png: 'PNG',
  tableShow: '以表格显示',
  csvSave: '保存为 CSV',
  pngSave: '保存为 PNG',
  retry: '重试',
  cancel: '取消',
  controls: '运行控制',
  take: '带走这张图',
  idle: '就绪',
  loading: '正在加载',
  waiting: '等待空闲线程',
  running: '训练中',
  paused: '已暂停',
  finished: '已完成',
  stopped: '已停止',
  failed: '出错，已停止',
  timeLeft: (time) => `还需 ${time}`,
  second: ' 秒',
  minute: ' 分',
  chart: '折线图',
  noData: '还没有曲线',
  reading: '读图',
  describe: (x, y, lines) => `折线图。横轴：${x}。纵轴：${y}。${lines}。`,
  lines: (names) =>
    names.length === 0 ? '还没有曲线' : `共 ${names.length} 条曲线：${names.join('、')}`,
  cursorHelp: '左右方向键沿曲线移动，上下方向键换一条曲线，Home 和 End 到两端。',
  drawHelp: '左右方向键移动，上下方向键定高低，Delete 键重画。',
  drawHint: '画出你预想的曲线',
  drawHintMore: '拖动着画，或用方向键',
  drawing: '正在画你的预测',
  prediction: '你的预测',
  redraw: '擦掉重画',
  diverged: (name, x) => `${name} 在${x}处发散。`,
  ended: (name, y) => `${name} 结束于 ${y}。`,
  at: (label, value) => `${label} ${value}`,
  over: '横轴',
  scale: '纵轴',
  linear: '线性',
  log: '对数',
  tableCaption: (title, shown, all) =>
    shown < all ? `${title}：共 ${all} 点，此处列出 ${shown} 点（CSV 中是全部）` : title,
  dead: '✕',
  notNumber: (text, low, high) => `“${text}”不是数：请填 ${low} 到 ${high} 之间的数。`,
  notWhole: (text, low, high) => `${text} 不是整数：请填 ${low} 到 ${high} 之间的整数。`,
  tooSmall: (text, low, high) => `${text} 太小：最小 ${low}，最大 ${high}。`,
  tooLarge: (text, low, high) => `${text} 太大：最大 ${high}，最小 ${low}。`,
  empty: (_text, low, high) => `这里是空的：请填 ${low} 到 ${high} 之间的数。`,
  kept: (value) => `仍用 ${value}。`,
  full: '全部',
  number: '数值',
  drawDigit: '写一个数字',
  digitHelp: '用鼠标、笔或手指写。用键盘：方向键移动笔，空格键落笔、提笔，Delete 键清空。',
  clear: '清空',
  networkSees: '网络看到的样子',
  penDown: '落笔',
  penUp: '提笔',
  digitEmpty: '还没有写',
  penAt: (column, row, pen) => `第 ${column} 列，第 ${row} 行，${pen}`,
  probabilities: '各个数字的概率',
  digit: '数字',
  probability: '概率',
  noAnswer: '还没有结果',
  answer: (digit, percent) => `最可能是 ${digit}，${percent}`,
  image: (label) => (label === null ? '一幅 28×28 像素的数字图像' : `手写的 ${label}，28×28 像素`),
  weights: '各隐层单元的输入权重',
  unit: (n) => `单元 ${n}`,
  weight: '权重',
  noWeights: '还没有权重',
  weightsSummary: (count, most) => `共 ${count} 幅，每个隐层单元一幅；权重从 −${most} 到 ${most}。`,
  predict: '你的预测',
  keep: '就这样预测',
  skip: '跳过',
  change: '改一改',
  youSaid: '你说的是',
  itWas: '结果是',
  youDrew: '虚线是你画的。',
  notAsked: '你没有预测。',
  chooseFirst: '请先选一个答案。',
  drawFirst: '请先在图上画一条曲线。',
  drawOn: '请在图上画。',
  match: '与你说的一致。',
  differ: '与你说的不同。',
};

/** @returns {Language} the language of the page */
export function pageLanguage() {
  return typeof document !== 'undefined' &&
    document.documentElement.lang.toLowerCase().startsWith('zh')
    ? 'zh'
    : 'en';
}

/**
 * The words of a language, of the page's unless told.
 * @param {Language} [language]
 * @returns {Words}
 */
export function words(language = pageLanguage()) {
  return language === 'zh' ? zh : en;
}

/**
 * An axis or a column as people name it: "time (s)", 时间（秒）.
 * @param {{ label: string, unit?: string }} axis
 * @param {Language} [language]
 */
export function withUnit(axis, language = pageLanguage()) {
  if (!axis.unit) return axis.label;
  return language === 'zh' ? `${axis.label}（${axis.unit}）` : `${axis.label} (${axis.unit})`;
}

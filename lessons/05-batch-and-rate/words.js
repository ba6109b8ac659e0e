/** The words that this lesson's experiments say, each language for its own reader. */

/** @typedef {typeof en} LessonWords */

const en = {
  // the map
  mapTitle: 'Validation accuracy by batch size and learning rate',
  scale:
    'The more ink, the better it reads. Colour is left to the learning rate. Both axes are logarithmic.',
  rate: 'learning rate',
  batch: 'batch size',
  rates: 'learning rates',
  batches: 'batch sizes',
  seeds: 'seeds',
  epochs: 'epochs',
  images: 'training images',
  ready: 'a ready map',
  quick: 'quick, 12 cells',
  fine: 'fine, 35 cells',
  chapter: 'the chapter’s 12',
  cellsOf: (/** @type {number} */ done, /** @type {number} */ all) => `${done} of ${all} cells`,
  cellStates: { waiting: 'not run yet', running: 'training', done: 'done', failed: 'failed' },
  diverged: 'diverged',
  askFirst: (/** @type {string} */ cells, /** @type {string} */ time) =>
    `That is ${cells} cells and takes about ${time} here. They go on in the background, and you can stop at any time.`,
  begin: 'Begin',
  leave: 'Leave it',
  curves:
    'Curves of the opened cells, batch size · rate. Unless you open others, the best of each batch size',
  yourGuess: 'your guess',
  noRidge: 'The ridge appears as soon as one batch size has been run at every rate.',
  noFit: 'A power law needs two batch sizes whose best rate lies inside the map.',
  fitted: (
    /** @type {string} */ power,
    /** @type {[string, string] | null} */ interval,
    /** @type {number} */ rows,
  ) =>
    `On your map the best rate grows as batch size to the power ${power}${interval ? ` (95% interval ${interval[0]} to ${interval[1]})` : ''}, from ${rows} batch sizes${interval ? '' : '; another seed or batch size gives an interval'}.`,
  edges: (/** @type {string[]} */ rows) =>
    `Hollow: at batch size ${rows.join(', ')} the best rate is the last on the map, and the true one may lie beyond. It does not count.`,
  // steps
  target: 'target accuracy',
  stepsTitle: 'Updates to the target accuracy',
  updates: 'updates',
  measured: 'measured',
  perfect: 'twice the batch, half the updates',
  noSteps: (/** @type {string} */ target) =>
    `Fewer than two batch sizes of the map above have reached ${target} %. Run it, or lower the target.`,
  stepsSaid: (
    /** @type {string} */ batch,
    /** @type {string} */ steps,
    /** @type {string} */ first,
    /** @type {string} */ last,
  ) =>
    `From batch ${first} to ${last}, ${batch} times the batch saves a factor of ${steps} in updates.`,
  // roughness
  roughTitle: 'Roughness of the training loss',
  rough: 'roughness',
  gapTitle: 'Training accuracy less test accuracy',
  gap: 'gap, points',
  noRough: 'Two batch sizes of the map above have to be done.',
  roughSaid: (
    /** @type {string[]} */ rows,
    /** @type {string[]} */ rough,
    /** @type {string[]} */ gaps,
  ) =>
    `From batch ${rows[0]} to ${rows[1]}: roughness ${rough[0]} % to ${rough[1]} %, gap ${gaps[0]} to ${gaps[1]} points.`,
  // sizes
  sizesTitle: 'Validation accuracy by batch size and number of training images',
  noSizes: 'A circle will mark the best batch size for each number of images.',
  sizesSaid: (/** @type {string[][]} */ pairs) =>
    `Best batch size: ${pairs.map(([size, batch]) => `${batch} with ${size} images`).join(', ')}.`,
  // the lanes of races
  warmup: 'warm-up',
  decays: 'rate falls',
  grows: 'batch grows',
  // predictions
  law: {
    smaller: (/** @type {string} */ p) => `The power on your map is ${p}: the best rate fell.`,
    same: (/** @type {string} */ p) => `The power on your map is ${p}: nearly none.`,
    root: (/** @type {string} */ p) => `The power on your map is ${p}: nearer to the root.`,
    line: (/** @type {string} */ p) =>
      `The power on your map is ${p}: nearer to the straight line.`,
  },
  fastest: (/** @type {string[]} */ said) => `Training time to 90 %: ${said.join(', ')}.`,
  fastestLane: (/** @type {string} */ batch, /** @type {string} */ time) =>
    `batch ${batch} ${time}`,
  never: 'not reached',
  // exercises
  ridgeDone: (/** @type {string} */ p, /** @type {string} */ low, /** @type {string} */ high) =>
    `Done: power ${p}, between ${low} and ${high}.`,
  ridgeNear: (/** @type {string} */ rows) =>
    `So far: ${rows} batch sizes with their best rate inside the map, and no interval clear of 0.`,
  tradeDone: (
    /** @type {string} */ one,
    /** @type {string} */ other,
    /** @type {string} */ points,
  ) => `Done: ${one} and ${other} end ${points} points apart.`,
  tradeNear: (
    /** @type {string} */ one,
    /** @type {string} */ other,
    /** @type {string} */ points,
  ) => `Closest so far: ${one} and ${other}, ${points} points apart.`,
  fewDone: (/** @type {string} */ cell, /** @type {string} */ updates) =>
    `Done: ${cell} reached 95 % after ${updates} updates.`,
  fewNear: (/** @type {string} */ cell, /** @type {string} */ updates) =>
    `Best so far: ${cell}, ${updates} updates.`,
  cell: (/** @type {string} */ batch, /** @type {string} */ rate) => `batch ${batch} at ${rate}`,
};

/** @type {LessonWords} */
const zh = {
  mapTitle: '不同批大小和学习率的验证准确率',
  scale: '墨色越深，认得越准；颜色只表示学习率。两个轴都是对数刻度。',
  rate: '学习率',
  batch: '批大小',
  rates: '各学习率',
  batches: '各批大小',
  seeds: '种子数',
  epochs: '轮数',
  images: '训练图像',
  ready: '现成的图',
  quick: '快，12 格',
  fine: '细，35 格',
  chapter: '教材的 12 格',
  cellsOf: (done, all) => `已完成 ${done} 格，共 ${all} 格`,
  cellStates: { waiting: '尚未运行', running: '训练中', done: '已完成', failed: '出错' },
  diverged: '发散',
  askFirst: (cells, time) =>
    `一共 ${cells} 格，在这台机器上大约要 ${time}。训练在后台进行，随时可以停下。`,
  begin: '开始',
  leave: '算了',
  curves: '已打开各格的曲线，标为“批大小 · 学习率”。你不另选，就画每个批大小最好的一格',
  yourGuess: '你的预测',
  noRidge: '某个批大小把所有学习率都跑完，山脊就会出现。',
  noFit: '要得到幂律，至少要有两个批大小的最佳学习率落在图内。',
  fitted: (power, interval, rows) =>
    `在你的图上，最佳学习率随批大小的 ${power} 次幂增长${interval ? `（95% 区间 ${interval[0]} 到 ${interval[1]}）` : ''}，依据 ${rows} 个批大小${interval ? '' : '；再加一个种子或批大小，就能算出区间'}。`,
  edges: (rows) =>
    `空心圆：批大小 ${rows.join('、')} 的最佳学习率在图的边上，真正的最佳值可能在图外，不计入。`,
  target: '目标准确率',
  stepsTitle: '到达目标准确率所需的更新次数',
  updates: '更新次数',
  measured: '实测',
  perfect: '批大一倍，次数减半',
  noSteps: (target) => `上面的图中，到达 ${target} % 的批大小还不到两个。请先运行，或降低目标。`,
  stepsSaid: (batch, steps, first, last) =>
    `从批大小 ${first} 到 ${last}，批大了 ${batch} 倍，更新次数只省到 1/${steps}。`,
  roughTitle: '训练损失的毛糙程度',
  rough: '毛糙程度',
  gapTitle: '训练准确率减测试准确率',
  gap: '差距（百分点）',
  noRough: '上面的图要先完成两个批大小。',
  roughSaid: (rows, rough, gaps) =>
    `从批大小 ${rows[0]} 到 ${rows[1]}：毛糙程度从 ${rough[0]} % 到 ${rough[1]} %，差距从 ${gaps[0]} 到 ${gaps[1]} 个百分点。`,
  sizesTitle: '不同批大小和训练图像数的验证准确率',
  noSizes: '圆圈会标出每种图像数下最好的批大小。',
  sizesSaid: (pairs) =>
    `最好的批大小：${pairs.map(([size, batch]) => `${size} 张图像时 ${batch}`).join('，')}。`,
  warmup: '预热',
  decays: '学习率下降',
  grows: '批变大',
  law: {
    smaller: (p) => `你的图上，幂是 ${p}：最佳学习率变小了。`,
    same: (p) => `你的图上，幂是 ${p}：几乎不变。`,
    root: (p) => `你的图上，幂是 ${p}：更接近平方根。`,
    line: (p) => `你的图上，幂是 ${p}：更接近直线。`,
  },
  fastest: (said) => `到达 90 % 的训练用时：${said.join('，')}。`,
  fastestLane: (batch, time) => `批大小 ${batch} 用 ${time}`,
  never: '没有到达',
  ridgeDone: (p, low, high) => `完成：幂是 ${p}，在 ${low} 和 ${high} 之间。`,
  ridgeNear: (rows) => `目前：${rows} 个批大小的最佳学习率在图内，还没有不含 0 的区间。`,
  tradeDone: (one, other, points) => `完成：${one}和${other}最后相差 ${points} 个百分点。`,
  tradeNear: (one, other, points) => `目前最接近：${one}和${other}，相差 ${points} 个百分点。`,
  fewDone: (cell, updates) => `完成：${cell}更新 ${updates} 次后到达 95 %。`,
  fewNear: (cell, updates) => `目前最好：${cell}，更新 ${updates} 次。`,
  cell: (batch, rate) => `批大小 ${batch}、学习率 ${rate} `,
};

/** @returns {LessonWords} */
export function lessonWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

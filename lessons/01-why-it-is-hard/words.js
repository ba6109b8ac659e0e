/** The words that this lesson's figures say, each language for its own reader. */
import { formatNumber } from '../../web/widgets/numbers.js';

/** @typedef {typeof en} LessonWords */

/** @param {(number | null)[]} many */
const sorted = (many) => many.map((at) => at ?? Infinity).sort((a, b) => a - b);
const number = (/** @type {number} */ value) => formatNumber(value, 3);

const en = {
  space: ' ',
  comma: ', ',
  rate: 'learning rate',
  steps: 'steps',
  seed: 'seed',
  noise: 'noise in the gradient',
  method: 'method',
  landscape: 'landscape',
  step: 'step',
  loss: 'loss',
  rateOf: (/** @type {string} */ method) => `learning rate of ${method}`,
  stepOf: (/** @type {number} */ step, /** @type {number} */ of) =>
    `step ${number(step)} of ${number(of)}`,

  bowlTitle: 'The loss of a line through 24 points',
  lineHeight: 'height of the line at 0',
  lineSlope: 'slope of the line',
  miniBatch: 'mini-batch',
  budget: 'gradients each may evaluate',
  ways: {
    one: 'one sample',
    some: (/** @type {number} */ m) => `${m} samples`,
    all: 'all 24',
  },
  costs: 'What each way costs',
  costHeads: (/** @type {number} */ orders) => [
    ...['a step sees', 'gradients', 'steps', 'distance to the bottom', `over ${orders} orders`],
  ],
  between: (/** @type {string[]} */ [low, middle, high]) =>
    low === high ? `${middle} (no chance in it)` : `${middle} (${low} to ${high})`,
  evaluated: (/** @type {number} */ gradients) => `${number(gradients)} gradients each`,
  batchesOutcome: (/** @type {string} */ near) => `After 240 gradients: ${near}.`,
  budgetsNone: 'No run counts yet.',
  budgetsSome: (/** @type {string} */ rate, /** @type {string} */ seen) =>
    `At ${rate}: ${seen} nearest. One more budget is missing, at the same rate.`,
  budgetsDone: (/** @type {string} */ rate, /** @type {string} */ one, /** @type {string} */ all) =>
    `Done: at ${rate}, one sample is ahead at ${one} gradients, all 24 at ${all}.`,
  budgetsNeither: (/** @type {string} */ rate) =>
    `At ${rate} the mini-batch is nearest with this budget.`,

  grounds: {
    valley: 'narrow valley',
    sparse: 'a rare feature',
    saddle: 'saddle',
    plateau: 'plateau',
  },
  steepnessOf: { valley: 'walls are steeper by', sparse: 'rare: one sample in' },
  parametersOf: {
    valley: ['x to go', 'y to go', 'rate of x', 'rate of y'],
    sparse: ['frequent to go', 'rare to go', 'rate: frequent', 'rate: rare'],
  },
  axesOf: {
    valley: ['x, along the floor', 'y, up the walls'],
    sparse: ['weight of the frequent feature', 'weight of the rare feature'],
  },
  methods: {
    sgd: 'SGD',
    momentum: 'momentum',
    nesterov: 'Nesterov',
    adagrad: 'AdaGrad',
    rmsprop: 'RMSProp',
    adam: 'Adam',
    adamw: 'AdamW',
  },
  methodsTable: 'Methods, their rates and how far each parameter is from its best value',
  rareOutcome: (/** @type {string} */ share) =>
    `SGD at 0.1: the rare weight has done ${share}% of its way.`,

  rareSetting:
    'Choose the rare feature, one sample in 20 or rarer, 100 steps at most, and start at −0.5 or below in both.',
  rareSgd: (/** @type {string} */ frequent = '', /** @type {string} */ rare = '') =>
    frequent
      ? `SGD ends ${frequent} off with the frequent weight, ${rare} with the rare one: choose a rate that suits the frequent one.`
      : 'SGD must walk as well.',
  rareFar: (/** @type {string} */ rare) =>
    `SGD leaves the rare weight ${rare} off. No method with rates of its own has both within 0.2 yet.`,
  rareDone: (
    /** @type {string} */ method,
    /** @type {string} */ rate,
    /** @type {string} */ rare,
  ) => `Done: ${method} at ${rate} has both within 0.2, where SGD leaves the rare one ${rare} off.`,

  calm: 'no noise',
  noisy: 'with noise',
  saddlePoint: 'saddle point',
  lossTitle: 'Loss over the steps',
  freed: (/** @type {string} */ label, /** @type {number} */ step) =>
    `${label[0].toUpperCase()}${label.slice(1)}: free after ${number(step)} steps.`,
  notFreed: {
    saddle: (
      /** @type {string} */ label,
      /** @type {number} */ steps,
      /** @type {string} */ gradient,
    ) =>
      `${label[0].toUpperCase()}${label.slice(1)}: on the ridge after ${number(steps)} steps, gradient ${gradient}.`,
    plateau: (
      /** @type {string} */ label,
      /** @type {number} */ steps,
      /** @type {string} */ gradient,
    ) =>
      `${label[0].toUpperCase()}${label.slice(1)}: not across after ${number(steps)} steps, gradient ${gradient}.`,
  },
  overSeeds: (/** @type {(number | null)[]} */ many) => {
    const steps = sorted(many);
    const free = steps.filter(Number.isFinite);
    const all = free.length === steps.length;
    return free.length === 0
      ? `Of ${steps.length} seeds none came free.`
      : `Of ${steps.length} seeds ${all ? 'all' : number(free.length)} came free, after ${number(free[0])} to ${number(free[free.length - 1])} steps.`;
  },
  crossNone: 'No run counts yet.',
  crossSlow: (/** @type {string} */ steps) => `Across after ${steps} steps: too many.`,
  crossNever: 'Not across within these steps.',
  crossNear: 'Start on the slope, at x = −2.5 or further left.',
  crossDone: (/** @type {string} */ method, /** @type {string} */ steps) =>
    `Done: ${method} is across after ${steps} steps.`,

  stepLook: '+1 measurement',
  scale: 'initial weights, times',
  epochs: 'epochs',
  epoch: 'epoch',
  lossOfXor: 'Loss of the network',
  gradientTitle: 'Length of the gradient',
  gradientAxis: 'gradient',
  curvatureTitle: 'Curvature, up and down',
  curvatureAxis: 'curvature',
  upMost: 'up, most',
  downMost: 'down, most',
  noWorker: 'The browser did not start the thread that trains. Reload the page.',
  notYet: 'Press Run: the network is trained in this page.',
  epochOf: (/** @type {number} */ epoch, /** @type {number} */ of) =>
    `epoch ${number(epoch)} of ${number(of)}`,
  lookAt: (
    /** @type {string} */ loss,
    /** @type {string} */ gradient,
    /** @type {string} */ lowest,
    /** @type {string} */ highest,
  ) => `Loss ${loss}, gradient ${gradient}, curvature from ${lowest} to ${highest}.`,
  overNetworks: (
    /** @type {number} */ all,
    /** @type {number} */ fell,
    /** @type {[number, number]} */ [first, last],
    /** @type {number} */ negative,
  ) =>
    `Of ${all} seeds, ${fell} fall to half the loss${fell ? `, after ${number(first)} to ${number(last)} epochs` : ''}; in ${negative} the lowest curvature is below zero all along the flat stretch.`,
  flatOutcome: (/** @type {string} */ lowest) =>
    `All along the flat stretch some direction curves down: by ${lowest} or more.`,

  stuckShort: (/** @type {string} */ seed, /** @type {string} */ until) =>
    `Seed ${seed}: flat for ${until} epochs. 2,000 are wanted, with a direction down all the while.`,
  stuckLong: (
    /** @type {string} */ seed,
    /** @type {string} */ until,
    /** @type {string} */ down,
    /** @type {string} */ left,
  ) =>
    `Seed ${seed}: flat for ${until} epochs, and all the while something curves down, by ${down} or more. Now to half the loss within ${left}.`,
  stuckDone: (
    /** @type {string} */ seed,
    /** @type {string} */ until,
    /** @type {string} */ down,
    /** @type {string} */ half,
  ) =>
    `Done: seed ${seed} lay flat for ${until} epochs on ground that curves down by ${down} or more, no local minimum; with other numbers it had half the loss after ${half}.`,

  stepK: 'step k',
  sumsTitle: 'The two sums',
  sumsAxis: 'sum of the first k',
  placesTitle: 'Distance from the bottom',
  placesAxis: '|w|',
  oneRun: 'one run',
  meanRun: 'mean of 20',
  presets: 'Rates to try',
  conditions: (/** @type {boolean} */ first, /** @type {boolean} */ second) =>
    `Equation 2 ${first ? 'holds' : 'does not hold'}, equation 3 ${second ? 'holds' : 'does not hold'}.`,
  cameTo: (/** @type {string} */ mean) =>
    `After 10,000 steps the runs are ${mean} from the bottom on average; they began at 1.`,
  hundredOutcome: (/** @type {string} */ highest, /** @type {string} */ last) =>
    `Thrown out to ${highest}, and back to ${last}.`,
  aboveNone: 'No run counts yet.',
  aboveLow: (/** @type {string} */ c) => `The first rate is ${c}: go above 1.`,
  aboveBroken: (/** @type {string} */ which) => `Equation ${which} does not hold.`,
  aboveFar: (/** @type {string} */ mean) => `Both hold, but the runs end ${mean} from the bottom.`,
  aboveDone: (/** @type {string} */ rate, /** @type {string} */ mean) =>
    `Done: from a rate of ${rate} down, both hold, and the runs end ${mean} from the bottom.`,
};

/** @type {LessonWords} */
const zh = {
  space: '',
  comma: '，',
  rate: '学习率',
  steps: '步数',
  seed: '种子',
  noise: '梯度里的噪声',
  method: '方法',
  landscape: '地形',
  step: '步',
  loss: '损失',
  rateOf: (method) => `${method} 的学习率`,
  stepOf: (step, of) => `第 ${number(step)} 步，共 ${number(of)} 步`,

  bowlTitle: '一条直线拟合 24 个点的损失',
  lineHeight: '直线在 0 处的高度',
  lineSlope: '直线的斜率',
  miniBatch: '小批量',
  budget: '每种方式可算的梯度数',
  ways: { one: '单样本', some: (m) => `${m} 个样本`, all: '全部 24 个' },
  costs: '每种方式的代价',
  costHeads: (orders) => ['每步看', '梯度数', '步数', '离最低点', `换 ${orders} 种顺序`],
  between: ([low, middle, high]) =>
    low === high ? `${middle}（没有随机性）` : `${middle}（${low} 到 ${high}）`,
  evaluated: (gradients) => `各算了 ${number(gradients)} 个梯度`,
  batchesOutcome: (near) => `算完 240 个梯度：${near}。`,
  budgetsNone: '还没有一次算数。',
  budgetsSome: (rate, seen) => `学习率 ${rate}：${seen}最近。学习率不变，还差另一个预算。`,
  budgetsDone: (rate, one, all) =>
    `完成：学习率 ${rate}，${one} 个梯度时单样本领先，${all} 个梯度时全批量领先。`,
  budgetsNeither: (rate) => `学习率 ${rate}，这个预算下小批量最近。`,

  grounds: { valley: '狭窄的山谷', sparse: '罕见的特征', saddle: '鞍点', plateau: '平地' },
  steepnessOf: { valley: '谷壁比谷底陡', sparse: '罕见：多少个样本里有一个' },
  parametersOf: {
    valley: ['x 还差', 'y 还差', '步率：x', '步率：y'],
    sparse: ['常见还差', '罕见还差', '步率：常见', '步率：罕见'],
  },
  axesOf: {
    valley: ['x，沿谷底', 'y，上谷壁'],
    sparse: ['常见特征的权重', '罕见特征的权重'],
  },
  methods: {
    sgd: 'SGD',
    momentum: '动量',
    nesterov: 'Nesterov',
    adagrad: 'AdaGrad',
    rmsprop: 'RMSProp',
    adam: 'Adam',
    adamw: 'AdamW',
  },
  methodsTable: '各种方法、学习率，以及每个参数离最优值还有多远',
  rareOutcome: (share) => `SGD，学习率 0.1：罕见特征的权重走完了 ${share}%。`,

  rareSetting:
    '请选“罕见的特征”，20 个样本里有一个或更少，最多 100 步，两个坐标都从 −0.5 或更小出发。',
  rareSgd: (frequent = '', rare = '') =>
    frequent
      ? `SGD 走完，常见的还差 ${frequent}，罕见的还差 ${rare}：换一个适合常见特征的学习率。`
      : 'SGD 也要一起走。',
  rareFar: (rare) => `SGD 的罕见权重还差 ${rare}。还没有哪种各用各步率的方法让两个都到 0.2 以内。`,
  rareDone: (method, rate, rare) =>
    `完成：${method}用 ${rate}，两个都到了 0.2 以内；SGD 的罕见权重还差 ${rare}。`,

  calm: '无噪声',
  noisy: '有噪声',
  saddlePoint: '鞍点',
  lossTitle: '损失随步数的变化',
  freed: (label, step) => `${label}：${number(step)} 步之后脱身。`,
  notFreed: {
    saddle: (label, steps, gradient) =>
      `${label}：走了 ${number(steps)} 步，还在脊上，梯度 ${gradient}。`,
    plateau: (label, steps, gradient) =>
      `${label}：走了 ${number(steps)} 步，还没有走出平地，梯度 ${gradient}。`,
  },
  overSeeds: (many) => {
    const steps = sorted(many);
    const free = steps.filter(Number.isFinite);
    return free.length === 0
      ? `${steps.length} 个种子，没有一个脱身。`
      : `${steps.length} 个种子，${free.length === steps.length ? '全部' : `${free.length} 个`}脱身，用了 ${number(free[0])} 到 ${number(free[free.length - 1])} 步。`;
  },
  crossNone: '还没有一次算数。',
  crossSlow: (steps) => `${steps} 步才走过去，太多了。`,
  crossNever: '这些步里没有走过去。',
  crossNear: '请从坡上出发：x = −2.5 或更左。',
  crossDone: (method, steps) => `完成：${method}用 ${steps} 步走了过去。`,

  stepLook: '+1 次测量',
  scale: '初始权重乘以',
  epochs: '轮数',
  epoch: '轮',
  lossOfXor: '网络的损失',
  gradientTitle: '梯度的长度',
  gradientAxis: '梯度',
  curvatureTitle: '向上和向下的曲率',
  curvatureAxis: '曲率',
  upMost: '最向上',
  downMost: '最向下',
  noWorker: '浏览器没有启动训练线程，请重新加载页面。',
  notYet: '按“运行”，网络就在本页训练。',
  epochOf: (epoch, of) => `第 ${number(epoch)} 轮，共 ${number(of)} 轮`,
  lookAt: (loss, gradient, lowest, highest) =>
    `损失 ${loss}，梯度 ${gradient}，曲率从 ${lowest} 到 ${highest}。`,
  overNetworks: (all, fell, [first, last], negative) =>
    `${all} 个种子中，${fell} 个的损失降到一半以下${fell ? `，用了 ${number(first)} 到 ${number(last)} 轮` : ''}；${negative} 个在整段平台上最低曲率都小于零。`,
  flatOutcome: (lowest) => `整段平台上，总有方向是向下弯的，至少 ${lowest}。`,

  stuckShort: (seed, until) =>
    `种子 ${seed}：平了 ${until} 轮。要 2,000 轮，而且一直有方向往下弯。`,
  stuckLong: (seed, until, down, left) =>
    `种子 ${seed}：平了 ${until} 轮，一直有方向往下弯，至少 ${down}。接下来，要在 ${left} 轮以内让损失减半。`,
  stuckDone: (seed, until, down, half) =>
    `完成：种子 ${seed} 平了 ${until} 轮，脚下一直往下弯，至少 ${down}，不是局部最小值；换了数字，${half} 轮就减半。`,

  stepK: '第 k 步',
  sumsTitle: '两个和',
  sumsAxis: '前 k 项之和',
  placesTitle: '离最低点的距离',
  placesAxis: '|w|',
  oneRun: '其中一次',
  meanRun: '20 次平均',
  presets: '可以试的学习率',
  conditions: (first, second) =>
    `公式 2 ${first ? '成立' : '不成立'}，公式 3 ${second ? '成立' : '不成立'}。`,
  cameTo: (mean) => `10,000 步之后，平均离最低点 ${mean}；出发时是 1。`,
  hundredOutcome: (highest, last) => `被抛到 ${highest} 那么远，又回到 ${last}。`,
  aboveNone: '还没有一次算数。',
  aboveLow: (c) => `第一步的学习率是 ${c}：要大于 1。`,
  aboveBroken: (which) => `公式 ${which} 不成立。`,
  aboveFar: (mean) => `两个都成立，但最后离最低点还有 ${mean}。`,
  aboveDone: (rate, mean) => `完成：从 ${rate} 开始下降，两个都成立，最后离最低点 ${mean}。`,
};

/** @returns {LessonWords} */
export function lessonWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

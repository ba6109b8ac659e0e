/** The words that this lesson's experiments say, each language for its own reader. */

/** @typedef {typeof en} LessonWords */

const en = {
  space: ' ',
  // settings
  first: 'first',
  last: 'last',
  step: 'step',
  iterations: 'iterations',
  iterationsEach: 'iterations a rate',
  firstSeed: 'first seed',
  seeds: 'seeds',
  from: 'from',
  to: 'to',
  // the ramp and its rules
  rampTitle: 'The rate rises',
  sweepTitle: 'The loss at each rate',
  average: 'moving average',
  oneBatch: 'single batch',
  rule: 'rule',
  rules: 'What five rules read from this curve',
  reads: 'how it reads the curve',
  ruleNames: {
    steepest: 'steepest',
    minimum: 'minimum ÷ 10',
    valley: 'valley',
    slide: 'slide',
    slope: 'longest slope',
  },
  atRate: (/** @type {string} */ rate) => `at rate ${rate}`,
  // the table
  tableTitle: 'The table of round 1 (table 12-3)',
  segment: 'segment',
  addRow: 'Add a segment',
  removeRow: (/** @type {number} */ row) => `Remove segment ${row}`,
  sweepSize: (/** @type {string} */ rates, /** @type {string} */ iterations) =>
    `${rates} rates, ${iterations} iterations.`,
  // the rounds
  round: (/** @type {number} */ n) => `Round ${n}`,
  roundWaits: [
    'Press Run: the rates of the table, one after the other.',
    'Goes over the bracket of round 1, more finely.',
    'Goes over the bracket of round 2, more finely still.',
  ],
  bracket: 'The bracket that goes on',
  bracketLow: 'lower end of the bracket',
  bracketHigh: 'upper end of the bracket',
  beyond: 'beyond the table',
  lowest: 'lowest',
  loss: 'loss',
  roundNothing: 'No lowest loss: nothing was learned at any of these rates.',
  roundLowest: (/** @type {string} */ loss, /** @type {string} */ rate) =>
    `Lowest loss ${loss}, at ${rate}.`,
  notInside: 'There is no minimum inside the range of the table.',
  wentOn: (/** @type {string} */ count) =>
    `So the search went on by × 1.26 a rate, for ${count} more rates.`,
  stopGrew: (/** @type {string} */ rate) =>
    `It stopped at ${rate}, where the loss was more than 4 times its lowest.`,
  stopNaN: (/** @type {string} */ rate) =>
    `It stopped at ${rate}, where the loss was no longer a number.`,
  carry: 'weights',
  carries: {
    first: 'carried in round 1',
    always: 'carried in every round',
    never: 'reset for every rate',
  },
  found: (/** @type {string} */ rate, /** @type {string} */ careful) =>
    `This search suggests ${rate}, or ${careful} to be careful.`,
  noRate: 'No answer: at none of these rates was anything learned.',
  // carried or reset
  plainRate: 'the plain run’s rate',
  carryTitle: 'The same rates, three ways',
  lines: {
    carried: 'carried',
    reset: 'reset',
    plain: (/** @type {string} */ rate) => `always ${rate}`,
  },
  carrySaid: (/** @type {Record<string, string>} */ f) =>
    `Carried, the loss is lowest at ${f.carriedAt}: ${f.carried}. A run that had trained for as long at ${f.plainAt}, and never searched for anything, stood at ${f.plain} by then. From a fresh start, 10 iterations at the best rate, ${f.resetAt}, reach ${f.reset}.`,
  // the chapter’s regression
  minimaOf: (/** @type {number} */ n) => `Where the minimum of round ${n} falls, a dot a seed`,
  recorded: 'its records',
  textSays: 'its text',
  regressionRound: (/** @type {number} */ n) => `Regression, round ${n}`,
  regressionSays: (/** @type {number} */ number) =>
    [
      'Rates 0.1 to 1.0, 100 epochs each, batch 1.',
      'Rates 0.5 to 1.0 by 0.01, 20 epochs each, batch 1.',
      'Rates 0.63 to 1.1 by 0.01, 100 epochs each, batch 10.',
    ][number],
  minimaSpread: (/** @type {number} */ n, /** @type {string} */ low, /** @type {string} */ high) =>
    n === 1
      ? `The minimum lies at ${low}.`
      : `The minima of ${n} seeds lie between ${low} and ${high}.`,
  seedOf: (/** @type {number} */ n, /** @type {number} */ all) => `seed ${n} of ${all}`,
  noWorker:
    'The regression could not be started: this browser does not let the page start a Worker.',
  // chance
  answers: 'The suggested rates, a dot a search',
  bandTitle: 'Round 1 over the seeds',
  median: 'median',
  quartile: 'lower quartile',
  upperQuartile: 'upper quartile',
  searchesDone: (/** @type {number} */ n, /** @type {number} */ all) =>
    `${n} of ${all} searches done`,
  spread: (
    /** @type {{ count: number, rate: string, careful: string, low: string, high: string, without: number }} */ f,
  ) =>
    `The result of ${f.count} searches: ${f.rate}, or ${f.careful} to be careful; half of the answers lie between ${f.low} and ${f.high}.${f.without > 0 ? ` ${f.without} had no answer.` : ''}`,
  // verify
  suggested: 'suggested rate',
  verifyTitle: 'Validation accuracy of the suggestion and its neighbours',
  factor: 'factor',
  factors: ['1/3', '2/3', '1', '1.5', '3'],
  mean: 'mean',
  meanAccuracy: 'mean accuracy',
  eachSeed: 'each seed (%)',
  firstPrint: 'fingerprint (seed 1)',
  runsDone: (/** @type {number} */ n, /** @type {number} */ all) => `${n} of ${all} runs done`,
  divergedOf: (/** @type {number} */ n, /** @type {number} */ all) => `${n} of ${all} diverged`,
  verified: (
    /** @type {{ rate: string, accuracy: string, suggested: string, own: string, same: boolean }} */ f,
  ) =>
    f.same
      ? `The suggestion itself won: ${f.rate}, with ${f.accuracy} %.`
      : `The winner is ${f.rate}, with ${f.accuracy} %; the suggestion, ${f.suggested}, had ${f.own} %.`,
  ruleDistance: (
    /** @type {string} */ name,
    /** @type {string} */ rate,
    /** @type {string} */ times,
  ) => `${name} ${rate} (× ${times})`,
  ruleDistances: (/** @type {string[]} */ list) =>
    `What the five rules said, and by what their answer had to be multiplied to get there: ${list.join(', ')}.`,
  // predictions
  roundOutcome: (/** @type {string} */ rate) =>
    `The lowest loss of round 1 was at ${rate}, beyond the chapter’s table.`,
  roundInside: (/** @type {string} */ rate) => `The lowest loss of round 1 was at ${rate}.`,
  raceOutcome: (/** @type {string} */ rate, /** @type {string} */ suggested) =>
    `${rate} won, where ${suggested} was suggested.`,
  // the axis
  axisSays: (/** @type {string} */ exponent, /** @type {string} */ rate) =>
    `10 to the power ${exponent} is ${rate}.`,
  // exercises
  smallDone: (
    /** @type {string} */ batch,
    /** @type {string} */ rate,
    /** @type {string} */ usual,
  ) => `Done: at batch ${batch} the search suggests ${rate}; at 128 it suggested ${usual}.`,
  smallOne: (/** @type {string} */ batch, /** @type {string} */ rate) =>
    `At batch ${batch} it suggests ${rate}. Now the other one, at the same seed.`,
  turnDone: (/** @type {string} */ rate) =>
    `Done: with this table the minimum lies inside the range, at ${rate}.`,
  turnNear: (/** @type {string} */ end) => `Not yet: up to ${end} the loss does not turn.`,
  beatDone: (
    /** @type {string} */ rate,
    /** @type {string} */ suggested,
    /** @type {string} */ gain,
  ) => `Done: ${rate} beat the suggested ${suggested} by ${gain} points, over several seeds.`,
  beatNear: (/** @type {string} */ rate) =>
    `Not yet: of the five rates, ${rate} won with one seed, or by too little to tell. Take at least three seeds.`,
};

/** @type {LessonWords} */
const zh = {
  space: '',
  first: '起点',
  last: '终点',
  step: '步长',
  iterations: '迭代次数',
  iterationsEach: '每个学习率的迭代次数',
  firstSeed: '第一个种子',
  seeds: '种子个数',
  from: '从',
  to: '到',
  rampTitle: '学习率逐步升高',
  sweepTitle: '每个学习率下的损失',
  average: '移动平均',
  oneBatch: '单批',
  rule: '规则',
  rules: '五条规则从这条曲线上读出什么',
  reads: '怎么读曲线',
  ruleNames: {
    steepest: '最陡处',
    minimum: '最低点 ÷ 10',
    valley: '谷中',
    slide: '滑动',
    slope: '最长下坡',
  },
  atRate: (rate) => `学习率 ${rate}`,
  tableTitle: '第一轮的分段表（表 12-3）',
  segment: '段',
  addRow: '加一段',
  removeRow: (row) => `删去第 ${row} 段`,
  sweepSize: (rates, iterations) => `共 ${rates} 个学习率，迭代 ${iterations} 次。`,
  round: (n) => `第 ${n} 轮`,
  roundWaits: [
    '按“运行”：表中的学习率逐个试过去。',
    '在第 1 轮给出的区间里，用更小的步长。',
    '在第 2 轮给出的区间里，步长再小一些。',
  ],
  bracket: '交给下一轮的区间',
  bracketLow: '区间下端',
  bracketHigh: '区间上端',
  beyond: '表外',
  lowest: '最低',
  loss: '损失',
  roundNothing: '没有最低点：在这些学习率下什么也没学到。',
  roundLowest: (loss, rate) => `最低损失 ${loss}，在 ${rate} 处。`,
  notInside: '表的范围之内没有最低点。',
  wentOn: (count) => `于是每次乘 1.26 继续往上，又试了 ${count} 个学习率。`,
  stopGrew: (rate) => `到 ${rate} 时损失超过最低值的 4 倍，停止。`,
  stopNaN: (rate) => `到 ${rate} 时损失已不是数，停止。`,
  carry: '权重',
  carries: { first: '只在第 1 轮延续', always: '每一轮都延续', never: '每个学习率都从头来' },
  found: (rate, careful) => `这次搜索的建议是 ${rate}；想稳妥些，用 ${careful}。`,
  noRate: '没有答案：在这些学习率下什么也没学到。',
  plainRate: '普通训练的学习率',
  carryTitle: '同一组学习率，三种做法',
  lines: { carried: '延续', reset: '从头', plain: (rate) => `一直 ${rate}` },
  carrySaid: (f) =>
    `权重延续时，损失在 ${f.carriedAt} 处最低，为 ${f.carried}。而一个从不搜索、始终用 ${f.plainAt} 的训练，到这时已经是 ${f.plain}。每次都从头开始，用最好的学习率 ${f.resetAt} 迭代 10 次，只能降到 ${f.reset}。`,
  minimaOf: (n) => `第 ${n} 轮的最低点落在哪里，一个点代表一个种子`,
  recorded: '它的记录',
  textSays: '它的正文',
  regressionRound: (n) => `回归实验，第 ${n} 轮`,
  regressionSays: (number) =>
    [
      '学习率 0.1 到 1.0，各 100 轮，批大小 1。',
      '学习率 0.5 到 1.0，步长 0.01，各 20 轮，批大小 1。',
      '学习率 0.63 到 1.1，步长 0.01，各 100 轮，批大小 10。',
    ][number],
  minimaSpread: (n, low, high) =>
    n === 1 ? `最低点在 ${low}。` : `${n} 个种子的最低点分布在 ${low} 到 ${high} 之间。`,
  seedOf: (n, all) => `第 ${n} 个种子，共 ${all} 个`,
  noWorker: '回归实验无法启动：这个浏览器不允许网页启动 Worker。',
  answers: '建议的学习率，一个点代表一次搜索',
  bandTitle: '各个种子的第 1 轮',
  median: '中位数',
  quartile: '下四分位',
  upperQuartile: '上四分位',
  searchesDone: (n, all) => `${all} 次搜索已完成 ${n} 次`,
  spread: (f) =>
    `${f.count} 次搜索的结果：${f.rate}；想稳妥些，用 ${f.careful}。一半的答案落在 ${f.low} 到 ${f.high} 之间。${f.without > 0 ? `有 ${f.without} 次没有答案。` : ''}`,
  suggested: '建议的学习率',
  verifyTitle: '建议值与邻居的验证准确率',
  factor: '倍数',
  factors: ['1/3', '2/3', '1', '1.5', '3'],
  mean: '平均',
  meanAccuracy: '平均准确率',
  eachSeed: '各个种子（%）',
  firstPrint: '种子 1 的指纹',
  runsDone: (n, all) => `${all} 次训练已完成 ${n} 次`,
  divergedOf: (n, all) => `${all} 次中有 ${n} 次发散`,
  verified: (f) =>
    f.same
      ? `建议值自己赢了：${f.rate}，${f.accuracy} %。`
      : `胜者是 ${f.rate}，${f.accuracy} %；建议值 ${f.suggested} 是 ${f.own} %。`,
  ruleDistance: (name, rate, times) => `${name} ${rate}（× ${times}）`,
  ruleDistances: (list) => `五条规则给出的答案，以及要乘多少才到胜者：${list.join('、')}。`,
  roundOutcome: (rate) => `第 1 轮的最低损失在 ${rate}，已经超出教材的表。`,
  roundInside: (rate) => `第 1 轮的最低损失在 ${rate}。`,
  raceOutcome: (rate, suggested) => `胜者是 ${rate}，而建议值是 ${suggested}。`,
  axisSays: (exponent, rate) => `10 的 ${exponent} 次方是 ${rate}。`,
  smallDone: (batch, rate, usual) => `完成：批大小 ${batch} 时建议 ${rate}，128 时建议 ${usual}。`,
  smallOne: (batch, rate) => `批大小 ${batch} 时建议 ${rate}。再用同一个种子跑另一个批大小。`,
  turnDone: (rate) => `完成：用这张表，最低点落在范围之内，在 ${rate}。`,
  turnNear: (end) => `还没到：一直到 ${end}，损失都没有回升。`,
  beatDone: (rate, suggested, gain) =>
    `完成：${rate} 胜过建议值 ${suggested}，高出 ${gain} 个百分点，不止一个种子。`,
  beatNear: (rate) =>
    `还没到：五个学习率中 ${rate} 胜出，但只有一个种子，或者差距太小。至少用三个种子。`,
};

/** @returns {LessonWords} */
export function lessonWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

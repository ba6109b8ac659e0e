/** The words of the figures that say why, each language for its own reader. */

/** @typedef {typeof en} WhyWords */

const en = {
  between: ' ',
  measured: (/** @type {number} */ done, /** @type {number} */ all) =>
    `${done} of ${all} measurements`,
  batch: 'batch size m',
  epoch: 'epoch',
  iteration: 'iteration',
  loss: 'training loss',
  // the variance
  varianceTitle: 'Variance of a batch’s mean gradient',
  variance: 'variance',
  fresh: 'before training',
  trained: (/** @type {number} */ epochs) => `after ${epochs} epochs`,
  noVariance:
    'Run draws some 33,000 batches from the training images, twice, and asks how far each one’s gradient lies from that of all 55,000.',
  slope: (/** @type {string} */ name, /** @type {string} */ slope, /** @type {string} */ error) =>
    `Slope ${slope} ± ${error} ${name}.`,
  pair: (
    /** @type {string} */ small,
    /** @type {string} */ big,
    /** @type {string} */ times,
    /** @type {string} */ error,
  ) =>
    `The variance is ${small} with 16 images and ${big} with 32: ${times} ± ${error} times less.`,
  // the noise scale
  noiseTitle: 'Gradient noise scale',
  noise: 'noise scale, images',
  low: 'lower end, 95 %',
  high: 'upper end, 95 %',
  noEnd: 'no end',
  priceTitle: 'What it predicts for a batch of m',
  times: 'times the least',
  updates: 'updates',
  images: 'images',
  noNoise: 'Run trains six epochs and measures before the first and after each.',
  noiseSaid: (
    /** @type {string} */ epoch,
    /** @type {string} */ scale,
    /** @type {string} */ low,
    /** @type {string} */ high,
  ) =>
    `After epoch ${epoch}: a batch of about ${scale} images (95% interval ${low} to ${high}) costs twice the least updates and twice the least images.`,
  // sharpness
  sharpTitle: 'Sharpness: the highest curvature of the loss',
  sharpness: 'sharpness',
  lossTitle: 'Loss of the same runs',
  noSharpness: 'Dashed: 2 divided by the learning rate of the same colour.',
  edge: (
    /** @type {string} */ rate,
    /** @type {string} */ edge,
    /** @type {string} */ most,
    /** @type {number} */ there,
  ) =>
    `Rate ${rate}, line at ${edge}: highest ${most}, ${there === 0 ? 'never near the line' : `within 15% of the line for about ${there} iterations`}.`,
  sharpOutcome: (/** @type {string[][]} */ pairs) =>
    `Highest sharpness: ${pairs.map(([rate, most]) => `${most} at ${rate}`).join(', ')}.`,
};

/** @type {WhyWords} */
const zh = {
  between: '',
  measured: (done, all) => `已测 ${done} 次，共 ${all} 次`,
  batch: '批大小 m',
  epoch: '轮',
  iteration: '迭代次数',
  loss: '训练损失',
  varianceTitle: '一批的平均梯度的方差',
  variance: '方差',
  fresh: '训练前',
  trained: (epochs) => `训练 ${epochs} 轮后`,
  noVariance:
    '按运行后，会从训练图像中抽取约 33,000 批，前后两次，看每一批的梯度离全部 55,000 张的梯度有多远。',
  slope: (name, slope, error) => `${name}斜率为 ${slope} ± ${error}。`,
  pair: (small, big, times, error) =>
    `16 张图像时方差为 ${small}，32 张时为 ${big}，前者是后者的 ${times} ± ${error} 倍。`,
  noiseTitle: '梯度噪声尺度',
  noise: '噪声尺度（张）',
  low: '95% 区间下端',
  high: '95% 区间上端',
  noEnd: '无上限',
  priceTitle: '它对批大小 m 的预言',
  times: '最少量的倍数',
  updates: '更新次数',
  images: '图像数',
  noNoise: '按运行后训练六轮，开始前和每一轮后各测一次。',
  noiseSaid: (epoch, scale, low, high) =>
    `第 ${epoch} 轮后：一批约 ${scale} 张（95% 区间 ${low} 到 ${high}）时，更新次数和图像数都是各自最少量的两倍。`,
  sharpTitle: '锐度：损失的最大曲率',
  sharpness: '锐度',
  lossTitle: '同样几次训练的损失',
  noSharpness: '虚线：2 除以同色的学习率。',
  edge: (rate, edge, most, there) =>
    `学习率 ${rate}，虚线在 ${edge}：最高 ${most}，${there === 0 ? '始终没有靠近虚线' : `约有 ${there} 次迭代离虚线不到 15%`}。`,
  sharpOutcome: (pairs) =>
    `最高锐度：${pairs.map(([rate, most]) => `学习率 ${rate} 时 ${most}`).join('，')}。`,
};

/** @returns {WhyWords} */
export function whyWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

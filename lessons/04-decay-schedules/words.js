/** The words that this lesson's experiment says, each language for its own reader. */

/** @typedef {typeof en} LessonWords */

const en = {
  // predictions
  noise: (/** @type {string[]} */ losses) =>
    `Mean loss of the last 50 steps: ${losses[0]} at the high rate, ${losses[1]} at the low one, ${losses[2]} with the change.`,
  bend: (/** @type {string} */ power) =>
    `At p = ${power} the curve sags below the straight line. Drag p below 1 and it bulges above.`,
  gain: {
    behind: (/** @type {string} */ points) =>
      `The best schedule ended ${points} points from the best fixed rate: behind it.`,
    level: (/** @type {string} */ points) =>
      `${points} points lie between the best schedule and the best fixed rate: too few for 5,000 images to tell apart.`,
    ahead: (/** @type {string} */ points) =>
      `The best schedule ended ${points} points ahead of the best fixed rate.`,
    far: (/** @type {string} */ points) =>
      `The best schedule ended ${points} points ahead of the best fixed rate.`,
  },
  // exercises
  tenthDone: (/** @type {string} */ gamma, /** @type {string} */ end) =>
    `Done: with γ = ${gamma} the last iteration has a rate of ${end}.`,
  tenthNear: (/** @type {string} */ gamma, /** @type {string} */ end) =>
    `Not yet: with γ = ${gamma} it ends at ${end}.`,
  gainDone: (
    /** @type {string} */ falling,
    /** @type {string} */ fixed,
    /** @type {string} */ gain,
  ) => `Done: ${falling} % against ${fixed} %, a gain of ${gain} points.`,
  gainNear: (
    /** @type {string} */ falling,
    /** @type {string} */ fixed,
    /** @type {string} */ gain,
  ) => `Best so far: ${falling} % against ${fixed} %, a difference of ${gain} points.`,
  areaDone: (
    /** @type {string} */ one,
    /** @type {string} */ other,
    /** @type {string} */ accuracy,
    /** @type {string} */ otherAccuracy,
  ) => `Done: areas ${one} and ${other}; they read ${accuracy} % and ${otherAccuracy} %.`,
  areaNear: (/** @type {string} */ one, /** @type {string} */ other) =>
    `Closest so far: areas ${one} and ${other}.`,
};

/** @type {LessonWords} */
const zh = {
  noise: (losses) =>
    `最近 50 步的平均损失：大学习率 ${losses[0]}，小学习率 ${losses[1]}，先大后小 ${losses[2]}。`,
  bend: (power) => `p = ${power} 时，曲线垂在直线下面。把 p 拖到 1 以下，它才鼓到上面去。`,
  gain: {
    behind: (points) => `最好的下降办法与最好的固定学习率相差 ${points} 个百分点：落在后面。`,
    level: (points) =>
      `最好的下降办法与最好的固定学习率相差 ${points} 个百分点：5,000 张图片分不出来。`,
    ahead: (points) => `最好的下降办法比最好的固定学习率高 ${points} 个百分点。`,
    far: (points) => `最好的下降办法比最好的固定学习率高 ${points} 个百分点。`,
  },
  tenthDone: (gamma, end) => `完成：γ = ${gamma} 时，最后一次迭代的学习率是 ${end}。`,
  tenthNear: (gamma, end) => `还没到：γ = ${gamma} 时，终点是 ${end}。`,
  gainDone: (falling, fixed, gain) => `完成：${falling} % 对 ${fixed} %，高出 ${gain} 个百分点。`,
  gainNear: (falling, fixed, gain) =>
    `目前最好：${falling} % 对 ${fixed} %，相差 ${gain} 个百分点。`,
  areaDone: (one, other, accuracy, otherAccuracy) =>
    `完成：面积 ${one} 和 ${other}，分别认对 ${accuracy} % 和 ${otherAccuracy} %。`,
  areaNear: (one, other) => `目前最接近的两条：面积 ${one} 和 ${other}。`,
};

/** @returns {LessonWords} */
export function lessonWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

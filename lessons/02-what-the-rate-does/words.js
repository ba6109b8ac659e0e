/** The words that this lesson's experiment says, each language for its own reader. */

/** @typedef {typeof en} LessonWords */

const en = {
  // predictions
  laneAt: (/** @type {string} */ rate, /** @type {string} */ accuracy) => `${rate} (${accuracy} %)`,
  raceWon: (/** @type {string} */ name) => `${name} read the most validation images this time.`,
  raceLevel: (/** @type {string[]} */ names) =>
    `${names.join(' and ')} are level: 5,000 images cannot tell them apart.`,
  fates: {
    fast: (/** @type {string} */ rate) =>
      `${rate} fell as fast as any and ended level with the best.`,
    bounce: (/** @type {string} */ rate) => `${rate} came down but did not come to rest.`,
    never: (/** @type {string} */ rate) =>
      `${rate} was thrown off in the first steps and never learned.`,
  },
  drawn: (/** @type {string} */ at, /** @type {string} */ guess, /** @type {string} */ was) =>
    `Half way, at iteration ${at}, you drew ${guess}; it was ${was}.`,
  // exercises
  fastDone: (
    /** @type {string} */ rate,
    /** @type {string} */ accuracy,
    /** @type {string} */ epochs,
  ) => `Done: at rate ${rate} it read ${accuracy} % after ${epochs} epochs.`,
  fastNear: (/** @type {string} */ rate, /** @type {string} */ accuracy) =>
    `Best so far within 5 epochs at batch 128: ${accuracy} %, at rate ${rate}.`,
  patientDone: (
    /** @type {string} */ rate,
    /** @type {string} */ epochs,
    /** @type {string} */ fast,
  ) => `Done: at rate ${rate} it took ${epochs} epochs to reach 95 %.${fast}`,
  patientFast: (/** @type {string} */ epochs) => ` At 0.5 it took ${epochs}.`,
  patientNear: (
    /** @type {string} */ rate,
    /** @type {string} */ accuracy,
    /** @type {string} */ epochs,
  ) => `Not yet: at rate ${rate} it stands at ${accuracy} % after ${epochs} epochs.`,
  edgeDone: (/** @type {string} */ good, /** @type {string} */ bad) =>
    `Done: ${good} came through, ${bad} did not. Another seed may move the edge.`,
  edgeOne: (/** @type {string} */ bad) =>
    `${bad} diverged. Now find one that does not, close below it.`,
  edgeFar: (/** @type {string} */ good, /** @type {string} */ bad, /** @type {string} */ ratio) =>
    `${good} came through and ${bad} diverged: a factor of ${ratio}. Come closer.`,
  // reading figure
  whose: 'What the network reads',
  yours: 'Your digit',
  others: 'Images from the test set',
  otherImages: 'Other images',
  notTrained: 'The network has not been trained yet: it guesses. Press Run.',
  says: (/** @type {string} */ digit, /** @type {string} */ percent) =>
    `reads ${digit}, ${percent} sure`,
  right: 'right',
  wrong: 'wrong',
  is: (/** @type {number} */ digit) => `it is ${digit}`,
  score: (/** @type {number} */ right, /** @type {number} */ all) =>
    `${right} of ${all} read correctly`,
  slow: 'one step at a time',
  fast: 'as fast as it goes',
  pace: 'pace',
  iteration: (/** @type {string} */ n, /** @type {string} */ epoch) =>
    `iteration ${n}, epoch ${epoch}`,
  // equation
  measured: (/** @type {number} */ seed) =>
    `Computed here, on this page: the first step of seed ${seed}.`,
  beforehand:
    'Computed beforehand with this lab (seed 1). Run the race once, and these numbers are computed on this page.',
  stale: 'At another batch size the sum is another: run the race once, and it is computed here.',
};

/** @type {LessonWords} */
const zh = {
  laneAt: (rate, accuracy) => `${rate}（${accuracy} %）`,
  raceWon: (name) => `这一次，${name} 认对的验证图片最多。`,
  raceLevel: (names) => `${names.join('、')} 不分高下：5,000 张图片分不出来。`,
  fates: {
    fast: (rate) => `${rate} 降得不比谁慢，最后与最好的不分高下。`,
    bounce: (rate) => `${rate} 降下来了，却停不住。`,
    never: (rate) => `${rate} 头几步就被甩了出去，什么也没学到。`,
  },
  drawn: (at, guess, was) => `走到一半，第 ${at} 次迭代时，你画的是 ${guess}，实际是 ${was}。`,
  fastDone: (rate, accuracy, epochs) => `完成：学习率 ${rate}，${epochs} 轮后认对 ${accuracy} %。`,
  fastNear: (rate, accuracy) => `批大小 128、5 轮以内的最好成绩：${accuracy} %，学习率 ${rate}。`,
  patientDone: (rate, epochs, fast) => `完成：学习率 ${rate} 用了 ${epochs} 轮达到 95 %。${fast}`,
  patientFast: (epochs) => `学习率 0.5 用了 ${epochs} 轮。`,
  patientNear: (rate, accuracy, epochs) =>
    `还没到：学习率 ${rate}，${epochs} 轮后是 ${accuracy} %。`,
  edgeDone: (good, bad) => `完成：${good} 挺过来了，${bad} 没有。换一个种子，边界可能会动。`,
  edgeOne: (bad) => `${bad} 发散了。再在它下面不远处找一个不发散的。`,
  edgeFar: (good, bad, ratio) => `${good} 挺过来了，${bad} 发散了，相差 ${ratio} 倍。再靠近一些。`,
  whose: '网络读出了什么',
  yours: '你写的数字',
  others: '测试集里的图像',
  otherImages: '换一批图像',
  notTrained: '网络还没有训练，只是在猜。请按“运行”。',
  says: (digit, percent) => `读作 ${digit}，把握 ${percent}`,
  right: '对',
  wrong: '错',
  is: (digit) => `应为 ${digit}`,
  score: (right, all) => `${all} 个中读对 ${right} 个`,
  slow: '一步一步来',
  fast: '全速',
  pace: '快慢',
  iteration: (n, epoch) => `第 ${n} 次迭代，第 ${epoch} 轮`,
  measured: (seed) => `这些数就在本页算出：种子 ${seed} 的第一步。`,
  beforehand: '这些数是事先用本实验室算好的（种子 1）。把下面的比赛运行一次，就会在本页重算。',
  stale: '批大小变了，总和也会变：把下面的比赛运行一次，就会在本页算出。',
};

/** @returns {LessonWords} */
export function lessonWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

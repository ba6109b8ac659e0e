/** The words that this lesson's experiment says, each language for its own reader. */

/** @typedef {typeof en} LessonWords */

const en = {
  won: (/** @type {string} */ rate, /** @type {string} */ percent) =>
    `${rate} read the most validation images this time: ${percent} %.`,
  reachDone: (/** @type {string} */ rate, /** @type {string} */ percent) =>
    `Done: at rate ${rate} it read ${percent} %.`,
  reachNear: (/** @type {string} */ rate, /** @type {string} */ percent) =>
    `Not yet: at rate ${rate} it read ${percent} %.`,
};

/** @type {LessonWords} */
const zh = {
  won: (rate, percent) => `这一次，${rate} 认对的验证图片最多：${percent} %。`,
  reachDone: (rate, percent) => `完成：学习率 ${rate}，认对 ${percent} %。`,
  reachNear: (rate, percent) => `还没到：学习率 ${rate}，认对 ${percent} %。`,
};

/** @returns {LessonWords} */
export function lessonWords() {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

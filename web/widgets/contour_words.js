/** The words of contour map and surface. */
import { pageLanguage } from './words.js';

/** @typedef {typeof en} ContourWords */

const en = {
  map: (/** @type {string} */ title, /** @type {string[]} */ paths) =>
    `Contour map: ${title}.${paths.length ? ` Paths: ${paths.join(', ')}.` : ''}`,
  help: 'Drag the start, or click on the map. With the keyboard: arrow keys move it, Shift makes small steps.',
  start: 'Start',
  at: (/** @type {string} */ x, /** @type {string} */ y) => `x ${x}, y ${y}`,
  path: 'path',
  step: 'step',
  loss: 'loss',
  surface: (/** @type {string} */ title) =>
    `Surface: ${title}. Drag it, or turn it with the arrow keys.`,
  turned: (/** @type {number} */ yaw, /** @type {number} */ pitch) =>
    `turned by ${yaw}°, seen from ${pitch}° above`,
};

/** @type {ContourWords} */
const zh = {
  map: (title, paths) => `等高线图：${title}。${paths.length ? `路径：${paths.join('、')}。` : ''}`,
  help: '拖动起点，或在图上点一下。用键盘：方向键移动，按住 Shift 走小步。',
  start: '起点',
  at: (x, y) => `x ${x}，y ${y}`,
  path: '路径',
  step: '步',
  loss: '损失',
  surface: (title) => `曲面：${title}。可以拖动，也可以用方向键转动。`,
  turned: (yaw, pitch) => `转了 ${yaw}°，从 ${pitch}° 高处看`,
};

/** @returns {ContourWords} */
export function contourWords() {
  return pageLanguage() === 'zh' ? zh : en;
}

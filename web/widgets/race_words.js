/**
 * The words of a race of runs, in English and in Chinese, each written for its own reader.
 */
import { pageLanguage } from './words.js';

/** @typedef {typeof en} RaceWords */

const en = {
  loss: 'training loss',
  accuracy: 'validation accuracy',
  iteration: 'iteration',
  epoch: 'epoch',
  samples: 'images seen',
  seconds: 'training time',
  s: 's',
  percent: '%',
  lossTitle: 'Training loss',
  accuracyTitle: 'Validation accuracy',
  rate: 'learning rate',
  batch: 'batch size',
  optimizer: 'optimizer',
  optimizers: {
    sgd: 'SGD, plain',
    momentum: 'SGD with momentum',
    nesterov: 'Nesterov momentum',
    adagrad: 'AdaGrad',
    rmsprop: 'RMSProp',
    adam: 'Adam',
    adamw: 'AdamW',
  },
  usual: (/** @type {string} */ rate) => `${rate} is a usual rate for it`,
  epochs: 'epochs',
  seed: 'seed',
  results: 'Results of the runs',
  lane: 'rate',
  validation: 'validation',
  test: 'test',
  epochTime: 'an epoch',
  fingerprint: 'fingerprint',
  ending: 'how it ended',
  ready: 'not run yet',
  training: 'training',
  ended: 'ended well',
  notFinite: (/** @type {string} */ at) =>
    `diverged: at iteration ${at} the loss was no longer a number`,
  grew: (/** @type {string} */ at) =>
    `diverged: thrown off at iteration ${at}, and it never came back`,
  failed: 'stopped by an error',
  epochOf: (/** @type {string} */ done, /** @type {number} */ all) => `epoch ${done} of ${all}`,
  download: (/** @type {string} */ done, /** @type {string} */ all) =>
    `fetching the images: ${done} of ${all} MB`,
  verify: 'checking the images',
  pack: 'packing the images',
  open: 'opening the images',
  milliseconds: (/** @type {string} */ n) => `${n} ms`,
};

/** @type {RaceWords} */
const zh = {
  loss: '训练损失',
  accuracy: '验证准确率',
  iteration: '迭代次数',
  epoch: '轮数',
  samples: '已看图像',
  seconds: '训练用时',
  s: '秒',
  percent: '%',
  lossTitle: '训练损失',
  accuracyTitle: '验证准确率',
  rate: '学习率',
  batch: '批大小',
  optimizer: '优化器',
  optimizers: {
    sgd: 'SGD（普通）',
    momentum: '动量 SGD',
    nesterov: 'Nesterov 动量',
    adagrad: 'AdaGrad',
    rmsprop: 'RMSProp',
    adam: 'Adam',
    adamw: 'AdamW',
  },
  usual: (rate) => `它的常用学习率是 ${rate}`,
  epochs: '轮数',
  seed: '种子',
  results: '各次训练的结果',
  lane: '学习率',
  validation: '验证',
  test: '测试',
  epochTime: '每轮用时',
  fingerprint: '指纹',
  ending: '结局',
  ready: '尚未运行',
  training: '训练中',
  ended: '顺利结束',
  notFinite: (at) => `发散：第 ${at} 次迭代时，损失已不是数`,
  grew: (at) => `发散：第 ${at} 次迭代时被甩开，再没有回来`,
  failed: '出错，已停止',
  epochOf: (done, all) => `第 ${done} 轮，共 ${all} 轮`,
  download: (done, all) => `正在下载图像：${done} / ${all} MB`,
  verify: '正在校验图像',
  pack: '正在压缩图像',
  open: '正在打开图像',
  milliseconds: (n) => `${n} 毫秒`,
};

/** @returns {RaceWords} */
export function raceWords() {
  return pageLanguage() === 'zh' ? zh : en;
}

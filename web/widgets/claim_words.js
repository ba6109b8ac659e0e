/** The words of a claim that is put to the test, in English and in Chinese. */
import { pageLanguage } from './words.js';

const en = {
  seeds: 'seeds',
  first: 'first seed',
  seed: 'seed',
  arm: 'setting',
  sum: 'mean ± deviation',
  print: 'fingerprint (first seed)',
  results: 'Percent read correctly, by setting and seed',
  runsDone: (/** @type {number} */ done, /** @type {number} */ all) => `${done} of ${all} runs`,
  open: (/** @type {string} */ arm, /** @type {string} */ than) =>
    `${arm}, beside ${than}: not known yet.`,
  more: (
    /** @type {string} */ arm,
    /** @type {string} */ than,
    /** @type {string} */ by,
    /** @type {string} */ error,
  ) => `${arm} is ahead of ${than}, by ${by} ± ${error} points.`,
  less: (
    /** @type {string} */ arm,
    /** @type {string} */ than,
    /** @type {string} */ by,
    /** @type {string} */ error,
  ) => `${arm} is behind ${than}: ${by} ± ${error} points.`,
  level: (
    /** @type {string} */ arm,
    /** @type {string} */ than,
    /** @type {string} */ by,
    /** @type {string} */ error,
  ) => `${arm} and ${than} cannot be told apart: ${by} ± ${error} points.`,
  asRecorded: 'As in our record.',
  notAsRecorded: 'Not as in our record: other seeds may say otherwise.',
};

/** @type {typeof en} */
const zh = {
  seeds: '种子个数',
  first: '第一个种子',
  seed: '种子',
  arm: '设置',
  sum: '平均 ± 标准差',
  print: '指纹（第一个种子）',
  results: '各种设置、各个种子认对的百分比',
  runsDone: (done, all) => `完成 ${done} / ${all} 次训练`,
  open: (arm, than) => `${arm} 与 ${than} 相比：还不知道。`,
  more: (arm, than, by, error) => `${arm} 领先 ${than}：${by} ± ${error} 个百分点。`,
  less: (arm, than, by, error) => `${arm} 落后 ${than}：${by} ± ${error} 个百分点。`,
  level: (arm, than, by, error) => `${arm} 与 ${than} 分不出高下：${by} ± ${error} 个百分点。`,
  asRecorded: '与我们的记录一致。',
  notAsRecorded: '与我们的记录不同：换一批种子，结果可能不一样。',
};

export const claimWords = () => (pageLanguage() === 'zh' ? zh : en);

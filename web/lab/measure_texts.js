/** What the engine says of measurements, in English and Chinese; messages.js takes it in. */

/** @type {Record<string, { en: string, zh: string }>} */
export const measureLabels = {
  measurement: { en: 'Measurement', zh: '测量' },
  'measurement.kind': { en: 'Kind of measurement', zh: '测量种类' },
  'measurement.batches': { en: 'Batch sizes', zh: '批量大小' },
  'measurement.draws': { en: 'Batches drawn of each size', zh: '每种大小抽取的批数' },
  'measurement.samples': { en: 'Samples', zh: '样本数' },
  'measurement.products': { en: 'Hessian-vector products', zh: 'Hessian 与向量的乘积次数' },
  'measurement.tolerance': { en: 'Tolerance', zh: '容差' },
};

/** @param {unknown} value */
const number = (value) => Number(value).toLocaleString('en-US');

/** @type {Record<string, import('./messages.js').Text>} */
export const measureTexts = {
  'bad-measurement': {
    en: () => 'describe a measurement as an object, for instance { kind: "curvature" }.',
    zh: () => '请用对象描述一次测量，例如 { kind: "curvature" }。',
  },
  'bad-batches': {
    en: (f) =>
      `give ${f.least} to ${f.sizes} whole numbers that rise, from 1 to ${number(f.most)}, for instance 1, 16, 256.`,
    zh: (f) =>
      `请填 ${f.least} 到 ${f.sizes} 个递增的整数，每个在 1 到 ${number(f.most)} 之间，例如 1, 16, 256。`,
  },
  'bad-draws': {
    en: (f) =>
      `give as many whole numbers as there are batch sizes (${f.sizes}), each from 2 to ${number(f.most)}.`,
    zh: (f) => `请按批量大小的个数（${f.sizes} 个）填整数，每个在 2 到 ${number(f.most)} 之间。`,
  },
  'bad-samples': {
    en: (f) =>
      `give a whole number from 1 to ${number(f.most)}, the size of the training set, for instance 2048.`,
    zh: (f) => `请填 1 到 ${number(f.most)}（训练集大小）之间的整数，例如 2048。`,
  },
  'bad-products': {
    en: (f) => `give a whole number from 1 to ${f.most}, for instance 64.`,
    zh: (f) => `请填 1 到 ${f.most} 之间的整数，例如 64。`,
  },
  'bad-tolerance': {
    en: () => 'give a number from 0 up to but not including 1, for instance 0.001.',
    zh: () => '请填大于等于 0 且小于 1 的数，例如 0.001。',
  },
  'no-measurements': {
    en: () =>
      'This core cannot measure: open the lab with { core: "study" }, or load the core so, and ask again.',
    zh: () => '当前核心不能测量：请用 { core: "study" } 打开实验室或加载核心，然后重试。',
  },
};

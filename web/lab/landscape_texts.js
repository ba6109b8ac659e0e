/** What the engine says of landscapes, walks and the sums of Robbins and Monro. */

/** @type {Record<string, { en: string, zh: string }>} */
export const landscapeLabels = {
  terrain: { en: 'Landscape', zh: '地形' },
  steepness: { en: 'Steepness', zh: '陡度' },
  start: { en: 'Start', zh: '起点' },
  method: { en: 'Method', zh: '方法' },
  momentum: { en: 'Momentum', zh: '动量系数' },
  noise: { en: 'Noise', zh: '噪声' },
  c: { en: 'c', zh: 'c' },
  a: { en: 'a', zh: 'a' },
  runs: { en: 'Runs', zh: '次数' },
};

/** @type {Record<string, import('./messages.js').Text>} */
export const landscapeTexts = {
  'bad-landscape': {
    en: (f) =>
      f.field === 'terrain' ? `give one of ${f.known}.` : 'give a whole number from 2 to 100.',
    zh: (f) => (f.field === 'terrain' ? `请从 ${f.known} 中选择。` : '请填 2 到 100 之间的整数。'),
  },
  'bad-method': {
    en: (f) => `give one of ${f.known}.`,
    zh: (f) => `请从 ${f.known} 中选择。`,
  },
  'bad-walk': {
    en: (f) => `give a number within ${f.limits}.`,
    zh: (f) => `请填 ${f.limits} 之间的数。`,
  },
};

/** The claims of the chapter's section 12.3.4, on the batch size, that training decides, in its order. */
import { arm, plain } from './claim_arm.js';

/** On 5,000 images. @param {number} batch @param {number} rate @param {number} epochs */
function few(batch, rate, epochs) {
  const { en, zh } = plain(batch, rate);
  const name = { en: `${en}, 5,000 images`, zh: `${zh}，5,000 张图片` };
  return { name, run: { batch, rate, epochs, trainSize: 5000 } };
}

/** @type {import('./claim_arm.js').RunClaim[]} */
export const BATCH_CLAIMS = [
  {
    id: 'half-best-32',
    arms: [arm(32, 0.1, 10), arm(32, 0.3, 10), arm(32, 0.5, 10), arm(32, 0.7, 10)],
    measure: 'validation',
    comparisons: [
      { arm: 2, than: 1, found: 'level' },
      { arm: 2, than: 3, found: 'level' },
    ],
  },
  {
    id: 'tenth-best-16',
    arms: [arm(16, 0.1, 10), arm(16, 0.3, 10), arm(16, 0.5, 10)],
    measure: 'validation',
    comparisons: [
      { arm: 0, than: 1, found: 'level' },
      { arm: 0, than: 2, found: 'level' },
    ],
  },
  {
    id: 'small-batch-high-rate',
    arms: [arm(16, 0.1, 12), arm(16, 1, 12)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'less' }],
  },
  {
    id: 'large-batch-low-rate',
    arms: [arm(512, 0.1, 5), arm(512, 2, 5)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'more' }],
  },
  {
    id: 'single-sample',
    arms: [few(1, 0.05, 2), few(1, 0.5, 2), few(16, 0.5, 2)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 1, found: 'more' },
    ],
  },
  {
    id: 'linear-rule',
    arms: [arm(32, 0.1, 2), arm(128, 0.4, 2), arm(128, 0.2, 2)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 1, found: 'less' },
    ],
  },
  {
    id: 'grow-batch',
    arms: [
      {
        name: { en: 'rate 0.5 throughout', zh: '学习率一直是 0.5' },
        run: { batch: 32, rate: 0.5, epochs: 8 },
      },
      {
        name: { en: 'rate ÷ 4 after epochs 4 and 6', zh: '第 4、6 轮后学习率 ÷ 4' },
        run: {
          batch: 32,
          epochs: 8,
          schedule: { policy: 'multistep', rate: 0.5, gamma: 0.25, milestones: [6876, 10314] },
        },
      },
      {
        name: { en: 'batch × 4 after epochs 4 and 6', zh: '第 4、6 轮后批 × 4' },
        run: {
          batch: 32,
          rate: 0.5,
          epochs: 8,
          grow: [
            { epoch: 4, factor: 4 },
            { epoch: 6, factor: 4 },
          ],
        },
      },
    ],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 2, than: 0, found: 'more' },
      { arm: 2, than: 1, found: 'level' },
    ],
  },
  {
    id: 'best-batch-by-rate',
    arms: [arm(8, 0.1, 5), arm(64, 0.1, 5), arm(8, 0.8, 5), arm(64, 0.8, 5), arm(512, 0.8, 5)],
    measure: 'test',
    comparisons: [
      { arm: 0, than: 1, found: 'more' },
      { arm: 3, than: 2, found: 'more' },
      { arm: 3, than: 4, found: 'more' },
    ],
  },
  {
    id: 'best-batch-by-size',
    arms: [few(4, 0.3, 4), few(32, 0.3, 4), arm(4, 0.3, 4), arm(32, 0.3, 4)],
    measure: 'test',
    comparisons: [
      { arm: 0, than: 1, found: 'more' },
      { arm: 3, than: 2, found: 'more' },
    ],
  },
  {
    id: 'raise-both',
    arms: [arm(16, 0.3, 5), arm(16, 1.5, 5), arm(128, 1.5, 5)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 1, found: 'more' },
    ],
  },
  {
    id: 'higher-generalises',
    arms: [arm(128, 0.2, 12), arm(128, 0.8, 12), arm(16, 0.1, 12), arm(16, 0.7, 12)],
    measure: 'test',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 3, than: 2, found: 'less' },
    ],
  },
  {
    id: 'fewer-iterations',
    arms: [
      {
        name: { en: 'batch 32, rate 0.3: 1,719 steps', zh: '批 32，学习率 0.3：1,719 步' },
        run: { batch: 32, rate: 0.3, epochs: 1 },
      },
      {
        name: { en: 'batch 512, rate 1.2: 108 steps', zh: '批 512，学习率 1.2：108 步' },
        run: { batch: 512, rate: 1.2, epochs: 1 },
      },
      {
        name: { en: 'batch 512, rate 1.2: 1,728 steps', zh: '批 512，学习率 1.2：1,728 步' },
        run: { batch: 512, rate: 1.2, epochs: 16 },
      },
    ],
    measure: 'validation',
    comparisons: [
      { arm: 2, than: 0, found: 'more' },
      { arm: 1, than: 0, found: 'less' },
    ],
  },
  {
    id: 'large-batch-worse',
    arms: [arm(32, 0.3, 12), arm(512, 0.3, 12), arm(512, 2, 12)],
    measure: 'test',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 1, found: 'more' },
    ],
  },
  {
    id: 'at-most-one',
    arms: [arm(512, 0.8, 5), arm(512, 2, 5), arm(128, 0.8, 5), arm(128, 1.5, 5)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 3, than: 2, found: 'level' },
    ],
  },
  {
    id: 'root-law',
    arms: [arm(512, 0.8, 5), arm(512, 1.6, 5), arm(512, 2.4, 5), arm(512, 3.2, 5)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 2, than: 1, found: 'level' },
      { arm: 3, than: 1, found: 'less' },
    ],
  },
  {
    id: 'rate-ceiling',
    arms: [
      arm(512, 2, 10),
      arm(512, 4, 10),
      arm(2048, 2, 10),
      arm(2048, 4, 10),
      arm(8192, 2, 10),
      arm(8192, 4, 10),
    ],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 3, than: 2, found: 'less' },
      { arm: 5, than: 4, found: 'less' },
    ],
  },
];

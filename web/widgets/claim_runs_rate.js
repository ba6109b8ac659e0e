/** The claims of the chapter's sections 12.3.1 to 12.3.3 that training decides, in its order. */
import { arm } from './claim_arm.js';

/** @type {import('./claim_arm.js').RunClaim[]} */
export const RATE_CLAIMS = [
  {
    id: 'too-small',
    arms: [arm(128, 0.01, 3), arm(128, 0.5, 3)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'more' }],
  },
  {
    id: 'too-large',
    arms: [arm(128, 0.5, 2), arm(128, 6, 2)],
    measure: 'validation',
    comparisons: [{ arm: 1, than: 0, found: 'less' }],
  },
  {
    id: 'any-setting',
    arms: [
      arm(16, 0.2, 5),
      arm(128, 0.8, 5),
      arm(1024, 2, 5),
      {
        name: { en: 'batch 128, rate 0.8, 16 units', zh: '批 128，学习率 0.8，16 个单元' },
        run: { batch: 128, rate: 0.8, epochs: 5, network: { layers: [784, 16, 16, 10] } },
      },
    ],
    measure: 'validation',
    comparisons: [
      { arm: 2, than: 1, found: 'less' },
      { arm: 3, than: 1, found: 'less' },
    ],
  },
  {
    id: 'half-best-128',
    arms: [arm(128, 0.2, 20), arm(128, 0.5, 20), arm(128, 0.8, 20)],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 2, than: 1, found: 'level' },
    ],
  },
  {
    id: 'fast-then-slow',
    arms: [
      arm(128, 0.1, 10),
      {
        name: { en: '1.0, halved every 2 epochs', zh: '1.0，每 2 轮减半' },
        run: {
          batch: 128,
          epochs: 10,
          schedule: { policy: 'step', rate: 1, gamma: 0.5, step: 860 },
        },
      },
      arm(128, 1, 10),
    ],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'more' },
      { arm: 1, than: 2, found: 'level' },
    ],
  },
  {
    id: 'exp-gamma',
    arms: [
      arm(128, 0.5, 3),
      ...[0.99, 0.9].map((gamma) => ({
        name: { en: `0.5 × ${gamma}^t`, zh: `0.5 × ${gamma}^t` },
        run: {
          batch: 128,
          epochs: 3,
          schedule: { policy: /** @type {const} */ ('exp'), rate: 0.5, gamma },
        },
      })),
    ],
    measure: 'validation',
    comparisons: [
      { arm: 1, than: 0, found: 'less' },
      { arm: 2, than: 0, found: 'less' },
    ],
  },
];

/**
 * Claims of the textbook chapter that arithmetic decides: the page's core computes them at once. Each gives rows of a name and
 * numbers; the page says what they mean.
 */
import { CHAPTER_POINTS, measureExample, stepsOfBatches } from '../lab/example.js';
import { decayRates, walkLandscape } from '../lab/landscape.js';
import { describeSchedule } from '../lab/schedule.js';
import { scheduleRates } from '../lab/schedule_rates.js';

/** @typedef {import('../lab/core.js').Core} Core */
/** @typedef {{ en: string, zh: string }} Text */
/** @typedef {{ name: Text, values: number[] }} Row */
/** @typedef {{ heads: Text[], rows: Row[], digits?: number }} Sum heads: of the columns, the first over the names */

/** @param {string} en @param {string} zh @returns {Text} */
const text = (en, zh) => ({ en, zh });
/** The same in both languages. @param {string} both @returns {Text} */
const same = (both) => text(both, both);

/** @param {Core} core @param {import('../lab/schedule.js').ScheduleDescription} description @param {number[]} iterations */
function ratesAt(core, description, iterations) {
  const schedule = describeSchedule(description, { iterations: iterations[iterations.length - 1] });
  return iterations.map((from) => scheduleRates(core, schedule, { from, count: 1 })[0]);
}

/** @type {Record<string, (core: Core) => Sum>} */
export const SUM_CLAIMS = {
  'table-12-4': () => ({
    heads: [text('log10 of the rate', '学习率的对数'), text('rate', '学习率')],
    rows: [-1, -0.8, -0.6, -0.4, -0.2, 0].map((power) => ({
      name: same(String(power).replace('-', '−')),
      values: [10 ** power],
    })),
    digits: 3,
  }),

  'equation-4': (core) => {
    const iterations = [0, 50, 100, 150, 200, 250, 300];
    const initial = ratesAt(core, { policy: 'step', rate: 0.1, gamma: 0.9, step: 50 }, iterations);
    let current = 0.1;
    const compounded = iterations.map((iteration) => (current *= 0.9 ** (iteration / 50)));
    return {
      heads: [
        text('iteration', '迭代'),
        text('from the initial rate', '以初始学习率计'),
        text('from the current rate', '以当前学习率计'),
      ],
      rows: iterations.map((iteration, i) => ({
        name: same(String(iteration)),
        values: [initial[i], compounded[i]],
      })),
      digits: 5,
    };
  },

  'inv-floor': (core) => {
    const iterations = [0, 1e3, 1e5, 1e7, 1e9];
    const columns = [0.5, 1, 2].map((power) =>
      ratesAt(core, { policy: 'inv', rate: 0.1, gamma: 0.001, power }, iterations),
    );
    return {
      heads: [text('iteration', '迭代'), same('p = 0.5'), same('p = 1'), same('p = 2')],
      rows: iterations.map((iteration, i) => ({
        name: same(iteration.toLocaleString('en')),
        values: columns.map((column) => column[i]),
      })),
      digits: 2,
    };
  },

  'poly-shape': (core) => {
    const iterations = [0, 25, 50, 75, 100];
    const columns = [0.5, 1, 2].map((power) =>
      ratesAt(core, { policy: 'poly', rate: 1, power, total: 100 }, iterations),
    );
    return {
      heads: [text('t / T', 't / T'), same('p = 0.5'), same('p = 1'), same('p = 2')],
      rows: iterations.map((iteration, i) => ({
        name: same(`${iteration} %`),
        values: columns.map((column) => column[i]),
      })),
      digits: 3,
    };
  },

  'one-step-rates': (core) => {
    const [three, five] = CHAPTER_POINTS;
    const sets = [
      { name: text('three samples', '三个样本'), points: three },
      { name: text('five samples', '五个样本'), points: five },
      { name: text('the three, each twice', '三个样本各用两次'), points: [...three, ...three] },
    ];
    return {
      heads: [
        text('samples', '样本'),
        text('rate by the book’s sum', '照教材的算法'),
        text('rate that lands in one step', '真正一步到位'),
        text('curvature', '曲率'),
      ],
      rows: sets.map(({ name, points }) => {
        const { chapterRate, rate, curvature } = measureExample(core, points, 0.5, 0);
        return { name, values: [chapterRate ?? NaN, rate ?? NaN, curvature] };
      }),
      digits: 4,
    };
  },

  variance: (core) => {
    const points = /** @type {[number, number][]} */ (
      Array.from({ length: 40 }, (_, i) => [((i * 7) % 40) / 10 - 2, Math.sin(12 * i)])
    );
    const variances = [1, 2, 4, 8].map(
      (batch) => stepsOfBatches(core, points, { slope: 0.5, rate: 1, batch }).deviation ** 2,
    );
    return {
      heads: [
        text('batch', '批大小'),
        text('variance of the gradient', '梯度的方差'),
        text('times the batch', '乘以批大小'),
      ],
      rows: [1, 2, 4, 8].map((batch, i) => ({
        name: same(String(batch)),
        values: [variances[i], variances[i] * batch],
      })),
      digits: 3,
    };
  },

  'two-sums': (core) => {
    const end = (/** @type {Float64Array} */ values) => values[values.length - 1];
    const choices = [
      { name: same('0.5 / k'), c: 0.5, a: 1 },
      { name: same('0.5 / k²'), c: 0.5, a: 2 },
      { name: text('0.5, constant', '0.5，不变'), c: 0.5, a: 0 },
      { name: same('100 / k'), c: 100, a: 1 },
    ];
    return {
      heads: [
        text('rate', '学习率'),
        text('sum of η', 'η 之和'),
        text('sum of η²', 'η² 之和'),
        text('distance from the best', '离最优的距离'),
      ],
      rows: choices.map(({ name, c, a }) => {
        const { sum, squares, mean } = decayRates(core, { c, a }, 100000);
        return { name, values: [end(sum), end(squares), end(mean)] };
      }),
      digits: 3,
    };
  },

  'rare-features': (core) => {
    const landscape = /** @type {const} */ ({ terrain: 'sparse', steepness: 20 });
    const steps = [0, 10, 50, 200];
    const walks = /** @type {const} */ (['sgd', 'adagrad']).map((method) =>
      walkLandscape(core, landscape, { start: [0, 0], method, rate: 0.5 }, 200),
    );
    return {
      heads: [
        text('step', '步'),
        text('frequent, one rate', '常见特征，同一学习率'),
        text('rare, one rate', '罕见特征，同一学习率'),
        text('frequent, AdaGrad', '常见特征，AdaGrad'),
        text('rare, AdaGrad', '罕见特征，AdaGrad'),
      ],
      rows: steps.map((step) => ({
        name: same(String(step)),
        values: walks.flatMap(({ x, y }) => [x[step], y[step]]),
      })),
      digits: 3,
    };
  },

  'saddle-slow': (core) => {
    const offsets = [1e-2, 1e-4, 1e-8];
    return {
      heads: [
        text('distance from the ridge', '离山脊的距离'),
        text('smallest gradient on the way', '途中最小的梯度'),
        text('steps until it is past', '过去之前的步数'),
      ],
      rows: offsets.map((offset) => {
        const { gradient, y } = walkLandscape(
          core,
          { terrain: 'saddle' },
          { start: [1.5, offset], rate: 0.1 },
          1000,
        );
        const past = y.findIndex((value) => Math.abs(value) > 0.9);
        const way = gradient.slice(0, past < 0 ? gradient.length : past);
        return { name: same(String(offset)), values: [Math.min(...way), past < 0 ? NaN : past] };
      }),
      digits: 3,
    };
  },
};

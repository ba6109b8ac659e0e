/** `steplab.js example`: three samples against five, or any points: the textbook's arithmetic beside the gradient's. */
import { CHAPTER_POINTS, LabError, measureExample, parseNumber } from '../../web/lab/index.js';
import { UsageError } from './options.js';
import { findPageCore } from './workshop.js';

/** @typedef {import('../../web/lab/example.js').Pair} Pair */
/** @typedef {import('../../web/lab/example.js').Example & { points: readonly Pair[] }} Column */
/** @typedef {import('./options.js').Values} Values */

/** @type {import('./options.js').Command} */
export const example = {
  about:
    'Takes the line z = slope · x to the target slope in one step: by the loss, as the textbook has it (equations 8 and 9), and by the gradient.',
  options: [
    {
      name: 'points',
      value: 'X:Y,…',
      text: true,
      help: "samples; the textbook's three and its five unless given",
    },
    { name: 'slope', value: 'W', fallback: 0.5, help: 'slope of the line' },
    { name: 'target', value: 'W', fallback: 0, help: 'slope to reach' },
    { name: 'json', help: 'one JSON record a line' },
  ],
  run: runExample,
};

/** @param {Values} values @returns {Promise<number>} */
async function runExample(values) {
  const sets = values.points === undefined ? CHAPTER_POINTS : [readPoints(values.points)];
  const { slope, target } = values;
  const core = await findPageCore();
  const columns = sets.map((points) => ({ points, ...measure(core, points, values) }));
  if (values.json) {
    const numbers = columns.map(({ points, loss, chapterRate, gradient, rate, curvature }) => {
      return { points, loss, chapterRate, gradient, rate, curvature };
    });
    console.log(JSON.stringify({ slope, target, columns: numbers, final: true }));
  } else console.log(table(columns, slope, target));
  return 0;
}

/**
 * @param {string} text x:y,x:y,…
 * @returns {Pair[]}
 * @throws {UsageError}
 */
export function readPoints(text) {
  const words = text.split(',').map((word) => word.trim());
  return words.map((word) => {
    const [x, y, ...rest] = word.split(':').map(parseNumber);
    if (Number.isFinite(x) && Number.isFinite(y) && rest.length === 0)
      return /** @type {Pair} */ ([x, y]);
    throw pointError('bad-point', words.length === 1 && word === '' ? text : word);
  });
}

/** @param {string} code @param {unknown} value */
function pointError(code, value) {
  return new UsageError(new LabError(code, { field: 'points', value }).describe('en', '--points'));
}

/** @param {import('../../web/lab/core.js').Core} core @param {readonly Pair[]} points @param {Values} values */
function measure(core, points, values) {
  try {
    const found = measureExample(core, points, values.slope, values.target);
    if (found.still === 'no-slope') throw pointError('no-slope', values.points);
    return found;
  } catch (error) {
    if (!(error instanceof LabError) || error.field === null) throw error;
    const value = values.typed[error.field] ?? error.value;
    const typed = new LabError(error.code, {
      ...error.facts,
      value: error.field === 'points' ? error.value : value,
    });
    throw new UsageError(typed.describe('en', `--${error.field}`));
  }
}

/** @type {[name: string, value: (column: Column) => string][]} */
const rows = [
  ['samples', ({ points }) => String(points.length)],
  ['loss', ({ loss }) => digits(loss)],
  ['rate by the loss', ({ chapterRate }) => digits(chapterRate)],
  ['gradient', ({ gradient }) => digits(gradient)],
  ['rate by the gradient', ({ rate }) => digits(rate)],
  ['curvature, mean of x²', ({ curvature }) => digits(curvature)],
  ['slope of the best line', ({ best }) => digits(best)],
];

/** @param {Column[]} columns @param {number} slope @param {number} target */
function table(columns, slope, target) {
  const lines = rows.map(
    ([name, value]) =>
      name.padEnd(24) + columns.map((column) => value(column).padStart(12)).join(''),
  );
  const notes = columns.some(({ still }) => still)
    ? ['', 'The gradient is 0: the line lies where these points want it, and no step moves it.']
    : columns.some(({ rate }) => rate !== null && rate < 0)
      ? ['', 'A rate below 0: the gradient leads away from the target.']
      : [];
  return [`From slope ${slope} to ${target} in one step:`, '', ...lines, ...notes].join('\n');
}

/** @param {number | null} value */
function digits(value) {
  return value === null ? 'none' : String(Number(value.toPrecision(6)));
}

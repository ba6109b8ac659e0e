/** `steplab.js schedule`: the learning rate of every iteration, or of every K-th. */
import {
  describeSchedule,
  iterationsPerEpoch,
  LabError,
  partsOf,
  scheduleRates,
  STANDARD_RUN,
} from '../../web/lab/index.js';
import { asUsageError } from './options.js';
import {
  describeInWords,
  nameScheduleFile,
  scheduleFromOptions,
  scheduleOptions,
} from './schedule_options.js';
import { findPageCore } from './workshop.js';

/** @typedef {import('./options.js').Option} Option */
/** @typedef {import('./options.js').Values} Values */
/** @typedef {import('../../web/lab/schedule.js').Schedule} Schedule */

const MOST_ITERATIONS = 1e7;
/** Rates that are worked out at once. */
const PAGE = 65536;
/** Digits that a person is shown: 0.1 · 0.9 is 0.09, not 0.09000000000000001. */
const DIGITS = 12;

/** @type {Option[]} */
const options = [
  { name: 'rate', value: 'R', fallback: 0.5, field: 'rate', help: 'learning rate' },
  ...scheduleOptions,
  {
    name: 'iterations',
    value: 'N',
    fallback: STANDARD_RUN.epochs * iterationsPerEpoch(STANDARD_RUN),
    field: 'iterations',
    help: 'of the run',
  },
  {
    name: 'table',
    value: 'K',
    field: 'table',
    help: 'every K-th iteration only, the end included',
  },
  { name: 'json', help: 'one JSON record a line' },
];

/** @type {import('./options.js').Command} */
export const schedule = {
  about: 'Prints the learning rate of the iterations 0 to N−1, or of every K-th to N.',
  options,
  run: runSchedule,
};

/** @param {Values} values @returns {Promise<number>} */
async function runSchedule(values) {
  const described = readOptions(values);
  if (!values.json) console.log(`${describeInWords(described)}\n\n iteration  rate`);
  const core = await findPageCore();
  for (const range of ranges(values.iterations, values.table)) {
    const rates = scheduleRates(core, described, range);
    const lines = Array.from(rates, (rate, index) => {
      const iteration = range.from + index * range.every;
      return values.json ? JSON.stringify({ iteration, rate }) : row(iteration, rate);
    });
    await write(`${lines.join('\n')}\n`);
  }
  if (values.json) console.log(JSON.stringify(finalLine(described, values)));
  else if (partsOf(described).some(({ policy }) => policy === 'plateau'))
    console.log('\nA plateau lowers its rate by the losses of a run: see the records of train.');
  return 0;
}

/**
 * The iterations to print, in pages: 0 to N−1; of a table every K-th, and N.
 * @param {number} iterations
 * @param {number} [table]
 */
function* ranges(iterations, table) {
  const every = table ?? 1;
  const count = table === undefined ? iterations : Math.floor(iterations / table) + 1;
  for (let first = 0; first < count; first += PAGE)
    yield { from: first * every, every, count: Math.min(PAGE, count - first) };
  if (table !== undefined && iterations % table > 0) yield { from: iterations, every: 1, count: 1 };
}

/** @param {Values} values @returns {Schedule} */
function readOptions(values) {
  const { iterations, table } = values;
  try {
    checkCount('iterations', iterations);
    if (table !== undefined) checkCount('table', table);
  } catch (error) {
    throw asUsageError(error, options, values);
  }
  const description = scheduleFromOptions(values);
  try {
    return describeSchedule(description, { iterations });
  } catch (error) {
    throw asUsageError(nameScheduleFile(error, values), options, values);
  }
}

/** @param {string} field @param {unknown} value */
function checkCount(field, value) {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_ITERATIONS) return;
  throw new LabError('bad-epochs', { field, value, most: MOST_ITERATIONS });
}

/** @param {number} iteration @param {number} rate */
function row(iteration, rate) {
  return `${String(iteration).padStart(10)}  ${Number(rate.toPrecision(DIGITS))}`;
}

/** @param {Schedule} described @param {Values} values */
function finalLine(described, { iterations, table = null }) {
  return { iterations, table, schedule: described, final: true };
}

/** Waits where whoever reads is slower than we are. @param {string} text */
function write(text) {
  return new Promise((resolve) => process.stdout.write(text, resolve));
}

/** `find-rate`: searches for a learning rate, in rounds and over seeds, and races what it found where it is asked to. */

import {
  describeSearch,
  RULES,
  SearchSession,
  searchWithSeed,
  Session,
  verifyRace,
  verifyResult,
} from '../../web/lab/index.js';
import { printResult, summary } from './find_rate_report.js';
import { optimizerFromOptions, optimizerOptions } from './optimizer_options.js';
import { asUsageError, UsageError } from './options.js';
import { runOptions } from './run_options.js';
import { Bar, printJson } from './screen.js';
import { findCore, findMnist } from './workshop.js';

/** @typedef {import('./options.js').Command} Command */
/** @typedef {import('./options.js').Option} Option */
/** @typedef {import('./options.js').Values} Values */
/** @typedef {import('../../web/lab/search.js').Search} Search */
/** @typedef {import('../../web/lab/search_records.js').Finding} Finding */
/** @typedef {import('../../web/lab/search_records.js').SearchEvent} SearchEvent */
/** @typedef {import('../../web/lab/lr_finder.js').Verified} Verified */
/** @typedef {import('../../web/lab/mnist.js').Mnist} Mnist */
/** @typedef {{ core: import('../../web/lab/core.js').Core, data: Mnist, signal: AbortSignal }} Place */

const INTERRUPTED = 130;
/** Milliseconds between two looks whether Ctrl-C was pressed. */
const SLICE = 50;
const MOST_SEEDS = 1000;

/** Of a run: what a search takes. */
const ofRun = ['batch', 'seed', 'split-seed', 'weights-seed', 'order-seed', 'train-size'];

/** @type {Option[]} */
const searchOptions = [
  { name: 'rounds', value: 'N', fallback: 3, field: 'rounds', help: 'each finer than the last' },
  {
    name: 'segments',
    value: 'F:L:S:N,…',
    text: true,
    field: 'segments',
    help: 'first, last, step and iterations a rate of round 1; the chapter’s table 12-3 unless given',
  },
  {
    name: 'ramp',
    value: 'F:L:N',
    text: true,
    field: 'ramp',
    help: 'round 1 from F to L in N iterations, on a log scale; :linear behind it for equal steps',
  },
  { name: 'reset', help: 'every rate from the same weights, in round 1 too' },
  { name: 'carry', help: 'weights carried from rate to rate in every round, as the chapter does' },
  {
    name: 'measure',
    value: 'LOSS',
    fallback: 'batch',
    field: 'measure',
    text: true,
    help: 'the loss that is judged: batch, validation or training',
  },
  {
    name: 'stop',
    value: 'K',
    fallback: 4,
    field: 'stop',
    help: 'stop where the loss is more than K times its lowest',
  },
  {
    name: 'smoothing',
    value: 'B',
    fallback: 'auto',
    field: 'smoothing',
    help: 'weight of the past in the moving average, 0 to below 1',
  },
  {
    name: 'seeds',
    value: 'N',
    fallback: 1,
    field: 'seeds',
    help: 'searches, each with the next seed; the rate is their median',
  },
  {
    name: 'rule',
    value: 'NAME',
    fallback: 'rounds',
    oneOf: ['rounds', ...RULES],
    help: `whose answer the rate is: rounds, ${RULES.join(', ')}`,
  },
  { name: 'verify', help: 'race the rate against a third, 2/3, 1.5 and 3 times it, 3 seeds each' },
];

const options = [
  ...runOptions.filter(({ name }) => ofRun.includes(name)),
  ...optimizerOptions,
  ...searchOptions,
];
/** What is read by itself. */
const others = ['seeds', ...optimizerOptions.map(({ field }) => field)];

/** @type {Command} */
export const findRate = {
  about:
    'Searches for a learning rate in rounds, as the chapter’s section 12.3.2 does, and says what five rules make of the first.',
  options: [...options, { name: 'json', help: 'one JSON record a line' }],
  run: runFindRate,
};

/** @param {Values} values @returns {Promise<number>} */
async function runFindRate(values) {
  const search = searchFromOptions(values);
  const seeds = readSeeds(values);
  const control = new AbortController();
  const interrupt = () => control.abort();
  process.once('SIGINT', interrupt);
  const bar = new Bar(process.stderr);
  try {
    const core = await findCore(true);
    const place = { core, data: await findMnist(core), signal: control.signal };
    const result = await findAndVerify(place, search, seeds, values, bar);
    bar.clear();
    if (values.json) printJson({ ...result, ...optionsOf(search, values), final: true });
    else printResult(result, values.rule);
    return 0;
  } catch (error) {
    bar.clear();
    if (!control.signal.aborted) throw asUsageError(error, options, values);
    console.error('Interrupted.');
    return INTERRUPTED;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

/** @param {Values} values @returns {Search} */
function searchFromOptions(values) {
  if (values.reset && values.carry)
    throw new UsageError('--carry: give --reset or --carry, not both.');
  /** @type {Record<string, any>} */
  const description = {
    carry: values.reset ? 'never' : values.carry ? 'always' : 'first',
    ...optimizerFromOptions(values),
  };
  for (const { name, field } of options) {
    if (field && !others.includes(field) && values[name] !== undefined)
      description[field] = values[name];
  }
  try {
    return describeSearch(description);
  } catch (error) {
    throw asUsageError(error, options, values);
  }
}

/** @param {Values} values @returns {number} */
function readSeeds({ seeds, typed }) {
  if (Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS) return seeds;
  throw new UsageError(
    `--seeds ${typed.seeds}: give a whole number from 1 to ${MOST_SEEDS}, for instance 8.`,
  );
}

/**
 * @param {Place} place
 * @param {Search} search
 * @param {number} seeds
 * @param {Values} values
 * @param {Bar} bar
 */
async function findAndVerify(place, search, seeds, values, bar) {
  /** @type {Finding[]} */
  const findings = [];
  for (let seed = 0; seed < seeds; seed++) {
    const told = { seed: search.run.weightsSeed + seed, json: values.json };
    const show = (/** @type {number} */ share) => bar.show((seed + share) / seeds, 'searching');
    findings.push(await find(place, searchWithSeed(search, seed), told, show));
  }
  const result = summary(findings, values.rule);
  if (!values.verify || result.rate === null) return result;
  const verified = await verify(place, search, result.rate, bar);
  const careful = result.careful === null ? null : result.careful - result.rate + verified.rate;
  return {
    ...result,
    suggested: result.rate,
    rate: verified.rate,
    careful: careful === null ? null : Number(careful.toPrecision(12)),
    verified,
  };
}

/**
 * One search to its end.
 * @param {Place} place
 * @param {Search} search
 * @param {{ seed: number, json: boolean }} told
 * @param {(share: number) => void} show
 * @returns {Promise<Finding>}
 */
async function find({ core, data, signal }, search, told, show) {
  const session = new SearchSession(core, data, search);
  try {
    while (!session.finished) {
      const events = session.advance(SLICE);
      if (told.json) for (const event of events) printEvent(event, told.seed);
      show(session.state.share);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
    return /** @type {Finding} */ (session.final);
  } finally {
    session.destroy();
  }
}

/** @param {SearchEvent} event @param {number} seed */
function printEvent(event, seed) {
  if (event.type !== 'points') return;
  for (const point of event.points) printJson({ seed, round: event.round + 1, ...point });
}

/**
 * @param {Place} place
 * @param {Search} search
 * @param {number} rate
 * @param {Bar} bar
 * @returns {Promise<Verified>}
 */
async function verify(place, search, rate, bar) {
  const candidates = verifyRace(search.run, rate);
  const all = candidates.reduce((sum, { runs }) => sum + runs.length, 0);
  let done = 0;
  const finals = [];
  for (const { runs } of candidates) {
    const own = [];
    for (const run of runs) {
      own.push(await race(place, run, (share) => bar.show((done + share) / all, 'verifying')));
      done++;
    }
    finals.push(own);
  }
  return verifyResult(candidates, finals);
}

/**
 * @param {Place} place
 * @param {import('../../web/lab/run.js').Run} run
 * @param {(share: number) => void} show
 */
async function race({ core, data, signal }, run, show) {
  const session = new Session(core, { train: data.train, test: null }, run);
  try {
    while (!session.finished) {
      session.advance(SLICE);
      show(session.state.epoch / run.epochs);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
    return /** @type {import('../../web/lab/events.js').Final} */ (session.final);
  } finally {
    session.destroy();
  }
}

/** @param {Search} search @param {Values} values */
function optionsOf({ run, sweep, rounds, carry, measure, stop, smoothing }, values) {
  const { batch, optimizer, splitSeed, weightsSeed, orderSeed, trainSize } = run;
  return {
    options: { sweep, rounds, carry, measure, stop, smoothing, seeds: values.seeds },
    ...{ batch, optimizer, seed: values.seed, splitSeed, weightsSeed, orderSeed, trainSize },
  };
}

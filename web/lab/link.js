/** A run as the query of a link, short and readable, and back. What stands in the standard run is left out. */

import { LabError } from './errors.js';
import { decodeGrowth, encodeGrowth } from './growth.js';
import { decodeOptimizer, encodeOptimizer, rateFor } from './optimizer.js';
import { describeRun, STANDARD_RUN } from './run.js';
import { isFixed, peakRate } from './schedule.js';
import { decodeSchedule, encodeSchedule } from './schedule_text.js';

/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./run.js').RunDescription} RunDescription */

const LONGEST = 4000;
const standard = pairs(STANDARD_RUN);

/**
 * @param {Run} run
 * @returns {string} such as `batch=32&rate=0.3`; the standard run is the empty string
 */
export function encodeRun(run) {
  const own = pairs(run);
  /** @type {Record<string, string>} */
  const usual = { ...standard, rate: plain(rateFor(run.optimizer.kind)) };
  const changed = Object.keys(own).filter((key) => own[key] !== usual[key]);
  return changed.map((key) => `${key}=${own[key]}`).join('&');
}

/**
 * @param {string} text what `encodeRun` gave, in any order, with or without a leading `?` or `#`
 * @returns {Run}
 * @throws {LabError} for whatever else it is
 */
export function decodeRun(text) {
  if (typeof text !== 'string' || text.length > LONGEST)
    throw new LabError('bad-link', { field: 'link', value: text });
  /** @type {Record<string, any>} */
  const partial = {};
  const seen = new Set();
  for (const [key, value] of new URLSearchParams(text.replace(/^[?#]/, ''))) {
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (!read || seen.has(key))
      throw new LabError('bad-link', { field: 'link', value: `${key}=${value}` });
    seen.add(key);
    read(partial, value);
  }
  return describeRun(partial);
}

/**
 * A number as a person writes one, in full; anything else stays the text that it is, for the check of its field to refuse.
 * @param {string} text
 */
export function parseNumber(text) {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** @param {Run} run @returns {Record<string, string>} */
function pairs(run) {
  const { splitSeed, weightsSeed, orderSeed, network } = run;
  const oneSeed = splitSeed === weightsSeed && weightsSeed === orderSeed;
  /** @type {Record<string, string>} */
  const seeds = oneSeed
    ? { seed: String(splitSeed) }
    : {
        'split-seed': String(splitSeed),
        'weights-seed': String(weightsSeed),
        'order-seed': String(orderSeed),
      };
  return {
    batch: run.batch === run.trainSize ? 'full' : String(run.batch),
    grow: encodeGrowth(run.grow),
    optimizer: encodeOptimizer(run.optimizer),
    ...rateOrSchedule(run.schedule),
    epochs: String(run.epochs),
    ...seeds,
    'train-size': String(run.trainSize),
    evaluate: plain(run.evaluate),
    layers: network.layers.join('-'),
    activations: network.activations.join('-'),
    loss: network.loss,
  };
}

/** @param {import('./schedule.js').Schedule} schedule @returns {Record<string, string>} */
function rateOrSchedule(schedule) {
  if (isFixed(schedule)) return { rate: plain(peakRate(schedule)) };
  return { schedule: encodeSchedule(schedule) };
}

/** A number without the plus of 1e+21, which a link would read as a space. @param {number} value */
function plain(value) {
  return String(value).replace('+', '');
}

/** @type {Record<string, (partial: Record<string, any>, value: string) => void>} */
const readers = {
  batch: (partial, value) => (partial.batch = parseNumber(value)),
  grow: (partial, value) => (partial.grow = decodeGrowth(value, parseNumber)),
  optimizer: (partial, value) => (partial.optimizer = decodeOptimizer(value, parseNumber)),
  rate: (partial, value) => (partial.rate = parseNumber(value)),
  schedule: (partial, value) => (partial.schedule = decodeSchedule(value, parseNumber)),
  epochs: (partial, value) => (partial.epochs = parseNumber(value)),
  seed: (partial, value) => (partial.seed = parseNumber(value)),
  'split-seed': (partial, value) => (partial.splitSeed = parseNumber(value)),
  'weights-seed': (partial, value) => (partial.weightsSeed = parseNumber(value)),
  'order-seed': (partial, value) => (partial.orderSeed = parseNumber(value)),
  'train-size': (partial, value) => (partial.trainSize = parseNumber(value)),
  evaluate: (partial, value) => (partial.evaluate = parseNumber(value)),
  layers: (partial, value) => (network(partial).layers = value.split('-').map(parseNumber)),
  activations: (partial, value) => (network(partial).activations = value.split('-')),
  loss: (partial, value) => (network(partial).loss = value),
};

/** @param {Record<string, any>} partial @returns {Record<string, any>} */
function network(partial) {
  return (partial.network ??= {});
}

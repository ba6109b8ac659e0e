/** What is asked of the core, and what was measured. */
import { median } from './race.js';
import { denseOperations } from './task.js';

/** @typedef {import('./race.js').Result} Result */

/**
 * @typedef {object} Ask
 * @property {string} name
 * @property {number | undefined} value from the medians; undefined where it could not be measured here
 * @property {number | undefined} best the same from everyone's best round, which a busy machine disturbs less
 * @property {string} unit
 * @property {number} least what is asked: at least, or at most where `lower`
 * @property {number} beyond what would be better still
 * @property {boolean} lower whether less is better
 */

/** @typedef {Omit<Ask, 'best'>} Figure */

/**
 * @param {Measured} measured
 * @returns {Ask[]}
 */
export function askFor(measured) {
  const best = figuresFor(measured, 'least');
  return figuresFor(measured, 'median').map((figure, k) => ({ ...figure, best: best[k].value }));
}

/**
 * @typedef {object} Measured
 * @property {Result[]} results
 * @property {Record<string, Record<number, { seconds: number, peak: number, ratio: number }[]>>} rates
 * @property {number} pair
 * @property {number} firstStep
 * @property {{ one: number, four: number }} memory
 * @property {{ module: number, loader: number }} size
 */

/**
 * @param {Measured} measured
 * @param {'median' | 'least'} which of each contender's rounds
 * @returns {Figure[]}
 */
function figuresFor({ results, rates, pair, firstStep, memory, size }, which) {
  const of = (
    /** @type {string} */ name,
    /** @type {string} */ place,
    /** @type {number} */ batch,
  ) => results.find((r) => r.name === name && r.place === place && r.batch === batch)?.[which];
  const ours = (/** @type {number} */ batch) => of('steplab', 'chromium', batch);
  const least = (/** @type {(number | undefined)[]} */ values) => {
    const known = values.filter((value) => value !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  };
  const tuned = (/** @type {number} */ batch) =>
    least(['tfjs-hand', 'jax'].map((name) => of(name, 'chromium', batch)));
  const native = ['native-128', 'native-256', 'native-512'];
  const best = least(native.map((name) => of(name, 'native', 128)));

  /** The slowest batch size counts; the best is the fastest piece over the highest peak. */
  const rate = (/** @type {string} */ place) =>
    Math.min(
      ...Object.values(rates[place]).map((pieces) => {
        if (which === 'median') return median(pieces.map(({ ratio }) => ratio));
        const peak = Math.max(...pieces.map((piece) => piece.peak));
        return denseOperations / Math.min(...pieces.map(({ seconds }) => seconds)) / peak;
      }),
    );
  const high = (
    /** @type {string} */ name,
    /** @type {number | undefined} */ value,
    /** @type {number} */ asked,
    /** @type {number} */ beyond,
  ) => ({
    ...{ name, value, unit: '×', least: asked, beyond, lower: false },
  });
  const low = (
    /** @type {string} */ name,
    /** @type {number | undefined} */ value,
    /** @type {number} */ asked,
    /** @type {number} */ beyond,
    unit = '×',
  ) => ({
    ...{ name, value, unit, least: asked, beyond, lower: true },
  });

  return [
    high('dense-equivalent rate ÷ f32x4 peak, Node', rate('node'), 1.7, 2),
    high('dense-equivalent rate ÷ f32x4 peak, Chromium', rate('chromium'), 1.7, 2),
    low(
      'epoch in Chromium ÷ native at 128 bits',
      over(ours(128), of(native[0], 'native', 128)),
      1.25,
      1.1,
    ),
    low(
      'epoch in Node ÷ native at 128 bits',
      over(of('steplab', 'node', 128), of(native[0], 'native', 128)),
      1.25,
      1.1,
    ),
    low('epoch in Chromium ÷ best native', over(ours(128), best), 1.6, 1.4),
    high('best tuned peer in Chromium ÷ ours, batch 128', over(tuned(128), ours(128)), 4.5, 6),
    high('best tuned peer in Chromium ÷ ours, batch 16', over(tuned(16), ours(16)), 8, 12),
    high(
      'TensorFlow.js model.fit ÷ ours, batch 128',
      over(of('tfjs-fit', 'chromium', 128), ours(128)),
      50,
      80,
    ),
    high(
      'PyTorch Sequential ÷ ours, batch 128',
      over(of('torch-sequential', 'native', 128), ours(128)),
      2,
      2.5,
    ),
    high(
      'PyTorch Sequential ÷ ours, batch 16',
      over(of('torch-sequential', 'native', 16), ours(16)),
      7,
      9,
    ),
    high(
      'C on OpenBLAS ÷ ours, batch 128',
      over(of('openblas', 'native', 128), ours(128)),
      1.2,
      1.5,
    ),
    high('C on OpenBLAS ÷ ours, batch 16', over(of('openblas', 'native', 16), ours(16)), 1.2, 1.5),
    low('first training step', firstStep * 1000, 20, 5, 'ms'),
    low('two runs on two cores ÷ one run', pair, 1.2, 1.05),
    low('core.wasm and its loader', (size.module + size.loader) / 1000, 60, 16, 'KB'),
    low('memory of a core with the training set', memory.one / 1e6, 64, 32, 'MB'),
  ];
}

/**
 * @param {number | undefined} a
 * @param {number | undefined} b
 */
function over(a, b) {
  return a !== undefined && b !== undefined ? a / b : undefined;
}

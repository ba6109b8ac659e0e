/** A measurement on a network that is learning is a value: a plain frozen object that says what is drawn, and how much of it. */

import { LabError } from './errors.js';

/** @typedef {import('./run.js').Run} Run */

/**
 * How far the mean gradients of batches scatter about that of all training samples, and the noise scale from the smallest and the
 * largest size. `noise` is the same with two sizes.
 * @typedef {object} VarianceMeasurement
 * @property {'variance' | 'noise'} kind
 * @property {readonly number[]} batches rising
 * @property {readonly number[]} draws of each size, with replacement
 * @property {number} seed
 */

/**
 * The highest and the lowest curvature of the loss of some of the training samples.
 * @typedef {object} CurvatureMeasurement
 * @property {'curvature'} kind
 * @property {number} samples drawn without replacement
 * @property {number} products with the Hessian, at most
 * @property {number} tolerance of the residuals, as a share of the largest curvature
 * @property {number} seed
 */

/** @typedef {VarianceMeasurement | CurvatureMeasurement} Measurement */
/** @typedef {{ kind: Measurement['kind'] } & Partial<Omit<VarianceMeasurement, 'kind'> & Omit<CurvatureMeasurement, 'kind'>>} MeasurementDescription */

const KINDS = /** @type {const} */ (['variance', 'noise', 'curvature']);
const MOST = { sizes: 16, batch: 1e6, draws: 1e6, products: 128, seed: 0xffffffff };
/** 1, 2, 4, … 2,048. */
const BATCHES = Array.from({ length: 12 }, (_, power) => 2 ** power);
const NOISE_BATCHES = [8, 2048];
/** Of each size so many samples are drawn, and so many batches at least: the slope's standard error is then about 0.006. */
const SAMPLES = 16384;
const LEAST_DRAWS = 64;
const CURVATURE = { samples: 2048, products: 64, tolerance: 0.001 };

/**
 * Fills in every default and checks every field.
 * @param {MeasurementDescription} description
 * @param {Pick<Run, 'trainSize'>} run that is measured
 * @returns {Measurement} deeply frozen
 * @throws {LabError} that names the field, its value and the remedy
 */
export function describeMeasurement(description, run) {
  if (typeof description !== 'object' || description === null)
    throw new LabError('bad-measurement', { field: 'measurement', value: description });
  const { kind, seed = 1 } = description;
  if (!KINDS.includes(kind)) fail('bad-choice', 'kind', kind, { known: KINDS.join(', ') });
  if (!isWhole(seed, 0, MOST.seed)) throw new LabError('bad-seed', { field: 'seed', value: seed });
  return kind === 'curvature'
    ? describeCurvature(description, seed, run.trainSize)
    : describeVariance(description, kind, seed);
}

/** @param {MeasurementDescription} given @param {'variance' | 'noise'} kind @param {number} seed @returns {Measurement} */
function describeVariance(given, kind, seed) {
  const { batches = kind === 'noise' ? NOISE_BATCHES : BATCHES } = given;
  const facts = { least: 2, sizes: MOST.sizes, most: MOST.batch };
  const rise =
    Array.isArray(batches) &&
    batches.every((size, at) => isWhole(size, at > 0 ? batches[at - 1] + 1 : 1, MOST.batch));
  if (!rise || batches.length < 2 || batches.length > MOST.sizes)
    fail('bad-batches', 'batches', batches, facts);
  const { draws = batches.map((size) => Math.max(LEAST_DRAWS, Math.floor(SAMPLES / size))) } =
    given;
  const fit = Array.isArray(draws) && draws.every((count) => isWhole(count, 2, MOST.draws));
  if (!fit || draws.length !== batches.length)
    fail('bad-draws', 'draws', draws, { sizes: batches.length, most: MOST.draws });
  return Object.freeze({
    kind,
    batches: Object.freeze([...batches]),
    draws: Object.freeze([...draws]),
    seed,
  });
}

/** @param {MeasurementDescription} given @param {number} seed @param {number} trainSize @returns {Measurement} */
function describeCurvature(given, seed, trainSize) {
  const { samples = Math.min(CURVATURE.samples, trainSize) } = given;
  const { products = CURVATURE.products, tolerance = CURVATURE.tolerance } = given;
  if (!isWhole(samples, 1, trainSize)) fail('bad-samples', 'samples', samples, { most: trainSize });
  if (!isWhole(products, 1, MOST.products))
    fail('bad-products', 'products', products, { most: MOST.products });
  if (!(typeof tolerance === 'number' && tolerance >= 0 && tolerance < 1))
    fail('bad-tolerance', 'tolerance', tolerance);
  return Object.freeze({ kind: 'curvature', samples, products, tolerance, seed });
}

/** @param {unknown} value @param {number} least @param {number} most */
function isWhole(value, least, most) {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** @param {string} code @param {string} field @param {unknown} value @param {object} [facts] @returns {never} */
function fail(code, field, value, facts = {}) {
  throw new LabError(code, { scope: 'measurement', field, value, ...facts });
}

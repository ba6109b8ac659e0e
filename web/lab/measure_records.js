/** What a measurement has found, read from the core. `src/lab.h` says what each number means. */

/** @typedef {import('./core.js').Core} Core */

/**
 * What the batches of one size gave: means over the batches, with their standard errors.
 * @typedef {object} VariancePoint
 * @property {number} batch
 * @property {number} draws done
 * @property {number} variance squared distance of a batch's mean gradient from that of all samples
 * @property {number} error
 * @property {number} square squared length of a batch's mean gradient
 * @property {number} squareError
 */

/** ln variance = ln factor + slope ln batch. @typedef {{ slope: number, error: number, factor: number }} PowerLaw */
/** `scale` is trace / square: about the largest batch that still pays; with its 95% interval. @typedef {{ trace: number, square: number, scale: number, low: number, high: number }} Noise */

/**
 * @typedef {object} Curvature
 * @property {number} loss of the samples that are looked at
 * @property {number} gradient its length
 * @property {number} along the curvature along the gradient
 * @property {number} highest the sharpness
 * @property {number} highestResidual some eigenvalue lies within it
 * @property {number} lowest
 * @property {number} lowestResidual
 * @property {number} products
 * @property {boolean} converged
 */

/** Where the run stood. @typedef {{ iteration: number, epoch: number, samples: number, rate: number, lastLoss: number }} Moment */
/** @typedef {{ kind: 'variance' | 'noise', points: VariancePoint[], law: PowerLaw, noise: Noise, loss: number, square: number, at: Moment, seconds: number }} VarianceResult */
/** @typedef {{ kind: 'curvature', at: Moment, seconds: number } & Curvature} CurvatureResult */
/** @typedef {VarianceResult | CurvatureResult} MeasureResult */
/**
 * @typedef {{ type: 'point', point: VariancePoint } | { type: 'curvature', curvature: Curvature } | { type: 'progress', share: number }
 *   | { type: 'final', final: MeasureResult }} MeasureEvent
 */

/** @param {Core} core @param {number} variance @param {number} size @returns {VariancePoint} */
export function readVariancePoint(core, variance, size) {
  core.call.abi_variance_point(variance, size, core.scratch);
  const [batch, draws, value, error, square, squareError] = core.doubles(core.scratch, 6);
  return { batch, draws, variance: value, error, square, squareError };
}

/** @param {Core} core @param {number} variance @returns {PowerLaw} */
export function readLaw(core, variance) {
  core.call.abi_variance_law(variance, core.scratch);
  const [slope, error, factor] = core.doubles(core.scratch, 3);
  return { slope, error, factor };
}

/** From the sizes number `small` and `big`. @param {Core} core @param {number} variance @param {number} small @param {number} big @returns {Noise} */
export function readNoise(core, variance, small, big) {
  core.call.abi_variance_noise(variance, small, big, core.scratch);
  const [trace, square, scale, low, high] = core.doubles(core.scratch, 5);
  return { trace, square, scale, low, high };
}

/** @param {Core} core @param {number} variance */
export function readVarianceStatus(core, variance) {
  core.call.abi_variance_status(variance, core.scratch);
  const [loss, square, size, , share, finished] = core.doubles(core.scratch, 6);
  return { loss, square, size, share, finished: finished === 1 };
}

/** @param {Core} core @param {number} curvature @returns {Curvature & { share: number, finished: boolean }} */
export function readCurvature(core, curvature) {
  core.call.abi_curvature_status(curvature, core.scratch);
  const [loss, gradient, along, highest, highestResidual, lowest, lowestResidual, ...rest] =
    core.doubles(core.scratch, 12);
  const [products, , share, converged, finished] = rest;
  return {
    loss,
    gradient,
    along,
    highest,
    highestResidual,
    lowest,
    lowestResidual,
    products,
    converged: converged === 1,
    share,
    finished: finished === 1,
  };
}

/**
 * Stochastic gradient descent on a bowl in two dimensions, J(x, y) = (x² + 0.7 y²)/2, whose slope is only known with noise:
 * an illustration of why the walk does not come to rest. Pure; the noise is fixed by its seed.
 */

/** Curvature along x and y. */
export const curvature = Object.freeze([1, 0.7]);
/** Standard deviation of the noise in each coordinate of the slope. */
export const noise = 1;
export const start = Object.freeze([-2.7, 2]);

/** Normal deviates from a seed: mulberry32 under the Box–Muller transform. @param {number} seed */
export function normals(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** @param {readonly number[]} place */
export function lossAt([x, y]) {
  return (curvature[0] * x * x + curvature[1] * y * y) / 2;
}

/** One step. @param {readonly number[]} place @param {number} rate @param {() => number} normal @returns {number[]} */
export function stepFrom(place, rate, normal) {
  return place.map((w, i) => w - rate * (curvature[i] * w + noise * normal()));
}

/**
 * How far the walk ends up from the bottom, as a standard deviation in each coordinate, at a rate that stays: w' = (1 − ηc) w
 * − ησξ is in balance where v = (1 − ηc)² v + η²σ², so v = ησ² / (c (2 − ηc)). Infinite where the walk diverges.
 * @param {number} rate
 * @returns {number[]}
 */
export function spreadAt(rate) {
  return curvature.map((c) =>
    rate * c < 2 ? noise * Math.sqrt(rate / (c * (2 - rate * c))) : Infinity,
  );
}

/** A walk whose rate is a function of the step. */
export class NoiseWalk {
  /** @param {(step: number) => number} rateOf @param {number} seed */
  constructor(rateOf, seed) {
    this.rateOf = rateOf;
    this.normal = normals(seed);
    /** @type {number[][]} */
    this.places = [[...start]];
  }

  get steps() {
    return this.places.length - 1;
  }

  /** The rate of the coming step. */
  get rate() {
    return this.rateOf(this.steps);
  }

  advance() {
    this.places.push(stepFrom(this.places[this.places.length - 1], this.rate, this.normal));
  }

  /** Mean loss over the last steps. @param {number} over */
  meanLoss(over) {
    const last = this.places.slice(-over);
    return last.reduce((sum, place) => sum + lossAt(place), 0) / last.length;
  }
}

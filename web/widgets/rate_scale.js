/**
 * A scale of learning rates: where a rate lies on it by its logarithm, which ticks it has, and how dots pile up on it. Pure.
 */

/** @typedef {{ rate: number, exponent: string }} Tick a rate and its log10, as it is written */

/** Where a rate lies, 0 … 1. @param {number} rate @param {[number, number]} range */
export function placeOf(rate, [low, high]) {
  const place = Math.log(rate / low) / Math.log(high / low);
  return Math.min(1, Math.max(0, place));
}

/** The rate at a place. @param {number} place @param {[number, number]} range */
export function rateAt(place, [low, high]) {
  return low * (high / low) ** Math.min(1, Math.max(0, place));
}

/** log10 without the dust of binary arithmetic. @param {number} rate */
export function exponentOf(rate) {
  return Number(Math.log10(rate).toFixed(6));
}

/**
 * Ticks at even steps of log10, at most `count` of them.
 * @param {[number, number]} range
 * @param {number} count
 * @returns {Tick[]}
 */
export function scaleTicks([low, high], count) {
  const from = Math.log10(low);
  const to = Math.log10(high);
  const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5];
  const step = steps.find((one) => (to - from) / one <= count - 1) ?? 10;
  const places = step < 0.1 ? 2 : 1;
  const ticks = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + 1e-9; i++) {
    const exponent = Number((i * step).toFixed(2));
    ticks.push({ rate: 10 ** exponent, exponent: exponent.toFixed(places).replace('-', '−') });
  }
  return ticks;
}

/**
 * Piles dots that would touch: each goes into the column that is nearest, and stands on those that are there.
 * @param {readonly number[]} rates
 * @param {[number, number]} range
 * @param {number} columns
 * @returns {{ rate: number, place: number, height: number }[]} in the order given; height counts from 0
 */
export function pileDots(rates, range, columns) {
  /** @type {Map<number, number>} */
  const heights = new Map();
  return rates.map((rate) => {
    const column = Math.round(placeOf(rate, range) * columns);
    const height = heights.get(column) ?? 0;
    heights.set(column, height + 1);
    return { rate, place: column / columns, height };
  });
}

/** A search in the flat form of doubles that the core takes, and the core's refusals; `wasm/search_config.h` says what stands where. */

import { runConfig, runError } from './config.js';
import { LabError } from './errors.js';
import { CARRIES, MEASURES, MOST_ROUNDS, SWEEP_KINDS } from './search.js';

/** @typedef {import('./search.js').Search} Search */
/** @typedef {import('./search.js').Sweep} Sweep */

const LAYOUT = 1;

/** @param {Search} search @returns {{ run: Float64Array, search: Float64Array }} */
export function searchConfig(search) {
  const { rounds, rates, carry, measure, smoothing, stop, growth, iterations } = search;
  const later = Array.from({ length: MOST_ROUNDS - 1 }, (_, index) =>
    Number(iterations[Math.min(index, iterations.length - 1)]),
  );
  return {
    run: runConfig(search.run, 1),
    search: Float64Array.of(
      LAYOUT,
      rounds,
      rates,
      CARRIES.indexOf(carry),
      MEASURES.indexOf(measure),
      smoothing === 'auto' ? -1 : smoothing,
      stop,
      growth,
      0,
      ...later,
      ...sweepConfig(search.sweep),
    ),
  };
}

/** @param {Sweep} sweep @returns {number[]} */
export function sweepConfig({ kind, segments }) {
  const numbers = segments.flatMap(({ first, last, step, iterations }) => [
    first,
    last,
    step,
    iterations,
  ]);
  return [SWEEP_KINDS.indexOf(kind), segments.length, ...numbers];
}

/** By the core's status. A rate, a size and a batch can be wrong in a run, too. @type {Record<number, string>} */
const refusals = {
  25: 'segment-backwards',
  26: 'segment-overlap',
  27: 'segment-step',
  28: 'too-many-rates',
  29: 'bad-iterations',
  30: 'ramp-from-zero',
};
const BAD_RATE = 8;

/** @param {number} status @param {Search} search @param {ArrayLike<number>} fault where, found, expected */
export function searchError(status, search, fault) {
  const [where, found, expected] = Array.from(fault);
  const code = status === BAD_RATE ? 'segment-rate' : refusals[status];
  if (!code) return runError(status, search.run, fault);
  const { kind, segments } = search.sweep;
  const field = kind === 'table' ? 'segments' : 'ramp';
  return new LabError(code, { field, value: sweepText(kind, segments), where, found, expected });
}

/** A sweep as a person types it. @param {Sweep['kind']} kind @param {Sweep['segments']} segments */
export function sweepText(kind, segments) {
  if (kind === 'table')
    return segments
      .map(({ first, last, step, iterations }) => [first, last, step, iterations].join(':'))
      .join(',');
  const [{ first, last, step }] = segments;
  return `${first}:${last}:${step}${kind === 'linear' ? ':linear' : ''}`;
}

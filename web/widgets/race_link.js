/**
 * A race as the query of a link, `?figure=race&rates=0.2,0.5&batch=128&epochs=10&seed=1`, and back. Pure.
 */
import { decodeRun, encodeRun } from '../lab/link.js';
import { peakRate } from '../lab/schedule.js';

/** @typedef {import('../lab/run.js').Run} Run */

/** Lanes at most: more could not be told apart. */
const mostLanes = 8;

/**
 * @param {string} name the figure's id
 * @param {readonly Run[]} runs alike but for the rate
 */
export function encodeRace(name, runs) {
  const rates = runs.map((run) => peakRate(run.schedule)).join(',');
  const common = encodeRun(runs[0]).split('&');
  const rest = common.filter((pair) => !pair.startsWith('rate=')).join('&');
  return `?figure=${name}&rates=${rates}${rest ? `&${rest}` : ''}#${name}`;
}

/**
 * The runs that a link asks this figure for.
 * @param {string} name
 * @param {string} search such as location.search
 * @returns {Run[] | null} null where the link means another figure
 * @throws {import('../lab/errors.js').LabError} for nonsense
 */
export function decodeRace(name, search) {
  const query = new URLSearchParams(search);
  if (query.get('figure') !== name) return null;
  const rates = (query.get('rates') ?? '').split(',').slice(0, mostLanes);
  query.delete('figure');
  query.delete('rates');
  const common = query.toString();
  return rates.map((rate) =>
    decodeRun(
      rate === '' ? common : `rate=${encodeURIComponent(rate)}${common ? `&${common}` : ''}`,
    ),
  );
}

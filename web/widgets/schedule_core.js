/** The rates of schedules in a page, from its small core: the code that training follows, and no second one. */
import { describeSchedule, openPageCore, scheduleRates } from '../lab/index.js';

/** @typedef {import('../lab/core.js').Core} Core */

export class Rates {
  /** @param {Core} core */
  constructor(core) {
    this.core = core;
  }

  /**
   * The rate of one iteration of a run that has `iterations`.
   * @param {any} description of a schedule
   * @param {number} iterations
   * @param {number} at
   */
  at(description, iterations, at) {
    const schedule = describeSchedule(description, { iterations });
    return scheduleRates(this.core, schedule, { from: at, count: 1 })[0];
  }

  /**
   * The rates of iterations 0, every, 2 every …
   * @param {any} description
   * @param {number} iterations
   * @param {{ every: number, count: number }} range
   */
  list(description, iterations, range) {
    return scheduleRates(this.core, describeSchedule(description, { iterations }), range);
  }
}

/** The page's small core; fetched once. @returns {Promise<Rates>} */
export async function openRates() {
  return new Rates(await openPageCore());
}

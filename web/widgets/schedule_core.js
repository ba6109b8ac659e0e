/** The rates of schedules in a page, from its small core: the code that training follows, and no second one. */
import { openPageCore } from '../lab/page_core.js';
import { describeSchedule } from '../lab/schedule.js';
import { plateauRates, scheduleRates } from '../lab/schedule_rates.js';

/** @typedef {import('../lab/core.js').Core} Core */
/** @typedef {{ iteration: number, loss: number }} Observed a validation loss, and when it was found */

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

  /**
   * The mean rate of all iterations of a run.
   * @param {any} description
   * @param {number} iterations
   */
  mean(description, iterations) {
    const all = this.list(description, iterations, { every: 1, count: iterations });
    return all.reduce((sum, rate) => sum + rate, 0) / iterations;
  }

  /**
   * The same of a plateau that has seen these losses.
   * @param {any} description
   * @param {number} iterations
   * @param {readonly Observed[]} losses
   * @param {{ every: number, count: number }} range
   */
  afterLosses(description, iterations, losses, { every, count }) {
    const schedule = describeSchedule(description, { iterations });
    const after = plateauRates(
      this.core,
      schedule,
      losses.map(({ loss }) => loss),
    );
    const [first] = scheduleRates(this.core, schedule, { count: 1 });
    let seen = 0;
    return Float64Array.from({ length: count }, (_, i) => {
      while (seen < losses.length && losses[seen].iteration <= i * every) seen++;
      return seen === 0 ? first : after[seen - 1];
    });
  }
}

/** The page's small core; fetched once. @returns {Promise<Rates>} */
export async function openRates() {
  return new Rates(await openPageCore());
}

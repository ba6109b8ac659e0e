/**
 * How long something still takes, from how fast it went of late. Pure but for the clock.
 */

/** Seconds over which the speed is averaged. */
const memory = 3;

export class TimeLeft {
  /** @type {{ at: number, progress: number }[]} */
  #marks = [];

  /** @param {() => number} [clock] in milliseconds */
  constructor(clock = () => performance.now()) {
    this.clock = clock;
  }

  restart() {
    this.#marks = [];
  }

  /**
   * @param {number} progress 0 to 1
   * @returns {number | null} seconds; null until it can be told
   */
  left(progress) {
    const at = this.clock() / 1000;
    this.#marks.push({ at, progress });
    while (this.#marks.length > 2 && at - this.#marks[1].at > memory) this.#marks.shift();
    const first = this.#marks[0];
    const gained = progress - first.progress;
    return at - first.at > 0.3 && gained > 0 ? ((1 - progress) * (at - first.at)) / gained : null;
  }
}

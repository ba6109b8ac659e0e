/** The exercises: remembers the learner's runs, in this browser only, and says under each exercise how it stands. */
import { peakRate } from '../../web/lab/schedule.js';
import { markExercise } from '../../web/widgets/exercise.js';
import { keep, recall } from '../../web/widgets/storage.js';
import { checkEdge, checkFast, checkPatient } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Attempt} Attempt */
/** @typedef {import('../../web/widgets/race_figure.js').RaceFigure} RaceFigure */

const storageKey = 'what-the-rate-does.attempts';
const mostKept = 60;
const checks = { fast: checkFast, patient: checkPatient, edge: checkEdge };

export class Exercises {
  /** @type {Attempt[]} */
  #attempts = read();

  constructor() {
    this.#show();
  }

  /** Lets the runs of a race count. @param {RaceFigure} race */
  watch(race) {
    race.addEventListener('record', (event) => {
      const { run, record } = /** @type {CustomEvent} */ (event).detail;
      if (run.optimizer.kind !== 'sgd') return;
      const attempt = this.#attempt(run);
      if (!attempt.records.some(([epoch]) => epoch >= record.epoch))
        attempt.records.push([record.epoch, record.validationAccuracy]);
      this.#show();
    });
    race.addEventListener('final', (event) => {
      const { run, final } = /** @type {CustomEvent} */ (event).detail;
      if (run.optimizer.kind !== 'sgd') return;
      const attempt = this.#attempt(run);
      attempt.over = true;
      attempt.diverged = final.diverged !== null;
      this.#show();
      keep(storageKey, this.#attempts);
    });
  }

  /** @param {import('../../web/lab/run.js').Run} run @returns {Attempt} */
  #attempt(run) {
    const { batch, weightsSeed: seed } = run;
    const rate = peakRate(run.schedule);
    const known = this.#attempts.find(
      (attempt) => attempt.rate === rate && attempt.batch === batch && attempt.seed === seed,
    );
    if (known) return known;
    /** @type {Attempt} */
    const made = { rate, batch, seed, records: [], over: false, diverged: false };
    this.#attempts = [...this.#attempts.slice(1 - mostKept), made];
    return made;
  }

  #show() {
    const words = lessonWords();
    for (const [name, check] of Object.entries(checks)) {
      const verdict = check(this.#attempts);
      if (!verdict) continue;
      const values =
        verdict.key === 'patientDone' && verdict.values[2]
          ? [...verdict.values.slice(0, 2), words.patientFast(verdict.values[2])]
          : verdict.values;
      markExercise(name, verdict.done, /** @type {any} */ (words)[verdict.key](...values));
    }
  }
}

/** @returns {Attempt[]} what an earlier visit left; nothing where it holds something else */
function read() {
  const kept = recall(storageKey);
  return Array.isArray(kept) ? kept.filter(isAttempt) : [];
}

/** @param {any} value @returns {value is Attempt} */
function isAttempt(value) {
  return (
    Number.isFinite(value?.rate) &&
    Number.isFinite(value?.batch) &&
    Array.isArray(value?.records) &&
    value.records.every(
      (/** @type {any} */ pair) => Array.isArray(pair) && pair.every(Number.isFinite),
    )
  );
}

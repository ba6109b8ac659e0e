/** The exercises: remembers the learner's runs, in this browser only, and says under each exercise how it stands. */
import { peakRate } from '../../web/lab/index.js';
import { checkEdge, checkFast, checkPatient } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Attempt} Attempt */
/** @typedef {import('../../web/widgets/race_figure.js').RaceFigure} RaceFigure */

const storageKey = 'steplab.what-the-rate-does.attempts';
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
      write(this.#attempts);
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
      const output = document.querySelector(`output[data-check="${name}"]`);
      const verdict = check(this.#attempts);
      if (!(output instanceof HTMLElement) || !verdict) continue;
      const values =
        verdict.key === 'patientDone' && verdict.values[2]
          ? [...verdict.values.slice(0, 2), words.patientFast(verdict.values[2])]
          : verdict.values;
      const sentence = /** @type {any} */ (words)[verdict.key](...values);
      if (output.textContent !== sentence) output.textContent = sentence;
      if (verdict.done) output.dataset.state = 'met';
      else delete output.dataset.state;
    }
  }
}

/** @returns {Attempt[]} what an earlier visit left; nothing where storage is refused or holds something else */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isAttempt) : [];
  } catch {
    return [];
  }
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

/** @param {Attempt[]} attempts */
function write(attempts) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(attempts));
  } catch {
    // A browser that keeps nothing: the exercises still work until the page is left.
  }
}

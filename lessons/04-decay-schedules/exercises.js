/** The exercises: looks at the learner's curves and at the runs of the race, and says under each exercise how it stands. */
import { markExercise } from '../../web/widgets/exercise.js';
import { openRates } from '../../web/widgets/schedule_core.js';
import { toSchedule } from '../../web/widgets/schedule_drafts.js';
import { keep, recall } from '../../web/widgets/storage.js';
import { checkArea, checkGain, checkTenth } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Attempt} Attempt */
/** @typedef {import('./checks.js').Verdict} Verdict */
/** @typedef {import('../../web/widgets/race_figure.js').RaceFigure} RaceFigure */
/** @typedef {import('../../web/widgets/schedule_editor.js').LabSchedule} LabSchedule */
/** @typedef {import('../../web/widgets/schedule_lanes.js').ScheduleLanes} ScheduleLanes */

const storageKey = 'decay-schedules.attempts';
const mostKept = 60;

export class Exercises {
  /** @type {Attempt[]} */
  #attempts = read();

  constructor() {
    this.#showRuns();
  }

  /** Lets the curve of the staircase count. @param {LabSchedule} editor */
  watchCurve(editor) {
    editor.addEventListener('change', async () => {
      const [draft] = editor.drafts;
      const rates = await openRates();
      const end = rates.at(toSchedule(draft), editor.iterations, editor.iterations - 1);
      show('tenth', checkTenth(draft, end));
    });
  }

  /** Lets the runs of a race count. @param {RaceFigure} race */
  watchRace(race) {
    race.addEventListener('final', (event) => {
      void this.#note(race, /** @type {CustomEvent} */ (event).detail);
    });
  }

  /** @param {RaceFigure} race @param {{ lane: number, run: import('../../web/lab/run.js').Run, final: import('../../web/lab/events.js').Final }} detail */
  async #note(race, { lane, run, final }) {
    if (run.optimizer.kind !== 'sgd') return;
    const { drafts, element } = /** @type {ScheduleLanes} */ (race.lanes);
    const draft = { ...drafts[lane] };
    const count = element.iterations;
    const { batch, epochs, weightsSeed } = run;
    const rates = (await openRates()).list(toSchedule(draft), count, { every: 1, count });
    this.#attempts = [
      ...this.#attempts.slice(1 - mostKept),
      {
        draft,
        key: `${batch} ${epochs} ${weightsSeed}`,
        epochs,
        accuracy: final.diverged === null ? final.validationAccuracy : 0,
        area: rates.reduce((sum, rate) => sum + rate, 0),
      },
    ];
    keep(storageKey, this.#attempts);
    this.#showRuns();
  }

  #showRuns() {
    show('gain', checkGain(this.#attempts));
    show('area', checkArea(this.#attempts));
  }
}

/** @param {string} name @param {Verdict | null} verdict */
function show(name, verdict) {
  if (!verdict) return;
  const sentence = /** @type {any} */ (lessonWords())[verdict.key](...verdict.values);
  markExercise(name, verdict.done, sentence);
}

/** @returns {Attempt[]} what an earlier visit left */
function read() {
  const kept = recall(storageKey);
  return Array.isArray(kept) ? kept.filter(isAttempt) : [];
}

/** @param {any} value @returns {value is Attempt} */
function isAttempt(value) {
  return (
    typeof value?.draft?.policy === 'string' &&
    typeof value?.key === 'string' &&
    Number.isFinite(value?.accuracy) &&
    Number.isFinite(value?.area)
  );
}

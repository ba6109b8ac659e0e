/** The exercises: remembers what the learner has found, in this browser only, and says under each exercise how it stands. */
import { markExercise } from '../../web/widgets/exercise.js';
import { keep, recall } from '../../web/widgets/storage.js';
import { checkBeat, checkSmall, checkTurn } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Found} Found */
/** @typedef {import('./checks.js').FirstRound} FirstRound */
/** @typedef {import('./checks.js').Race} Race */
/** @typedef {import('./checks.js').Verdict} Verdict */

const storageKey = 'finding-a-rate.done';
const mostKept = 40;

export class Exercises {
  /** @type {{ found: Found[], rounds: FirstRound[], races: Race[] }} */
  #done = read();

  constructor() {
    this.#show();
  }

  /** Lets the searches of a figure count. @param {EventTarget} rounds */
  watchRounds(rounds) {
    rounds.addEventListener('round', (event) => {
      const { round, lane, search } = /** @type {CustomEvent} */ (event).detail;
      if (lane !== 0 || round.number !== 0 || !round.minimum || !round.carried) return;
      const { segments } = search.sweep;
      const last = segments[segments.length - 1].last;
      this.#add('rounds', { last, inside: round.inside, rate: round.minimum.rate });
    });
    rounds.addEventListener('found', (event) => {
      const { final, search, own } = /** @type {CustomEvent} */ (event).detail;
      const { batch, weightsSeed: seed } = search.run;
      if (final.rate !== null && !own) this.#add('found', { batch, seed, rate: final.rate });
    });
  }

  /** Lets the races of a figure count. @param {EventTarget} verify */
  watchRaces(verify) {
    verify.addEventListener('verified', (event) => {
      const { verified, suggested, seeds } = /** @type {CustomEvent} */ (event).detail;
      const own = verified.candidates[2];
      const { rate, accuracy } = verified;
      this.#add('races', {
        rate,
        accuracy,
        suggested,
        own: own.accuracy,
        seeds,
        diverged: own.diverged,
      });
    });
  }

  /** @param {'found' | 'rounds' | 'races'} list @param {any} entry */
  #add(list, entry) {
    this.#done = { ...this.#done, [list]: [...this.#done[list].slice(1 - mostKept), entry] };
    keep(storageKey, this.#done);
    this.#show();
  }

  #show() {
    const { found, rounds, races } = this.#done;
    show('turn', checkTurn(rounds));
    show('small', checkSmall(found));
    show('beat', checkBeat(races));
  }
}

/** @param {string} name @param {Verdict | null} verdict */
function show(name, verdict) {
  if (!verdict) return;
  const sentence = /** @type {any} */ (lessonWords())[verdict.key](...verdict.values);
  markExercise(name, verdict.done, sentence);
}

/** What an earlier visit left; nothing where it holds something else. @returns {{ found: Found[], rounds: FirstRound[], races: Race[] }} */
function read() {
  const kept = /** @type {any} */ (recall(storageKey) ?? {});
  const list = (/** @type {string} */ name) =>
    Array.isArray(kept[name])
      ? kept[name].filter((/** @type {any} */ entry) => Number.isFinite(entry?.rate))
      : [];
  return { found: list('found'), rounds: list('rounds'), races: list('races') };
}

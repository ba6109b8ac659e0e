/** The exercises of a lesson's text: what is said under each, and which were met, in this browser only. */
import { keep, recall } from './storage.js';

/** @typedef {{ done: boolean, key: string, values: string[] }} Verdict key of a sentence in the lesson's words, and what goes into it */

/**
 * Says under an exercise how it stands.
 * @param {string} name of `<output data-check=…>`; where there is none nothing is said
 * @param {boolean} done
 * @param {string} sentence
 */
export function markExercise(name, done, sentence) {
  const output = document.querySelector(`output[data-check="${name}"]`);
  if (!(output instanceof HTMLElement)) return;
  if (output.textContent !== sentence) output.textContent = sentence;
  if (done) output.dataset.state = 'met';
  else delete output.dataset.state;
}

/** Exercises that are met once and for all: the verdict that met one stands, whatever comes later. */
export class MetExercises {
  #key;
  #sentenceOf;
  /** @type {Record<string, Verdict>} */
  #met;

  /**
   * @param {string} key under which the browser keeps them
   * @param {readonly string[]} names
   * @param {(verdict: Verdict) => string | undefined} sentenceOf undefined where what was kept fits no sentence any more
   */
  constructor(key, names, sentenceOf) {
    this.#key = key;
    this.#sentenceOf = sentenceOf;
    this.#met = metBefore(recall(key), names);
    for (const [name, verdict] of Object.entries(this.#met)) this.#show(name, verdict);
  }

  /** @param {string} name @param {Verdict | null} verdict null where nothing counts yet */
  hear(name, verdict) {
    if (!verdict || (this.#met[name] && !verdict.done)) return;
    if (verdict.done) {
      this.#met[name] = verdict;
      keep(this.#key, this.#met);
    }
    this.#show(name, verdict);
  }

  /** @param {string} name @param {Verdict} verdict */
  #show(name, verdict) {
    const sentence = this.#sentenceOf(verdict);
    if (sentence) markExercise(name, verdict.done, sentence);
  }
}

/** @param {any} kept @param {readonly string[]} names @returns {Record<string, Verdict>} what of it can be believed */
function metBefore(kept, names) {
  const good = Object.entries(kept ?? {}).filter(
    ([name, verdict]) =>
      names.includes(name) &&
      verdict?.done === true &&
      Array.isArray(verdict.values) &&
      verdict.values.every((/** @type {unknown} */ value) => typeof value === 'string'),
  );
  return Object.fromEntries(good);
}

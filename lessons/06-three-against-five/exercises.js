/** The exercises: what of the figures counts for which. */
import { MetExercises } from '../../web/widgets/exercise.js';
import { checkBounce, checkMore, checkQuiet } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/exercise.js').Verdict} Verdict */

const key = 'three-against-five.done';
const names = ['more', 'bounce', 'quiet'];

export class Exercises {
  #met = new MetExercises(key, names, sentenceOf);

  /** @param {import('./steps.js').StepFigure} step */
  watchSteps(step) {
    step.addEventListener('change', () => {
      const { example, samples } = step;
      if (example && !example.still)
        this.#met.hear(
          'more',
          checkMore({ samples: samples.length, curvature: example.curvature }),
        );
    });
    step.addEventListener('walked', (event) =>
      this.#met.hear('bounce', checkBounce(/** @type {CustomEvent} */ (event).detail)),
    );
  }

  /** @param {import('./batches.js').BatchFigure} batch */
  watchBatches(batch) {
    batch.addEventListener('looked', (event) =>
      this.#met.hear('quiet', checkQuiet(/** @type {CustomEvent} */ (event).detail)),
    );
  }
}

/** @param {Verdict} verdict @returns {string | undefined} */
function sentenceOf({ key: name, values }) {
  return /** @type {any} */ (lessonWords())[name]?.(...values);
}

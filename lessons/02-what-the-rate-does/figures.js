/** The lesson's figures: loaded when the first of them comes near. */
import { defineWidgets } from '../../web/widgets/index.js';
import { RaceFigure } from '../../web/widgets/race_figure.js';
import { confrontFates, confrontRace } from './predictions.js';
import { Reading } from './reading.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('./exercises.js').Exercises} Exercises */

defineWidgets();

/** @param {string} id @returns {LabFigure} */
function figure(id) {
  return /** @type {LabFigure} */ (document.getElementById(id));
}

const builders = {
  race(/** @type {Exercises} */ exercises) {
    const rates = [0.2, 0.3, 0.5, 0.8];
    const race = new RaceFigure(figure('race'), { rates, lossLimit: [0, 1.25] });
    confrontRace(race);
    exercises.watch(race);
  },
  'four-fates'(/** @type {Exercises} */ exercises) {
    const rates = [0.01, 0.5, 2.5, 4];
    const look = { lossLimit: /** @type {[number, number]} */ ([0.02, 100]), logLoss: true };
    const fates = new RaceFigure(figure('four-fates'), { rates, ...look });
    confrontFates(fates);
    exercises.watch(fates);
  },
  see() {
    new Reading(figure('see'), figure('weights'));
  },
};

/** @param {keyof typeof builders} name @param {Exercises} exercises */
export function build(name, exercises) {
  builders[name](exercises);
}

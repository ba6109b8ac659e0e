/** Lesson "What the learning rate does": puts the experiments into the text. */
import { defineWidgets } from '../../web/widgets/index.js';
import { RaceFigure } from '../../web/widgets/race_figure.js';
import { Exercises } from './exercises.js';
import { Predictions } from './predictions.js';
import { Reading } from './reading.js';
import { OneStep } from './step.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */

/** @param {string} id @returns {LabFigure} */
function figure(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The lesson's text has no figure “${id}”.`);
  return /** @type {LabFigure} */ (found);
}

defineWidgets();
new OneStep();
const race = new RaceFigure(figure('race'), {
  rates: [0.2, 0.3, 0.5, 0.8],
  lossLimit: [0, 1.25],
});
const fates = new RaceFigure(figure('four-fates'), {
  rates: [0.01, 0.5, 2.5, 4],
  lossLimit: [0.02, 100],
  logLoss: true,
});
new Predictions(race, fates);
new Exercises([race, fates]);
new Reading(figure('see'), figure('weights'));

/** The lesson's figures: loaded when the first of them comes near. */
import { LabChart } from '../../web/widgets/chart.js';
import { defineInTurn } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { RaceFigure } from '../../web/widgets/race_figure.js';
import { confrontFates, confrontRace } from './predictions.js';

/** @typedef {import('./exercises.js').Exercises} Exercises */

const defined = defineInTurn(LabChart, LabPredict, LabFigure);

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
  async see() {
    const { Reading } = await import('./reading.js');
    new Reading(figure('see'), figure('weights'));
  },
};

/** @param {keyof typeof builders} name @param {Exercises} exercises */
export async function build(name, exercises) {
  await defined;
  await builders[name](exercises);
}

/** The lesson's figures: loaded when the first of them comes near. */
import { LabChart } from '../../web/widgets/chart.js';
import { defineInTurn } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { NoiseFigure } from '../../web/widgets/noise_figure.js';
import { LabNumber } from '../../web/widgets/number.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { RaceFigure } from '../../web/widgets/race_figure.js';
import { LabSchedule } from '../../web/widgets/schedule_editor.js';
import { ScheduleLanes } from '../../web/widgets/schedule_lanes.js';
import { SeedSpread } from '../../web/widgets/seed_spread.js';
import { CurveFigure } from './curves.js';
import { confrontBend, confrontGain, confrontNoise } from './predictions.js';

/** @typedef {import('./exercises.js').Exercises} Exercises */

const defined = defineInTurn(LabNumber, LabChart, LabPredict, LabSchedule, LabFigure);

/** Small batches: their noise gives a schedule something to do. */
const common = { batch: 16, epochs: 10, seed: 1 };

/** @param {string} id @returns {LabFigure} */
function figure(id) {
  return /** @type {LabFigure} */ (document.getElementById(id));
}

const builders = {
  noise() {
    confrontNoise(new NoiseFigure(figure('noise')));
  },
  steps(/** @type {Exercises} */ exercises) {
    exercises.watchCurve(new CurveFigure(figure('steps')).editor);
  },
  family() {
    confrontBend(new CurveFigure(figure('family')).editor);
  },
  race(/** @type {Exercises} */ exercises) {
    const drafts = 'fixed:0.2,fixed:0.5,step:0.5:0.5:6876,cosine:0.5:0.005';
    const race = new RaceFigure(figure('race'), {
      lanes: new ScheduleLanes('race', { drafts, common }),
      common,
      order: ['accuracy', 'loss'],
      across: ['epoch', 'iteration'],
      lossLimit: [0, 0.5],
    });
    new SeedSpread(race);
    confrontGain(race);
    exercises.watchRace(race);
  },
};

/** @param {keyof typeof builders} name @param {Exercises} exercises */
export async function build(name, exercises) {
  await defined;
  await builders[name](exercises);
}

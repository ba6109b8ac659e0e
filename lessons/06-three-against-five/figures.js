/** The lesson's figures: loaded when the first of them comes near. All is reckoned by the page's small core. */
import { openPageCore } from '../../web/lab/page_core.js';
import { defineInTurn } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabFormula } from '../../web/widgets/formula.js';
import { LabNumber } from '../../web/widgets/number.js';
import { LabPoints } from '../../web/widgets/points.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { LabSpread } from '../../web/widgets/spread.js';
import { BatchFigure } from './batches.js';
import { StepFigure } from './steps.js';
import { SumFigure } from './sum.js';

/** @typedef {import('./exercises.js').Exercises} Exercises */

const opening = openPageCore();
const defined = defineInTurn(LabNumber, LabFormula, LabPredict, LabPoints, LabSpread, LabFigure);

const builders = {
  /** @type {(exercises: Exercises) => void} */
  sum: () => void new SumFigure(opening),
  /** @type {(exercises: Exercises) => void} */
  step: (exercises) => exercises.watchSteps(new StepFigure(opening)),
  /** @type {(exercises: Exercises) => void} */
  batch: (exercises) => exercises.watchBatches(new BatchFigure(opening)),
};

/** @param {keyof typeof builders} name @param {Exercises} exercises */
export async function build(name, exercises) {
  await defined;
  builders[name](exercises);
}

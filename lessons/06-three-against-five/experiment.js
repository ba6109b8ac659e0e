/** Lesson "Three against five": a line, a few points, and what one step does. All is reckoned by the page's small core. */
import { openPageCore } from '../../web/lab/index.js';
import { define } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabFormula } from '../../web/widgets/formula.js';
import { LabNumber } from '../../web/widgets/number.js';
import { LabPoints } from '../../web/widgets/points.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { LabSpread } from '../../web/widgets/spread.js';
import { BatchFigure } from './batches.js';
import { Exercises } from './exercises.js';
import { StepFigure } from './steps.js';
import { SumFigure } from './sum.js';

define(LabNumber, LabFormula, LabFigure, LabPoints, LabSpread, LabPredict);
const opening = openPageCore();
const sum = new SumFigure(opening);
const step = new StepFigure(opening);
const batch = new BatchFigure(opening);
new Exercises({ sum, step, batch });

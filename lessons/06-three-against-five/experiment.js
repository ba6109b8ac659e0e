/** Lesson "Three against five": a line, a few points, and what one step does. All is reckoned by the page's small core. */
import { openPageCore } from '../../web/lab/page_core.js';
import { define, defineInTurn } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabFormula } from '../../web/widgets/formula.js';
import { LabNumber } from '../../web/widgets/number.js';
import { LabPoints } from '../../web/widgets/points.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { nextTask } from '../../web/widgets/dom.js';
import { LabSpread } from '../../web/widgets/spread.js';
import { BatchFigure } from './batches.js';
import { Exercises } from './exercises.js';
import { StepFigure } from './steps.js';
import { SumFigure } from './sum.js';

const opening = openPageCore();
const widgets = [LabNumber, LabFormula, LabPredict, LabPoints, LabSpread, LabFigure];
// Where the address names a place, all above it must have its height before the browser goes there.
const atOnce = location.hash !== '';
if (atOnce) define(...widgets);
else await defineInTurn(...widgets);
const step = new StepFigure(opening);
if (!atOnce) await nextTask();
const sum = new SumFigure(opening);
if (!atOnce) await nextTask();
const batch = new BatchFigure(opening);
new Exercises({ sum, step, batch });

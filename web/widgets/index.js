/**
 * The widgets. A page calls defineWidgets() once; the head of each file says how its element is used.
 */
import { LabBowl } from './bowl.js';
import { LabChart } from './chart.js';
import { define } from './define.js';
import { LabDigit } from './digit.js';
import { LabFigure } from './figure.js';
import { LabFormula } from './formula.js';
import { LabImage } from './image.js';
import { LabNumber } from './number.js';
import { LabPoints } from './points.js';
import { LabPredict } from './predict.js';
import { LabProbabilities } from './probabilities.js';
import { LabSpread } from './spread.js';
import { LabWeights } from './weights.js';

export { rateColour, rateInk } from './colour.js';
export { formatFixed, formatNumber } from './numbers.js';
export { currentTheme, watchTheme } from './theme.js';
export {
  LabBowl,
  LabChart,
  LabDigit,
  LabFigure,
  LabFormula,
  LabImage,
  LabNumber,
  LabPoints,
  LabPredict,
  LabProbabilities,
  LabSpread,
  LabWeights,
};

/** Registers every custom element. */
export function defineWidgets() {
  define(LabNumber, LabImage, LabDigit, LabProbabilities, LabWeights, LabFormula);
  define(LabBowl, LabChart, LabFigure, LabPoints, LabPredict, LabSpread);
}

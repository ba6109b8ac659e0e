/**
 * The widgets. A page calls defineWidgets() once; each file's head says how its element is used.
 */
import { LabBowl } from './bowl.js';
import { LabChart } from './chart.js';
import { define } from './define.js';
import { LabFigure } from './figure.js';
import { LabNumber } from './number.js';

export { rateColour, rateInk } from './colour.js';
export { currentTheme, watchTheme } from './theme.js';
export { LabBowl, LabChart, LabFigure, LabNumber };

/** Registers every custom element. */
export function defineWidgets() {
  define(LabBowl, LabChart, LabFigure, LabNumber);
}

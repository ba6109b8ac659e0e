/** The experiments of the page "The chapter, checked": loaded when the first of them comes near. */

import { ClaimFigure } from '../../widgets/claim_figure.js';
import { runClaim } from '../../widgets/claim_runs.js';
import { showSum } from '../../widgets/claim_sum.js';
import { define } from '../../widgets/define.js';
import { LabFigure } from '../../widgets/figure.js';
import { LabNumber } from '../../widgets/number.js';

define(LabNumber, LabFigure);

/** @param {HTMLElement} place whose id is the claim's */
export async function buildClaim(place) {
  if (place.dataset.claim === 'sums') return showSum(place, place.id);
  new ClaimFigure(/** @type {LabFigure} */ (place), runClaim(place.id));
}

/** Quartiles of several curves, rate by rate. Pure. */
import { spreadOf } from '../../web/lab/lr_finder.js';

/** @typedef {{ rate: number, loss: number }} Place */

/**
 * Over the rates that at least half of the curves have come to.
 * @param {readonly Place[][]} curves
 * @returns {{ low: Place[], median: Place[], high: Place[] }}
 */
export function quartileCurves(curves) {
  /** @type {Map<number, number[]>} */
  const losses = new Map();
  for (const curve of curves)
    for (const { rate, loss } of curve) losses.set(rate, [...(losses.get(rate) ?? []), loss]);
  const rates = [...losses.keys()].sort((a, b) => a - b);
  /** @type {{ low: Place[], median: Place[], high: Place[] }} */
  const band = { low: [], median: [], high: [] };
  for (const rate of rates) {
    const spread = spreadOf((losses.get(rate) ?? []).filter(Number.isFinite));
    if (!spread || spread.count * 2 < curves.length) continue;
    for (const name of /** @type {const} */ (['low', 'median', 'high']))
      band[name].push({ rate, loss: spread[name] });
  }
  return band;
}

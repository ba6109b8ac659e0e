/**
 * Ranges and ticks of an axis. Ranges grow in steps, so that an axis moves seldom while data stream in; a log range always
 * begins and ends at a power of ten (uPlot's own log axis loops for ever on some others). Pure.
 */
import { formatNumber } from './numbers.js';

/** @typedef {[min: number, max: number]} Range */

/** @param {number} value */
const powerBelow = (value) => Math.floor(Math.log10(value) + 1e-9);
/** @param {number} value */
const powerAbove = (value) => Math.ceil(Math.log10(value) - 1e-9);

/**
 * The range from a power of ten to a power of ten, at least one decade, that holds [min, max].
 * @param {number} min @param {number} max
 * @returns {Range}
 */
export function snapDecades(min, max) {
  const top = max > 0 && Number.isFinite(max) ? max : 1;
  const bottom = min > 0 && min <= top ? min : top / 10;
  const low = Math.max(-300, powerBelow(bottom));
  const high = Math.min(300, Math.max(low + 1, powerAbove(top)));
  return [power10(low), power10(high)];
}

/** 10 to a whole power, to the last digit. @param {number} power */
function power10(power) {
  return Number(`1e${power}`);
}

/**
 * The range that an axis shows: the expected one, widened in round steps where the data leave it, within the limit.
 * @param {{ min?: number, max?: number, limit?: Range, log?: boolean }} expected
 * @param {Range | null} data null while there are none
 * @returns {Range}
 */
export function axisRange(expected, data) {
  const [floor, ceiling] = expected.limit ?? [-Infinity, Infinity];
  let min = Math.min(expected.min ?? Infinity, data ? data[0] : Infinity);
  let max = Math.max(expected.max ?? -Infinity, data ? data[1] : -Infinity);
  min = Math.max(floor, Number.isFinite(min) ? min : expected.log ? max / 10 : Math.min(0, max));
  max = Math.min(ceiling, Number.isFinite(max) ? max : min + 1);
  if (expected.log) return snapDecades(min, max);
  if (!Number.isFinite(min)) min = 0;
  if (!(max > min)) max = min + (Math.abs(min) || 1);
  const step = niceStep(max - min, 10);
  const low = min === expected.min || min === floor ? min : Math.floor(min / step + 1e-9) * step;
  const high = max === expected.max || max === ceiling ? max : roundUp(max, low);
  return [clean(low), clean(high)];
}

/**
 * The next of 1, 1.5, 2, 3, 4, 5, 6, 8 × 10^k above `max - low`: how an axis without a known end grows.
 * @param {number} max @param {number} low
 */
function roundUp(max, low) {
  const size = max - low;
  const unit = power10(powerBelow(size));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((m) => m * unit >= size * (1 - 1e-9)) ?? 10;
  return low + step * unit;
}

/**
 * The step 1, 2, 2.5 or 5 × 10^k that divides a span into at most `count` pieces.
 * @param {number} span @param {number} count
 */
export function niceStep(span, count) {
  const rough = span / Math.max(1, count);
  const unit = power10(powerBelow(rough));
  return clean(([1, 2, 2.5, 5].find((m) => m * unit >= rough * (1 - 1e-9)) ?? 10) * unit);
}

/**
 * Ticks of a linear axis.
 * @param {number} min @param {number} max @param {number} count at most about this many
 * @returns {number[]}
 */
export function linearTicks(min, max, count) {
  const step = niceStep(max - min, count);
  const ticks = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++)
    ticks.push(clean(i * step));
  return ticks;
}

/**
 * Ticks of a log axis: every power of ten, with 2 and 5 between them where there is room for it.
 * @param {number} min @param {number} max @param {number} count at most about this many
 * @returns {number[]}
 */
export function logTicks(min, max, count) {
  const low = powerBelow(min);
  const high = powerAbove(max);
  const stride = Math.max(1, Math.ceil((high - low + 1) / Math.max(2, count)));
  const parts = stride === 1 && (high - low) * 3 + 1 <= count ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = low; power <= high; power += stride) {
    for (const part of parts) ticks.push(clean(part * power10(power)));
  }
  return ticks.filter((tick) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9));
}

/**
 * Labels of ticks, all with the same count of decimals on a linear axis.
 * @param {number[]} ticks @param {boolean} log
 * @returns {string[]}
 */
export function tickLabels(ticks, log) {
  if (log) return ticks.map((tick) => formatNumber(tick, 2));
  const places = Math.max(
    0,
    ...ticks.map((tick) => (String(Math.abs(tick)).split('.')[1] ?? '').length),
  );
  return ticks.map((tick) => {
    const text = formatNumber(tick, 12);
    if (places === 0 || tick === 0) return text;
    const [whole, fraction = ''] = text.split('.');
    return `${whole}.${fraction.padEnd(places, '0')}`;
  });
}

/** Takes the dust of binary arithmetic off. @param {number} value */
function clean(value) {
  return Number(value.toPrecision(12));
}

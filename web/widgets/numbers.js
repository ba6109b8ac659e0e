/**
 * Numbers as people write them and read them: formatting, parsing, steps. Pure.
 */

/**
 * @typedef {object} NumberSpec what a number may be
 * @property {'rate' | 'log' | 'linear' | 'integer' | 'batch'} kind rate and log move through 1-2-3-5-8, batch through powers of two
 * @property {number} min
 * @property {number} max
 * @property {number} [step] of linear and integer; 1 unless said
 */

/** Mantissas between which a handle on a log scale moves. */
const mantissas = [1, 2, 3, 5, 8];

/** Separates thousands: narrow and unbreakable. */
const thin = '\u202f';

/**
 * A number for a text: at most `digits` significant ones, never an exponent between 1e-6 and 1e15, a true minus.
 * @param {number} value
 * @param {number} [digits]
 */
export function formatNumber(value, digits = 3) {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-6 || size >= 1e15)
    return value
      .toExponential(Math.max(0, digits - 1))
      .replace('-', '−')
      .replace('+', '');
  const places = Math.min(20, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  return group(value.toFixed(places), places > 0);
}

/**
 * A number with a fixed count of decimals, so that a column of them stands still.
 * @param {number} value
 * @param {number} places
 */
export function formatFixed(value, places) {
  return Number.isFinite(value) ? group(value.toFixed(places), false) : formatNumber(value);
}

/**
 * @param {string} text digits as toFixed gives them
 * @param {boolean} trim whether zeros at the end go
 */
function group(text, trim) {
  let [whole, fraction = ''] = text.replace('-', '').split('.');
  if (trim) fraction = fraction.replace(/0+$/, '');
  if (whole.length > 4) whole = whole.replace(/\B(?=(\d{3})+$)/g, thin);
  const negative = text.startsWith('-') && Number(text) !== 0;
  return (negative ? '−' : '') + whole + (fraction ? `.${fraction}` : '');
}

/**
 * A time that is left or has passed, short: "8 s", "1 min 20 s".
 * @param {number} seconds
 * @param {{ second: string, minute: string }} units with the space that the language wants before them
 */
export function formatSeconds(seconds, units) {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole}${units.second}`;
  const rest = whole % 60;
  const minutes = `${Math.floor(whole / 60)}${units.minute}`;
  return rest && whole < 600 ? `${minutes} ${rest}${units.second}` : minutes;
}

/**
 * Reads what somebody typed: 0.5, .5, 0,5, 5e-3, 55,000, 10^-0.4, 1/3, and full-width digits. NaN if it is no number.
 * @param {string} text
 * @returns {number}
 */
export function parseNumber(text) {
  const plain = text
    .normalize('NFKC')
    .replace(/[−–—]/g, '-')
    .replace(/[×·]/g, '*')
    .replace(/[\s_']/g, '')
    .replace(/。/g, '.');
  const power = /^(\d+(?:\.\d+)?)\^(-?\d+(?:\.\d+)?)$/.exec(plain);
  if (power) return Number(power[1]) ** Number(power[2]);
  const fraction = /^(-?\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(plain);
  if (fraction) return Number(fraction[1]) / Number(fraction[2]);
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) && !/^[-+]?0,/.test(plain))
    return Number(plain.replaceAll(',', ''));
  const pointed = /^[-+]?\d*,\d+$/.test(plain) ? plain.replace(',', '.') : plain;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(pointed) ? Number(pointed) : Number.NaN;
}

/**
 * What is wrong with a value: null, or the name of the fault (a key of the words for numbers).
 * @param {number} value
 * @param {NumberSpec} spec
 * @returns {'notNumber' | 'notWhole' | 'tooSmall' | 'tooLarge' | null}
 */
export function faultOf(value, spec) {
  if (!Number.isFinite(value)) return 'notNumber';
  if (value < spec.min) return 'tooSmall';
  if (value > spec.max) return 'tooLarge';
  if ((spec.kind === 'integer' || spec.kind === 'batch') && !Number.isInteger(value))
    return 'notWhole';
  return null;
}

/**
 * The next value in a direction. Sizes: 'normal' (an arrow key, a notch of a drag), 'fine' (with Shift), 'page'.
 * @param {number} value
 * @param {1 | -1} direction
 * @param {'normal' | 'fine' | 'page'} size
 * @param {NumberSpec} spec
 */
export function stepValue(value, direction, size, spec) {
  const next = stepFree(value, direction, size, spec);
  return Math.min(spec.max, Math.max(spec.min, next));
}

/**
 * @param {number} value @param {1 | -1} direction @param {'normal' | 'fine' | 'page'} size @param {NumberSpec} spec
 */
function stepFree(value, direction, size, spec) {
  if (spec.kind === 'batch') {
    if (size === 'fine') return value + direction;
    const power =
      direction > 0
        ? Math.floor(Math.log2(value) + 1e-9) + 1
        : Math.ceil(Math.log2(value) - 1e-9) - 1;
    return 2 ** (size === 'page' ? power + direction * 2 : power);
  }
  if (spec.kind === 'integer' || spec.kind === 'linear') {
    const step = spec.step ?? 1;
    const factor = size === 'page' ? 10 : size === 'fine' && spec.kind === 'linear' ? 0.1 : 1;
    const unit = step * factor;
    return clean(
      direction > 0
        ? Math.floor(value / unit + 1e-9) * unit + unit
        : Math.ceil(value / unit - 1e-9) * unit - unit,
    );
  }
  if (size === 'page') return clean(value * 10 ** direction);
  if (size === 'normal') return nextMantissa(value, direction);
  const unit = 10 ** (Math.floor(Math.log10(value) + 1e-9 * direction) - 1);
  return clean((Math.round(value / unit) + direction) * unit);
}

/** @param {number} value @param {1 | -1} direction */
function nextMantissa(value, direction) {
  const power = Math.floor(Math.log10(value) + 1e-9);
  const around = [power - 1, power, power + 1].flatMap((p) =>
    mantissas.map((m) => clean(m * 10 ** p)),
  );
  const slack = value * 1e-6;
  const found =
    direction > 0
      ? around.find((v) => v > value + slack)
      : around.findLast((v) => v < value - slack);
  return /** @type {number} */ (found);
}

/** Takes the dust of binary arithmetic off. @param {number} value */
function clean(value) {
  return Number(value.toPrecision(12));
}

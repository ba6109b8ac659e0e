/** Numbers as terms of a formula. */
import { formatNumber } from '../../web/widgets/numbers.js';

/** @param {number} number */
export function value(number) {
  return formatNumber(Math.abs(number) < 1e-12 ? 0 : number, 4);
}

/** In brackets where it is negative, to stand behind a sign. @param {number} number */
export function term(number) {
  const text = value(number);
  return text.startsWith('−') ? `(${text})` : text;
}

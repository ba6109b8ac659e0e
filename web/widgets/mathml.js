/** Formulas as MathML, put together from a few words: letters become identifiers, numbers numbers, signs operators. */
import { formatNumber } from './numbers.js';

/** @typedef {string | number | Element} Part */

const space = 'http://www.w3.org/1998/Math/MathML';
const operators = /^[=+−×·/(),|[\]{⌊⌋<≤≥;→]$/;

/** @param {string} tag @param {...Part} parts */
export function m(tag, ...parts) {
  const made = document.createElementNS(space, tag);
  made.append(...parts.map(element));
  return made;
}

/** @param {Part} part @returns {Element} */
export function element(part) {
  if (part instanceof Element) return part;
  const text = typeof part === 'number' ? formatNumber(part, 6) : part;
  const tag = typeof part === 'number' ? 'mn' : operators.test(text) ? 'mo' : 'mi';
  const made = document.createElementNS(space, tag);
  made.textContent = text;
  if (tag === 'mo' && /[/(),|⌊⌋[\]]/.test(text))
    for (const side of ['lspace', 'rspace']) made.setAttribute(side, text === ',' ? '0.2em' : '0');
  // Brackets around fractions would grow to the size of what they hold; a formula in a line reads better without.
  if (tag === 'mo' && /[⌊⌋|[\]]/.test(text)) made.setAttribute('stretchy', 'false');
  return made;
}

export const row = (/** @type {Part[]} */ ...parts) => m('mrow', ...parts);
export const power = (/** @type {Part} */ base, /** @type {Part} */ exponent) =>
  m('msup', base, exponent);
export const over = (/** @type {Part} */ top, /** @type {Part} */ bottom) =>
  m('mfrac', top, bottom);
export const sub = (/** @type {Part} */ base, /** @type {Part} */ index) => m('msub', base, index);

/** What holds when, one case a line, behind a brace. @param {[what: Part, when: Part][]} lines */
export function cases(lines) {
  const table = m(
    'mtable',
    ...lines.map(([what, when]) => m('mtr', m('mtd', row(what, ',')), m('mtd', when))),
  );
  table.setAttribute('displaystyle', 'true');
  return row('{', table);
}

/**
 * <lab-formula>: a formula of the page (MathML, or any elements) whose numbers live. It keeps the light DOM as it is and
 * writes into what carries a data-name:
 *
 *   <lab-formula><math>… <mn data-name="eta" data-kind="rate">0.5</mn> … <mn data-name="m">128</mn> …</math></lab-formula>
 *   formula.set({ eta: 0.2, m: 64, step: '0.0031' });
 *
 * A number is written as the page writes numbers (data-digits significant ones, 4 unless said; data-fixed decimals), text as
 * it is. data-kind="rate" gives the colour of the rate. What has changed is lit for a moment, unless the reader wants no motion.
 */
import { rateInk } from './colour.js';
import { formatFixed, formatNumber } from './numbers.js';
import { currentTheme, reducedMotion, watchTheme } from './theme.js';

export class LabFormula extends HTMLElement {
  static tag = 'lab-formula';

  /** @type {Map<string, number | string>} */
  #values = new Map();
  #unwatch = () => {};

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#colour());
    this.#colour();
  }

  disconnectedCallback() {
    this.#unwatch();
  }

  /** Puts numbers in; those that are not named stay. @param {Record<string, number | string>} values */
  set(values) {
    for (const [name, value] of Object.entries(values)) {
      this.#values.set(name, value);
      for (const place of this.#places(name)) write(place, value);
    }
    this.#colour();
  }

  /** @param {string} name @returns {(HTMLElement | MathMLElement)[]} */
  #places(name) {
    return [...this.querySelectorAll(`[data-name="${CSS.escape(name)}"]`)].filter(isStyled);
  }

  #colour() {
    const theme = currentTheme();
    for (const place of [...this.querySelectorAll('[data-kind=rate]')].filter(isStyled)) {
      const name = place.dataset.name ?? '';
      const value = Number(this.#values.get(name) ?? place.textContent);
      place.style.color = Number.isFinite(value) ? rateInk(value, theme) : '';
    }
  }
}

/** @param {HTMLElement | MathMLElement} place @param {number | string} value */
function write(place, value) {
  const { fixed, digits } = place.dataset;
  const number = (/** @type {number} */ v) =>
    fixed === undefined ? formatNumber(v, Number(digits ?? 4)) : formatFixed(v, Number(fixed));
  const text = typeof value === 'number' ? number(value) : value;
  if (place.textContent === text) return;
  place.textContent = text;
  if (reducedMotion() || !place.animate) return;
  const lit = 'color-mix(in srgb, currentColor 24%, transparent)';
  place.animate([{ backgroundColor: lit }, { backgroundColor: 'transparent' }], {
    duration: 700,
    easing: 'ease-out',
  });
}

/** @param {Element} element @returns {element is HTMLElement | MathMLElement} */
function isStyled(element) {
  return 'style' in element && 'dataset' in element;
}

/**
 * <lab-formula>: a formula of the page (MathML, or any elements) whose numbers live. It keeps the light DOM as it is and
 * writes into what carries data-live="name":
 *
 *   <lab-formula rates="eta"><math>… <mn data-live="eta">0.5</mn> … <mn data-live="m">128</mn> …</math></lab-formula>
 *   formula.set({ eta: 0.2, m: 64, next: '0.0819' });
 *
 * A number is written as the page writes numbers, with 4 significant digits; text as it is. Names in `rates` ("rate" unless
 * said) are learning rates and have their colour. What has changed is lit for a moment, unless the reader wants no motion.
 */
import { rateInk } from './colour.js';
import { formatNumber } from './numbers.js';
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
    return [...this.querySelectorAll(`[data-live="${CSS.escape(name)}"]`)].filter(isStyled);
  }

  #colour() {
    const theme = currentTheme();
    for (const name of (this.getAttribute('rates') ?? 'rate').split(' ').filter(Boolean)) {
      for (const place of this.#places(name)) {
        const rate = Number(this.#values.get(name) ?? place.textContent);
        place.style.color = Number.isFinite(rate) ? rateInk(rate, theme) : '';
      }
    }
  }
}

/** @param {HTMLElement | MathMLElement} place @param {number | string} value */
function write(place, value) {
  const text = typeof value === 'number' ? formatNumber(value, 4) : value;
  if (place.textContent === text) return;
  place.textContent = text;
  if (reducedMotion() || !place.animate) return;
  const lit = 'color-mix(in srgb, currentColor 24%, transparent)';
  const keyframes = [{ backgroundColor: lit }, { backgroundColor: 'transparent' }];
  place.animate(keyframes, { duration: 700, easing: 'ease-out' });
}

/** @param {Element} element @returns {element is HTMLElement | MathMLElement} */
function isStyled(element) {
  return 'style' in element && 'dataset' in element;
}

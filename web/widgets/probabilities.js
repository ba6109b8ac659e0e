/**
 * <lab-probabilities>: ten bars, one a digit, the most likely one marked.
 *
 *   bars.values = Float32Array(10) | null;      bars.truth = 7 | null   (the digit that it really is: underlined)
 *
 * Attributes: truth. Height of the bars: --bars-height.
 */
import { h, shadow } from './dom.js';
import { tokenCss } from './theme.js';
import { words } from './words.js';

const css = `
  :host { display: block; max-width: 22rem; font-family: var(--_font-number); font-variant-numeric: tabular-nums; color: var(--_ink); }
  .bars { display: grid; grid-template-columns: repeat(10, 1fr); gap: 5px; }
  .bar { display: grid; padding-top: 16px; grid-template-rows: var(--bars-height, 84px) auto; justify-items: center; font-size: 14px; }
  .track { position: relative; width: 100%; height: 100%; border-bottom: 1px solid var(--_ink-faint); }
  .fill { position: absolute; inset: 0; background: var(--_ink-faint); transform-origin: bottom; transform: scaleY(0); }
  .percent { position: absolute; bottom: 0; left: 50%; transform: translateX(-50%); font-size: 11px; line-height: 16px; color: var(--_ink-soft); white-space: nowrap; }
  .name { padding: 1px 5px; margin-top: 3px; border-bottom: 3px solid transparent; }
  .bar[data-first] .fill { background: var(--_accent); }
  .bar[data-first] .name, .bar[data-first] .percent { font-weight: 700; color: var(--_ink); }
  .bar[data-truth] .name { border-color: var(--_good); }
  .bar[data-first][data-wrong] .fill { background: var(--_bad); }
`;

export class LabProbabilities extends HTMLElement {
  static tag = 'lab-probabilities';
  static observedAttributes = ['truth'];

  #bars = Array.from({ length: 10 }, (_, digit) => {
    const fill = h('div', { class: 'fill' });
    const percent = h('span', { class: 'percent' });
    const name = h('span', { class: 'name' }, String(digit));
    return {
      fill,
      percent,
      bar: h('div', { class: 'bar' }, h('div', { class: 'track' }, fill, percent), name),
    };
  });
  #root = h('div', { class: 'bars', role: 'img' }, ...this.#bars.map(({ bar }) => bar));
  /** @type {ArrayLike<number> | null} */
  #values = null;

  constructor() {
    super();
    shadow(this, [tokenCss(), css], [this.#root]);
    this.#show();
  }

  attributeChangedCallback() {
    this.#show();
  }

  get values() {
    return this.#values;
  }

  /** @param {ArrayLike<number> | null} values */
  set values(values) {
    this.#values = values;
    this.#show();
  }

  /** @returns {number | null} */
  get truth() {
    const text = this.getAttribute('truth');
    return text === null ? null : Number(text);
  }

  /** @param {number | null} digit */
  set truth(digit) {
    if (digit === null) this.removeAttribute('truth');
    else this.setAttribute('truth', String(digit));
  }

  #show() {
    const w = words();
    const values = this.#values;
    const first = values ? indexOfGreatest(values) : -1;
    this.#bars.forEach(({ bar, fill, percent }, digit) => {
      const value = values && Number.isFinite(values[digit]) ? values[digit] : 0;
      fill.style.transform = `scaleY(${value.toFixed(4)})`;
      percent.style.bottom = `${(value * 100).toFixed(1)}%`;
      const text = value >= 0.01 ? percentOf(value) : '';
      if (percent.textContent !== text) percent.textContent = text;
      bar.toggleAttribute('data-first', digit === first);
      bar.toggleAttribute('data-truth', digit === this.truth);
      bar.toggleAttribute('data-wrong', this.truth !== null && first !== this.truth);
    });
    const answer = values && first >= 0 ? w.answer(first, percentOf(values[first])) : w.noAnswer;
    this.#root.setAttribute('aria-label', `${w.probabilities}: ${answer}`);
  }
}

/** @param {number} value */
function percentOf(value) {
  return `${Math.round(value * 100)}%`;
}

/** -1 where none is a number. @param {ArrayLike<number>} values */
function indexOfGreatest(values) {
  let best = -1;
  for (let i = 0; i < values.length; i++)
    if (values[i] > (best < 0 ? -Infinity : values[best])) best = i;
  return best;
}

/**
 * <lab-bowl>: gradient descent in a bowl, step by step. A slider turns the rate on a log scale; the walk, its colour and
 * the verdict under it follow.
 *
 *   <lab-bowl rate="1.7"></lab-bowl>
 *
 * Attribute and property rate (0.05 … 2.4). Event: 'input' with every change by the reader.
 * An illustration of one number and one curvature: nothing is trained here.
 */
import { verdict, walk } from './bowl_walk.js';
import { rateColour, rateInk } from './colour.js';
import { h, shadow } from './dom.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';

const smallest = 0.05;
const largest = 2.4;

/** The drawing, in its own units: where w = 0 and J = 0 lie, and how long 1 of each is. */
const picture = { width: 560, height: 300, middle: 280, bottom: 272, ofW: 232, ofJ: 480 };
/** How far up the sides of the bowl are drawn. */
const rim = 1.06;

const en = {
  rate: 'Learning rate',
  picture: 'Steps in a bowl.',
  creeps: 'creeps: the bottom is still far off',
  arrives: 'arrives at the bottom',
  lands: 'lands in one step',
  bounces: 'bounces from side to side, lower each time',
  forever: 'jumps to and fro for ever',
  escapes: 'leaves the bowl: every step is longer than the last',
};
const zh = {
  rate: '学习率',
  picture: '在碗里一步一步地走。',
  creeps: '慢慢挪动，离碗底还远',
  arrives: '走到了碗底',
  lands: '一步到位',
  bounces: '左右弹跳，一次比一次低',
  forever: '永远来回跳，不升也不降',
  escapes: '飞出碗外：一步比一步长',
};

const css = `
  :host { display: block; --walk: var(--_ink); font: .9375rem/1.5 var(--_font-ui); color: var(--_ink); }
  svg { display: block; width: 100%; height: auto; overflow: hidden; }
  .bowl { fill: none; stroke: var(--_rule); stroke-width: 2.5; stroke-linecap: round; }
  .path { fill: none; stroke: var(--walk); stroke-width: 1.75; stroke-linejoin: round; opacity: .75; }
  circle { fill: var(--walk); }
  .start { fill: var(--_paper-raised); stroke: var(--walk); stroke-width: 2.5; }
  input { appearance: none; -webkit-appearance: none; display: block; width: 100%; height: 2rem; margin: .25rem 0; background: none; cursor: pointer; }
  input::-webkit-slider-runnable-track { height: 4px; border-radius: 2px; background: var(--scale); }
  input::-moz-range-track { height: 4px; border-radius: 2px; background: var(--scale); }
  input::-webkit-slider-thumb { -webkit-appearance: none; width: 24px; height: 24px; margin-top: -10px; border: 0; border-radius: 50%; background: var(--walk); }
  input::-moz-range-thumb { width: 24px; height: 24px; border: 0; border-radius: 50%; background: var(--walk); }
  .row { display: grid; grid-template-columns: auto 3.2em 1fr; gap: .6rem; min-height: 3em; color: var(--_ink-soft); }
  .value { font-weight: 600; font-variant-numeric: tabular-nums; color: var(--walk-ink); }
  .verdict { text-align: end; }
`;

/** @param {number} share 0 … 1 along the slider @returns {number} the rate there, in hundredths */
const rateAt = (share) => Math.round(smallest * (largest / smallest) ** share * 100) / 100;

/** @param {number} rate @returns {number} its place along the slider, 0 … 1 */
const shareOf = (rate) => Math.log(rate / smallest) / Math.log(largest / smallest);

/** @param {number} w @returns {[x: number, y: number]} */
const pointOf = (w) => [
  picture.middle + picture.ofW * w,
  picture.bottom - (picture.ofJ * w * w) / 2,
];

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function drawn(tag, attributes) {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, String(value));
  return shape;
}

/** A parabola is one quadratic curve. */
function bowlShape() {
  const [left, top] = pointOf(-rim);
  const [right] = pointOf(rim);
  const path = `M${left} ${top}Q${picture.middle} ${2 * picture.bottom - top} ${right} ${top}`;
  return drawn('path', { class: 'bowl', d: path });
}

/** @param {number} rate */
function walkShapes(rate) {
  const points = walk(rate)
    .map(pointOf)
    .map(([x, y]) => [x.toFixed(1), y.toFixed(1)]);
  const dots = points.map(([cx, cy], i) =>
    drawn('circle', i === 0 ? { class: 'start', cx, cy, r: 6 } : { cx, cy, r: 4.5 }),
  );
  const line = drawn('path', {
    class: 'path',
    d: `M${points.map((point) => point.join(' ')).join('L')}`,
  });
  return [line, ...dots.reverse()];
}

/** The colours of the slider's rates, from end to end. @param {import('./colour.js').Theme} theme */
function scaleOf(theme) {
  const colours = Array.from({ length: 17 }, (_, i) => rateColour(rateAt(i / 16), theme));
  return `linear-gradient(to right, ${colours.join(', ')})`;
}

export class LabBowl extends HTMLElement {
  static tag = 'lab-bowl';
  static observedAttributes = ['rate'];

  #unwatch = () => {};
  #words = document.documentElement.lang.startsWith('zh') ? zh : en;

  constructor() {
    super();
    this.svg = drawn('svg', { viewBox: `0 0 ${picture.width} ${picture.height}`, role: 'img' });
    this.walked = drawn('g', {});
    this.svg.append(bowlShape(), this.walked);
    this.slider = h('input', { id: 'rate', type: 'range', min: 0, max: 1, step: 0.005 });
    this.value = h('output', { class: 'value', for: 'rate' });
    this.verdict = h('span', { class: 'verdict' });
    const row = h(
      'div',
      { class: 'row' },
      h('label', { for: 'rate' }, this.#words.rate),
      this.value,
      this.verdict,
    );
    shadow(this, [tokenCss(), css], [this.svg, this.slider, row], { delegatesFocus: true });
    this.slider.addEventListener('input', () => (this.rate = rateAt(Number(this.slider.value))));
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#show());
    this.#show();
  }

  disconnectedCallback() {
    this.#unwatch();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  get rate() {
    const rate = Number(this.getAttribute('rate') ?? 1.7);
    return Number.isFinite(rate) ? Math.min(largest, Math.max(smallest, rate)) : 1.7;
  }

  set rate(rate) {
    this.setAttribute('rate', String(rate));
  }

  #show() {
    const { rate } = this;
    const theme = currentTheme();
    const said = this.#words[verdict(rate)];
    this.style.setProperty('--walk', rateColour(rate, theme));
    this.style.setProperty('--walk-ink', rateInk(rate, theme));
    this.style.setProperty('--scale', scaleOf(theme));
    this.walked.replaceChildren(...walkShapes(rate));
    this.svg.setAttribute(
      'aria-label',
      `${this.#words.picture} ${this.#words.rate} ${rate}: ${said}`,
    );
    this.value.textContent = rate.toFixed(2);
    this.verdict.textContent = said;
    if (rateAt(Number(this.slider.value)) !== rate) this.slider.value = String(shareOf(rate));
    this.slider.setAttribute('aria-valuetext', `${rate}, ${said}`);
  }
}

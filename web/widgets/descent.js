/**
 * <lab-descent>: a walk down a valley with two parameters, computed by the page's core and drawn step by step. A slider turns the
 * rate; a tap, or the button, sets where the walk begins. With reduced motion the whole walk stands there at once.
 *
 *   <lab-descent rate="0.2"></lab-descent>
 *
 * Attribute and property rate (0.005 … 0.27). Nothing is trained here, and no data are fetched.
 */
import { walkLandscape } from '../lab/landscape.js';
import { openPageCore } from '../lab/page_core.js';
import { rateColour, rateInk } from './colour.js';
import { descentCss, descentWords } from './descent_look.js';
import { paintMap } from './descent_map.js';
import { drawWalk, sizeOfWalk, stepsToSee } from './descent_walk.js';
import { h, shadow } from './dom.js';
import { currentTheme, reducedMotion, tokenColours, tokenCss, watchTheme } from './theme.js';

/** @typedef {import('../lab/core.js').Core} Core */
/** @typedef {'far' | 'arrives' | 'bounces' | 'escapes'} Outcome */

/** Eight times as steep across as along: above a rate of 2/8 the walk flies apart. */
const valley = /** @type {const} */ ({ terrain: 'valley', steepness: 8 });
const box = /** @type {const} */ ({ x: [-2.6, 2.6], y: [-1.5, 1.5] });
const smallest = 0.005;
const largest = 0.27;
const steps = 60;
const perSecond = 16;
const starts = /** @type {[number, number][]} */ ([
  [-2.2, 0.95],
  [2.1, 1.1],
  [1.6, -1.2],
  [-2.4, -0.5],
]);

/** @param {number} share 0 … 1 along the slider */
const rateAt = (share) => Number((smallest * (largest / smallest) ** share).toPrecision(2));
/** @param {number} rate */
const shareOf = (rate) => Math.log(rate / smallest) / Math.log(largest / smallest);

export class LabDescent extends HTMLElement {
  static tag = 'lab-descent';
  static observedAttributes = ['rate'];

  #words = descentWords();
  #map = h('div', { class: 'map' });
  #canvas = h('canvas', { class: 'walk', role: 'img' });
  #probe = h('span', { class: 'probe', 'aria-hidden': 'true' });
  #slider = h('input', { id: 'rate', type: 'range', min: 0, max: 1, step: 0.005 });
  #value = h('output', { class: 'value', for: 'rate' });
  #verdict = h('span', { class: 'verdict' });
  #again = h('button', { type: 'button' }, this.#words.again);
  /** @type {Core | null} */
  #core = null;
  /** @type {[number, number]} */
  #start = starts[0];
  #startIndex = 0;
  /** Places that the walk visits, in the valley's own numbers. @type {[number, number][]} */
  #places = [];
  /** @type {Outcome | null} */
  #outcome = null;
  /** Steps that are seen; the last one may be under way. */
  #done = 0;
  /** What the theme says, read once: asking for it makes the browser work out its styles. */
  #look = { colour: '', paper: '' };
  #frame = 0;
  #paintings = 0;
  #unwatch = () => {};
  #sizes = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    const row = h(
      'div',
      { class: 'row' },
      h('label', { for: 'rate' }, this.#words.rate),
      this.#value,
      this.#verdict,
    );
    const stage = h('div', { class: 'stage' }, this.#map, this.#canvas, this.#probe);
    shadow(this, [tokenCss(), descentCss], [stage, this.#slider, row, this.#again]);
    this.#slider.addEventListener('input', () => (this.rate = rateAt(Number(this.#slider.value))));
    this.#again.addEventListener('click', () => this.#nextStart());
    this.#canvas.addEventListener('pointerdown', (event) => this.#startAt(event));
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => void this.#repaint());
    this.#sizes.observe(this.#canvas);
    this.#slider.value = String(shareOf(this.rate));
    this.#showScale();
    this.#label();
    openPageCore().then(
      (core) => {
        this.#core = core;
        void this.#repaint();
      },
      () => (this.#verdict.textContent = this.#words.failed),
    );
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#sizes.disconnect();
    this.#paintings++;
    cancelAnimationFrame(this.#frame);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#walk();
  }

  get rate() {
    const rate = Number(this.getAttribute('rate') ?? 0.2);
    return Number.isFinite(rate) ? Math.min(largest, Math.max(smallest, rate)) : 0.2;
  }

  set rate(rate) {
    this.setAttribute('rate', String(rate));
  }

  #nextStart() {
    this.#startIndex = (this.#startIndex + 1) % starts.length;
    this.#start = starts[this.#startIndex];
    this.#walk();
  }

  /** @param {PointerEvent} event */
  #startAt(event) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const [x0, x1] = box.x;
    const [y0, y1] = box.y;
    this.#start = [
      x0 + ((event.clientX - left) / width) * (x1 - x0),
      y1 - ((event.clientY - top) / height) * (y1 - y0),
    ];
    this.#walk();
  }

  async #repaint() {
    const core = this.#core;
    if (!core) return;
    const painting = ++this.#paintings;
    const theme = currentTheme();
    const { ink, 'paper-raised': paper } = tokenColours(this.#probe);
    const isWanted = () => painting === this.#paintings;
    this.#look.paper = paper;
    this.#showScale();
    this.#label();
    const map = await paintMap(core, valley, box, { theme, ink }, isWanted);
    if (!map) return;
    this.#map.replaceChildren(map);
    this.#walk();
  }

  /** Computes the walk at once and lets it be seen step by step. */
  #walk() {
    const core = this.#core;
    if (!core || !this.#map.firstChild) return;
    const { x, y, diverged } = walkLandscape(
      core,
      valley,
      { start: this.#start, rate: this.rate },
      steps,
    );
    this.#places = Array.from(x, (value, i) => [value, y[i]]);
    const last = this.#places[this.#places.length - 1];
    this.#look.colour = rateColour(this.rate, currentTheme());
    this.#outcome = outcomeOf(last, this.rate, diverged);
    this.#label();
    cancelAnimationFrame(this.#frame);
    if (reducedMotion()) return this.#draw(steps);
    const end = stepsToSee(this.#places);
    const began = performance.now();
    const show = (/** @type {number} */ now) => {
      const done = Math.max(0, ((now - began) / 1000) * perSecond);
      this.#draw(done < end ? done : steps);
      if (done < end) this.#frame = requestAnimationFrame(show);
    };
    this.#frame = requestAnimationFrame(show);
  }

  /** The picture has as many pixels as the screen shows of it. */
  #fit() {
    const { width, height } = sizeOfWalk(this.#canvas);
    if (width === this.#canvas.width && height === this.#canvas.height) return;
    Object.assign(this.#canvas, { width, height });
    this.#draw(this.#done);
  }

  /** @param {number} done steps that are seen */
  #draw(done) {
    this.#done = done;
    const context = this.#canvas.getContext('2d');
    if (context && this.#places.length > 0) drawWalk(context, box, this.#places, done, this.#look);
  }

  #showScale() {
    const theme = currentTheme();
    const colours = Array.from({ length: 17 }, (_, i) => rateColour(rateAt(i / 16), theme));
    this.style.setProperty('--scale', `linear-gradient(to right, ${colours.join(', ')})`);
  }

  #label() {
    const { rate } = this;
    const theme = currentTheme();
    const said = this.#outcome ? this.#words[this.#outcome] : '';
    this.style.setProperty('--walk', rateColour(rate, theme));
    this.style.setProperty('--walk-ink', rateInk(rate, theme));
    this.#canvas.setAttribute(
      'aria-label',
      `${this.#words.picture} ${this.#words.rate} ${rate}. ${said}`,
    );
    this.#value.textContent = String(rate);
    this.#verdict.textContent = said;
    this.#slider.setAttribute('aria-valuetext', `${rate}. ${said}`);
  }
}

/** @param {[number, number]} last @param {number} rate @param {boolean} diverged @returns {Outcome} */
function outcomeOf([x, y], rate, diverged) {
  if (diverged || Math.hypot(x, y) > 3) return 'escapes';
  if (Math.hypot(x, y) > 0.15) return Math.abs(y) > 0.1 ? 'bounces' : 'far';
  return rate * valley.steepness > 1 ? 'bounces' : 'arrives';
}

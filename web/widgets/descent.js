/**
 * <lab-descent>: a walk down a valley with two parameters, computed by the page's core and drawn step by step. A slider turns the
 * rate; a tap, or the button, sets where the walk begins. With reduced motion the whole walk stands there at once.
 *
 *   <lab-descent rate="0.2"></lab-descent>
 *
 * Attribute and property rate (0.005 … 0.27). Nothing is trained here, and no data are fetched.
 */
import { mapLandscape, openPageCore, walkLandscape } from '../lab/index.js';
import { rateColour, rateInk } from './colour.js';
import { descentCss, descentWords } from './descent_look.js';
import { h, shadow } from './dom.js';
import { currentTheme, reducedMotion, tokenColours, tokenCss, watchTheme } from './theme.js';

/** @typedef {import('../lab/core.js').Core} Core */
/** @typedef {'far' | 'arrives' | 'bounces' | 'escapes'} Outcome */

/** Eight times as steep across as along: above a rate of 2/8 the walk flies apart. */
const valley = /** @type {const} */ ({ terrain: 'valley', steepness: 8 });
const box = /** @type {const} */ ({ x: [-2.6, 2.6], y: [-1.5, 1.5] });
const columns = 520;
const rows = 300;
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
  #canvas = h('canvas', { width: 2 * columns, height: 2 * rows, role: 'img' });
  #probe = h('span', { class: 'probe', 'aria-hidden': 'true' });
  #slider = h('input', { id: 'rate', type: 'range', min: 0, max: 1, step: 0.005 });
  #value = h('output', { class: 'value', for: 'rate' });
  #verdict = h('span', { class: 'verdict' });
  #again = h('button', { type: 'button' }, this.#words.again);
  /** @type {Core | null} */
  #core = null;
  /** @type {Float64Array | null} */
  #heights = null;
  /** @type {HTMLCanvasElement | null} */
  #map = null;
  /** @type {[number, number]} */
  #start = starts[0];
  #startIndex = 0;
  /** Places that the walk visits, in the valley's own numbers. @type {[number, number][]} */
  #places = [];
  #frame = 0;
  #unwatch = () => {};

  constructor() {
    super();
    const row = h(
      'div',
      { class: 'row' },
      h('label', { for: 'rate' }, this.#words.rate),
      this.#value,
      this.#verdict,
    );
    const stage = h('div', { class: 'stage' }, this.#canvas, this.#probe);
    shadow(this, [tokenCss(), descentCss], [stage, this.#slider, row, this.#again]);
    this.#slider.addEventListener('input', () => (this.rate = rateAt(Number(this.#slider.value))));
    this.#again.addEventListener('click', () => this.#nextStart());
    this.#canvas.addEventListener('pointerdown', (event) => this.#startAt(event));
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#repaint());
    this.#slider.value = String(shareOf(this.rate));
    this.#label('far');
    openPageCore().then(
      (core) => {
        this.#core = core;
        this.#heights = mapLandscape(core, valley, box, columns, rows);
        this.#repaint();
      },
      () => (this.#verdict.textContent = this.#words.failed),
    );
  }

  disconnectedCallback() {
    this.#unwatch();
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

  #repaint() {
    if (!this.#heights) return;
    this.#map = paintMap(this.#heights, currentTheme(), tokenColours(this.#probe).ink);
    this.#walk();
  }

  /** Computes the walk at once and lets it be seen step by step. */
  #walk() {
    const core = this.#core;
    if (!core) return;
    const { x, y, diverged } = walkLandscape(
      core,
      valley,
      { start: this.#start, rate: this.rate },
      steps,
    );
    this.#places = Array.from(x, (value, i) => [value, y[i]]);
    const last = this.#places[this.#places.length - 1];
    this.#label(outcomeOf(last, this.rate, diverged));
    cancelAnimationFrame(this.#frame);
    if (reducedMotion()) return this.#draw(steps);
    const began = performance.now();
    const show = (/** @type {number} */ now) => {
      const done = Math.max(0, ((now - began) / 1000) * perSecond);
      this.#draw(done);
      if (done < this.#places.length - 1) this.#frame = requestAnimationFrame(show);
    };
    this.#frame = requestAnimationFrame(show);
  }

  /** @param {number} done steps that are seen; the last one may be under way */
  #draw(done) {
    const context = this.#canvas.getContext('2d');
    if (!context || !this.#map) return;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.drawImage(this.#map, 0, 0, this.#canvas.width, this.#canvas.height);
    drawWalk(context, this.#places, done, {
      colour: rateColour(this.rate, currentTheme()),
      paper: tokenColours(this.#probe)['paper-raised'],
    });
  }

  /** @param {Outcome} outcome */
  #label(outcome) {
    const { rate } = this;
    const theme = currentTheme();
    const said = this.#core ? this.#words[outcome] : '';
    const colours = Array.from({ length: 17 }, (_, i) => rateColour(rateAt(i / 16), theme));
    this.style.setProperty('--walk', rateColour(rate, theme));
    this.style.setProperty('--walk-ink', rateInk(rate, theme));
    this.style.setProperty('--scale', `linear-gradient(to right, ${colours.join(', ')})`);
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

/**
 * The valley in bands of equal height on a log scale, palest at the bottom, with a line where one band meets the next.
 * @param {Float64Array} heights
 * @param {import('./colour.js').Theme} theme
 * @param {string} ink
 */
function paintMap(heights, theme, ink) {
  const canvas = h('canvas', { width: columns, height: rows });
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const strength = theme === 'light' ? 9 : 11;
  const bands = Int8Array.from(heights, (height) => Math.floor(2.2 * Math.log2(height + 0.02)));
  const image = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // The map's first row is the smallest y, the picture's the largest.
      const index = (rows - 1 - row) * columns + column;
      const band = bands[index];
      const edge =
        (column > 0 && bands[index - 1] !== band) || (row > 0 && bands[index + columns] !== band);
      const shade = Math.max(0, (band + 13) * strength * 0.22) + (edge ? 3 * strength : 0);
      image.data[4 * (row * columns + column) + 3] = Math.min(120, shade);
    }
  }
  context.putImageData(image, 0, 0);
  // The picture is so far only how dense the ink is.
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = ink;
  context.fillRect(0, 0, columns, rows);
  return canvas;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number][]} places
 * @param {number} done
 * @param {{ colour: string, paper: string }} look
 */
function drawWalk(context, places, done, { colour, paper }) {
  const { width, height } = context.canvas;
  const at = (/** @type {[number, number]} */ [x, y]) =>
    /** @type {[number, number]} */ ([
      ((x - box.x[0]) / (box.x[1] - box.x[0])) * width,
      ((box.y[1] - y) / (box.y[1] - box.y[0])) * height,
    ]);
  const whole = Math.min(places.length - 1, Math.floor(done));
  const seen = places.slice(0, whole + 1).map(at);
  const next = places[whole + 1];
  if (next) {
    const [from, to] = [seen[whole], at(next)];
    const part = done - whole;
    seen.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]);
  }
  context.lineJoin = 'round';
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 4;
  context.globalAlpha = 0.75;
  context.beginPath();
  for (const [x, y] of seen) context.lineTo(x, y);
  context.stroke();
  context.globalAlpha = 1;
  seen.slice(1).forEach(([x, y], i) => dot(context, x, y, i === seen.length - 2 ? 13 : 7));
  context.fillStyle = paper;
  dot(context, ...seen[0], 11);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
function dot(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

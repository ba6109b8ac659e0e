/** The figure of the true step: gradient descent with one weight, step by step. */
import { h } from '../../web/widgets/dom.js';
import { reducedMotion } from '../../web/widgets/theme.js';
import { handle, numberOf, PointFigure } from './point_figure.js';
import { term, value } from './terms.js';
import { lessonWords } from './words.js';

/** Between two steps of a run, and how long the line takes to turn, in ms. */
const pause = 700;
const turning = 350;
/** A run ends here: at rest, thrown off, or weary. */
const atRest = 0.001;
const thrownOff = 100;
const mostSteps = 40;

/**
 * What is kept of a run for the exercises.
 * @typedef {object} Walk
 * @property {number} rate
 * @property {number} curvature
 * @property {number} steps
 * @property {number} distance from the best slope at its end
 */

export class StepFigure extends PointFigure {
  /** Where the line was when the steps began. */
  #start = 0.5;
  /** The slopes so far. @type {number[]} */
  #trail = [];
  #timer = 0;
  #turn = 0;

  /** @param {Promise<import('../../web/lab/core.js').Core>} opening */
  constructor(opening) {
    super('step', opening);
    const query = this.linked();
    const rate = numberOf(query, 'rate', 0.01, 10) ?? 1.5;
    const field = handle(lessonWords().rate, { kind: 'rate', min: 0.01, max: 10, value: rate });
    this.rate = field.number;
    this.figure.append(
      h('div', { class: 'race-settings', slot: 'settings' }, field.field, this.setChoices()),
    );
    this.restore(query);
    this.#start = this.plane.slope;
    this.rate.addEventListener('input', () => {
      this.#halt('idle');
      this.#trail = [];
      this.show();
    });
    this.#listen();
    this.changed('points');
  }

  #listen() {
    const { figure } = this;
    for (const type of ['run', 'resume']) figure.addEventListener(type, () => this.#run());
    figure.addEventListener('pause', () => this.#halt('paused'));
    figure.addEventListener('step', () => {
      this.#halt('paused');
      this.#step();
    });
    figure.addEventListener('reset', () => {
      this.#halt('idle');
      this.#trail = [];
      this.plane.slope = this.#start;
      this.changed('slope');
    });
  }

  /** The reader has moved something: what is under way is over. @param {'points' | 'slope'} what */
  changed(what) {
    if (this.#timer) this.#halt('paused');
    if (what === 'slope' && this.#turn === 0 && this.#trail.at(-1) !== this.plane.slope) {
      this.#start = this.plane.slope;
      this.#trail = [];
    }
    super.changed(what);
  }

  /** Where the next step leads. @returns {number | null} */
  get next() {
    const { example } = this;
    return example && !this.nothing()
      ? this.plane.slope - this.rate.value * example.gradient
      : null;
  }

  show() {
    const { example, plane, samples, next } = this;
    if (!this.rate) return;
    const { value: rate } = this.rate;
    this.setLink({ slope: this.#start, rate });
    plane.rate = rate;
    plane.landing = next;
    const known = example && !this.nothing();
    const m = samples.length;
    this.formula?.set({
      m: String(m),
      products: known ? value(example.gradient * m) : '–',
      gradient: known ? value(example.gradient) : '–',
      factor: known ? term(example.gradient) : '–',
      slope: value(plane.slope),
      eta: rate,
      next: next === null ? '–' : value(next),
      curvature: example ? value(example.curvature) : '–',
      rate: known ? value(1 / example.curvature) : '–',
    });
    this.say(this.#said());
    this.figure.detail = this.#trail.length > 1 ? lessonWords().taken(this.#trail.length - 1) : '';
  }

  #said() {
    const w = lessonWords();
    const nothing = this.nothing();
    if (nothing || !this.example) return nothing ?? '';
    if (this.#trail.length > 1) return w.trail(this.#trail.slice(-6).map(value).join(' → '));
    if (this.example.still) return w.there;
    return w.fates[fateOf(this.rate.value * this.example.curvature)];
  }

  #run() {
    if (this.next === null) return;
    if (this.figure.state === 'finished' || this.#distance() < atRest) {
      this.plane.slope = this.#start;
      this.#trail = [];
      super.changed('slope');
    }
    this.figure.state = 'running';
    this.#step();
  }

  /** @returns {number} from the slope that fits best */
  #distance() {
    return Math.abs(this.plane.slope - (this.example?.best ?? this.plane.slope));
  }

  #step() {
    const { next } = this;
    if (next === null) return;
    if (this.#trail.length === 0) this.#trail = [this.plane.slope];
    this.#trail.push(next);
    this.#move(this.plane.slope, next, () => this.#arrived());
  }

  #arrived() {
    super.changed('slope');
    const distance = this.#distance();
    const steps = this.#trail.length - 1;
    const over = distance < atRest || distance > thrownOff || steps >= mostSteps;
    const { example } = this;
    if (example) {
      /** @type {Walk} */
      const walk = { rate: this.rate.value, curvature: example.curvature, steps, distance };
      this.dispatchEvent(new CustomEvent('walked', { detail: walk }));
    }
    if (over) this.#halt('finished');
    else if (this.figure.state === 'running')
      this.#timer = window.setTimeout(() => this.#step(), pause - turning);
    else this.figure.state = 'paused';
  }

  /** Turns the line, unless the reader wants no motion. @param {number} from @param {number} to @param {() => void} then */
  #move(from, to, then) {
    const began = performance.now();
    const [a, b] = [Math.atan(from), Math.atan(to)];
    const arrive = () => {
      this.#turn = 0;
      this.plane.slope = to;
      then();
    };
    const frame = () => {
      const share = (performance.now() - began) / turning;
      if (share >= 1) return arrive();
      this.plane.slope = Math.tan(a + (b - a) * share * share * (3 - 2 * share));
      this.#turn = requestAnimationFrame(frame);
    };
    if (reducedMotion() || document.hidden) arrive();
    else frame();
  }

  /** @param {'idle' | 'paused' | 'finished'} state */
  #halt(state) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#turn) {
      cancelAnimationFrame(this.#turn);
      this.#turn = 0;
      this.plane.slope = this.#trail[this.#trail.length - 1] ?? this.plane.slope;
      super.changed('slope');
    }
    this.figure.state = state === 'paused' && this.#trail.length === 0 ? 'idle' : state;
  }
}

/**
 * What becomes of steps at a rate, by rate times curvature: each multiplies the distance by one less that.
 * @param {number} product
 * @returns {'creeps' | 'lands' | 'bounces' | 'forever' | 'escapes'}
 */
export function fateOf(product) {
  if (Math.abs(product - 1) < 1e-9) return 'lands';
  if (Math.abs(product - 2) < 1e-9) return 'forever';
  return product < 1 ? 'creeps' : product < 2 ? 'bounces' : 'escapes';
}

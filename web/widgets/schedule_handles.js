/**
 * The handles that lie on the curve of one draft: dragged, or moved by the arrow keys (left and right along the run, up and
 * down in height, Shift for fine steps). Each is a slider to a screen reader.
 */
import { h } from './dom.js';
import { formatNumber, stepValue } from './numbers.js';
import { valueOf, withValue } from './schedule_drafts.js';
import { fieldSpec, reachOf, rounded, solve } from './schedule_fields.js';
import { gripsOf } from './schedule_grips.js';
import { fieldName, scheduleWords } from './schedule_words.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {import('./schedule_grips.js').Grip} Grip */
/** @typedef {import('./chart.js').LabChart} LabChart */

/**
 * @typedef {object} Ground what the handles stand on
 * @property {LabChart} chart
 * @property {() => { draft: Draft, part: number, iterations: number, top: number }} now
 * @property {(draft: Draft, iteration: number) => number} rateAt of the core
 * @property {(iteration: number) => number} across an iteration on the x axis that is shown
 * @property {(x: number) => number} back and back
 * @property {(draft: Draft, settled: boolean) => void} moved
 */

/** @type {Record<string, ['up' | 'along', 1 | -1, 'normal' | 'page']>} */
const ways = {
  ArrowUp: ['up', 1, 'normal'],
  ArrowDown: ['up', -1, 'normal'],
  ArrowRight: ['along', 1, 'normal'],
  ArrowLeft: ['along', -1, 'normal'],
  PageUp: ['up', 1, 'page'],
  PageDown: ['up', -1, 'page'],
};

export class ScheduleHandles {
  /** @type {HTMLElement[]} */
  #dots = [];
  #kind = '';
  #dragged = false;

  /** @param {Ground} ground */
  constructor(ground) {
    this.ground = ground;
    this.element = h('div', { class: 'schedule-handles' });
    ground.chart.addEventListener('placed', () => this.place());
  }

  /** Whether a hand is on one of them. */
  get busy() {
    return this.#dragged;
  }

  /** The handles as the draft now has them. */
  get grips() {
    const { draft, iterations, part } = this.ground.now();
    return gripsOf(draft, iterations, part);
  }

  /** Makes the handles of the draft, and puts them in their places. */
  show() {
    const { grips } = this;
    const kind = `${this.ground.now().draft.policy} ${grips.map(({ id }) => id).join()}`;
    if (kind !== this.#kind) {
      this.#kind = kind;
      this.#dots = grips.map((grip, i) => this.#make(grip, i));
      this.element.replaceChildren(...this.#dots);
    }
    this.place();
  }

  place() {
    const { grips } = this;
    if (grips.length !== this.#dots.length) return;
    grips.forEach((grip, i) => this.#put(this.#dots[i], grip));
  }

  /** @param {HTMLElement} dot @param {Grip} grip */
  #put(dot, grip) {
    const { chart, now, rateAt, across } = this.ground;
    const { draft, iterations, top } = now();
    const at = Math.min(iterations, grip.at);
    const rate = grip.low ? 0 : rateAt(draft, at);
    const place = Number.isFinite(rate) ? chart.place(across(at), Math.min(top, rate)) : null;
    dot.hidden = place === null;
    if (!place) return;
    dot.style.transform = `translate(${place.left.toFixed(1)}px, ${place.top.toFixed(1)}px)`;
    const said = fieldsOf(grip)
      .map((field) => `${fieldName(draft, field)} ${formatNumber(valueOf(draft, field), 6)}`)
      .join(', ');
    if (dot.getAttribute('aria-valuetext') === said) return;
    dot.setAttribute('aria-valuetext', said);
    dot.setAttribute('aria-valuenow', String(grip.low ? at : rate));
    dot.setAttribute('aria-valuemax', String(grip.low ? iterations : 10));
    dot.title = said;
  }

  /** @param {Grip} grip @param {number} i */
  #make(grip, i) {
    const w = scheduleWords();
    const { draft } = this.ground.now();
    const what = fieldsOf(grip).map((field) => fieldName(draft, field));
    const dot = h('div', {
      class: 'schedule-handle',
      role: 'slider',
      tabindex: 0,
      'aria-label': grip.low
        ? w.joint(Number(grip.along?.split('.')[1]) + 1)
        : w.handle(w.policy[draft.policy], what.join(', ')),
      'aria-orientation': grip.up ? 'vertical' : 'horizontal',
      'aria-valuemin': 0,
      'data-ways': `${grip.along ? 'x' : ''}${grip.up ? 'y' : ''}`,
      'data-low': Boolean(grip.low),
    });
    dot.addEventListener('keydown', (event) => this.#key(event, this.grips[i]));
    dot.addEventListener('pointerdown', (event) => this.#down(event, dot, i));
    return dot;
  }

  /** @param {KeyboardEvent} event @param {Grip} grip */
  #key(event, grip) {
    const way = Object.hasOwn(ways, event.key) ? ways[event.key] : null;
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    const [which, direction, size] = way;
    const field = grip[which] ?? grip.up ?? grip.along;
    if (!field) return;
    event.preventDefault();
    const { draft, iterations } = this.ground.now();
    const spec = fieldSpec(field, draft, iterations);
    const sense = which === 'up' ? this.#sense(grip, field) : 1;
    const turned = /** @type {1 | -1} */ (direction * sense);
    const value = stepValue(valueOf(draft, field), turned, event.shiftKey ? 'fine' : size, spec);
    this.ground.moved(withValue(draft, field, value), true);
  }

  /** Whether the curve rises with the field, so that "up" is up: 1 or −1. @param {Grip} grip @param {string} field */
  #sense(grip, field) {
    const { draft, iterations } = this.ground.now();
    const [low, high] = reachOf(field, draft, iterations);
    const rate = (/** @type {number} */ value) =>
      this.ground.rateAt(withValue(draft, field, value), grip.at);
    return rate(high) >= rate(low) ? 1 : -1;
  }

  /** @param {PointerEvent} event @param {HTMLElement} dot @param {number} i */
  #down(event, dot, i) {
    if (event.button !== 0) return;
    event.preventDefault();
    dot.focus({ preventScroll: true });
    dot.setPointerCapture(event.pointerId);
    this.#dragged = true;
    const box = this.element.getBoundingClientRect();
    const grip = dot.getBoundingClientRect();
    const offset = {
      x: event.clientX - (grip.left + grip.width / 2),
      y: event.clientY - (grip.top + grip.height / 2),
    };
    let moved = false;
    const move = (/** @type {PointerEvent} */ e) => {
      moved = true;
      this.#drag(this.grips[i], e.clientX - offset.x - box.left, e.clientY - offset.y - box.top);
    };
    const up = () => {
      this.#dragged = false;
      dot.removeEventListener('pointermove', move);
      for (const type of ['pointerup', 'pointercancel']) dot.removeEventListener(type, up);
      if (moved) this.ground.moved(this.ground.now().draft, true);
    };
    dot.addEventListener('pointermove', move);
    for (const type of ['pointerup', 'pointercancel']) dot.addEventListener(type, up);
  }

  /** @param {Grip} grip @param {number} left @param {number} top */
  #drag({ at, along, up, place = Number }, left, top) {
    const { chart, now, rateAt, back, moved } = this.ground;
    const point = chart.locate(left, top);
    if (!point) return;
    const { iterations, part } = now();
    let { draft } = now();
    const set = (/** @type {string} */ field, /** @type {number} */ value) =>
      (draft = withValue(draft, field, rounded(value, fieldSpec(field, draft, iterations))));
    let there = at;
    if (along) {
      set(along, place(back(point.x)));
      there = gripsOf(draft, iterations, part).find((grip) => grip.along === along)?.at ?? at;
    }
    if (up) {
      const rateWith = (/** @type {number} */ value) =>
        rateAt(withValue(draft, up, value), Math.min(iterations, there));
      const whole = fieldSpec(up, draft, iterations).kind === 'integer';
      set(up, solve(rateWith, point.y, reachOf(up, draft, iterations), whole));
    }
    moved(draft, false);
  }
}

/** @param {Grip} grip */
function fieldsOf({ along, up }) {
  return [up, along].filter((field) => field !== undefined);
}

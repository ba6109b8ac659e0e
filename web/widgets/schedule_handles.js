/**
 * The handles that lie on the curve of one draft: dragged, or moved by the arrow keys (left and right along the run, up and
 * down in height, Shift for fine steps). Each is a slider to a screen reader.
 */
import { h } from './dom.js';
import { formatNumber, stepValue } from './numbers.js';
import { fieldSpec, policies, rounded, solve, valueOf, withValue } from './schedule_policies.js';
import { fieldName, scheduleWords } from './schedule_words.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {import('./schedule_policies.js').Handle} Handle */
/** @typedef {import('./chart.js').LabChart} LabChart */

/**
 * @typedef {object} Ground what the handles stand on
 * @property {LabChart} chart
 * @property {() => { draft: Draft, iterations: number, top: number }} now
 * @property {(draft: Draft, iteration: number) => number} rateAt of the core
 * @property {(iteration: number) => number} across an iteration on the x axis that is shown
 * @property {(x: number) => number} back and back
 * @property {(draft: Draft, settled: boolean) => void} moved
 */

export class ScheduleHandles {
  /** @type {HTMLElement[]} */
  #dots = [];
  #policy = '';
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

  /** Makes the handles of the draft's policy, and puts them in their places. */
  show() {
    const { draft } = this.ground.now();
    if (draft.policy !== this.#policy) {
      this.#policy = draft.policy;
      this.#dots = policies[draft.policy].handles.map((handle) => this.#make(handle));
      this.element.replaceChildren(...this.#dots);
    }
    this.place();
  }

  place() {
    const { chart, now, rateAt, across } = this.ground;
    const { draft, iterations, top } = now();
    if (draft.policy !== this.#policy) return;
    policies[draft.policy].handles.forEach((handle, i) => {
      const at = Math.min(iterations, handle.at(draft, iterations));
      const rate = rateAt(draft, at);
      const place = chart.place(across(at), Math.min(top, rate));
      const dot = this.#dots[i];
      dot.hidden = place === null;
      if (place)
        dot.style.transform = `translate(${place.left.toFixed(1)}px, ${place.top.toFixed(1)}px)`;
      this.#tell(dot, handle, draft, rate);
    });
  }

  /** @param {HTMLElement} dot @param {Handle} handle @param {Draft} draft @param {number} rate */
  #tell(dot, handle, draft, rate) {
    const said = fieldsOf(handle)
      .map((field) => `${fieldName(field)} ${formatNumber(valueOf(draft, field), 6)}`)
      .join(', ');
    if (dot.getAttribute('aria-valuetext') === said) return;
    dot.setAttribute('aria-valuetext', said);
    dot.setAttribute('aria-valuenow', String(rate));
    dot.title = said;
  }

  /** @param {Handle} handle */
  #make(handle) {
    const w = scheduleWords();
    const what = fieldsOf(handle).map(fieldName).join(', ');
    const dot = h('div', {
      class: 'schedule-handle',
      role: 'slider',
      tabindex: 0,
      'aria-label': w.handle(w.policy[this.#policy], what),
      'aria-orientation': handle.up ? 'vertical' : 'horizontal',
      'aria-valuemin': 0,
      'aria-valuemax': 10,
      'data-ways': `${handle.along ? 'x' : ''}${handle.up ? 'y' : ''}`,
    });
    dot.addEventListener('keydown', (event) => this.#key(event, handle));
    dot.addEventListener('pointerdown', (event) => this.#down(event, dot, handle));
    return dot;
  }

  /** @param {KeyboardEvent} event @param {Handle} handle */
  #key(event, handle) {
    const ways = /** @type {Record<string, ['up' | 'along', 1 | -1, 'normal' | 'page']>} */ ({
      ArrowUp: ['up', 1, 'normal'],
      ArrowDown: ['up', -1, 'normal'],
      ArrowRight: ['along', 1, 'normal'],
      ArrowLeft: ['along', -1, 'normal'],
      PageUp: ['up', 1, 'page'],
      PageDown: ['up', -1, 'page'],
    });
    const way = Object.hasOwn(ways, event.key) ? ways[event.key] : null;
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    const [which, direction, size] = way;
    const field = handle[which] ?? handle.up ?? handle.along;
    if (!field) return;
    event.preventDefault();
    const { draft, iterations } = this.ground.now();
    const spec = fieldSpec(field, draft, iterations);
    const sense = which === 'up' && field !== 'rate' ? this.#sense(handle, field) : 1;
    const turned = /** @type {1 | -1} */ (direction * sense);
    const value = stepValue(valueOf(draft, field), turned, event.shiftKey ? 'fine' : size, spec);
    this.ground.moved(withValue(draft, field, value), true);
  }

  /** Whether the curve rises with the field, so that "up" is up: 1 or −1. @param {Handle} handle @param {string} field */
  #sense(handle, field) {
    const { draft, iterations } = this.ground.now();
    const { min, max } = fieldSpec(field, draft, iterations);
    const at = handle.at(draft, iterations);
    const rate = (/** @type {number} */ value) =>
      this.ground.rateAt(withValue(draft, field, value), at);
    return rate(max) >= rate(min) ? 1 : -1;
  }

  /** @param {PointerEvent} event @param {HTMLElement} dot @param {Handle} handle */
  #down(event, dot, handle) {
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
      this.#drag(handle, e.clientX - offset.x - box.left, e.clientY - offset.y - box.top);
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

  /** @param {Handle} handle @param {number} left @param {number} top */
  #drag(handle, left, top) {
    const { chart, now, rateAt, back, moved } = this.ground;
    const point = chart.locate(left, top);
    if (!point) return;
    const { iterations } = now();
    let { draft } = now();
    const set = (/** @type {string} */ field, /** @type {number} */ value) =>
      (draft = withValue(draft, field, rounded(value, fieldSpec(field, draft, iterations))));
    if (handle.along) set(handle.along, back(point.x));
    if (handle.up === 'rate') set('rate', point.y);
    else if (handle.up) {
      const field = handle.up;
      const { min, max } = fieldSpec(field, draft, iterations);
      const at = handle.at(draft, iterations);
      set(
        field,
        solve((value) => rateAt(withValue(draft, field, value), at), point.y, [min, max]),
      );
    }
    moved(draft, false);
  }
}

/** @param {Handle} handle */
function fieldsOf({ along, up }) {
  return [up, along].filter((field) => field !== undefined);
}

/**
 * <lab-rate-axis>: a scale of learning rates that is read both ways, as log10 below and as the rate above. On it stand handles to
 * drag (a rate, or the two ends of a bracket), marks with a name, and dots, one for each answer, that pile up to a histogram.
 *
 *   <lab-rate-axis label="learning rate" min="0.1" max="1" value="0.631"></lab-rate-axis>
 *   axis.values = [0.4, 1];                                       // two handles: a bracket
 *   axis.marks = [{ rate: 0.74, label: 'the text' }];
 *   axis.dots = [0.7, 0.76, 0.96];
 *
 * Attributes: label (its name), min, max, value, names (of the handles, parted by "|").
 * A handle is dragged, or moved with the arrow keys by 0.01 of log10 (Shift: 0.001, Page keys: 0.1, Home and End).
 * Events: 'input' while it moves, 'change' when it is settled; both bubble.
 */
import { rateColour } from './colour.js';
import { h, shadow } from './dom.js';
import { formatNumber } from './numbers.js';
import { exponentOf, pileDots, placeOf, rateAt, scaleTicks } from './rate_scale.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';

/** @typedef {{ rate: number, label: string }} Mark */

const css = `
  :host { display: block; font: 13px/1.2 var(--_font-ui); color: var(--_ink); font-variant-numeric: tabular-nums; }
  .room { position: relative; margin: 0 22px; height: var(--room, 86px); }
  .line { position: absolute; left: 0; right: 0; bottom: 38px; height: 1px; background: var(--_ink-faint); }
  .span { position: absolute; bottom: 32px; height: 13px; background: color-mix(in srgb, var(--_accent) 22%, transparent); border-radius: 3px; }
  .tick { position: absolute; bottom: 0; width: 0; height: 44px; }
  .tick::before { content: ""; position: absolute; left: 0; bottom: 33px; width: 1px; height: 11px; background: var(--_ink-faint); }
  .tick > span { position: absolute; left: 0; transform: translateX(-50%); white-space: nowrap; }
  .tick .rate { bottom: 17px; color: var(--_ink); }
  .tick .exponent { bottom: 1px; color: var(--_ink-soft); font-size: 12px; }
  .mark { position: absolute; bottom: 38px; width: 0; border-left: 2px dashed var(--_ink-soft); }
  .mark > span { position: absolute; bottom: 100%; left: 0; transform: translateX(-50%); white-space: nowrap; color: var(--_ink-soft); font-size: 12px; padding-bottom: 2px; }
  .mark.start > span { transform: translateX(-12px); } .mark.end > span { transform: translateX(calc(-100% + 12px)); }
  .dot { position: absolute; width: 11px; height: 11px; margin-left: -5.5px; border-radius: 50%; box-sizing: border-box; border: 1px solid var(--_paper-raised); }
  .handle { all: unset; position: absolute; bottom: 24px; width: 44px; height: 30px; margin-left: -22px; cursor: ew-resize; touch-action: pan-y; }
  .handle::before { content: ""; position: absolute; left: 14px; top: 1px; width: 16px; height: 26px; box-sizing: border-box; border-radius: 8px; background: var(--_paper-raised); border: 3px solid var(--colour, var(--_accent)); }
  .handle:focus-visible::before { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .handle > span { position: absolute; left: 50%; bottom: 100%; transform: translateX(-50%); white-space: nowrap; font-weight: 600; }
  .handle.low > span { left: auto; right: 50%; transform: none; padding-right: 2px; } .handle.high > span { transform: none; padding-left: 2px; }
`;
/** Steps of a handle, in log10. */
const steps = { normal: 0.01, fine: 0.001, page: 0.1 };
/** Height of a dot in a pile, in px. */
const dotHeight = 11;

export class LabRateAxis extends HTMLElement {
  static tag = 'lab-rate-axis';
  static observedAttributes = ['min', 'max', 'value', 'label', 'names'];

  /** @type {number[]} */
  #values = [];
  /** @type {Mark[]} */
  #marks = [];
  /** @type {readonly number[]} */
  #dots = [];
  /** @type {HTMLElement[]} */
  #handles = [];
  #room = h('div', { class: 'room' });
  #unwatch = () => {};
  /** Of the room, as it was when the browser last laid out the page: to ask for it at other times takes long. */
  #width = 320;
  #resize = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    shadow(this, [tokenCss(), css], [this.#room]);
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#show());
    this.#resize.observe(this.#room);
    if (!this.hasAttribute('role')) this.setAttribute('role', 'group');
    this.#show();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#resize.disconnect();
  }

  /** @param {string} name @param {string | null} _old @param {string | null} text */
  attributeChangedCallback(name, _old, text) {
    if (name === 'value' && text !== null) this.values = [Number(text)];
    if (name === 'label') this.setAttribute('aria-label', text ?? '');
    if (this.isConnected) this.#show();
  }

  /** @returns {[number, number]} */
  get range() {
    return [Number(this.getAttribute('min') ?? 0.001), Number(this.getAttribute('max') ?? 10)];
  }

  /** The rates of the handles, rising. */
  get values() {
    return [...this.#values];
  }

  /** @param {number[]} values */
  set values(values) {
    const [low, high] = this.range;
    this.#values = values.map((rate) => Math.min(high, Math.max(low, rate)));
    this.#show();
  }

  /** @param {Mark[]} marks */
  set marks(marks) {
    this.#marks = marks;
    this.#show();
  }

  /** @param {readonly number[]} rates */
  set dots(rates) {
    this.#dots = rates;
    this.#show();
  }

  #measure() {
    const width = this.#room.clientWidth || 320;
    if (width === this.#width) return;
    this.#width = width;
    this.#show();
  }

  #show() {
    if (!this.isConnected) return;
    const { range } = this;
    const width = this.#width;
    const columns = Math.max(8, Math.floor(width / dotHeight));
    const piled = pileDots(this.#dots, range, columns);
    const tallest = Math.max(0, ...piled.map(({ height }) => height + 1)) * dotHeight;
    const labels = Math.max(this.#values.length > 0 ? 30 : 12, 16 * this.#marks.length + 16);
    this.#room.style.setProperty('--room', `${52 + tallest + labels}px`);
    const drawn = [
      h('div', { class: 'line' }),
      ...this.#span(),
      ...scaleTicks(range, Math.max(3, Math.floor(width / 62))).map((tick) => this.#tick(tick)),
      ...this.#marks.map((mark, i) => this.#mark(mark, tallest + 16 * i)),
      ...piled.map((dot) => this.#dot(dot)),
    ];
    drawn.forEach((part) => part.setAttribute('aria-hidden', 'true'));
    if (this.#handles.length !== this.#values.length)
      this.#handles = this.#values.map((_, index) => this.#makeHandle(index));
    this.#values.forEach((_, index) => this.#placeHandle(index));
    const old = [...this.#room.children].filter(
      (part) => !this.#handles.includes(/** @type {any} */ (part)),
    );
    old.forEach((part) => part.remove());
    this.#room.prepend(...drawn);
    for (const handle of this.#handles) if (!handle.isConnected) this.#room.append(handle);
  }

  #span() {
    if (this.#values.length !== 2) return [];
    const [from, to] = this.#values.map((rate) => placeOf(rate, this.range));
    const span = h('div', { class: 'span' });
    span.style.left = `${100 * from}%`;
    span.style.width = `${100 * (to - from)}%`;
    return [span];
  }

  /** @param {import('./rate_scale.js').Tick} tick */
  #tick({ rate, exponent }) {
    const made = h(
      'div',
      { class: 'tick' },
      h('span', { class: 'rate' }, formatNumber(rate, 3)),
      h('span', { class: 'exponent' }, exponent),
    );
    made.style.left = `${100 * placeOf(rate, this.range)}%`;
    return made;
  }

  /** @param {Mark} mark @param {number} tallest */
  #mark({ rate, label }, tallest) {
    const place = placeOf(rate, this.range);
    const side = place < 0.15 ? 'mark start' : place > 0.85 ? 'mark end' : 'mark';
    const made = h('div', { class: side }, h('span', {}, label));
    made.style.left = `${100 * place}%`;
    made.style.height = `${tallest + 14}px`;
    return made;
  }

  /** @param {{ rate: number, place: number, height: number }} dot */
  #dot({ rate, place, height }) {
    const made = h('div', { class: 'dot', title: formatNumber(rate) });
    made.style.left = `${100 * place}%`;
    made.style.bottom = `${39 + height * dotHeight}px`;
    made.style.background = rateColour(rate, currentTheme());
    return made;
  }

  /** @param {number} index */
  #makeHandle(index) {
    const handle = h(
      'div',
      { class: 'handle', role: 'slider', tabindex: 0 },
      h('span', { 'aria-hidden': 'true' }),
    );
    handle.addEventListener('keydown', (event) => this.#key(index, event));
    handle.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      event.preventDefault();
    });
    handle.addEventListener('pointermove', (event) => {
      if (handle.hasPointerCapture(event.pointerId)) this.#drag(index, event.clientX);
    });
    handle.addEventListener('pointerup', () => this.#tell('change'));
    return handle;
  }

  /** @param {number} index */
  #placeHandle(index) {
    const handle = this.#handles[index];
    const rate = this.#values[index];
    const pair = this.#values.length === 2;
    const [low, high] = this.range;
    const name = (this.getAttribute('names') ?? '').split('|')[index] || this.getAttribute('label');
    handle.className = pair ? `handle ${index === 0 ? 'low' : 'high'}` : 'handle';
    handle.style.left = `${100 * placeOf(rate, this.range)}%`;
    handle.style.setProperty('--colour', rateColour(rate, currentTheme()));
    const text = formatNumber(rate);
    const exponent = formatNumber(exponentOf(rate), 3);
    /** @type {HTMLElement} */ (handle.firstElementChild).textContent = text;
    for (const [key, value] of Object.entries({
      'aria-label': name ?? '',
      'aria-valuemin': exponentOf(low),
      'aria-valuemax': exponentOf(high),
      'aria-valuenow': exponentOf(rate),
      'aria-valuetext': `${text}, log10 ${exponent}`,
    }))
      handle.setAttribute(key, String(value));
  }

  /** @param {number} index @param {number} clientX */
  #drag(index, clientX) {
    const box = this.#room.getBoundingClientRect();
    this.#go(index, rateAt((clientX - box.left) / box.width, this.range));
  }

  /** @param {number} index @param {KeyboardEvent} event */
  #key(index, event) {
    const size = event.key.startsWith('Page') ? 'page' : event.shiftKey ? 'fine' : 'normal';
    const [low, high] = this.range;
    const up = ['ArrowRight', 'ArrowUp', 'PageUp'].includes(event.key);
    const down = ['ArrowLeft', 'ArrowDown', 'PageDown'].includes(event.key);
    if (event.key === 'Home') this.#go(index, low);
    else if (event.key === 'End') this.#go(index, high);
    else if (up || down) {
      const step = steps[size];
      const exponent = Math.round(Math.log10(this.#values[index]) / step) + (up ? 1 : -1);
      this.#go(index, 10 ** Number((exponent * step).toFixed(3)));
    } else return;
    event.preventDefault();
    this.#tell('change');
  }

  /** @param {number} index @param {number} rate */
  #go(index, rate) {
    const below = index > 0 ? this.#values[index - 1] * 1.02 : 0;
    const above = index + 1 < this.#values.length ? this.#values[index + 1] / 1.02 : Infinity;
    const values = this.values;
    values[index] = Number(Math.min(above, Math.max(below, rate)).toPrecision(3));
    this.values = values;
    this.#tell('input');
  }

  /** @param {'input' | 'change'} type */
  #tell(type) {
    this.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

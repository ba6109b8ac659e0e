/**
 * <lab-number>: a number in the text that is a handle. Drag it left or right, type, or use the arrow keys (Page keys for big
 * steps, Shift for fine ones, Home and End for the limits, Escape to take back what was typed).
 *
 *   a learning rate of <lab-number label="learning rate" kind="rate" min="0.001" max="10" value="0.5"></lab-number>
 *
 * Attributes: label (needed: its name), value, min, max, step, kind:
 *   rate     log scale through 1-2-3-5-8, in the colour of the rate      log      the same without the colour
 *   linear   steps of `step`      integer  whole numbers      batch    powers of two, any whole number; "full" is max
 * unit (shown after the number), disabled; of a rate usual: the rate that is usual where it stands, 0.5 unless said, to whose colour
 * others are relative.
 * Properties: value (a number; what is set is clamped), valid. Events: 'input' with every change, 'change' when it is settled;
 * both bubble. Bad input is answered by a sentence under the number, and the last good value stays.
 */
import { rateInk, usualRate, usualShare } from './colour.js';
import { h, shadow } from './dom.js';
import { faultOf, formatNumber, parseNumber, stepValue } from './numbers.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';
import { words } from './words.js';

/** @typedef {import('./numbers.js').NumberSpec} NumberSpec */

const css = `
  :host { display: inline-block; position: relative; font-family: var(--_font-number); font-variant-numeric: tabular-nums; white-space: nowrap; }
  .handle { display: inline-flex; align-items: baseline; min-height: 1.5em; border-radius: 4px; background: color-mix(in srgb, currentColor 9%, transparent);
    box-shadow: inset 0 -2px 0 color-mix(in srgb, currentColor 55%, transparent); color: var(--_accent); }
  .handle:hover { background: color-mix(in srgb, currentColor 16%, transparent); }
  input { all: unset; box-sizing: border-box; font: inherit; font-weight: 600; color: inherit; min-width: 2.2ch; min-height: 24px; padding: 0 .35em; text-align: center; cursor: ew-resize; touch-action: pan-y; }
  input:focus { cursor: text; }
  .handle:focus-within { outline: 2px solid var(--_focus); outline-offset: 1px; }
  .handle[data-drag] input { cursor: ew-resize; }
  .unit { padding-right: .35em; color: var(--_ink-soft); }
  .handle[data-bad] { color: var(--_bad); }
  .fault { position: absolute; left: 0; top: calc(100% + 6px); z-index: 5; width: max-content; max-width: min(300px, 80vw); padding: 7px 10px; border-radius: var(--_radius); white-space: normal;
    font: 13px/1.45 var(--_font-ui); color: var(--_ink); background: var(--_paper-raised); border: 1px solid var(--_bad); box-shadow: 0 2px 10px rgb(0 0 0 / .12); }
  .fault[data-end] { left: auto; right: 0; }
  .fault:empty { display: none; }
  :host([disabled]) .handle { color: var(--_ink-soft); box-shadow: none; }
  :host([disabled]) input { cursor: default; }
  @media (pointer: coarse) { input { min-height: 32px; } }
`;

/** Pixels of a drag from one value to the next. */
const notch = { normal: 14, fine: 4 };

export class LabNumber extends HTMLElement {
  static tag = 'lab-number';
  static observedAttributes = [
    'value',
    'min',
    'max',
    'step',
    'kind',
    'label',
    'unit',
    'usual',
    'disabled',
  ];

  #value = Number.NaN;
  /** @type {{ x: number, at: number, moved: boolean } | null} */
  #drag = null;
  #unwatch = () => {};

  constructor() {
    super();
    this.inputBox = h('input', {
      type: 'text',
      role: 'spinbutton',
      inputmode: 'decimal',
      autocomplete: 'off',
      spellcheck: 'false',
      enterkeyhint: 'done',
      'aria-describedby': 'fault',
    });
    this.unitBox = h('span', { class: 'unit', hidden: true });
    this.handle = h('span', { class: 'handle' }, this.inputBox, this.unitBox);
    this.fault = h('span', { class: 'fault', id: 'fault', role: 'alert' });
    shadow(this, [tokenCss(), css], [this.handle, this.fault], { delegatesFocus: true });
    this.#listen();
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#show());
    if (Number.isNaN(this.#value)) this.value = Number(this.getAttribute('value') ?? this.spec.min);
    this.#show();
  }

  disconnectedCallback() {
    this.#unwatch();
  }

  /** @param {string} name @param {string | null} _old @param {string | null} text */
  attributeChangedCallback(name, _old, text) {
    if (name === 'value' && text !== null) this.value = Number(text);
    else if (!Number.isNaN(this.#value)) this.value = this.#value;
    this.inputBox.disabled = this.hasAttribute('disabled');
    this.inputBox.setAttribute('aria-label', this.getAttribute('label') ?? words().number);
    this.unitBox.textContent = this.getAttribute('unit') ?? '';
    this.unitBox.hidden = !this.unitBox.textContent;
  }

  /** @returns {NumberSpec & { usual: number }} */
  get spec() {
    const number = (/** @type {string} */ name, /** @type {number} */ fallback) =>
      Number(this.getAttribute(name) ?? fallback);
    const kind = /** @type {NumberSpec['kind']} */ (this.getAttribute('kind') ?? 'linear');
    const logarithmic = kind === 'rate' || kind === 'log';
    return {
      kind,
      min: number('min', logarithmic ? 0.001 : kind === 'batch' ? 1 : 0),
      max: number('max', logarithmic ? 10 : 100),
      step: number('step', 1),
      usual: number('usual', usualRate),
    };
  }

  get value() {
    return this.#value;
  }

  /** A number outside of the limits is clamped; no number is passed over. @param {number} value */
  set value(value) {
    if (!Number.isFinite(Number(value))) return;
    const { min, max } = this.spec;
    this.#value = Math.min(max, Math.max(min, Number(value)));
    this.#say('');
    this.#show();
  }

  /** Whether what stands in the field is good. */
  get valid() {
    return this.fault.textContent === '';
  }

  #show() {
    const text = Number.isNaN(this.#value) ? '' : formatNumber(this.#value, 6);
    const { min, max, kind } = this.spec;
    this.inputBox.value = text;
    this.#fit();
    for (const [name, v] of Object.entries({ valuenow: this.#value, valuemin: min, valuemax: max }))
      this.inputBox.setAttribute(`aria-${name}`, String(v));
    this.inputBox.setAttribute('aria-valuetext', text + (this.getAttribute('unit') ?? ''));
    this.handle.style.color =
      kind === 'rate' && this.valid && !this.hasAttribute('disabled')
        ? rateInk(usualShare(this.#value, this.spec.usual), currentTheme())
        : '';
  }

  #fit() {
    this.inputBox.style.width = `calc(${Math.max(1, this.inputBox.value.length)}ch + .9em)`;
  }

  #listen() {
    const input = this.inputBox;
    input.addEventListener('input', (event) => {
      event.stopPropagation();
      this.#fit();
      this.#typed(false);
    });
    input.addEventListener('change', (event) => {
      event.stopPropagation();
      this.#typed(true);
    });
    input.addEventListener('blur', () => this.#settleBad());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('pointerdown', (event) => this.#down(event));
    input.addEventListener('pointermove', (event) => this.#move(event));
    for (const type of /** @type {const} */ (['pointerup', 'pointercancel']))
      input.addEventListener(type, (event) => this.#up(event));
  }

  /** Takes what was typed. While typing, only a good value goes out; nothing is said before it is settled. @param {boolean} settled */
  #typed(settled) {
    const text = this.inputBox.value.trim();
    const { kind, max } = this.spec;
    const full = kind === 'batch' && ['full', words().full].includes(text.toLowerCase());
    const value = full ? max : parseNumber(text);
    const fault = faultOf(value, this.spec);
    if (fault && !settled) return;
    if (fault) {
      this.#say(this.#sentence(fault, text));
      this.inputBox.setAttribute('aria-invalid', 'true');
      return;
    }
    const changed = value !== this.#value;
    this.#value = value;
    this.#say('');
    if (settled) this.#show();
    if (changed) this.#tell('input');
    if (settled) this.#tell('change');
  }

  /** @param {NonNullable<ReturnType<typeof faultOf>>} fault @param {string} text */
  #sentence(fault, text) {
    const { min, max } = this.spec;
    const w = words();
    const name = text === '' ? 'empty' : fault;
    return `${w[name](text, formatNumber(min, 6), formatNumber(max, 6))} ${w.kept(formatNumber(this.#value, 6))}`;
  }

  /** Leaving a field with bad input puts the last good value back; the sentence stays until the next change. */
  #settleBad() {
    if (this.valid) return;
    this.inputBox.value = formatNumber(this.#value, 6);
    this.inputBox.removeAttribute('aria-invalid');
    this.#fit();
  }

  /** @param {string} sentence */
  #say(sentence) {
    this.fault.textContent = sentence;
    this.handle.toggleAttribute('data-bad', sentence !== '');
    if (!sentence) {
      this.inputBox.removeAttribute('aria-invalid');
      return;
    }
    this.handle.style.color = '';
    const room = document.documentElement.clientWidth - this.getBoundingClientRect().left;
    this.fault.toggleAttribute('data-end', room < 310);
  }

  /** @param {'input' | 'change'} type */
  #tell(type) {
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { min, max } = this.spec;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const size = event.key.startsWith('Page') ? 'page' : event.shiftKey ? 'fine' : 'normal';
    if (event.key === 'ArrowUp' || event.key === 'PageUp')
      this.#go(stepValue(this.#value, 1, size, this.spec));
    else if (event.key === 'ArrowDown' || event.key === 'PageDown')
      this.#go(stepValue(this.#value, -1, size, this.spec));
    else if (event.key === 'Home' && !event.shiftKey) this.#go(min);
    else if (event.key === 'End' && !event.shiftKey) this.#go(max);
    else if (event.key === 'Escape') this.value = this.#value;
    else return;
    event.preventDefault();
  }

  /** @param {number} value @param {boolean} [settled] */
  #go(value, settled = true) {
    const changed = value !== this.#value;
    this.value = value;
    if (changed) this.#tell('input');
    if (changed && settled) this.#tell('change');
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0 || this.inputBox.disabled) return;
    this.#drag = { x: event.clientX, at: this.#value, moved: false };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const drag = this.#drag;
    if (!drag) return;
    if (!drag.moved) {
      if (Math.abs(event.clientX - drag.x) < 4) return;
      drag.moved = true;
      this.inputBox.setPointerCapture(event.pointerId);
      this.handle.toggleAttribute('data-drag', true);
      drag.x = event.clientX;
    }
    event.preventDefault();
    const size = event.shiftKey ? 'fine' : 'normal';
    const notches = Math.trunc((event.clientX - drag.x) / notch[size]);
    for (let i = 0; i < Math.abs(notches); i++)
      this.#go(stepValue(this.#value, notches > 0 ? 1 : -1, size, this.spec), false);
    drag.x += notches * notch[size];
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const drag = this.#drag;
    this.#drag = null;
    this.handle.removeAttribute('data-drag');
    if (!drag) return;
    if (drag.moved) {
      event.preventDefault();
      getSelection()?.removeAllRanges();
      if (this.#value !== drag.at) this.#tell('change');
    } else if (event.type === 'pointerup') this.inputBox.select();
  }
}

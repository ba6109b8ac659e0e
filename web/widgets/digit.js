/**
 * <lab-digit>: a square to draw a digit in, and beside it what the network sees: 28 × 28 pixels, prepared as MNIST was.
 * By mouse, pen and finger, or with the keyboard (arrow keys move the pen, Space puts it down and lifts it, Delete clears).
 *
 *   digit.value -> Float32Array(784) of 0 … 1      digit.empty      digit.clear()      digit.strokes (get, set)
 *
 * Events: 'input' while drawing (once a frame), 'change' when a stroke is done or all is cleared. Size: --digit-size.
 */
import { digitImage } from './digit_image.js';
import { h, oncePerFrame, seldom, shadow } from './dom.js';
import { drawImage } from './image.js';
import { currentTheme, tokenColours, tokenCss, watchTheme } from './theme.js';
import { words } from './words.js';

/** @typedef {import('./digit_image.js').Stroke} Stroke */

const css = `
  :host { display: inline-block; font-family: var(--_font-ui); color: var(--_ink); }
  .row { display: flex; gap: 16px; align-items: flex-end; flex-wrap: wrap; }
  .pad { position: relative; width: var(--digit-size, min(13rem, 56vw)); aspect-ratio: 1; line-height: 0; }
  canvas { width: 100%; height: 100%; border-radius: var(--_radius); border: 1px solid var(--_ink-faint);
    background: var(--_paper-raised); }
  .pen { touch-action: none; cursor: crosshair; }
  .hint { position: absolute; inset: 0; display: grid; place-items: center; pointer-events: none; line-height: 1.4;
    color: var(--_ink-soft); font-size: 14px; text-align: center; }
  .seen { width: 6rem; font-size: 12.5px; line-height: 1.35; color: var(--_ink-soft); }
  .seen canvas { aspect-ratio: 1; height: auto; image-rendering: pixelated; border-radius: 3px;
    border-color: var(--_rule); display: block; margin-top: 4px; }
  button { min-height: 32px; margin-top: 8px; padding: 0 12px; font: 500 13px/1 var(--_font-ui); color: var(--_ink);
    border: 1px solid var(--_rule); border-radius: var(--_radius); background: var(--_paper-raised); cursor: pointer; }
  button:hover { border-color: var(--_ink-faint); }
  [hidden] { display: none !important; }
  @media (pointer: coarse) { button { min-height: 44px; } }
`;

/** Units of the drawing across: one is about a pixel of MNIST. */
const extent = 28;
/** Width of the pen in these units. */
const penWidth = 2.3;

export class LabDigit extends HTMLElement {
  static tag = 'lab-digit';

  /** @type {Stroke[]} */
  #strokes = [];
  /** @type {Float32Array} */
  #value = digitImage([], extent);
  /** Where the keyboard's pen is, and whether it is down. @type {{ x: number, y: number, down: boolean } | null} */
  #pen = null;
  #drawing = false;
  #frame = oncePerFrame(() => this.#update());
  /** @type {(() => void)[]} */
  #leave = [];

  constructor() {
    super();
    const w = words();
    const pen = h('canvas', {
      class: 'pen',
      tabindex: 0,
      role: 'application',
      'aria-label': w.drawDigit,
      'aria-describedby': 'help',
    });
    const seen = h('canvas', { width: 28, height: 28, role: 'img', 'aria-label': w.networkSees });
    const clear = h('button', { type: 'button' }, w.clear);
    const live = h('p', { class: 'unseen', role: 'status' });
    const hint = h('div', { class: 'hint', 'aria-hidden': 'true' }, w.drawDigit);
    const help = h('p', { class: 'unseen', id: 'help' }, w.digitHelp);
    const probe = h('span', { class: 'unseen' });
    this.parts = { pen, seen, clear, hint, probe };
    const side = h('div', { class: 'seen' }, w.networkSees, seen, clear);
    const row = h('div', { class: 'row' }, h('div', { class: 'pad' }, pen, hint), side);
    shadow(this, [tokenCss(), css], [row, help, live, probe]);
    this.say = seldom(live, 700);
    this.#listen();
  }

  connectedCallback() {
    const resize = new ResizeObserver(() => this.#frame.ask());
    resize.observe(this.parts.pen);
    this.#leave = [watchTheme(() => this.#frame.ask()), () => resize.disconnect()];
    this.#frame.ask();
  }

  disconnectedCallback() {
    this.#leave.splice(0).forEach((leave) => leave());
    this.#frame.cancel();
  }

  /** The image as the network gets it. */
  get value() {
    return this.#value;
  }

  get empty() {
    return this.#strokes.length === 0;
  }

  /** Strokes in a square of 28 × 28 units. */
  get strokes() {
    return this.#strokes;
  }

  /** @param {Stroke[]} strokes */
  set strokes(strokes) {
    this.#strokes = strokes;
    this.#update();
  }

  clear() {
    this.#strokes = [];
    if (this.#pen) this.#pen.down = false;
    this.#update();
    this.#tell('input');
    this.#tell('change');
  }

  #listen() {
    const { pen, clear } = this.parts;
    clear.addEventListener('click', () => this.clear());
    pen.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      pen.setPointerCapture(event.pointerId);
      this.#drawing = true;
      this.#pen = null;
      this.#strokes.push([this.#where(event)]);
      this.#changed();
    });
    pen.addEventListener('pointermove', (event) => {
      if (!this.#drawing) return;
      const parts = event.getCoalescedEvents?.() ?? [];
      const stroke = this.#strokes[this.#strokes.length - 1];
      stroke?.push(...(parts.length > 0 ? parts : [event]).map((part) => this.#where(part)));
      this.#changed();
    });
    for (const type of /** @type {const} */ (['pointerup', 'pointercancel'])) {
      pen.addEventListener(type, () => {
        if (this.#drawing) this.#finish();
        this.#drawing = false;
      });
    }
    pen.addEventListener('keydown', (event) => {
      if (this.#key(event)) event.preventDefault();
    });
    pen.addEventListener('blur', () => {
      this.#pen = null;
      this.#frame.ask();
    });
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was ours */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    const at = (this.#pen ??= { x: extent / 2, y: extent * 0.25, down: false });
    if (event.key === 'Delete' || event.key === 'Backspace') this.clear();
    else if (event.key === ' ') this.#togglePen(at);
    else if (move) this.#movePen(at, move, event.shiftKey ? 3 : 1);
    else return false;
    const w = words();
    this.say(w.penAt(Math.round(at.x), Math.round(at.y), at.down ? w.penDown : w.penUp));
    this.#frame.ask();
    return true;
  }

  /** @param {{ x: number, y: number, down: boolean }} at */
  #togglePen(at) {
    at.down = !at.down;
    if (at.down) this.#strokes.push([{ x: at.x, y: at.y }]);
    else this.#finish();
    this.#changed();
  }

  /** @param {{ x: number, y: number, down: boolean }} at @param {number[]} move @param {number} by */
  #movePen(at, move, by) {
    at.x = Math.min(extent - 1, Math.max(1, at.x + move[0] * by));
    at.y = Math.min(extent - 1, Math.max(1, at.y + move[1] * by));
    if (!at.down) return;
    this.#strokes[this.#strokes.length - 1].push({ x: at.x, y: at.y });
    this.#changed();
  }

  #changed() {
    this.#inputDue = true;
    this.#frame.ask();
  }

  #inputDue = false;

  #finish() {
    this.#update();
    this.#tell('change');
  }

  #update() {
    this.#value = digitImage(this.#strokes, extent);
    this.#paint();
    drawImage(this.parts.seen, this.#value);
    this.parts.hint.hidden = !this.empty || this.#pen !== null;
    if (!this.#inputDue) return;
    this.#inputDue = false;
    this.#tell('input');
  }

  /** @param {'input' | 'change'} type */
  #tell(type) {
    this.dispatchEvent(new Event(type, { bubbles: true }));
  }

  /** @param {PointerEvent} event */
  #where(event) {
    const box = this.parts.pen.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * extent,
      y: ((event.clientY - box.top) / box.height) * extent,
    };
  }

  #paint() {
    const { pen, probe } = this.parts;
    const size = Math.round(pen.clientWidth * devicePixelRatio);
    const context = pen.getContext('2d');
    if (!context || size === 0) return;
    if (pen.width !== size) pen.width = pen.height = size;
    const tokens = tokenColours(probe);
    context.setTransform(size / extent, 0, 0, size / extent, 0, 0);
    context.clearRect(0, 0, extent, extent);
    context.lineCap = context.lineJoin = 'round';
    context.lineWidth = penWidth;
    context.strokeStyle = currentTheme() === 'light' ? '#16191d' : '#eeece6';
    for (const stroke of this.#strokes) {
      context.beginPath();
      context.moveTo(stroke[0].x, stroke[0].y);
      for (const { x, y } of stroke) context.lineTo(x, y);
      context.stroke();
    }
    if (this.#pen) this.#paintPen(context, this.#pen, tokens.accent);
  }

  /** @param {CanvasRenderingContext2D} context @param {{ x: number, y: number, down: boolean }} at @param {string} colour */
  #paintPen(context, at, colour) {
    context.beginPath();
    context.arc(at.x, at.y, penWidth / 2, 0, 7);
    context.lineWidth = 0.4;
    context.strokeStyle = context.fillStyle = colour;
    if (at.down) context.fill();
    context.stroke();
  }
}

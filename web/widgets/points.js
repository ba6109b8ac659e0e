/**
 * <lab-points>: points and a line z = slope · x through the origin, all of which can be taken hold of: by mouse, pen and
 * finger, and with the keyboard (Tab from one to the next; arrow keys move, Shift makes small steps, Delete removes, + and −
 * change how often a point is used). A click on the plane adds a point. Under the picture stand the numbers of the chosen point.
 *
 *   <lab-points points="-2:0,0:0,2:0*2" slope="0.5" target="0"></lab-points>
 *
 * Properties: points [{ x, y, times }] (get, set), slope (get, set), target (number or null), rate (its colour is the step's),
 * landing (slope after the step that is shown, or null), fan (slopes after the steps of many batches), tableShown.
 * Methods: csv(), saveCsv(), savePng(). Events: 'input' with every change by the reader, 'change' when one is done;
 * detail.what is 'points' or 'slope'. It reckons nothing but z and what stands at each point in its table.
 */
import { fileName, h, oncePerFrame, saveFile, seldom, shadow } from './dom.js';
import { formatNumber } from './numbers.js';
import {
  csvOf,
  freePlace,
  limits,
  pointAt,
  readPoints,
  slopeTo,
  writePoints,
} from './points_model.js';
import { PointsPlot } from './points_plot.js';
import { pointsCss } from './points_style.js';
import { pointsTable } from './points_table.js';
import { pointsWords } from './points_words.js';
import { pngOf } from './svg.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';

/** @typedef {import('./points_model.js').Point} Point */
/** @typedef {import('./number.js').LabNumber} LabNumber */
/** @typedef {{ what: 'point' | 'slope', moved: boolean }} Drag */

const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class LabPoints extends HTMLElement {
  static tag = 'lab-points';

  /** @type {Point[]} */
  #points = [];
  #chosen = 0;
  #slope = 0;
  /** @type {number | null} */
  #target = null;
  /** @type {number | null} */
  #landing = null;
  /** @type {ArrayLike<number>} */
  #fan = [];
  #rate = 1;
  /** @type {Drag | null} */
  #drag = null;
  /** Whether the last press ended a drag: the click that follows must not add a point. */
  #dropped = false;
  #frame = oncePerFrame(() => this.#draw());
  #unwatch = () => {};

  constructor() {
    super();
    const w = pointsWords();
    this.plot = new PointsPlot();
    this.fields = this.#makeFields();
    this.addButton = h('button', { type: 'button' }, w.add);
    this.none = h('p', { class: 'none', hidden: true }, w.none);
    this.tableBox = h('div', { class: 'box', tabindex: 0, role: 'group', hidden: true });
    const live = h('p', { class: 'unseen', role: 'status' });
    const row = h('div', { class: 'row' }, this.fields.box, this.none, this.addButton);
    const help = h('p', { class: 'unseen', id: 'help' }, w.help);
    const parts = [this.plot.root, help, row, this.tableBox, live];
    shadow(this, [tokenCss(), pointsCss], parts);
    this.tableBox.setAttribute('aria-label', w.table);
    this.say = seldom(live, 700);
    this.addButton.addEventListener('click', () => this.#add(freePlace(this.#points), true));
    this.#listen();
  }

  connectedCallback() {
    if (this.#points.length === 0)
      this.#points = readPoints(this.getAttribute('points') ?? '') ?? [];
    if (this.hasAttribute('slope')) this.#slope = Number(this.getAttribute('slope'));
    if (this.hasAttribute('target')) this.#target = Number(this.getAttribute('target'));
    this.#unwatch = watchTheme(() => this.#frame.ask());
    this.#draw();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#frame.cancel();
  }

  /** A copy. */
  get points() {
    return this.#points.map((point) => ({ ...point }));
  }

  /** @param {readonly Point[]} points */
  set points(points) {
    this.#points = points.slice(0, limits.points).map(({ x, y, times }) => pointAt(x, y, times));
    this.#chosen = Math.max(0, Math.min(this.#chosen, this.#points.length - 1));
    this.#frame.ask();
  }

  get slope() {
    return this.#slope;
  }

  /** @param {number} slope */
  set slope(slope) {
    this.#slope = slope;
    this.#frame.ask();
  }

  get target() {
    return this.#target;
  }

  /** @param {number | null} target */
  set target(target) {
    this.#target = target;
    this.#frame.ask();
  }

  get landing() {
    return this.#landing;
  }

  /** @param {number | null} landing */
  set landing(landing) {
    this.#landing = landing;
    this.#frame.ask();
  }

  /** @param {ArrayLike<number>} fan */
  set fan(fan) {
    this.#fan = fan;
    this.#frame.ask();
  }

  get rate() {
    return this.#rate;
  }

  /** @param {number} rate */
  set rate(rate) {
    this.#rate = rate;
    this.#frame.ask();
  }

  get tableShown() {
    return !this.tableBox.hidden;
  }

  /** @param {boolean} shown */
  set tableShown(shown) {
    this.tableBox.hidden = !shown;
    this.#draw();
  }

  csv() {
    return csvOf(this.#points, this.#slope);
  }

  saveCsv() {
    saveFile(new Blob([this.csv()], { type: 'text/csv' }), fileName(this.#name, 'csv'));
  }

  async savePng() {
    const ground = getComputedStyle(this.plot.root).backgroundColor;
    const png = await pngOf(
      this.plot.root,
      ground || (currentTheme() === 'light' ? '#fff' : '#000'),
    );
    if (png) saveFile(png, fileName(this.#name, 'png'));
  }

  get #name() {
    return this.id || 'points';
  }

  #makeFields() {
    const w = pointsWords();
    const number = (/** @type {string} */ label, /** @type {object} */ attributes) =>
      /** @type {LabNumber} */ (
        h(/** @type {any} */ ('lab-number'), { label, value: 0, ...attributes })
      );
    const x = number('x', { min: -limits.x, max: limits.x, step: 0.5 });
    const y = number('y', { min: -limits.y, max: limits.y, step: 0.5 });
    const times = number(w.used, { kind: 'integer', min: 1, max: limits.times });
    const remove = h('button', { type: 'button' }, w.remove);
    const labelled = (/** @type {Node | string} */ name, /** @type {HTMLElement} */ field) =>
      h('label', {}, h('span', { 'aria-hidden': 'true' }, name), field);
    const box = h(
      'fieldset',
      { class: 'fields', 'aria-label': w.fields },
      labelled(h('i', {}, 'x'), x),
      labelled(h('i', {}, 'y'), y),
      h(
        'label',
        {},
        h('span', { 'aria-hidden': 'true' }, w.used),
        times,
        h('span', { 'aria-hidden': 'true' }, w.timesUnit),
      ),
      remove,
    );
    for (const field of [x, y, times]) {
      for (const type of /** @type {const} */ (['input', 'change'])) {
        field.addEventListener(type, (event) => {
          event.stopPropagation();
          this.#put(pointAt(x.value, y.value, times.value), type);
        });
      }
    }
    remove.addEventListener('click', () => this.#remove());
    return { box, x, y, times, remove };
  }

  #listen() {
    const { root, handle, grip } = this.plot;
    root.addEventListener('pointerdown', (event) => this.#down(event));
    root.addEventListener('pointermove', (event) => this.#move(event));
    for (const type of /** @type {const} */ (['pointerup', 'pointercancel']))
      root.addEventListener(type, () => this.#up());
    root.addEventListener('click', (event) => this.#click(event));
    root.addEventListener('keydown', (event) => {
      if (this.#key(event)) event.preventDefault();
    });
    root.addEventListener('focusin', (event) => {
      const index = indexOf(event.target);
      if (index === null || index === this.#chosen) return;
      this.#chosen = index;
      this.#draw();
    });
    grip.addEventListener('pointerdown', () => handle.focus({ preventScroll: true }));
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.#dropped = false;
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const index = indexOf(event.target);
    if (index !== null) this.#chosen = index;
    const line = event.target.closest('.handle, .grip');
    if (index === null && !line) return;
    event.preventDefault();
    this.#drag = { what: index === null ? 'slope' : 'point', moved: false };
    this.plot.root.setPointerCapture(event.pointerId);
    const held = index === null ? this.plot.handle : this.plot.points.children[index];
    /** @type {SVGElement} */ (held).focus({ preventScroll: true });
    this.#draw();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const drag = this.#drag;
    if (!drag) return;
    const [x, y] = this.plot.placeOf(event);
    drag.moved = true;
    if (drag.what === 'slope') this.#turn(slopeTo(x, y), 'input');
    else this.#put(pointAt(x, y, this.#points[this.#chosen]?.times), 'input');
  }

  #up() {
    const drag = this.#drag;
    if (!drag) return;
    this.#drag = null;
    this.#dropped = true;
    if (drag.moved) this.#tell('change', drag.what === 'slope' ? 'slope' : 'points');
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (
      this.#dropped ||
      !(event.target instanceof Element) ||
      event.target.closest('.point, .handle, .grip')
    )
      return;
    const [x, y] = this.plot.placeOf(event);
    this.#add(pointAt(x, y), false);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was ours */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const index = indexOf(event.target);
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (index === null) {
      if (!move) return false;
      const by = (move[0] + move[1]) * (event.shiftKey ? 0.01 : 0.1);
      const slope = Math.round((this.#slope + by) * 100) / 100 + 0;
      this.#turn(Math.max(-limits.slope, Math.min(limits.slope, slope)), 'change');
      return true;
    }
    const { x, y, times } = this.#points[index];
    const by = event.shiftKey ? 0.1 : 0.5;
    if (move) this.#put(pointAt(x + move[0] * by, y + move[1] * by, times), 'change');
    else if (event.key === '+' || event.key === '=') this.#put(pointAt(x, y, times + 1), 'change');
    else if (event.key === '-') this.#put(pointAt(x, y, times - 1), 'change');
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#remove();
    else return false;
    return true;
  }

  /** Puts the chosen point somewhere else. @param {Point} point @param {'input' | 'change'} type */
  #put(point, type) {
    if (!this.#points[this.#chosen]) return;
    this.#points[this.#chosen] = point;
    const { x, y, times } = point;
    this.say(pointsWords().at(formatNumber(x), formatNumber(y), times));
    this.#changed(type, 'points');
  }

  /** @param {number} slope @param {'input' | 'change'} type */
  #turn(slope, type) {
    this.#slope = slope;
    this.#changed(type, 'slope');
  }

  /** @param {Point} point @param {boolean} focus */
  #add(point, focus) {
    if (this.#points.length >= limits.points) {
      this.say(pointsWords().full(limits.points));
      return;
    }
    this.#points.push(point);
    this.#chosen = this.#points.length - 1;
    this.#changed('change', 'points');
    if (focus) this.say(pointsWords().at(formatNumber(point.x), formatNumber(point.y), 1));
  }

  #remove() {
    this.#points.splice(this.#chosen, 1);
    this.#chosen = Math.max(0, Math.min(this.#chosen, this.#points.length - 1));
    this.#changed('change', 'points');
    const next = this.plot.points.children[this.#chosen];
    if (next) /** @type {SVGElement} */ (next).focus({ preventScroll: true });
    else this.addButton.focus();
  }

  /** @param {'input' | 'change'} type @param {'points' | 'slope'} what */
  #changed(type, what) {
    this.#draw();
    this.#tell('input', what);
    if (type === 'change') this.#tell('change', what);
  }

  /** @param {'input' | 'change'} type @param {'points' | 'slope'} what */
  #tell(type, what) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { what } }));
  }

  #draw() {
    if (!this.isConnected) return;
    this.plot.draw({
      ...{ points: this.#points, chosen: this.#chosen, slope: this.#slope, target: this.#target },
      ...{ landing: this.#landing, fan: this.#fan, rate: this.#rate },
    });
    const point = this.#points[this.#chosen];
    this.fields.box.hidden = !point;
    this.none.hidden = Boolean(point);
    this.addButton.disabled = this.#points.length >= limits.points;
    if (point) {
      for (const name of /** @type {const} */ (['x', 'y', 'times']))
        if (this.fields[name].value !== point[name]) this.fields[name].value = point[name];
    }
    if (this.tableShown) this.tableBox.replaceChildren(pointsTable(this.#points, this.#slope));
  }

  /** The points as a link writes them. */
  get written() {
    return writePoints(this.#points);
  }
}

/** @param {EventTarget | null} target @returns {number | null} index of the point it belongs to */
function indexOf(target) {
  const group = target instanceof Element ? target.closest('.point') : null;
  return group ? Number(group.getAttribute('data-index')) : null;
}

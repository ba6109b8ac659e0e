/**
 * <lab-contour>: a landscape as a contour map, paths on it, and a start that can be taken anywhere: by a drag, by a tap or
 * click on the map, with the arrow keys (Shift makes small steps).
 *
 *   map.show({ title, x: 'height', y: 'slope', box: { x: [-2, 3], y: [-1, 3] }, columns, rows, heights, levels, labelled, marks })
 *   map.paths = [{ id, label, rate, dash, x, y, loss, shown }];      map.start = [1, 2];
 *
 * `heights` stands row by row from the smallest y; of `levels` those in `labelled` bear their height. A path is drawn as far
 * as `shown` points, in the colour of its rate. Attribute fixed: the start cannot be moved.
 * Methods: csv(), saveCsv(), savePng(). Events: 'input' with every move of the start, 'change' when it is done,
 * 'go' when it was put down with the pointer or Enter was pressed on it. It reckons nothing.
 */
import { ContourPlot } from './contour_plot.js';
import { contourCss } from './contour_style.js';
import { contourTable, csvOfPaths } from './contour_table.js';
import { contourWords } from './contour_words.js';
import { fileName, h, oncePerFrame, saveFile, seldom, shadow } from './dom.js';
import { formatNumber } from './numbers.js';
import { pngOf } from './svg.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';

/** @typedef {[x: number, y: number]} Spot */
/** @typedef {{ at: Spot, kind: 'bottom' | 'saddle', label: string }} Mark */

/**
 * @typedef {object} ContourMap
 * @property {string} title
 * @property {string} x what its two parameters are called
 * @property {string} y
 * @property {{ x: readonly [number, number], y: readonly [number, number] }} box
 * @property {number} columns
 * @property {number} rows
 * @property {ArrayLike<number>} heights
 * @property {readonly number[]} levels rising
 * @property {readonly number[]} [labelled] those of the levels that bear their height
 * @property {readonly Mark[]} [marks]
 */

/**
 * @typedef {object} ContourPath
 * @property {string} id
 * @property {string} label
 * @property {number} rate
 * @property {readonly number[]} [dash]
 * @property {number} [width] of the line in px
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {ArrayLike<number>} loss
 * @property {number} shown points that are drawn, the start included
 */

const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class LabContour extends HTMLElement {
  static tag = 'lab-contour';

  /** @type {ContourMap | null} */
  #map = null;
  /** @type {readonly ContourPath[]} */
  #paths = [];
  /** @type {Spot} */
  #start = [0, 0];
  #dragged = false;
  #frame = oncePerFrame(() => this.#draw());
  #unwatch = () => {};

  constructor() {
    super();
    this.plot = new ContourPlot();
    this.tableBox = h('div', { class: 'box', tabindex: 0, role: 'group', hidden: true });
    const live = h('p', { class: 'unseen', role: 'status' });
    const help = h('p', { class: 'unseen', id: 'help' }, contourWords().help);
    shadow(this, [tokenCss(), contourCss], [this.plot.root, help, this.tableBox, live]);
    this.say = seldom(live, 700);
    this.resizes = new ResizeObserver(() => this.#resize());
    this.#listen();
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#colour());
    this.#colour();
    this.resizes.observe(this.plot.root);
  }

  disconnectedCallback() {
    this.#unwatch();
    this.resizes.disconnect();
    this.#frame.cancel();
  }

  /** @param {ContourMap} map */
  show(map) {
    this.#map = map;
    this.tableBox.setAttribute('aria-label', map.title);
    this.plot.showMap(map);
    this.#frame.ask();
  }

  get paths() {
    return this.#paths;
  }

  /** @param {readonly ContourPath[]} paths */
  set paths(paths) {
    this.#paths = paths;
    this.#frame.ask();
  }

  /** @returns {Spot} a copy */
  get start() {
    return [...this.#start];
  }

  /** @param {readonly [number, number]} start */
  set start(start) {
    this.#start = this.#tidy(start);
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
    return csvOfPaths(this.#paths);
  }

  saveCsv() {
    saveFile(new Blob([this.csv()], { type: 'text/csv' }), fileName(this.#name, 'csv'));
  }

  async savePng() {
    const png = await pngOf(this.plot.root, getComputedStyle(this.plot.root).backgroundColor);
    if (png) saveFile(png, fileName(this.#name, 'png'));
  }

  get #name() {
    return this.#map?.title ?? this.id;
  }

  /** A place on the map with two decimals. @param {readonly [number, number]} place @returns {Spot} */
  #tidy([x, y]) {
    const box = this.#map?.box;
    const tidy = (/** @type {number} */ value, /** @type {readonly [number, number]} */ [a, b]) =>
      Math.round(Math.min(b, Math.max(a, value)) * 100) / 100 + 0;
    return box ? [tidy(x, box.x), tidy(y, box.y)] : [x, y];
  }

  #listen() {
    const { root, knob } = this.plot;
    root.addEventListener('pointerdown', (event) => this.#down(event));
    root.addEventListener('pointermove', (event) => {
      if (!this.#dragged) return;
      this.#move(this.plot.placeOf(event), 'input');
    });
    for (const type of /** @type {const} */ (['pointerup', 'pointercancel']))
      root.addEventListener(type, () => {
        if (this.#dragged) this.#letGo();
      });
    root.addEventListener('click', (event) => {
      if (
        this.hasAttribute('fixed') ||
        (event.target instanceof Element && knob.contains(event.target))
      )
        return;
      this.#move(this.plot.placeOf(event), 'input');
      this.#letGo();
    });
    knob.addEventListener('keydown', (event) => this.#key(/** @type {KeyboardEvent} */ (event)));
  }

  /** @param {PointerEvent} event */
  #down(event) {
    const { root, knob } = this.plot;
    const held = event.target instanceof Element && knob.contains(event.target);
    if (!held || event.button !== 0 || this.hasAttribute('fixed')) return;
    event.preventDefault();
    this.#dragged = true;
    root.setPointerCapture(event.pointerId);
    /** @type {SVGElement} */ (knob).focus({ preventScroll: true });
  }

  #letGo() {
    this.#dragged = false;
    this.#tell('change');
    this.#tell('go');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    const box = this.#map?.box;
    if (event.key === 'Enter') this.#tell('go');
    if (!move || !box || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (this.hasAttribute('fixed')) return;
    const share = event.shiftKey ? 0.002 : 0.02;
    const stride = [box.x, box.y].map(([a, b]) => Math.max(0.01, (b - a) * share));
    const [x, y] = this.#start;
    this.#move([x + move[0] * stride[0], y + move[1] * stride[1]], 'change');
    this.say(contourWords().at(formatNumber(this.#start[0]), formatNumber(this.#start[1])));
  }

  /** @param {readonly [number, number]} place @param {'input' | 'change'} type */
  #move(place, type) {
    this.start = place;
    this.#tell('input');
    if (type === 'change') this.#tell('change');
  }

  /** @param {'input' | 'change' | 'go'} type */
  #tell(type) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true }));
  }

  /** The ground has colours of its own in each theme. */
  #colour() {
    this.dataset.theme = currentTheme();
    this.#frame.ask();
  }

  #resize() {
    if (this.plot.resize() && this.#map) {
      this.plot.showMap(this.#map);
      this.#draw();
    }
  }

  #draw() {
    if (!this.isConnected || !this.#map) return;
    this.plot.draw(this.#paths, this.#start, !this.hasAttribute('fixed'));
    if (this.tableShown) this.tableBox.replaceChildren(contourTable(this.#map, this.#paths));
  }
}

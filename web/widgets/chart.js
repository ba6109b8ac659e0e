/**
 * <lab-chart>: a line chart that grows live.
 *
 *   <lab-chart id="loss" group="race"></lab-chart>
 *
 *   chart.configure({
 *     title: 'Training loss of four learning rates',
 *     x: [{ name: 'iteration', label: 'iteration', max: 4300 }, { name: 'epoch', label: 'epoch', max: 10 },
 *         { name: 'samples', label: 'samples', max: 550000 }, { name: 'seconds', label: 'time', unit: 's' }],
 *     y: { label: 'training loss', min: 0, max: 2.5, limit: [0, 5], choice: true },   // choice: linear/log switch
 *   });
 *   chart.setSeries([{ id: 'a', label: '0.2', rate: 0.2, smooth: 40, live: true,
 *                      derived: { epoch: { of: 'iteration', factor: 1 / 430 }, samples: { of: 'iteration', factor: 128 } } }]);
 *   chart.addPoints('a', { iteration: [1, 2, 3], seconds: 0.02 }, [2.4, 2.3, 2.2]);   // seconds: a list, or the value at the last point
 *   chart.addPoints('a', [4, 5], [2.1, 2.0]);                    // a plain list of x is the first axis
 *   chart.addPairs('a', trace.points, { seconds });        // [x, y, x, y …]: a trace as the engine sends it
 *   chart.update('a', { live: false, ended: 'cross' });       // label, live, ended, rate … at any time
 *   chart.clear('a');  chart.clear();                         // points go, lines stay
 *   chart.chooseX('epoch');  chart.setYScale('log');
 *   chart.mode = 'draw';                                      // the learner draws a prediction; 'read' again after
 *   chart.setPrediction([{ x, y } …] | null, { label, rate }); chart.prediction -> [{ x, y }]
 *   chart.csv() -> string;  await chart.png() -> Blob;  chart.saveCsv(); chart.savePng(); chart.tableShown = true
 *   chart.announce('…')                                       // into the polite live region, seldom
 *
 * Lines may have different x: each is drawn from its own points. Appending is cheap (one drawing a frame, whatever is
 * appended). x must not fall within a line. A y that is not finite leaves a gap; with `ended: 'cross'` a cross stands at the
 * last finite point, or where the line left the plot.
 *
 * Attributes: group (charts of one group share cursor and x axis), switches (which of them stand below: "x y" unless said; "y" or
 * "none" where the chart under it in the group has the x switch already).
 * Events: 'predict' { points, done } while and after drawing, 'xchange' { x }, 'yscale' { scale }.
 * Room: --chart-height. Colour: `rate` of a line, on the one scale of colour.js.
 */
import { ChartCursor } from './chart_cursor.js';
import { Drawing } from './chart_draw.js';
import { pngOf, tableElement } from './chart_export.js';
import { joinGroup, others } from './chart_group.js';
import { Halos, lookOf } from './chart_look.js';
import { ChartModel } from './chart_model.js';
import { chartParts } from './chart_parts.js';
import { Plot } from './chart_plot.js';
import { chartCss } from './chart_style.js';
import { csvOf } from './chart_table.js';
import { chartSwitches, markChosen } from './chart_switches.js';
import { fileName, oncePerFrame, saveFile, seldom, shadow } from './dom.js';
import { tokenCss, watchTheme } from './theme.js';
import { withUnit, words } from './words.js';

/** @typedef {import('./chart_model.js').ChartConfig} ChartConfig */
/** @typedef {import('./chart_model.js').Point} Point */
/** @typedef {import('./chart_series.js').Series} Series */
/** @typedef {import('./chart_series.js').SeriesOptions} SeriesOptions */

export class LabChart extends HTMLElement {
  static tag = 'lab-chart';

  #model = new ChartModel();
  /** @type {Plot | null} */
  #plot = null;
  #frame = oncePerFrame(() => this.#draw());
  /** @type {(() => void)[]} */
  #leave = [];
  /** @type {'read' | 'draw'} */
  #mode = 'read';
  #printing = false;
  #tableTimer = 0;
  /** @type {import('./chart_paint.js').Look | null} */
  #cachedLook = null;

  parts = chartParts();
  #halos = new Halos(this.parts.overlay);

  constructor() {
    super();
    shadow(this, [tokenCss(), chartCss], [this.parts.root]);
    this.announce = seldom(this.parts.live, 6000);
    const { overlay, surface } = this.parts;
    const geometry = () => this.#geometry();
    const moved = (/** @type {number | null} */ x) => others(this.group, this.#member).forEach((m) => m.followCursor(x, this.#model.chosenX));
    this.cursor = new ChartCursor({ model: this.#model, geometry, moved, colour: (s) => this.#look().colour(s) }, overlay, surface);
    this.drawing = new Drawing(surface, geometry, {
      changed: (points, done) => this.#sketched(points, done),
      said: ({ x, y }) => surface.setAttribute('aria-valuetext', `${withUnit(this.#model.x)} ${this.#model.formatX(x)}: ${this.#model.formatY(y)}`),
    });
    this.#listen();
  }

  /** @type {import('./chart_group.js').Member} */
  #member = {
    followCursor: (x, column) => this.#follow(x, column),
    followX: (column) => this.#setX(column),
  };

  get group() {
    return this.getAttribute('group');
  }

  get switches() {
    return (this.getAttribute('switches') ?? 'x y').split(' ');
  }

  connectedCallback() {
    if (this.group) this.#leave.push(joinGroup(this.group, this.#member));
    this.#leave.push(watchTheme(() => this.#restyle()));
    const resize = new ResizeObserver(() => this.#resize());
    resize.observe(this.parts.plot);
    const print = (/** @type {Event} */ event) => this.#print(event.type === 'beforeprint');
    addEventListener('beforeprint', print);
    addEventListener('afterprint', print);
    this.#leave.push(() => resize.disconnect(), () => removeEventListener('beforeprint', print), () => removeEventListener('afterprint', print));
  }

  disconnectedCallback() {
    this.#leave.splice(0).forEach((leave) => leave());
    this.#frame.cancel();
    this.#plot?.destroy();
    this.#plot = null;
  }

  /** @param {ChartConfig} config */
  configure(config) {
    this.#model.configure(config);
    this.#switches();
    this.#rebuild();
  }

  /** Replaces all lines. @param {SeriesOptions[]} list */
  setSeries(list) {
    this.#model.setSeries(list);
    this.#rebuild();
  }

  /**
   * @param {string} id
   * @param {ArrayLike<number> | Record<string, ArrayLike<number> | number>} x
   * @param {ArrayLike<number>} y
   */
  addPoints(id, x, y) {
    this.#model.get(id).append(x, y);
    this.#changed();
  }

  /**
   * Adds [x, y, x, y …] with x in the first axis's column.
   * @param {string} id
   * @param {ArrayLike<number>} pairs
   * @param {Record<string, ArrayLike<number> | number>} [more] further x columns
   */
  addPairs(id, pairs, more = {}) {
    const pick = (/** @type {number} */ odd) => Float64Array.from({ length: pairs.length >> 1 }, (_, i) => pairs[2 * i + odd]);
    if (pairs.length > 1) this.addPoints(id, { [this.#model.base]: pick(0), ...more }, pick(1));
  }

  /** Changes the look or state of a line. @param {string} id @param {Partial<Omit<SeriesOptions, 'id' | 'points'>>} options */
  update(id, options) {
    const series = this.#model.get(id);
    const old = series.options;
    series.options = { ...old, ...options };
    const end = series.lastFinite();
    if (options.ended === 'cross' && end >= 0) this.announce(words().diverged(series.options.label, `${withUnit(this.#model.x)} ${this.#model.formatX(series.xAt(this.#model.chosenX, end))}`));
    else if (old.live && options.live === false && end >= 0) this.announce(words().ended(series.options.label, this.#model.formatY(series.strong.data[end])));
    if (['label', 'dash', 'width'].some((name) => name in options)) this.#rebuild();
    else this.#changed();
  }

  /** Takes the points out of one line, or of all. @param {string} [id] */
  clear(id) {
    const list = id === undefined ? [...this.#model.series.values()] : [this.#model.get(id)];
    list.forEach((series) => series.clear());
    this.#changed();
  }

  /** @param {string} column */
  chooseX(column) {
    this.#setX(column);
    others(this.group, this.#member).forEach((member) => member.followX(column));
    this.dispatchEvent(new CustomEvent('xchange', { bubbles: true, detail: { x: column } }));
  }

  /** @param {'linear' | 'log'} scale */
  setYScale(scale) {
    this.#model.yLog = scale === 'log';
    markChosen(this.parts.bar, this.#model);
    this.#rebuild();
    this.dispatchEvent(new CustomEvent('yscale', { bubbles: true, detail: { scale } }));
  }

  get mode() {
    return this.#mode;
  }

  /** @param {'read' | 'draw'} mode */
  set mode(mode) {
    this.#mode = mode;
    this.parts.surface.dataset.mode = mode;
    this.parts.help.textContent = mode === 'draw' ? words().drawHelp : words().cursorHelp;
    this.cursor.show(null);
    if (mode === 'draw' && this.#plot && this.#model.prediction) this.drawing.load(this.#model.shownPrediction() ?? []);
    this.#changed();
    this.#switches();
  }

  /** The predicted curve, in the x column of the first axis. @returns {Point[]} */
  get prediction() {
    const prediction = this.#model.prediction;
    const factor = prediction ? this.#model.xFactor(prediction.x, this.#model.base) : null;
    return prediction && factor !== null ? prediction.points.map(({ x, y }) => ({ x: x * factor, y })) : [];
  }

  /**
   * Shows a predicted curve, or takes it off.
   * @param {Point[] | null} points x in the column of the first axis
   * @param {{ label?: string, rate?: number }} [look]
   */
  setPrediction(points, { label = words().prediction, rate } = {}) {
    this.#model.prediction = points && points.length > 0 ? { points, x: this.#model.base, label, rate } : null;
    if (this.#mode === 'draw') this.mode = 'draw';
    this.#changed();
  }

  csv() {
    return csvOf(this.#model);
  }

  /** @returns {Promise<Blob>} */
  png() {
    return pngOf(this.#model, this.#look(), { width: Math.max(480, this.parts.plot.clientWidth), height: Math.max(280, this.parts.plot.clientHeight) });
  }

  saveCsv() {
    saveFile(new Blob([this.csv()], { type: 'text/csv;charset=utf-8' }), fileName(this.#model.config.title, 'csv'));
  }

  async savePng() {
    saveFile(await this.png(), fileName(this.#model.config.title, 'png'));
  }

  get tableShown() {
    return !this.parts.table.hidden;
  }

  set tableShown(shown) {
    this.parts.table.hidden = !shown;
    if (shown) this.#fillTable();
  }

  #listen() {
    const { surface } = this.parts;
    const drawing = () => this.#mode === 'draw';
    for (const type of /** @type {const} */ (['pointerdown', 'pointermove', 'pointerup', 'pointercancel'])) {
      surface.addEventListener(type, (event) => (drawing() ? this.drawing.pointer(event) : type !== 'pointercancel' && this.#plot && this.cursor.pointer(event)));
    }
    surface.addEventListener('pointerleave', (event) => event.pointerType !== 'touch' && !drawing() && this.cursor.move(null));
    surface.addEventListener('blur', () => !drawing() && this.cursor.move(null));
    surface.addEventListener('keydown', (event) => {
      if (this.#plot && (drawing() ? this.drawing.key(event) : this.cursor.key(event))) event.preventDefault();
    });
  }

  /** @param {number | null} x @param {string} column */
  #follow(x, column) {
    if (!this.#plot || column !== this.#model.chosenX) return;
    this.cursor.active = null;
    this.cursor.show(x);
  }

  /** @param {string} column */
  #setX(column) {
    if (column === this.#model.chosenX || !this.#model.config.x.some((axis) => axis.name === column)) return;
    this.#model.chosenX = column;
    this.cursor.x = null;
    markChosen(this.parts.bar, this.#model);
    this.#rebuild();
  }

  /** @param {Point[]} points @param {boolean} done */
  #sketched(points, done) {
    const { label = words().prediction, rate } = this.#model.prediction ?? {};
    this.#model.prediction = points.length > 0 ? { points, x: this.#model.chosenX, label, rate } : null;
    this.#changed();
    this.dispatchEvent(new CustomEvent('predict', { bubbles: true, detail: { points: this.prediction, done } }));
  }

  #geometry() {
    if (!this.#plot) throw new Error('The chart is not in a page.');
    return this.#plot.geometry();
  }

  #changed() {
    this.#frame.ask();
    if (!this.parts.table.hidden && !this.#tableTimer) this.#tableTimer = window.setTimeout(() => this.#fillTable(), 1000);
  }

  #fillTable() {
    this.#tableTimer = 0;
    if (!this.parts.table.hidden) this.parts.table.replaceChildren(tableElement(this.#model));
  }

  /** Makes the plot anew: uPlot cannot change its axes or lines. */
  #rebuild() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#describe();
    this.#halos.clear();
    this.#changed();
  }

  #restyle() {
    this.#cachedLook = null;
    this.#rebuild();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.parts.plot;
    if (this.#plot && !this.#printing && width > 0) this.#plot.resize(width, height);
    else if (!this.#plot) this.#frame.ask();
  }

  /** On paper the chart is light and as wide as a page, whatever the screen. @param {boolean} begins */
  #print(begins) {
    this.#printing = begins;
    this.#restyle();
    if (!begins) return;
    this.#frame.cancel();
    this.#draw();
  }

  #draw() {
    const width = this.#printing ? Math.min(640, this.parts.plot.clientWidth) : this.parts.plot.clientWidth;
    const height = this.parts.plot.clientHeight;
    if (!this.isConnected || width === 0 || height === 0) return;
    if (this.#plot) this.#plot.update();
    else this.#plot = new Plot(this.parts.plot, this.#model, this.#look(), { width, height, nameX: this.#printing || this.#model.config.x.length < 2 || !this.switches.includes('x') }, () => this.#placed());
  }

  /** After each drawing: what lies over the canvas follows. */
  #placed() {
    if (!this.#plot) return;
    const g = this.#plot.geometry();
    const box = { left: g.left / g.unit, top: g.top / g.unit, width: g.width / g.unit, height: g.height / g.unit };
    for (const name of /** @type {const} */ (['left', 'top', 'width', 'height'])) this.parts.surface.style[name] = `${box[name]}px`;
    this.parts.hint.hidden = this.#mode !== 'draw' || this.#model.prediction !== null;
    Object.assign(this.parts.hint.style, { left: `${box.left}px`, width: `${box.width}px`, top: `${box.top + box.height * 0.4}px` });
    this.parts.surface.setAttribute('aria-valuemin', String(g.x[0]));
    this.parts.surface.setAttribute('aria-valuemax', String(g.x[1]));
    this.#halos.place(this.#model, g, this.#look());
    if (this.cursor.x !== null) this.cursor.render();
  }

  #describe() {
    const { config, series } = this.#model;
    this.cursor.rebuild();
    this.parts.root.setAttribute('aria-label', config.title || words().chart);
    this.parts.surface.setAttribute('aria-label', `${words().reading}: ${config.title}`);
    this.parts.table.setAttribute('aria-label', config.title);
    const names = words().lines([...series.values()].map((s) => s.options.label));
    this.parts.summary.textContent = `${words().describe(withUnit(this.#model.x), withUnit(config.y), names)} ${config.description}`;
  }

  #switches() {
    this.parts.bar.replaceChildren(...chartSwitches({
      model: this.#model, shown: this.switches, drawing: this.#mode === 'draw',
      chooseX: (name) => this.chooseX(name), setYScale: (scale) => this.setYScale(scale), clearDrawing: () => this.drawing.clear(),
    }));
  }

  #look() {
    return (this.#cachedLook ??= lookOf(this.#model, this.parts.probe, this.#printing));
  }
}

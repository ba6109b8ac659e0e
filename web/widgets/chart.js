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
 *   chart.place(x, y) -> { left, top } | null               // where a point lies, in px from the chart's corner; null before it is drawn
 *   chart.locate(left, top) -> { x, y } | null                // and back
 *   chart.announce('…')                                       // into the polite live region, seldom
 *
 * Lines may have different x: each is drawn from its own points. Appending is cheap (one drawing a frame, whatever is
 * appended). x must not fall within a line. A y that is not finite leaves a gap; with `ended: 'cross'` a cross stands at the
 * last finite point, or where the line left the plot.
 *
 * Attributes: group (charts of one group share cursor and x axis), switches (which of them stand below: "x y" unless said; "y" or
 * "none" where the chart under it in the group has the x switch already).
 * Events: 'predict' { points, done } while and after drawing, 'xchange' { x }, 'yscale' { scale }, 'placed' after each drawing
 * (what lies over the chart can follow it; it does not bubble).
 * Room: --chart-height. Colour: `rate` of a line, on the one scale of colour.js.
 */
import { ChartCursor } from './chart_cursor.js';
import { Drawing } from './chart_draw.js';
import { pngOf, tableElement } from './chart_export.js';
import { joinGroup, others } from './chart_group.js';
import { fromX, fromY, toX, toY } from './chart_lines.js';
import { ChartModel } from './chart_model.js';
import { chartParts } from './chart_parts.js';
import { chartCss } from './chart_style.js';
import { chartSwitches, markChosen } from './chart_switches.js';
import { csvOf } from './chart_table.js';
import { ChartView } from './chart_view.js';
import { fileName, saveFile, seldom, shadow } from './dom.js';
import { tokenCss } from './theme.js';
import { withUnit, words } from './words.js';

/** @typedef {import('./chart_model.js').ChartConfig} ChartConfig */
/** @typedef {import('./chart_model.js').Point} Point */
/** @typedef {import('./chart_series.js').SeriesOptions} SeriesOptions */

export class LabChart extends HTMLElement {
  static tag = 'lab-chart';

  #model = new ChartModel();
  #parts = chartParts();
  #view = new ChartView(this.#model, this.#parts, {
    namesX: () => this.#model.config.x.length < 2 || !this.switches.includes('x'),
    placed: () => this.#placed(),
  });
  /** @type {'read' | 'draw'} */
  #mode = 'read';
  #tableTimer = 0;
  #leaveGroup = () => {};

  /** @type {import('./chart_group.js').Member} */
  #member = {
    followCursor: (x, column) => this.#follow(x, column),
    followX: (column) => this.#setX(column),
  };

  constructor() {
    super();
    const { root, overlay, surface, live } = this.#parts;
    shadow(this, [tokenCss(), chartCss], [root]);
    /** Speaks to a screen reader, at most once in six seconds. */
    this.announce = seldom(live, 6000);
    const geometry = () => this.#view.geometry();
    this.cursor = new ChartCursor(
      {
        model: this.#model,
        geometry,
        colour: (series) => this.#view.look().colour(series),
        moved: (x) =>
          others(this.group, this.#member).forEach((m) => m.followCursor(x, this.#model.chosenX)),
      },
      overlay,
      surface,
    );
    this.drawing = new Drawing(surface, geometry, {
      changed: (points, done) => this.#sketched(points, done),
      said: ({ x, y }) => surface.setAttribute('aria-valuetext', this.#reading(x, y)),
    });
    this.#listen();
  }

  /** The x axis that is shown, by its name. */
  get shownX() {
    return this.#model.chosenX;
  }

  get group() {
    return this.getAttribute('group');
  }

  get switches() {
    return (this.getAttribute('switches') ?? 'x y').split(' ');
  }

  connectedCallback() {
    if (this.group) this.#leaveGroup = joinGroup(this.group, this.#member);
    this.#view.connect();
    this.#changed();
  }

  disconnectedCallback() {
    this.#leaveGroup();
    this.#view.disconnect();
  }

  /** @param {ChartConfig} config */
  configure(config) {
    this.#model.configure(config);
    this.#showSwitches();
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
    const every = (/** @type {number} */ start) =>
      Float64Array.from({ length: pairs.length >> 1 }, (_, i) => pairs[2 * i + start]);
    if (pairs.length > 1) this.addPoints(id, { [this.#model.base]: every(0), ...more }, every(1));
  }

  /**
   * Changes the look or state of a line.
   * @param {string} id
   * @param {Partial<Omit<SeriesOptions, 'id' | 'points'>>} options
   */
  update(id, options) {
    const series = this.#model.get(id);
    const wasLive = series.options.live;
    series.options = { ...series.options, ...options };
    const died = options.ended === 'cross';
    if (died || (wasLive && options.live === false)) this.#tellEnd(series, died);
    if (['label', 'dash', 'width'].some((name) => name in options)) this.#rebuild();
    else this.#changed();
  }

  /** Takes the points out of one line, or of all. @param {string} [id] */
  clear(id) {
    const list = id === undefined ? [...this.#model.series.values()] : [this.#model.get(id)];
    list.forEach((series) => series.clear());
    this.#changed();
  }

  /** Chooses the x axis, for the whole group. @param {string} column */
  chooseX(column) {
    this.#setX(column);
    others(this.group, this.#member).forEach((member) => member.followX(column));
    this.dispatchEvent(new CustomEvent('xchange', { bubbles: true, detail: { x: column } }));
  }

  /** @param {'linear' | 'log'} scale */
  setYScale(scale) {
    this.#model.yLog = scale === 'log';
    markChosen(this.#parts.bar, this.#model);
    this.#rebuild();
    this.dispatchEvent(new CustomEvent('yscale', { bubbles: true, detail: { scale } }));
  }

  get mode() {
    return this.#mode;
  }

  /** @param {'read' | 'draw'} mode */
  set mode(mode) {
    this.#mode = mode;
    this.#parts.surface.dataset.mode = mode;
    this.#parts.help.textContent = mode === 'draw' ? words().drawHelp : words().cursorHelp;
    this.cursor.show(null);
    this.#loadDrawing();
    this.#showSwitches();
    this.#changed();
  }

  /** The predicted curve, in the x column of the first axis. @returns {Point[]} */
  get prediction() {
    return this.#model.predictionOn(this.#model.base) ?? [];
  }

  /**
   * Shows a predicted curve, or takes it off.
   * @param {Point[] | null} points x in the column of the first axis
   * @param {{ label?: string, rate?: number }} [look]
   */
  setPrediction(points, { label = words().prediction, rate } = {}) {
    const known = points !== null && points.length > 0;
    this.#model.prediction = known ? { points, x: '', label, rate } : null;
    this.#loadDrawing();
    this.#changed();
  }

  /**
   * Where a point lies, in px from the chart's corner, at the edge where the axis ends before it; null before the chart is drawn. x is of the axis that is shown.
   * @param {number} x @param {number} y
   */
  place(x, y) {
    if (!this.#view.plot) return null;
    const g = this.#view.geometry();
    const top = Math.max(g.top, Math.min(g.top + g.height, toY(g, y)));
    return { left: toX(g, x) / g.unit, top: top / g.unit };
  }

  /** The point at a place, the inverse of `place`. @param {number} left @param {number} top */
  locate(left, top) {
    if (!this.#view.plot) return null;
    const g = this.#view.geometry();
    return { x: fromX(g, left * g.unit), y: fromY(g, top * g.unit) };
  }

  csv() {
    return csvOf(this.#model);
  }

  /** @returns {Promise<Blob>} */
  png() {
    const { clientWidth, clientHeight } = this.#parts.plot;
    const size = { width: Math.max(480, clientWidth), height: Math.max(280, clientHeight) };
    return pngOf(this.#model, this.#view.look(), size);
  }

  saveCsv() {
    const blob = new Blob([this.csv()], { type: 'text/csv;charset=utf-8' });
    saveFile(blob, fileName(this.#model.config.title, 'csv'));
  }

  async savePng() {
    saveFile(await this.png(), fileName(this.#model.config.title, 'png'));
  }

  get tableShown() {
    return !this.#parts.table.hidden;
  }

  set tableShown(shown) {
    this.#parts.table.hidden = !shown;
    if (shown) this.#fillTable();
  }

  #listen() {
    const { surface } = this.#parts;
    const drawing = () => this.#mode === 'draw';
    const types = /** @type {const} */ ([
      'pointerdown',
      'pointermove',
      'pointerup',
      'pointercancel',
    ]);
    for (const type of types) {
      surface.addEventListener(type, (event) => {
        if (!this.#view.plot) return;
        if (drawing()) this.drawing.pointer(event);
        else if (type !== 'pointercancel') this.cursor.pointer(event);
      });
    }
    surface.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch' && !drawing()) this.cursor.move(null);
    });
    surface.addEventListener('blur', () => drawing() || this.cursor.move(null));
    surface.addEventListener('keydown', (event) => {
      const taker = drawing() ? this.drawing : this.cursor;
      if (this.#view.plot && taker.key(event)) event.preventDefault();
    });
  }

  /** @param {number | null} x @param {string} column */
  #follow(x, column) {
    if (!this.#view.plot || column !== this.#model.chosenX) return;
    this.cursor.active = null;
    this.cursor.show(x);
  }

  /** @param {string} column */
  #setX(column) {
    const { config, chosenX } = this.#model;
    if (column === chosenX || !config.x.some((axis) => axis.name === column)) return;
    this.#model.chosenX = column;
    this.cursor.x = null;
    markChosen(this.#parts.bar, this.#model);
    this.#rebuild();
  }

  /** @param {Point[]} points @param {boolean} done */
  #sketched(points, done) {
    const { label = words().prediction, rate } = this.#model.prediction ?? {};
    const x = this.#model.chosenX;
    this.#model.prediction = points.length > 0 ? { points, x, label, rate } : null;
    this.#view.ask(true);
    const detail = { points: this.prediction, done };
    this.dispatchEvent(new CustomEvent('predict', { bubbles: true, detail }));
  }

  /** A curve that is there already is drawn on, not drawn over. */
  #loadDrawing() {
    if (this.#mode !== 'draw' || !this.#view.plot) return;
    this.drawing.load(this.#model.predictionOn(this.#model.chosenX) ?? []);
  }

  #changed() {
    this.#view.ask();
    if (!this.tableShown || this.#tableTimer) return;
    this.#tableTimer = window.setTimeout(() => this.#fillTable(), 1000);
  }

  #fillTable() {
    this.#tableTimer = 0;
    if (this.tableShown) this.#parts.table.replaceChildren(tableElement(this.#model));
  }

  #rebuild() {
    this.#describe();
    this.cursor.rebuild();
    this.#view.rebuild();
    this.#changed();
  }

  #placed() {
    this.dispatchEvent(new Event('placed'));
    this.#parts.hint.hidden = this.#mode !== 'draw' || this.#model.prediction !== null;
    if (this.cursor.x !== null) this.cursor.render();
  }

  #describe() {
    const { config, series, x } = this.#model;
    const { root, surface, table, summary } = this.#parts;
    const w = words();
    root.setAttribute('aria-label', config.title || w.chart);
    surface.setAttribute('aria-label', `${w.reading}: ${config.title}`);
    table.setAttribute('aria-label', config.title);
    const names = w.lines([...series.values()].map(({ options }) => options.label));
    summary.textContent = `${w.describe(withUnit(x), withUnit(config.y), names)} ${config.description}`;
  }

  #showSwitches() {
    const made = chartSwitches({
      model: this.#model,
      shown: this.switches,
      drawing: this.#mode === 'draw',
      chooseX: (name) => this.chooseX(name),
      setYScale: (scale) => this.setYScale(scale),
      clearDrawing: () => this.drawing.clear(),
    });
    this.#parts.bar.replaceChildren(...made);
  }

  /** @param {number} x @param {number} y */
  #reading(x, y) {
    return `${withUnit(this.#model.x)} ${this.#model.formatX(x)}: ${this.#model.formatY(y)}`;
  }

  /** @param {import('./chart_series.js').Series} series @param {boolean} died */
  #tellEnd(series, died) {
    const end = series.lastFinite();
    if (end < 0) return;
    const model = this.#model;
    const x = `${withUnit(model.x)} ${model.formatX(series.xAt(model.chosenX, end))}`;
    const y = model.formatY(series.strong.data[end]);
    const { label } = series.options;
    this.announce(died ? words().diverged(label, x) : words().ended(label, y));
  }
}

/**
 * The adapter to uPlot, and the only file that imports it. uPlot lays out and draws axes, grid and clipped lines; where
 * the points come from and everything else on the canvas is ours. It has no way to switch an axis between linear and log:
 * make a new one.
 */
import uPlot from '../../vendor/uplot/uPlot.esm.js';
import { bandPath, linePath } from './chart_lines.js';
import { paintOverlay } from './chart_paint.js';
import { linearTicks, logTicks, tickLabels } from './ticks.js';
import { withUnit } from './words.js';

/** @typedef {import('./chart_model.js').ChartModel} ChartModel */
/** @typedef {import('./chart_lines.js').Geometry} Geometry */
/** @typedef {import('./chart_paint.js').Look} Look */
/** @typedef {import('./chart_series.js').Series} Series */

export class Plot {
  /**
   * @param {HTMLElement} host
   * @param {ChartModel} model
   * @param {Look} look
   * @param {{ width: number, height: number, zoom?: number, nameX?: boolean }} size in CSS px; zoom enlarges all that is
   *   drawn (for a sharp PNG); nameX draws the name of the x axis, which on the page is a control
   * @param {() => void} [drawn] called after every drawing: uPlot draws in a microtask, geometry() holds from the first on
   */
  constructor(host, model, look, { width, height, zoom = 1, nameX = true }, drawn = () => {}) {
    this.model = model;
    this.look = look;
    this.zoom = zoom;
    this.nameX = nameX;
    this.drawn = drawn;
    this.gutter = this.#gutter(width);
    this.u = new uPlot(this.#options(width * zoom, height * zoom), this.#data(), host);
  }

  /** Draws what the model holds now. */
  update() {
    this.u.setData(this.#data());
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    this.gutter = this.#gutter(width);
    this.u.setSize({ width: width * this.zoom, height: height * this.zoom });
  }

  destroy() {
    this.u.destroy();
  }

  get canvas() {
    return this.u.ctx.canvas;
  }

  /** @returns {Geometry} */
  geometry() {
    const { left, top, width, height } = this.u.bbox;
    const { x, y } = this.u.scales;
    return {
      left,
      top,
      width,
      height,
      unit: uPlot.pxRatio * this.zoom,
      x: [x.min ?? 0, x.max ?? 1],
      y: [y.min ?? 0, y.max ?? 1],
      xLog: this.model.xLog,
      yLog: this.model.yLog,
    };
  }

  /** uPlot wants aligned columns; ours go by `paths`, so it gets the two ends of the axis. @returns {uPlot.AlignedData} */
  #data() {
    const lines = [...this.model.series.values()].flatMap((series) =>
      series.options.smooth ? [0, 0] : [0],
    );
    return [this.model.xRange(), ...lines.map(() => [null, null])];
  }

  /** @param {number} width @param {number} height @returns {uPlot.Options} */
  #options(width, height) {
    const { model } = this;
    return {
      width,
      height,
      legend: { show: false },
      cursor: { show: false },
      padding: [
        30 * this.zoom,
        () => this.gutter * this.zoom,
        (this.nameX ? 22 : 0) * this.zoom,
        0,
      ],
      scales: {
        x: { time: false, distr: model.xLog ? 3 : 1, range: () => model.xRange() },
        y: { distr: model.yLog ? 3 : 1, range: () => model.yRange() },
      },
      axes: [this.#axis('x'), this.#axis('y')],
      series: [{}, ...this.#series()],
      hooks: { drawAxes: [() => this.#paintBase()], draw: [() => this.#paint()] },
    };
  }

  /** Faint noise first, so that the strong lines lie above. @returns {uPlot.Series[]} */
  #series() {
    const all = [...this.model.series.values()];
    return [
      ...all.filter((series) => series.options.smooth).map((series) => this.#noise(series)),
      ...all.map((series) => this.#line(series)),
    ];
  }

  /** @param {Series} series @returns {uPlot.Series} */
  #line(series) {
    const { width = 2.2, dash } = series.options;
    return {
      ...this.#plain(series),
      width: width * this.zoom,
      dash: dash?.map((d) => d * this.zoom * uPlot.pxRatio),
      paths: () => {
        const stroke = linePath(series, 'strong', this.model.chosenX, this.geometry());
        return { stroke, fill: null, clip: null, flags: 0 };
      },
    };
  }

  /** @param {Series} series @returns {uPlot.Series} */
  #noise(series) {
    return {
      ...this.#plain(series),
      width: this.zoom,
      alpha: 0.2,
      fill: () => this.look.colour(series),
      paths: () => {
        const g = this.geometry();
        const fill = bandPath(series, this.model.chosenX, g);
        const stroke = fill ? null : linePath(series, 'raw', this.model.chosenX, g);
        return { stroke, fill, clip: null, flags: 0 };
      },
    };
  }

  /** @param {Series} series */
  #plain(series) {
    const stroke = () => this.look.colour(series);
    return { scale: 'y', auto: false, pxAlign: 0, points: { show: false }, stroke };
  }

  /** @param {'x' | 'y'} which @returns {uPlot.Axis} */
  #axis(which) {
    const { look, zoom, model } = this;
    const isX = which === 'x';
    const log = () => (isX ? model.xLog : model.yLog);
    return {
      scale: which,
      font: `${12 * zoom}px ${look.font}`,
      stroke: () => look.tokens['ink-soft'],
      size: isX ? 26 * zoom : (_u, labels) => this.#roomForY(labels ?? []),
      gap: (isX ? 4 : 8) * zoom,
      splits: (u, _axis, min, max) => {
        const across = (isX ? u.bbox.width : u.bbox.height) / (uPlot.pxRatio * zoom);
        const count = Math.max(2, Math.floor(across / (isX ? 76 : 44)));
        return log() ? logTicks(min, max, count) : linearTicks(min, max, count);
      },
      filter: (_u, splits) => splits,
      values: (_u, splits) => tickLabels(splits, log()),
      ticks: { show: isX, size: 4 * zoom, width: zoom, stroke: () => look.tokens.rule },
      grid: { show: !isX, width: zoom, stroke: () => look.tokens.rule },
      border: { show: false },
    };
  }

  /** Never shrinks, so that the plot does not move while data stream in. @param {(string | number | null)[]} labels */
  #roomForY(labels) {
    const longest = Math.max(0, ...labels.map((label) => String(label ?? '').length));
    const least = this.model.config.y.room ?? 34;
    this.yRoom = Math.max(this.yRoom ?? least, longest * 7 + 12);
    return this.yRoom * this.zoom;
  }

  /** Room at the right for the longest label of a line. @param {number} width */
  #gutter(width) {
    const ctx = document.createElement('canvas').getContext('2d');
    if (!ctx) return 16;
    ctx.font = `600 13px ${this.look.font}`;
    const widths = [...this.model.series.values()].map((s) =>
      s.options.unlabelled ? 0 : ctx.measureText(s.options.label).width,
    );
    return Math.ceil(Math.min(width * 0.32, Math.max(16, ...widths.map((w) => w + 20))));
  }

  /** The line that the curves stand on, above the grid. */
  #paintBase() {
    const g = this.geometry();
    const { ctx } = this.u;
    ctx.save();
    ctx.fillStyle = this.look.tokens['ink-faint'];
    ctx.fillRect(g.left, Math.round(g.top + g.height), g.width, Math.max(1, Math.round(g.unit)));
    ctx.restore();
  }

  #paint() {
    const g = this.geometry();
    const { ctx } = this.u;
    paintOverlay(ctx, this.model, g, this.look);
    ctx.save();
    ctx.font = `${12.5 * g.unit}px ${this.look.font}`;
    ctx.fillStyle = this.look.tokens['ink-soft'];
    ctx.textBaseline = 'alphabetic';
    ctx.textAlign = 'left';
    ctx.fillText(withUnit(this.model.config.y), g.unit, 14 * g.unit);
    ctx.textAlign = 'right';
    if (this.nameX)
      ctx.fillText(withUnit(this.model.x), g.left + g.width, g.top + g.height + 43 * g.unit);
    ctx.restore();
    this.drawn();
  }
}

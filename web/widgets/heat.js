/**
 * <lab-heat>: a heat map of runs: batch sizes by something else, a cell for each pair, filled as they come.
 *
 *   heat.configure({ title: 'Validation accuracy', columns: { values: rates, label: 'learning rate', rates: true },
 *                    rows: { values: batches, label: 'batch size' } });
 *   heat.set(row, column, { state: 'done', value: 0.9571, spread: 0.001, text: '…for the table and screen readers' });
 *   heat.marks = [{ row: 16, at: 0.31, low: 0.2, high: 0.4, open: false }];     // the ridge: a column's value for a row's
 *   heat.lines = [{ label: '∝ N', points: [[16, 0.1], [128, 0.8]], dash: '6 4' }];
 *   heat.opened = [[0, 1]];                              // cells whose curves are shown
 *
 * Ink means accuracy: the more ink, the better. Colour is left to the learning rate, whose columns carry theirs.
 * Both axes are logarithmic, so that a power law is a straight line.
 * Events: 'open' { row, column }. As charts have: saveCsv(), savePng(), tableShown. Arrow keys move from cell to cell.
 */
import { fileName, h, oncePerFrame, saveFile, shadow } from './dom.js';
import { drawHeat } from './heat_plot.js';
import { heatCss } from './heat_style.js';
import { pngOf, svg } from './svg.js';
import { tokenColours, tokenCss, watchTheme } from './theme.js';

/** @typedef {{ values: readonly number[], label: string, rates?: boolean, format?: (value: number) => string }} HeatAxis */
/** @typedef {{ title: string, rows: HeatAxis, columns: HeatAxis, note?: string }} HeatConfig */
/**
 * @typedef {object} HeatCell
 * @property {'waiting' | 'running' | 'done' | 'failed'} state
 * @property {number | null} value accuracy, 0 to 1
 * @property {number | null} [spread] one standard deviation over seeds
 * @property {boolean} [diverged]
 * @property {string} text what it says, in words
 */
/** @typedef {{ row: number, at: number, low: number, high: number, open: boolean }} HeatMark open: at the edge of the grid */
/** @typedef {{ label: string, points: [row: number, at: number][], dash: string }} HeatLine */

/** @type {HeatConfig} */
const empty = {
  title: '',
  rows: { values: [1], label: '' },
  columns: { values: [1], label: '' },
};

export class LabHeat extends HTMLElement {
  static tag = 'lab-heat';

  /** @type {HeatConfig} */
  config = empty;
  /** @type {HeatCell[][]} */
  cells = [];
  /** @type {readonly HeatMark[]} */
  #marks = [];
  /** @type {readonly HeatLine[]} */
  #lines = [];
  /** @type {readonly (readonly [number, number])[]} */
  #opened = [];
  /** The cell that the arrow keys have reached. @type {[number, number]} */
  focused = [0, 0];
  #tableShown = false;
  #unwatch = () => {};
  #frame = oncePerFrame(() => this.#draw());
  #size = new ResizeObserver(() => this.#frame.ask());

  constructor() {
    super();
    this.drawing = svg('svg', { class: 'heat', role: 'group' });
    this.table = h('div', { class: 'table', hidden: true, tabindex: 0, role: 'region' });
    this.probe = h('span', { hidden: true });
    shadow(this, [tokenCss(), heatCss], [this.drawing, this.table, this.probe]);
    this.drawing.addEventListener('click', (event) => this.#click(event));
    this.drawing.addEventListener('keydown', (event) => this.#key(event));
  }

  connectedCallback() {
    this.#size.observe(this);
    this.#unwatch = watchTheme(() => this.#frame.ask());
    this.#frame.ask();
  }

  disconnectedCallback() {
    this.#size.disconnect();
    this.#unwatch();
    this.#frame.cancel();
  }

  /** @param {HeatConfig} config */
  configure(config) {
    this.config = config;
    this.cells = config.rows.values.map(() =>
      config.columns.values.map(() => ({ state: 'waiting', value: null, text: '' })),
    );
    this.focused = [0, 0];
    this.#marks = [];
    this.#lines = [];
    this.#opened = [];
    this.#frame.ask();
  }

  /** @param {number} row @param {number} column @param {HeatCell} cell */
  set(row, column, cell) {
    this.cells[row][column] = cell;
    this.#frame.ask();
  }

  get marks() {
    return this.#marks;
  }

  set marks(marks) {
    this.#marks = marks;
    this.#frame.ask();
  }

  get lines() {
    return this.#lines;
  }

  set lines(lines) {
    this.#lines = lines;
    this.#frame.ask();
  }

  get opened() {
    return this.#opened;
  }

  set opened(opened) {
    this.#opened = opened;
    this.#frame.ask();
  }

  get tableShown() {
    return this.#tableShown;
  }

  set tableShown(shown) {
    this.#tableShown = shown;
    this.table.hidden = !shown;
    this.#frame.ask();
  }

  /** @returns {(string | number)[][]} a line a row of cells, with its heads */
  rowsOfTable() {
    const { rows, columns } = this.config;
    const head = [`${rows.label} \\ ${columns.label}`, ...columns.values];
    const lines = rows.values.map((value, row) => [
      value,
      ...this.cells[row].map(({ value: accuracy }) => accuracy ?? ''),
    ]);
    return [head, ...lines];
  }

  saveCsv() {
    const text = this.rowsOfTable()
      .map((line) => line.join(','))
      .join('\r\n');
    saveFile(new Blob([`${text}\r\n`], { type: 'text/csv' }), fileName(this.config.title, 'csv'));
  }

  async savePng() {
    const colours = tokenColours(this.probe);
    const blob = await pngOf(this.drawing, colours['paper-raised']);
    if (blob) saveFile(blob, fileName(this.config.title, 'png'));
  }

  #draw() {
    if (!this.isConnected || this.clientWidth === 0) return;
    drawHeat(this, this.drawing, this.clientWidth);
    if (this.#tableShown) this.#fillTable();
  }

  #fillTable() {
    const { rows, columns, title } = this.config;
    const format = (/** @type {HeatAxis} */ axis, /** @type {number} */ value) =>
      axis.format?.(value) ?? String(value);
    const percent = (/** @type {HeatCell} */ { value, spread }) =>
      value === null
        ? '–'
        : `${(100 * value).toFixed(2)}${spread ? ` ± ${(100 * spread).toFixed(2)}` : ''}`;
    const head = columns.values.map((value) => h('th', { scope: 'col' }, format(columns, value)));
    const body = rows.values.map((value, row) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, format(rows, value)),
        ...this.cells[row].map((cell) => h('td', {}, percent(cell))),
      ),
    );
    this.table.setAttribute('aria-label', title);
    this.table.replaceChildren(
      h(
        'table',
        {},
        h('caption', {}, `${title} (%)`),
        h('thead', {}, h('tr', {}, h('td', {}, `${rows.label} \\ ${columns.label}`), ...head)),
        h('tbody', {}, ...body),
      ),
    );
  }

  /** @param {Event} event @returns {[number, number] | null} */
  #cellOf(event) {
    const shape = /** @type {Element} */ (event.target).closest('[data-cell]');
    if (!shape) return null;
    const [row, column] = String(shape.getAttribute('data-cell')).split(',').map(Number);
    return [row, column];
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const cell = this.#cellOf(event);
    if (cell) this.#open(cell);
  }

  /** @param {[number, number]} cell */
  #open([row, column]) {
    this.focused = [row, column];
    this.#frame.ask();
    this.dispatchEvent(new CustomEvent('open', { detail: { row, column } }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const cell = this.#cellOf(event);
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#open(cell);
      return;
    }
    // Rows rise upwards.
    const moves = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (!move) return;
    event.preventDefault();
    const { rows, columns } = this.config;
    const clamp = (/** @type {number} */ value, /** @type {number} */ count) =>
      Math.min(count - 1, Math.max(0, value));
    this.focused = [
      clamp(cell[0] + move[0], rows.values.length),
      clamp(cell[1] + move[1], columns.values.length),
    ];
    this.#draw();
    const shape = this.drawing.querySelector(`[data-cell="${this.focused.join()}"]`);
    /** @type {SVGElement | null} */ (shape)?.focus();
  }
}

/**
 * The reading of a chart: a cursor that follows mouse, finger and arrow keys, a dot on each line, a box with the values.
 * To a screen reader it is a slider whose value is the reading.
 */
import { fromX, toX, toY } from './chart_lines.js';
import { h } from './dom.js';
import { withUnit, words } from './words.js';

/** @typedef {import('./chart_lines.js').Geometry} Geometry */
/** @typedef {import('./chart_series.js').Series} Series */

/**
 * What the cursor needs of its chart.
 * @typedef {object} CursorHost
 * @property {import('./chart_model.js').ChartModel} model
 * @property {() => Geometry} geometry
 * @property {(series: Series) => string} colour
 * @property {(x: number | null) => void} moved tells the other charts of the group
 */

export class ChartCursor {
  /** @type {number | null} */
  x = null;
  /** @type {string | null} id of the line that the arrow keys follow */
  active = null;
  /** @type {Map<string, { dot: HTMLElement, row: HTMLElement, swatch: HTMLElement, name: HTMLElement, value: HTMLElement }>} */
  #marks = new Map();

  /** @param {CursorHost} host @param {HTMLElement} overlay @param {HTMLElement} surface */
  constructor(host, overlay, surface) {
    this.host = host;
    this.surface = surface;
    this.overlay = overlay;
    this.line = h('div', { class: 'line', hidden: true });
    this.heading = h('div', { class: 'x' });
    this.rows = h('div');
    this.readout = h('div', { class: 'readout', hidden: true }, this.heading, this.rows);
    overlay.append(this.line, this.readout);
  }

  /** @param {PointerEvent} event */
  pointer(event) {
    const g = this.host.geometry();
    const box = this.surface.getBoundingClientRect();
    this.active = null;
    this.move(fromX(g, g.left + ((event.clientX - box.left) / box.width) * g.width));
  }

  /** @param {number | null} x */
  move(x) {
    this.show(x);
    this.host.moved(x);
  }

  /** Shows the cursor without telling the group. @param {number | null} x */
  show(x) {
    this.x = x;
    this.render();
  }

  /** Forgets the marks of lines that are gone; the next drawing of the chart brings the cursor back. */
  rebuild() {
    for (const { dot, row } of this.#marks.values()) {
      dot.remove();
      row.remove();
    }
    this.#marks.clear();
    if (this.active && !this.host.model.series.has(this.active)) this.active = null;
    this.#hide(true);
  }

  /** @param {boolean} hidden */
  #hide(hidden) {
    this.line.hidden = this.readout.hidden = hidden;
    for (const { dot } of this.#marks.values()) dot.hidden = hidden;
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was ours */
  key(event) {
    const ids = [...this.host.model.series.values()]
      .filter((s) => s.lastFinite() >= 0)
      .map((s) => s.options.id);
    if (event.ctrlKey || event.metaKey || event.altKey || ids.length === 0) return false;
    if (event.key === 'Escape') {
      this.active = null;
      this.move(null);
      return true;
    }
    const at = Math.max(0, ids.indexOf(this.active ?? ids[0]));
    const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (turn) this.active = ids[(at + turn + ids.length) % ids.length];
    else this.active = ids[at];
    const series = this.host.model.get(this.active);
    const next = turn
      ? (this.x ?? series.xAt(this.host.model.chosenX, series.lastFinite()))
      : this.#keyed(event, series);
    if (next === null) return false;
    this.move(next);
    return true;
  }

  /** Where a key takes the cursor on a line: to a point of it, at least a two-hundredth of the axis away. @param {KeyboardEvent} event @param {Series} series */
  #keyed(event, series) {
    const column = this.host.model.chosenX;
    const last = series.lastFinite();
    const ends = { Home: 0, End: last }[event.key];
    if (ends !== undefined) return series.xAt(column, ends);
    const direction = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 }[event.key];
    if (!direction) return null;
    if (this.x === null) return series.xAt(column, direction > 0 ? 0 : last);
    const g = this.host.geometry();
    const from = toX(g, this.x);
    const stride = (g.width / 200) * (event.shiftKey || event.key.startsWith('Page') ? 20 : 1);
    let i = series.nearest(column, fromX(g, from + direction * stride));
    if (Math.abs(toX(g, series.xAt(column, i)) - from) < 0.01) i += direction;
    return series.xAt(column, Math.max(0, Math.min(last, i)));
  }

  /** Draws the cursor where it stands; called again when data or size change. */
  render() {
    if (this.x === null) return this.#hide(true);
    const { model } = this.host;
    const g = this.host.geometry();
    const shown = this.x >= g.x[0] && this.x <= g.x[1] && model.series.size > 0;
    this.#hide(!shown);
    if (!shown) return;
    const px = toX(g, this.x) / g.unit;
    this.line.style.transform = `translate(${px.toFixed(1)}px, ${g.top / g.unit}px)`;
    this.line.style.height = `${g.height / g.unit}px`;
    setText(this.heading, words().at(withUnit(model.x), model.formatX(this.x)));
    for (const series of model.series.values()) this.#renderSeries(series, g);
    this.#placeReadout(px, g);
    this.#speak();
  }

  /** @param {Series} series @param {Geometry} g */
  #renderSeries(series, g) {
    const { model } = this.host;
    const mark = this.#mark(series);
    const reading = this.read(series);
    mark.dot.hidden = mark.row.hidden = reading === null;
    if (reading === null) return;
    const py = toY(g, reading.y);
    const inside = py >= g.top - 1 && py <= g.top + g.height + 1;
    mark.dot.hidden = !inside;
    mark.dot.style.transform = `translate(${(toX(g, reading.x) / g.unit).toFixed(1)}px, ${(py / g.unit).toFixed(1)}px)`;
    mark.dot.style.background = mark.swatch.style.background = this.host.colour(series);
    const active = series.options.id === this.active;
    mark.dot.toggleAttribute('data-active', active);
    mark.row.toggleAttribute('data-active', active);
    setText(mark.name, series.options.label);
    setText(mark.value, model.formatY(reading.y));
  }

  /** The value of a line at the cursor: of its nearest point, unless the line ends before it. @param {Series} series */
  read(series) {
    const column = this.host.model.chosenX;
    if (this.x === null) return null;
    const i = series.nearest(column, this.x);
    if (i < 0) return null;
    const x = series.xAt(column, i);
    const y = series.strong.data[i];
    const g = this.host.geometry();
    const far = Math.abs(toX(g, x) - toX(g, this.x)) > 12 * g.unit;
    const outside = (i === 0 && this.x < x) || (i === series.length - 1 && this.x > x);
    return (far && outside) || !Number.isFinite(y) ? null : { x, y };
  }

  /** @param {Series} series */
  #mark(series) {
    let mark = this.#marks.get(series.options.id);
    if (!mark) {
      const [dot, swatch, name, value] = [
        h('div', { class: 'dot' }),
        h('span', { class: 'swatch' }),
        h('span'),
        h('span', { class: 'value' }),
      ];
      mark = { dot, swatch, name, value, row: h('div', { class: 'row' }, swatch, name, value) };
      this.rows.append(mark.row);
      this.overlay.insertBefore(dot, this.readout);
      this.#marks.set(series.options.id, mark);
    }
    return mark;
  }

  /** Beside the cursor, on the side that has room, at the top or the bottom: where the lines are not. @param {number} px @param {Geometry} g */
  #placeReadout(px, g) {
    const { offsetWidth: width, offsetHeight: height } = this.readout;
    const room = this.overlay.clientWidth;
    const x =
      px + 14 + width <= room
        ? px + 14
        : px - 14 - width >= 0
          ? px - 14 - width
          : px > room / 2
            ? 0
            : room - width;
    const [top, bottom] = [g.top / g.unit + 4, (g.top + g.height) / g.unit - height - 4];
    const heights = [...this.host.model.series.values()]
      .map((s) => this.read(s))
      .filter((r) => r !== null)
      .map((r) => toY(g, r.y));
    const covered =
      heights.filter((y) => y < (top + height) * g.unit).length >
      heights.filter((y) => y > bottom * g.unit).length;
    this.readout.style.transform = `translate(${Math.round(x)}px, ${Math.round(covered ? bottom : top)}px)`;
  }

  /** What the slider says. */
  #speak() {
    const { model } = this.host;
    if (this.x === null || document.activeElement === null) return;
    const series = this.active ? model.series.get(this.active) : undefined;
    const list = series ? [series] : [...model.series.values()];
    const values = list
      .map((s) => ({ s, reading: this.read(s) }))
      .filter(({ reading }) => reading !== null);
    const text = values
      .map(
        ({ s, reading }) =>
          `${s.options.label}: ${model.formatY(/** @type {{ y: number }} */ (reading).y)}`,
      )
      .join('; ');
    this.surface.setAttribute('aria-valuenow', String(Number(this.x.toPrecision(6))));
    this.surface.setAttribute('aria-valuetext', `${this.heading.textContent}. ${text}`);
  }
}

/** @param {HTMLElement} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The table of a sweep to edit, as the chapter's table 12-3: a row a segment, with what is wrong said in a sentence. */
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { countIterations, countRates, segmentFault } from './segments.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/search.js').Segment} Segment */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */

const columns = /** @type {const} */ (['first', 'last', 'step', 'iterations']);
const mostRows = 12;

export class TableEditor extends EventTarget {
  /** @type {Segment[]} */
  #segments;

  /** @param {readonly Segment[]} segments */
  constructor(segments) {
    super();
    const w = lessonWords();
    this.#segments = segments.map((segment) => ({ ...segment }));
    this.body = h('tbody');
    this.said = h('p', { class: 'sweep-said', role: 'status' });
    this.addButton = button(w.addRow, () => this.#add());
    const heads = [w.segment, w.first, w.last, w.step, w.iterationsEach, ''];
    const head = h(
      'tr',
      {},
      ...heads.map((name) => (name ? h('th', { scope: 'col' }, name) : h('td'))),
    );
    const caption = h('caption', { class: 'unseen' }, w.tableTitle);
    const table = h(
      'table',
      { class: 'race-results sweep-table' },
      caption,
      h('thead', {}, head),
      this.body,
    );
    this.element = h(
      'details',
      { class: 'sweep-editor' },
      h('summary', {}, w.tableTitle),
      h(
        'div',
        { class: 'race-results-box', tabindex: 0, role: 'region', 'aria-label': w.tableTitle },
        table,
      ),
      h('div', { class: 'race-settings' }, this.addButton),
      this.said,
    );
    this.#rebuild();
  }

  /** @returns {Segment[]} */
  get segments() {
    return this.#segments.map((segment) => ({ ...segment }));
  }

  /** Whether it can be swept. */
  get valid() {
    return segmentFault(this.#segments) === null;
  }

  #rebuild() {
    this.body.replaceChildren(...this.#segments.map((segment, row) => this.#row(segment, row)));
    this.addButton.disabled = this.#segments.length >= mostRows;
    this.#say();
  }

  /** @param {Segment} segment @param {number} row */
  #row(segment, row) {
    const w = lessonWords();
    const cells = columns.map((column) => {
      const whole = column === 'iterations';
      const number = /** @type {LabNumber} */ (
        h(/** @type {any} */ ('lab-number'), {
          label: `${w.segment} ${row + 1}: ${whole ? w.iterationsEach : w[column]}`,
          kind: whole ? 'integer' : 'log',
          min: whole ? 1 : 1e-6,
          max: whole ? 1000 : 100,
          value: segment[column],
        })
      );
      number.addEventListener('input', () => this.#set(row, column, number.value));
      return h('td', {}, number);
    });
    const remove = button('×', () => this.#remove(row));
    remove.setAttribute('aria-label', w.removeRow(row + 1));
    remove.disabled = this.#segments.length === 1;
    return h('tr', {}, h('th', { scope: 'row' }, String(row + 1)), ...cells, h('td', {}, remove));
  }

  /** @param {number} row @param {typeof columns[number]} column @param {number} value */
  #set(row, column, value) {
    this.#segments[row] = { ...this.#segments[row], [column]: value };
    this.#say();
    this.#tell();
  }

  #add() {
    const { last, step, iterations } = this.#segments[this.#segments.length - 1];
    const first = Number((last + step).toPrecision(6));
    const end = Number((last + 5 * step).toPrecision(6));
    this.#segments.push({ first, last: end, step, iterations });
    this.#rebuild();
    this.#tell();
  }

  /** @param {number} row */
  #remove(row) {
    this.#segments.splice(row, 1);
    this.#rebuild();
    this.#tell();
    this.body.querySelectorAll('button')[Math.min(row, this.#segments.length - 1)]?.focus();
  }

  #say() {
    const fault = segmentFault(this.#segments);
    const count = (/** @type {number} */ n) => formatNumber(n, 7);
    const text = fault
      ? fault.describe(pageLanguage())
      : lessonWords().sweepSize(
          count(countRates(this.#segments)),
          count(countIterations(this.#segments)),
        );
    this.said.toggleAttribute('data-bad', fault !== null);
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  #tell() {
    if (this.valid) this.dispatchEvent(new Event('change'));
  }
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = h('button', { type: 'button', class: 'reading-other' }, text);
  made.addEventListener('click', act);
  return made;
}

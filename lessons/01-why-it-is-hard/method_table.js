/** A table of methods: which are walked, at which rate, and how each stands. It is built once; only its numbers change. */
import { h } from '../../web/widgets/dom.js';
import { resultBox } from './handles.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/landscape.js').WalkMethod} WalkMethod */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */
/** @typedef {{ box: HTMLInputElement, rate: LabNumber, cells: HTMLElement[] }} Row */

const columns = 4;

export class MethodTable {
  /** @type {Map<WalkMethod, Row>} */
  #rows = new Map();

  /** @param {readonly WalkMethod[]} methods @param {() => void} changed */
  constructor(methods, changed) {
    const w = lessonWords();
    this.heads = Array.from({ length: columns }, () => h('th', { scope: 'col' }));
    const body = methods.map((method) => this.#row(method, changed));
    const head = h(
      'tr',
      {},
      h('th', { scope: 'col' }, w.method),
      h('th', { scope: 'col' }, w.rate),
    );
    head.append(...this.heads);
    const table = h(
      'table',
      { class: 'race-results walks' },
      h('caption', { class: 'unseen' }, w.methodsTable),
      h('thead', {}, head),
      h('tbody', {}, ...body),
    );
    this.element = resultBox(w.methodsTable, table);
  }

  /** @param {WalkMethod} method @param {() => void} changed */
  #row(method, changed) {
    const w = lessonWords();
    const name = w.methods[method];
    const box = h('input', { type: 'checkbox' });
    const rate = /** @type {LabNumber} */ (
      h(/** @type {any} */ ('lab-number'), {
        ...{ label: w.rateOf(name), kind: 'rate', min: 0.0001, max: 10, value: 0.1 },
      })
    );
    const cells = Array.from({ length: columns }, () => h('td', {}, '–'));
    box.addEventListener('change', () => {
      cells.forEach((cell) => (cell.textContent = '–'));
      changed();
    });
    rate.addEventListener('input', changed);
    this.#rows.set(method, { box, rate, cells });
    const head = h('th', { scope: 'row' }, h('label', { class: 'walk-method' }, box, name));
    return h('tr', {}, head, h('td', {}, rate), ...cells);
  }

  /** @param {readonly string[]} heads of the columns after the rate */
  name(heads) {
    heads.forEach((text, i) => (this.heads[i].textContent = text));
  }

  /** @returns {WalkMethod[]} */
  get chosen() {
    return [...this.#rows].filter(([, { box }]) => box.checked).map(([method]) => method);
  }

  /** @param {readonly WalkMethod[]} methods */
  choose(methods) {
    for (const [method, { box }] of this.#rows) box.checked = methods.includes(method);
  }

  /** @param {WalkMethod} method */
  rateOf(method) {
    return this.#of(method).rate.value;
  }

  /** @param {WalkMethod} method @param {number} rate */
  setRate(method, rate) {
    this.#of(method).rate.value = rate;
  }

  /** @param {WalkMethod} method @param {string[]} texts */
  say(method, texts) {
    this.#of(method).cells.forEach((cell, i) => {
      if (cell.textContent !== texts[i]) cell.textContent = texts[i];
    });
  }

  /** @param {WalkMethod} method */
  #of(method) {
    return /** @type {Row} */ (this.#rows.get(method));
  }
}

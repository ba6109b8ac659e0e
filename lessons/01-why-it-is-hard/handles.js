/** The handles under a figure, and what a link says of them. */
import { h } from '../../web/widgets/dom.js';

/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */

/**
 * A number with its name before it.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @returns {{ number: LabNumber, element: HTMLElement }}
 */
export function field(name, attributes) {
  const number = /** @type {LabNumber} */ (
    h(/** @type {any} */ ('lab-number'), { label: name, ...attributes })
  );
  const shown = h('span', { class: 'name', 'aria-hidden': 'true' }, name);
  return { number, element: h('span', { class: 'race-field' }, shown, number) };
}

/**
 * One of several, as radio buttons.
 * @param {string} name
 * @param {string} legend
 * @param {[value: string, text: string][]} choices
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
export function choice(name, legend, choices, chosen, choose) {
  const labels = choices.map(([value, text]) => {
    const input = h('input', { type: 'radio', name, value, checked: value === chosen });
    input.addEventListener('change', () => choose(value));
    return h('label', {}, input, text);
  });
  return h('fieldset', { class: 'race-field race-choice' }, h('legend', {}, legend), ...labels);
}

/** @param {...Node} parts */
export function settings(...parts) {
  return h('div', { class: 'race-settings', slot: 'settings' }, ...parts);
}

/** A table of results with its heads. @param {string} caption @param {string[]} heads @param {(string | Node)[][]} rows the first of each is its head */
export function resultTable(caption, heads, rows) {
  const body = rows.map(([head, ...cells]) =>
    h('tr', {}, h('th', { scope: 'row' }, head), ...cells.map((cell) => h('td', {}, cell))),
  );
  return h(
    'table',
    { class: 'race-results walks' },
    h('caption', { class: 'unseen' }, caption),
    h('thead', {}, h('tr', {}, ...heads.map((text) => h('th', { scope: 'col' }, text)))),
    h('tbody', {}, ...body),
  );
}

/** A box in which a wide table can be scrolled, by the keyboard too. @param {string} name @param {...Node} parts */
export function resultBox(name, ...parts) {
  const naming = { tabindex: 0, role: 'group', 'aria-label': name };
  return h('div', { class: 'race-results-box', ...naming }, ...parts);
}

/** What a link asks a figure for; nothing where it means another. */
export class Linked {
  /** @param {string} id */
  constructor(id) {
    const query = new URLSearchParams(location.search);
    this.query = query.get('figure') === id ? query : new URLSearchParams();
  }

  /**
   * A number within limits, or what stands there without one.
   * @param {string} name @param {number} fallback @param {number} least @param {number} most
   */
  number(name, fallback, least, most) {
    const text = this.query.get(name);
    const value = Number(text);
    const good = text !== null && text.trim() !== '' && value >= least && value <= most;
    return good ? value : fallback;
  }

  /**
   * One of several, or what is chosen without a link.
   * @template {string} T
   * @param {string} name @param {T} fallback @param {readonly T[]} known
   * @returns {T}
   */
  choice(name, fallback, known) {
    return known.find((one) => one === this.query.get(name)) ?? fallback;
  }
}

/** @param {string} id @param {Record<string, string | number>} values */
export function linkOf(id, values) {
  const query = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return `?figure=${[id, ...query].join('&')}#${id}`;
}

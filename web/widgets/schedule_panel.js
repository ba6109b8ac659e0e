/** What stands beside the curves of the schedule editor: the list of drafts, the numbers of the chosen one, its formula, its values. */
import { rateInk } from './colour.js';
import { h } from './dom.js';
import { dashOf } from './lane_look.js';
import { formatNumber } from './numbers.js';
import { formulaOf } from './schedule_formula.js';
import { fieldSpec, fieldsOf, policyNames, valueOf } from './schedule_policies.js';
import { draftName, fieldName, scheduleWords } from './schedule_words.js';
import { currentTheme } from './theme.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {import('./number.js').LabNumber} LabNumber */

/**
 * @typedef {object} PanelHost
 * @property {(index: number) => void} choose
 * @property {() => void} add
 * @property {(index: number) => void} remove
 * @property {(policy: string) => void} change
 * @property {(field: string, value: number, settled: boolean) => void} set
 */

/** @typedef {{ mean: number, area: number, end: number, rows: { iteration: number, rate: number }[] }} Facts */

export class SchedulePanel {
  /** @type {LabNumber[]} */
  #numbers = [];
  #fields = '';

  /** @param {PanelHost} host @param {{ policies?: string[], one: boolean, most: number }} options */
  constructor(host, { policies = policyNames, one, most }) {
    const w = scheduleWords();
    this.host = host;
    this.one = one;
    this.most = most;
    this.list = h('div', { class: 'schedule-list', role: 'group', 'aria-label': w.schedules });
    this.policy = h(
      'select',
      { class: 'schedule-policy', 'aria-label': w.schedule },
      ...policies.map((name) =>
        h('option', { value: name }, `${w.policy[name]}: ${w.about[name]}`),
      ),
    );
    this.fields = h('div', { class: 'schedule-fields' });
    this.formula = h('div', { class: 'schedule-formula', role: 'group', 'aria-label': w.formula });
    this.facts = h('dl', { class: 'schedule-facts' });
    this.values = h('table', { class: 'schedule-values' });
    const box = {
      class: 'schedule-values-box',
      tabindex: 0,
      role: 'group',
      'aria-label': w.values,
    };
    this.error = h('p', { class: 'schedule-error', role: 'alert' });
    this.element = h(
      'div',
      { class: 'schedule-panel' },
      this.list,
      this.policy,
      this.fields,
      this.error,
      this.formula,
      this.facts,
      h('div', box, this.values),
      h('p', { class: 'schedule-help' }, w.help),
    );
    this.list.hidden = one;
    this.policy.hidden = policies.length < 2;
    this.policy.addEventListener('change', () => host.change(this.policy.value));
  }

  /** @param {readonly Draft[]} drafts @param {number} chosen @param {number} iterations */
  show(drafts, chosen, iterations) {
    const draft = drafts[chosen];
    if (!this.one) this.#list(drafts, chosen);
    this.policy.value = draft.policy;
    this.#showFields(draft, iterations);
    this.formula.replaceChildren(...formulaOf(draft, iterations));
  }

  /** @param {Facts} facts @param {number} perEpoch 0 where there are no epochs */
  tell({ mean, area, end, rows }, perEpoch) {
    const w = scheduleWords();
    const fact = (/** @type {string} */ name, /** @type {number} */ value) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, formatNumber(value, 4)));
    this.facts.replaceChildren(fact(w.mean, mean), fact(w.area, area), fact(w.ends, end));
    const cells = (/** @type {string} */ name, /** @type {string[]} */ values) =>
      h('tr', {}, h('th', { scope: 'row' }, name), ...values.map((value) => h('td', {}, value)));
    const times = cells(
      w.iteration,
      rows.map(({ iteration }) => formatNumber(iteration, 7)),
    );
    const epochs = cells(
      w.perEpoch,
      rows.map(({ iteration }) => formatNumber(iteration / perEpoch, 3)),
    );
    const rates = cells(
      w.rateAxis,
      rows.map(({ rate }) => formatNumber(rate, 6)),
    );
    rates.querySelectorAll('td').forEach((cell, i) => {
      cell.style.color = rateInk(rows[i].rate, currentTheme());
    });
    this.values.replaceChildren(
      h('caption', { class: 'unseen' }, w.values),
      h('tbody', {}, times, ...(perEpoch > 0 ? [epochs] : []), rates),
    );
  }

  /** @param {readonly Draft[]} drafts @param {number} chosen */
  #list(drafts, chosen) {
    const w = scheduleWords();
    const key = JSON.stringify([drafts.map(({ policy, rate }) => [policy, rate]), chosen]);
    if (this.list.dataset.key === key) return;
    this.list.dataset.key = key;
    const held = this.list.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.at
      : undefined;
    const chips = drafts.map((draft, i) => this.#chip(draft, i, i === chosen, drafts.length > 1));
    const add = h(
      'button',
      { type: 'button', class: 'schedule-add', 'data-at': 'add' },
      `+ ${w.add}`,
    );
    add.disabled = drafts.length >= this.most;
    add.addEventListener('click', () => this.host.add());
    this.list.replaceChildren(...chips, add);
    if (held === undefined) return;
    const again =
      this.list.querySelector(`[data-at="${held}"]`) ?? this.list.querySelector('button');
    /** @type {HTMLElement} */ (again).focus();
  }

  /** @param {Draft} draft @param {number} i @param {boolean} chosen @param {boolean} removable */
  #chip(draft, i, chosen, removable) {
    const w = scheduleWords();
    const name = draftName(draft);
    const choose = h(
      'button',
      { type: 'button', class: 'choose', 'aria-pressed': String(chosen), 'data-at': String(i) },
      swatch(draft.rate, i),
      name,
    );
    choose.addEventListener('click', () => this.host.choose(i));
    const remove = h(
      'button',
      { type: 'button', class: 'remove', 'aria-label': w.remove(name), 'data-at': `remove ${i}` },
      '×',
    );
    remove.addEventListener('click', () => this.host.remove(i));
    const chip = h('span', { class: 'schedule-chip' }, choose, ...(removable ? [remove] : []));
    chip.toggleAttribute('data-chosen', chosen);
    return chip;
  }

  /** @param {Draft} draft @param {number} iterations */
  #showFields(draft, iterations) {
    const fields = fieldsOf(draft);
    const key = `${draft.policy} ${fields.join()}`;
    if (key !== this.#fields) {
      this.#fields = key;
      this.#numbers = fields.map((field) => this.#number(field));
      this.fields.replaceChildren(
        ...fields.map((field, i) =>
          h(
            'span',
            { class: 'race-field' },
            h('span', { class: 'name', 'aria-hidden': 'true' }, fieldName(field)),
            this.#numbers[i],
          ),
        ),
      );
    }
    fields.forEach((field, i) => {
      const number = this.#numbers[i];
      const { kind, min, max, step } = fieldSpec(field, draft, iterations);
      const wanted = { kind, min, max, step: step ?? 1 };
      for (const [name, value] of Object.entries(wanted))
        if (number.getAttribute(name) !== String(value)) number.setAttribute(name, String(value));
      const value = valueOf(draft, field);
      if (number.value !== value) number.value = value;
    });
  }

  /** @param {string} field */
  #number(field) {
    const number = /** @type {LabNumber} */ (
      h(/** @type {any} */ ('lab-number'), { label: fieldName(field) })
    );
    for (const type of /** @type {const} */ (['input', 'change'])) {
      number.addEventListener(type, (event) => {
        event.stopPropagation();
        this.host.set(field, number.value, type === 'change');
      });
    }
    return number;
  }
}

/** A piece of the line that it names. @param {number} rate @param {number} lane */
function swatch(rate, lane) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const line = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 26 8');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', 'M1 4H25');
  line.setAttribute('stroke-dasharray', (dashOf(lane) ?? []).join(' '));
  line.style.stroke = rateInk(rate, currentTheme());
  svg.append(line);
  return svg;
}

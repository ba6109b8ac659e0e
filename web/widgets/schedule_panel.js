/** What stands beside the curves of the schedule editor: the list of drafts, the numbers of the chosen one, its formula, its values. */
import { rateInk } from './colour.js';
import { h } from './dom.js';
import { dashOf } from './lane_look.js';
import { formatNumber } from './numbers.js';
import { ScheduleCode } from './schedule_code.js';
import { fieldsOf, partFields, peakOf, toSchedule } from './schedule_drafts.js';
import { formulaOf } from './schedule_formula.js';
import { ScheduleNumbers } from './schedule_numbers.js';
import { ScheduleParts } from './schedule_parts.js';
import { draftName, scheduleWords } from './schedule_words.js';
import { currentTheme } from './theme.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */

/**
 * @typedef {object} OwnHost
 * @property {(index: number) => void} choose
 * @property {() => void} add
 * @property {(index: number) => void} remove
 * @property {(policy: string) => void} change
 * @property {import('./schedule_numbers.js').SetField} set
 */
/** @typedef {OwnHost & import('./schedule_parts.js').PartsHost} PanelHost */

/** @typedef {{ mean: number, area: number, end: number, last: number, rows: { iteration: number, rate: number }[] }} Facts */

export class SchedulePanel {
  /** @param {PanelHost} host @param {{ policies: string[], one: boolean, most: number, code: boolean }} options */
  constructor(host, { policies, one, most, code }) {
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
    this.parts = new ScheduleParts(host);
    this.numbers = new ScheduleNumbers(host.set);
    this.code = code ? new ScheduleCode() : null;
    this.note = h('p', { class: 'schedule-help' }, w.plateauNote);
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
      this.parts.element,
      this.numbers.element,
      this.error,
      this.formula,
      this.facts,
      h('div', box, this.values),
      this.note,
      h('p', { class: 'schedule-help' }, w.help),
    );
    this.list.hidden = one;
    this.policy.hidden = policies.length < 2;
    this.policy.addEventListener('change', () => host.change(this.policy.value));
  }

  /**
   * @param {readonly Draft[]} drafts
   * @param {number} chosen
   * @param {number} part of a joined draft
   * @param {{ iterations: number, optimizer?: import('../lab/optimizer.js').Optimizer }} run
   */
  show(drafts, chosen, part, { iterations, optimizer }) {
    const draft = drafts[chosen];
    if (!this.one) this.#list(drafts, chosen);
    this.policy.value = draft.policy;
    this.note.hidden = draft.policy !== 'plateau';
    this.parts.show(draft, part, iterations);
    const fields =
      draft.policy === 'join'
        ? partFields(draft.parts[part]).map((field) => `parts.${part}.${field}`)
        : fieldsOf(draft);
    this.numbers.show(draft, fields, iterations);
    this.code?.show(toSchedule(draft), iterations, optimizer);
    this.formula.replaceChildren(...formulaOf(draft, iterations));
  }

  /** @param {Facts} facts @param {number} perEpoch 0 where there are no epochs */
  tell({ mean, area, end, last, rows }, perEpoch) {
    const w = scheduleWords();
    const fact = (/** @type {string} */ name, /** @type {number} */ value) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, formatNumber(value, 4)));
    this.facts.replaceChildren(
      fact(w.mean, mean),
      fact(w.area, area),
      fact(w.ends(formatNumber(last, 7)), end),
    );
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
    const key = JSON.stringify([drafts.map((draft) => [draftName(draft), peakOf(draft)]), chosen]);
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
      swatch(peakOf(draft), i),
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

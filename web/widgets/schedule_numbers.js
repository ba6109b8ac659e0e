/** The numbers of a draft as handles to drag and type, choices as lists. */
import { h } from './dom.js';
import { valueOf } from './schedule_drafts.js';
import { choices, fieldSpec } from './schedule_fields.js';
import { fieldName, scheduleWords } from './schedule_words.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {import('./number.js').LabNumber} LabNumber */
/** @typedef {(field: string, value: number, settled: boolean) => void} SetField */

export class ScheduleNumbers {
  /** @type {(LabNumber | HTMLSelectElement)[]} */
  #inputs = [];
  #key = '';

  /** @param {SetField} set */
  constructor(set) {
    this.set = set;
    this.element = h('div', { class: 'schedule-fields' });
  }

  /** @param {Draft} draft @param {readonly string[]} fields by their paths @param {number} iterations */
  show(draft, fields, iterations) {
    const names = fields.map((field) => fieldName(draft, field));
    const key = JSON.stringify([fields, names]);
    if (key !== this.#key) {
      this.#key = key;
      this.#inputs = fields.map((field, i) => this.#input(field, names[i]));
      this.element.replaceChildren(...this.#inputs.map((input, i) => labelled(names[i], input)));
    }
    fields.forEach((field, i) => {
      const input = this.#inputs[i];
      if (input instanceof HTMLSelectElement) input.value = String(valueOf(draft, field));
      else put(input, fieldSpec(field, draft, iterations), valueOf(draft, field));
    });
  }

  /** @param {string} field @param {string} name */
  #input(field, name) {
    const values = choices[/** @type {string} */ (field.split('.').pop())];
    return values ? this.#choice(field, name, values) : this.#number(field, name);
  }

  /** @param {string} field @param {string} name */
  #number(field, name) {
    const number = /** @type {LabNumber} */ (h(/** @type {any} */ ('lab-number'), { label: name }));
    for (const type of /** @type {const} */ (['input', 'change'])) {
      number.addEventListener(type, (event) => {
        event.stopPropagation();
        this.set(field, number.value, type === 'change');
      });
    }
    return number;
  }

  /** @param {string} field @param {string} name @param {number[]} values */
  #choice(field, name, values) {
    const words = scheduleWords().choice[/** @type {string} */ (field.split('.').pop())];
    const select = h(
      'select',
      { class: 'schedule-choice', 'aria-label': name },
      ...values.map((value, i) => h('option', { value }, words[i])),
    );
    select.addEventListener('change', (event) => {
      event.stopPropagation();
      this.set(field, Number(select.value), true);
    });
    return select;
  }
}

/** @param {string} name @param {HTMLElement} input */
function labelled(name, input) {
  const caption = h('span', { class: 'name', 'aria-hidden': 'true' }, name);
  return h('span', { class: 'race-field' }, caption, input);
}

/** Leaves alone what already says so: the learner may be typing in it. @param {LabNumber} number @param {import('./numbers.js').NumberSpec} spec @param {number} value */
function put(number, { kind, min, max, step = 1 }, value) {
  for (const [name, wanted] of Object.entries({ kind, min, max, step }))
    if (number.getAttribute(name) !== String(wanted)) number.setAttribute(name, String(wanted));
  if (number.value !== value) number.value = value;
}

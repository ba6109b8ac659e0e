/** The parts of a joined draft: a row of them, each with its kind, to choose from, to add to and to take away. */
import { h } from './dom.js';
import { newDraft, peakOf, scaledTo } from './schedule_drafts.js';
import { mostParts } from './schedule_link.js';
import { partNames } from './schedule_policies.js';
import { scheduleWords } from './schedule_words.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */

/**
 * @typedef {object} PartsHost
 * @property {(part: number) => void} choosePart
 * @property {(draft: Draft, part: number) => void} setParts a changed draft, and the part that is chosen now
 */

export class ScheduleParts {
  /** @param {PartsHost} host */
  constructor(host) {
    const w = scheduleWords();
    this.host = host;
    this.list = h('div', { class: 'schedule-list', role: 'group', 'aria-label': w.parts });
    this.policy = h(
      'select',
      { class: 'schedule-policy', 'aria-label': w.part },
      ...partNames.map((name) =>
        h('option', { value: name }, `${w.policy[name]}: ${w.about[name]}`),
      ),
    );
    this.policy.addEventListener('change', (event) => {
      event.stopPropagation();
      this.#replace(this.policy.value);
    });
    this.element = h('div', { class: 'schedule-parts' }, this.list, this.policy);
  }

  /** @param {Draft} draft @param {number} chosen @param {number} iterations */
  show(draft, chosen, iterations) {
    this.element.hidden = draft.policy !== 'join';
    if (this.element.hidden) return;
    this.now = { draft, chosen, iterations };
    this.policy.value = draft.parts[chosen].policy;
    const key = JSON.stringify([
      draft.parts.map((/** @type {Draft} */ { policy }) => policy),
      chosen,
    ]);
    if (this.list.dataset.key === key) return;
    this.list.dataset.key = key;
    const held = this.list.contains(document.activeElement);
    this.list.replaceChildren(
      ...draft.parts.map((/** @type {Draft} */ part, /** @type {number} */ i) =>
        this.#chip(part, i, i === chosen, draft.parts.length > 2),
      ),
      this.#add(draft),
    );
    if (held)
      /** @type {HTMLElement | null} */ (this.list.querySelector('[aria-pressed=true]'))?.focus();
  }

  /** @param {Draft} part @param {number} i @param {boolean} chosen @param {boolean} removable */
  #chip({ policy }, i, chosen, removable) {
    const w = scheduleWords();
    const choose = h(
      'button',
      { type: 'button', class: 'choose', 'aria-pressed': String(chosen) },
      `${i + 1} ${w.policy[policy]}`,
    );
    choose.addEventListener('click', () => this.host.choosePart(i));
    const remove = h(
      'button',
      { type: 'button', class: 'remove', 'aria-label': w.removePart(i + 1) },
      '×',
    );
    remove.addEventListener('click', () => this.#remove(i));
    const chip = h('span', { class: 'schedule-chip' }, choose, ...(removable ? [remove] : []));
    chip.toggleAttribute('data-chosen', chosen);
    return chip;
  }

  /** @param {Draft} draft */
  #add({ parts }) {
    const add = h(
      'button',
      { type: 'button', class: 'schedule-add' },
      `+ ${scheduleWords().addPart}`,
    );
    add.disabled = parts.length >= mostParts;
    add.addEventListener('click', () => this.#append());
    return add;
  }

  /** The last part is cut in two: its first half goes on, and a new one follows. */
  #append() {
    if (!this.now) return;
    const { draft, iterations } = this.now;
    const before = draft.parts.slice(0, -1);
    const last = draft.parts[draft.parts.length - 1];
    const used = before.reduce(
      (/** @type {number} */ sum, /** @type {Draft} */ part) => sum + part.iterations,
      0,
    );
    const half = Math.max(1, Math.floor((iterations - used) / 2));
    const rest = scaledTo(newDraft('fixed', half), peakOf(last));
    const parts = [...before, { ...last, iterations: half }, rest];
    this.host.setParts({ ...draft, parts }, parts.length - 1);
  }

  /** @param {number} i */
  #remove(i) {
    if (!this.now) return;
    const { draft, chosen } = this.now;
    const parts = draft.parts.filter(
      (/** @type {Draft} */ _, /** @type {number} */ at) => at !== i,
    );
    const { iterations: _, ...last } = parts[parts.length - 1];
    parts[parts.length - 1] = last;
    const next = chosen > i || chosen === parts.length ? chosen - 1 : chosen;
    this.host.setParts({ ...draft, parts }, Math.max(0, next));
  }

  /** @param {string} policy */
  #replace(policy) {
    if (!this.now) return;
    const { draft, chosen, iterations } = this.now;
    const old = draft.parts[chosen];
    const made = scaledTo(newDraft(policy, old.iterations ?? iterations), peakOf(old));
    const part = old.iterations === undefined ? made : { ...made, iterations: old.iterations };
    const parts = draft.parts.map((/** @type {Draft} */ same, /** @type {number} */ i) =>
      i === chosen ? part : same,
    );
    this.host.setParts({ ...draft, parts }, chosen);
  }
}

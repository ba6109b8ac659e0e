/** A schedule as code to take home: a library to choose, its code, one click to copy it, and how it was checked. */
import { LabError } from '../lab/errors.js';
import { describeSchedule } from '../lab/schedule.js';
import { loadSnippets } from '../lab/snippets/load.js';
import { h, oncePerFrame } from './dom.js';
import { keep, recall } from './storage.js';
import { pageLanguage } from './words.js';

/** @typedef {import('../lab/snippets/index.js').Library} Library */
/** @typedef {import('../lab/snippets/index.js').Snippet} Snippet */

const storageKey = 'schedule.library';

const en = {
  title: 'Take it home as code',
  copy: 'Copy',
  copied: 'Copied',
  select: 'Selected: copy it with your keyboard',
  library: 'Library',
  code: 'Code',
  run: 'run in the library',
  source: 'worked out from its source',
};
/** @type {typeof en} */
const zh = {
  title: '带回家的代码',
  copy: '复制',
  copied: '已复制',
  select: '已选中，请用键盘复制',
  library: '程序库',
  code: '代码',
  run: '在库中运行过',
  source: '按源代码推导',
};

export class ScheduleCode {
  #w = pageLanguage() === 'zh' ? zh : en;
  /** What makes the code; fetched when it is first wanted. @type {typeof import('../lab/snippets/index.js') | null} */
  #maker = null;
  /** @type {Library} */
  #library = 'pytorch';
  #iterations = 0;
  /** @type {any} */
  #description = null;
  /** @type {import('../lab/optimizer.js').Optimizer | undefined} */
  #optimizer = undefined;
  #frame = oncePerFrame(() => this.#draw());

  constructor() {
    const w = this.#w;
    this.libraries = h('div', { class: 'code-libraries', role: 'group', 'aria-label': w.library });
    this.copy = h('button', { type: 'button', class: 'code-copy' }, w.copy);
    this.code = h('code');
    const text = { class: 'code-text', tabindex: 0, role: 'group', 'aria-label': w.code };
    this.pre = h('pre', text, this.code);
    this.checked = h('p', { class: 'code-checked' });
    this.notes = h('ul', { class: 'code-notes' });
    this.said = h('span', { class: 'code-said', role: 'status' });
    this.element = h(
      'details',
      { class: 'schedule-code' },
      h('summary', {}, w.title),
      h('div', { class: 'code-bar' }, this.libraries, this.said, this.copy),
      this.pre,
      this.checked,
      this.notes,
    );
    this.copy.addEventListener('click', () => void this.#copy());
    this.element.addEventListener('toggle', () => void this.#open());
  }

  /**
   * @param {any} description of a schedule, as the lab takes it
   * @param {number} iterations of the run
   * @param {import('../lab/optimizer.js').Optimizer} [optimizer] of the run; plain SGD unless said
   */
  show(description, iterations, optimizer) {
    this.#description = description;
    this.#optimizer = optimizer;
    this.#iterations = iterations;
    if (this.element.open) this.#frame.ask();
  }

  async #open() {
    if (!this.element.open) return;
    if (!this.#maker) {
      this.#maker = await loadSnippets();
      const { LIBRARIES } = this.#maker;
      const kept = LIBRARIES.find(([library]) => library === recall(storageKey));
      if (kept) [this.#library] = kept;
      this.libraries.replaceChildren(...LIBRARIES.map((entry) => this.#button(...entry)));
    }
    this.#draw();
  }

  /** @param {Library} library @param {string} title */
  #button(library, title) {
    const button = h('button', { type: 'button', 'data-library': library }, title);
    button.addEventListener('click', () => {
      this.#library = library;
      keep(storageKey, library);
      this.#draw();
    });
    return button;
  }

  #draw() {
    if (!this.element.open || !this.#maker || !this.#description) return;
    const { setup, use, checked, notes } = this.#snippet(this.#maker);
    for (const button of this.libraries.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset.library === this.#library));
    const text = setup === null ? '' : setup + use;
    if (this.code.textContent !== text) this.code.textContent = text;
    this.pre.hidden = this.copy.hidden = this.checked.hidden = setup === null;
    this.checked.textContent = checked === 'run' ? this.#w.run : this.#w.source;
    this.checked.dataset.checked = checked;
    this.notes.replaceChildren(...notes.map((note) => h('li', {}, note[pageLanguage()])));
    this.said.textContent = '';
  }

  /** @param {typeof import('../lab/snippets/index.js')} maker @returns {Snippet} */
  #snippet(maker) {
    try {
      const run = { iterations: this.#iterations };
      const schedule = describeSchedule(this.#description, run);
      return maker.scheduleSnippet(schedule, this.#library, this.#optimizer);
    } catch (error) {
      if (LabError.from(error).code === 'unforeseen') throw error;
      // The editor's own sentence says what the numbers lack.
      return { library: this.#library, setup: null, use: '', checked: 'source', notes: [] };
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.code.textContent ?? '');
      this.said.textContent = this.#w.copied;
    } catch {
      // Without a secure context there is no clipboard: the text is selected, and the keyboard does the rest.
      getSelection()?.selectAllChildren(this.code);
      this.said.textContent = this.#w.select;
    }
  }
}

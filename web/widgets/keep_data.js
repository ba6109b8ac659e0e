/**
 * <lab-keep-data>: whether this browser keeps the images, a button that fetches them (its size said before) and one that gives
 * the room back. Where a page can keep nothing, as on plain HTTP, it stays hidden.
 *
 * Attribute kept: "yes" or "no", once that is known. Event: 'kept' when it has changed.
 */
import { LabError } from '../lab/errors.js';
import { MNIST_TRANSFER, forgetMnist, isMnistKept } from '../lab/kept_data.js';
import { openLab } from '../lab/lab.js';
import { h, shadow } from './dom.js';
import { noteKept, noteKeptSoon } from './kept_note.js';
import { tokenCss } from './theme.js';
import { pageLanguage } from './words.js';

const en = {
  kept: 'The images are kept by this browser: every lesson also trains without a connection.',
  fetch: (/** @type {string} */ size) => `Keep the images here (${size})`,
  forget: 'Give the room back',
  coming: (/** @type {string} */ bytes, /** @type {string} */ total) =>
    `${bytes} of ${total} MB have come`,
  checking: 'Checking and packing',
  refused: 'The browser did not keep them: it has no room, or it forbids it.',
  cancel: 'Cancel',
};

/** @type {typeof en} */
const zh = {
  kept: '图片已经存在这个浏览器里：没有网络，每一课也都能训练。',
  fetch: (size) => `把图片存到这里（${size}）`,
  forget: '删除，腾出空间',
  coming: (bytes, total) => `已收到 ${bytes} MB，共 ${total} MB`,
  checking: '正在校验和打包',
  refused: '浏览器没有存下来：空间不够，或者不允许。',
  cancel: '取消',
};

const css = `
  :host { display: block; font: 15px/1.5 var(--_font-ui); color: var(--_ink); }
  .box { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; }
  p { margin: 0; min-height: 1.5em; color: var(--_ink-soft); font-variant-numeric: tabular-nums; }
  p:empty { display: none; }
  button { min-height: 40px; padding: 0 16px; border: 1px solid var(--_rule); border-radius: 6px; background: var(--_paper-raised); color: var(--_ink); font: 500 15px/1.3 var(--_font-ui); cursor: pointer; }
  button:hover { border-color: var(--_ink-faint); }
  button:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
`;

const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

export class LabKeepData extends HTMLElement {
  static tag = 'lab-keep-data';

  #words = pageLanguage() === 'zh' ? zh : en;
  #said = h('p', { role: 'status' });
  #button = h('button', { type: 'button' });
  /** @type {AbortController | null} */
  #loading = null;

  constructor() {
    super();
    shadow(this, [tokenCss(), css], [h('div', { class: 'box' }, this.#button, this.#said)]);
    this.#button.addEventListener('click', () => void this.#press());
    this.hidden = true;
  }

  connectedCallback() {
    void this.#look('');
  }

  /** @param {string} said where the images are not kept */
  async #look(said) {
    const kept = await isMnistKept();
    this.hidden = kept === null;
    const state = kept ? 'yes' : 'no';
    const { fetch, forget, kept: told } = this.#words;
    this.#button.textContent = kept ? forget : fetch(`${Math.round(MNIST_TRANSFER / 1e6)} MB`);
    this.#said.textContent = kept ? told : said;
    if (this.getAttribute('kept') === state) return;
    this.setAttribute('kept', state);
    this.dispatchEvent(new CustomEvent('kept'));
  }

  async #press() {
    if (this.#loading) return this.#loading.abort();
    if (this.getAttribute('kept') === 'yes') {
      await forgetMnist();
      noteKept(false);
      return this.#look('');
    }
    await this.#fetch();
  }

  async #fetch() {
    const control = new AbortController();
    this.#loading = control;
    this.#button.textContent = this.#words.cancel;
    let said = '';
    // A lab of its own, with one thread, that goes when the images are there.
    const lab = await openLab({ workers: 1 });
    try {
      // Asked for by the reader: a browser that is short of room should not throw it away.
      void navigator.storage?.persist?.();
      await lab.load('mnist', {
        signal: control.signal,
        onProgress: ({ stage, bytes, total }) => {
          const { coming, checking } = this.#words;
          this.#said.textContent =
            stage === 'download' ? coming(megabytes(bytes), megabytes(total)) : checking;
        },
      });
      said = (await noteKeptSoon()) ? '' : this.#words.refused;
    } catch (error) {
      if (!control.signal.aborted) said = LabError.from(error).describe(pageLanguage());
    } finally {
      this.#loading = null;
      lab.close();
    }
    await this.#look(said);
  }
}

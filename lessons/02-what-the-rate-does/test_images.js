/** A row of images from the test set, each with what the network reads and whether that is right. */
import { h } from '../../web/widgets/dom.js';
import { lessonWords } from './words.js';

/** @typedef {{ index: number, label: number, pixels: Uint8Array }} TestImage */

export class TestImages {
  static count = 12;
  /** @type {{ label: number, inputs: Float32Array, cell: HTMLElement, answer: HTMLElement }[]} */
  #images = [];

  /** @param {() => void} onOther the learner wants other images */
  constructor(onOther) {
    const w = lessonWords();
    this.list = h('ul', { class: 'reading-images' });
    this.score = h('p', { class: 'reading-score' });
    this.other = h(
      'button',
      { type: 'button', class: 'reading-other', disabled: true },
      w.otherImages,
    );
    this.other.addEventListener('click', onOther);
    this.element = h(
      'div',
      { class: 'reading-test' },
      h('h4', {}, w.others),
      this.list,
      h('div', { class: 'reading-foot' }, this.score, this.other),
    );
    for (let i = 0; i < TestImages.count; i++) this.list.append(h('li', { class: 'blank' }));
  }

  /** @param {TestImage[]} images */
  show(images) {
    this.#images = images.map(({ label, pixels }) => {
      const picture = /** @type {any} */ (h(/** @type {any} */ ('lab-image')));
      picture.pixels = pixels;
      picture.label = label;
      const answer = h('span', { class: 'answer' }, '–');
      return {
        label,
        inputs: Float32Array.from(pixels, (byte) => byte / 255),
        answer,
        cell: h('li', {}, picture, answer),
      };
    });
    this.list.replaceChildren(...this.#images.map(({ cell }) => cell));
    this.other.disabled = false;
    this.score.textContent = '';
  }

  clear() {
    for (const { answer, cell } of this.#images) {
      answer.textContent = '–';
      delete cell.dataset.read;
    }
    this.score.textContent = '';
  }

  /** @param {(inputs: Float32Array) => Promise<Float32Array>} classify */
  async ask(classify) {
    const images = this.#images;
    const answers = await Promise.all(images.map(({ inputs }) => classify(inputs)));
    if (images !== this.#images) return;
    const w = lessonWords();
    let right = 0;
    images.forEach(({ label, answer, cell }, i) => {
      const read = answers[i].indexOf(Math.max(...answers[i]));
      const correct = read === label;
      right += correct ? 1 : 0;
      cell.dataset.read = correct ? 'right' : 'wrong';
      const text = correct ? `${read} ✓` : `${read} ✗`;
      if (answer.textContent === text) return;
      answer.textContent = text;
      answer.setAttribute(
        'aria-label',
        correct ? `${read}, ${w.right}` : `${read}, ${w.wrong}, ${w.is(label)}`,
      );
    });
    this.score.textContent = w.score(right, images.length);
  }
}

/**
 * <lab-weights>: what the first layer has learned, a picture for each hidden unit, all on one scale with its legend. Cheap
 * enough to be set a few times a second.
 *
 *   weights.weights = { rows: 784, columns: 64, values: Float32Array(784 * 64) } | null      weights.limit = 0.5 | null
 *
 *   weights.csv() -> string;      await weights.png() -> Blob
 *
 * `limit` fixes the scale; otherwise it follows the weights in round steps. Attributes: across (tiles in a row, 8).
 * Colours of weights are never colours of rates: ochre below zero, teal above.
 */
import { divergingColours } from './colour.js';
import { h, oncePerFrame, shadow } from './dom.js';
import { formatNumber } from './numbers.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';
import { gridSize, paintWeights, weightLimit } from './weights_image.js';
import { words } from './words.js';

/** @typedef {{ rows: number, columns: number, values: ArrayLike<number> }} Weights */

const css = `
  :host { display: block; width: var(--weights-size, min(100%, 30rem)); font-family: var(--_font-number); color: var(--_ink-soft); font-size: 12.5px;
    font-variant-numeric: tabular-nums; }
  canvas { display: block; width: 100%; image-rendering: pixelated; }
  .legend { display: grid; grid-template-columns: auto minmax(60px, 180px) auto 1fr; gap: 8px; align-items: center; margin-top: 8px; }
  .legend canvas { height: 10px; border-radius: 2px; image-rendering: auto; }
`;

export class LabWeights extends HTMLElement {
  static tag = 'lab-weights';

  /** @type {Weights | null} */
  #weights = null;
  /** @type {number | null} */
  #fixed = null;
  #limit = 0;
  #canvas = h('canvas', { role: 'img' });
  #scale = h('canvas', { width: 511, height: 1, 'aria-hidden': 'true' });
  #low = h('span');
  #high = h('span');
  /** @type {ImageData | null} */
  #image = null;
  /** @type {Uint32Array} */
  #colours = new Uint32Array(511);
  #frame = oncePerFrame(() => this.#paint());
  #unwatch = () => {};

  constructor() {
    super();
    const legend = h(
      'div',
      { class: 'legend' },
      this.#low,
      this.#scale,
      this.#high,
      h('span', {}, words().weight),
    );
    shadow(this, [tokenCss(), css], [this.#canvas, legend]);
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#recolour());
    this.#size(64);
    this.#recolour();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#frame.cancel();
  }

  get across() {
    return Number(this.getAttribute('across') ?? 8);
  }

  get weights() {
    return this.#weights;
  }

  /** @param {Weights | null} weights */
  set weights(weights) {
    this.#weights = weights;
    if (!weights) this.#limit = 0;
    this.#frame.ask();
  }

  /** What the ends of the scale stand for. */
  get limit() {
    return this.#fixed ?? this.#limit;
  }

  /** @param {number | null} limit */
  set limit(limit) {
    this.#fixed = limit;
    this.#frame.ask();
  }

  /** The weights as numbers: a column for each unit. */
  csv() {
    if (!this.#weights) return '';
    const { rows, columns, values } = this.#weights;
    const line = (/** @type {number} */ row) =>
      Array.from({ length: columns }, (_, unit) => values[row * columns + unit]).join(',');
    const head = `pixel,${Array.from({ length: columns }, (_, unit) => `unit ${unit + 1}`).join(',')}`;
    return [head, ...Array.from({ length: rows }, (_, row) => `${row},${line(row)}`)].join('\r\n');
  }

  /** The pictures as they stand, three pixels for each weight. @returns {Promise<Blob | null>} */
  png() {
    const copy = h('canvas', { width: this.#canvas.width * 3, height: this.#canvas.height * 3 });
    const context = copy.getContext('2d');
    if (context) {
      context.imageSmoothingEnabled = false;
      context.drawImage(this.#canvas, 0, 0, copy.width, copy.height);
    }
    return new Promise((resolve) => copy.toBlob(resolve));
  }

  #recolour() {
    this.#colours = divergingColours(currentTheme());
    const context = this.#scale.getContext('2d');
    const image = context?.createImageData(511, 1);
    if (image) new Uint32Array(image.data.buffer).set(this.#colours);
    if (image) context?.putImageData(image, 0, 0);
    this.#frame.ask();
  }

  /** @param {number} count */
  #size(count) {
    const { width, height } = gridSize(count, this.across);
    if (this.#canvas.width === width && this.#canvas.height === height && this.#image) return;
    Object.assign(this.#canvas, { width, height });
    this.#image = this.#canvas.getContext('2d')?.createImageData(width, height) ?? null;
  }

  #paint() {
    const weights = this.#weights ?? { rows: 784, columns: 64, values: new Float32Array(784 * 64) };
    this.#size(weights.columns);
    if (this.#weights) this.#limit = weightLimit(weights.values, this.#limit);
    const limit = this.limit || 1;
    if (this.#image) {
      paintWeights(
        new Uint32Array(this.#image.data.buffer),
        weights,
        this.across,
        limit,
        this.#colours,
      );
      this.#canvas.getContext('2d')?.putImageData(this.#image, 0, 0);
    }
    const most = formatNumber(limit);
    this.#low.textContent = this.#weights ? `−${most}` : '−';
    this.#high.textContent = this.#weights ? `+${most}` : '+';
    const w = words();
    const summary = this.#weights ? w.weightsSummary(weights.columns, most) : w.noWeights;
    this.#canvas.setAttribute('aria-label', `${w.weights}: ${summary}`);
  }
}

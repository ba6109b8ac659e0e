/**
 * <lab-image>: one 28 × 28 image of a digit, ink on paper in the page's theme.
 *
 *   image.pixels = Float32Array(784) of 0 … 1, or Uint8Array(784) of 0 … 255, or null;   image.label = 7
 *
 * Attributes: label (the digit that it shows, for its name). Size: --image-size (5rem unless said).
 */
import { h, shadow } from './dom.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';
import { words } from './words.js';

const side = 28;

const css = `
  :host { display: inline-block; width: var(--image-size, 5rem); line-height: 0; }
  canvas { width: 100%; aspect-ratio: 1; image-rendering: pixelated; border: 1px solid var(--_rule);
    border-radius: 3px; }
`;

/** Paper and ink of images, [light, dark]. */
const grounds = {
  light: { paper: [255, 255, 255], ink: [22, 25, 29] },
  dark: { paper: [12, 13, 16], ink: [238, 236, 230] },
};

/**
 * Draws an image onto a canvas of 28 × 28.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array | Uint8Array | null} pixels
 */
export function drawImage(canvas, pixels) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { paper, ink } = grounds[currentTheme()];
  const image = context.createImageData(side, side);
  const full = pixels instanceof Uint8Array ? 255 : 1;
  for (let i = 0; i < side * side; i++) {
    const f = pixels ? pixels[i] / full : 0;
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = paper[c] + (ink[c] - paper[c]) * f;
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

export class LabImage extends HTMLElement {
  static tag = 'lab-image';
  static observedAttributes = ['label'];

  #canvas = h('canvas', { width: side, height: side, role: 'img' });
  /** @type {Float32Array | Uint8Array | null} */
  #pixels = null;
  #unwatch = () => {};

  constructor() {
    super();
    shadow(this, [tokenCss(), css], [this.#canvas]);
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => drawImage(this.#canvas, this.#pixels));
    this.attributeChangedCallback();
    drawImage(this.#canvas, this.#pixels);
  }

  disconnectedCallback() {
    this.#unwatch();
  }

  attributeChangedCallback() {
    this.#canvas.setAttribute('aria-label', words().image(this.label));
  }

  /** @returns {number | null} */
  get label() {
    const text = this.getAttribute('label');
    return text === null ? null : Number(text);
  }

  /** @param {number | null} label */
  set label(label) {
    if (label === null) this.removeAttribute('label');
    else this.setAttribute('label', String(label));
  }

  get pixels() {
    return this.#pixels;
  }

  /** @param {Float32Array | Uint8Array | null} pixels */
  set pixels(pixels) {
    this.#pixels = pixels;
    drawImage(this.#canvas, pixels);
  }
}

/** The handles under the map: lists of batch sizes and rates, seeds, epochs, the size of the training set, and three ready grids. */
import { h } from '../../web/widgets/dom.js';
import { formatNumber, parseNumber } from '../../web/widgets/numbers.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('../../web/lab/grid.js').GridDescription} GridDescription */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */

export const GRIDS = /** @type {const} */ ({
  quick: { batches: [16, 64, 256], rates: [0.1, 0.3, 1, 3], epochs: 5 },
  fine: { batches: [4, 16, 64, 256, 1024], rates: [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2], epochs: 5 },
  chapter: { batches: [16, 32, 128], rates: [0.1, 0.3, 0.5, 0.7], epochs: 10 },
});
const sizes = [5000, 15000, 30000, 55000];
const mostSeeds = 1000;

export class GridSettings {
  /** @param {(description: GridDescription) => void} onChange */
  constructor(onChange) {
    const w = lessonWords();
    this.onChange = onChange;
    this.batches = textField(w.batches);
    this.rates = textField(w.rates);
    this.seeds = numberField(w.seeds, 1, mostSeeds);
    this.epochs = numberField(w.epochs, 1, 100);
    this.size = h(
      'select',
      { class: 'grid-input' },
      ...sizes.map((size) => h('option', { value: size }, formatNumber(size, 6))),
    );
    const ready = Object.keys(GRIDS).map((name) => this.#ready(/** @type {any} */ (name)));
    this.element = h(
      'div',
      { class: 'race-settings', slot: 'settings' },
      field(w.ready, h('span', { class: 'race-lanes' }, ...ready)),
      field(w.batches, this.batches),
      field(w.rates, this.rates),
      field(w.seeds, this.seeds),
      field(w.epochs, this.epochs),
      h('label', { class: 'race-field' }, h('span', { class: 'name' }, w.images), this.size),
    );
    this.element.addEventListener('change', () => this.onChange(this.description()));
  }

  /** @param {keyof typeof GRIDS} name */
  #ready(name) {
    const button = h('button', { type: 'button', class: 'reading-other' }, lessonWords()[name]);
    button.addEventListener('click', () =>
      this.onChange({ ...this.description(), ...GRIDS[name], seeds: [1], trainSize: 55000 }),
    );
    return button;
  }

  /** Says in every handle what the grid is. @param {Grid} grid @param {import('../../web/lab/run.js').Run} run one of its runs */
  show({ batches, rates, seeds }, { epochs, trainSize }) {
    this.batches.value = batches.join(', ');
    this.rates.value = rates.join(', ');
    if (this.seeds.value !== seeds.length) this.seeds.value = seeds.length;
    if (this.epochs.value !== epochs) this.epochs.value = epochs;
    this.size.value = String(trainSize);
  }

  /** @returns {GridDescription} unchecked */
  description() {
    return {
      batches: /** @type {any} */ (listOf(this.batches.value)),
      rates: /** @type {any} */ (listOf(this.rates.value)),
      seeds: Array.from({ length: this.seeds.value }, (_, index) => index + 1),
      epochs: this.epochs.value,
      trainSize: Number(this.size.value),
    };
  }
}

/** Numbers with anything between them; what is none stays as it was typed, for the check to name. @param {string} text */
export function listOf(text) {
  const parts = text.normalize('NFKC').split(/[\s,;、]+/);
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      if (/^(full|全部)$/i.test(part)) return 'full';
      const value = parseNumber(part);
      return Number.isNaN(value) ? part : value;
    });
}

/** @param {string} label */
function textField(label) {
  return h('input', {
    type: 'text',
    class: 'grid-input',
    'aria-label': label,
    autocomplete: 'off',
    spellcheck: 'false',
  });
}

/** @param {string} label @param {number} min @param {number} max @returns {LabNumber} */
function numberField(label, min, max) {
  return /** @type {LabNumber} */ (
    h(/** @type {any} */ ('lab-number'), { label, kind: 'integer', min, max, value: min })
  );
}

/** @param {string} name @param {HTMLElement} content */
function field(name, content) {
  const said = h('span', { class: 'name', 'aria-hidden': 'true' }, name);
  return h('span', { class: 'race-field' }, said, content);
}

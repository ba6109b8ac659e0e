/** The figure "which batch suits how many images?": batch size by size of the training set, at one learning rate. */
import { LabError } from '../../web/lab/errors.js';
import { costOfRun } from '../../web/lab/grid.js';
import { parseNumber } from '../../web/lab/link.js';
import { describeRun } from '../../web/lab/run.js';
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { Cells } from './cells.js';
import { showLoading } from './loading.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/heat.js').LabHeat} LabHeat */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */

const batches = [4, 16, 64, 256];
const sizes = [5000, 15000, 55000];
const epochs = 4;

export class SizesFigure {
  /** @param {LabFigure} figure */
  constructor(figure) {
    const w = lessonWords();
    this.figure = figure;
    this.heat = /** @type {LabHeat} */ (h(/** @type {any} */ ('lab-heat'), { id: 'sizes-map' }));
    this.said = h('p', { class: 'note', role: 'status' });
    this.rate = /** @type {LabNumber} */ (
      h(/** @type {any} */ ('lab-number'), {
        label: w.rate,
        kind: 'rate',
        min: 0.001,
        max: 10,
        value: linkedRate(figure.id) ?? 0.3,
      })
    );
    const name = h('span', { class: 'name', 'aria-hidden': 'true' }, w.rate);
    const field = h('span', { class: 'race-field' }, name, this.rate);
    figure.append(
      this.heat,
      this.said,
      h('div', { class: 'race-settings', slot: 'settings' }, field),
    );
    figure.setAttribute('steps', '');
    this.cells = new Cells('batch-and-rate.sizes');
    this.#listen();
    this.#set();
  }

  #listen() {
    const { figure, cells } = this;
    for (const type of ['run', 'retry', 'resume']) {
      figure.addEventListener(type, () => {
        figure.error = null;
        void cells.run();
      });
    }
    figure.addEventListener('pause', () => cells.pause());
    figure.addEventListener('reset', () => {
      cells.reset();
      this.#set();
    });
    figure.addEventListener('cancel', () => cells.cancel());
    cells.addEventListener('loading', (event) =>
      showLoading(figure, /** @type {CustomEvent} */ (event).detail.progress),
    );
    cells.addEventListener('error', (event) => {
      figure.error = LabError.from(/** @type {CustomEvent} */ (event).detail.error).describe(
        pageLanguage(),
      );
    });
    cells.addEventListener('state', () => this.#show());
    cells.addEventListener('cell', (event) => {
      this.#showCell(/** @type {CustomEvent} */ (event).detail.index);
      this.#show();
    });
    this.rate.addEventListener('change', () => this.#set());
  }

  #set() {
    const w = lessonWords();
    const rate = this.rate.value;
    const format = (/** @type {number} */ value) => formatNumber(value, 6);
    this.heat.configure({
      title: w.sizesTitle,
      columns: { values: sizes, label: w.images, format },
      rows: { values: batches, label: w.batch, format },
    });
    const runOf = (/** @type {number} */ index) =>
      describeRun({
        batch: batches[Math.floor(index / sizes.length)],
        trainSize: sizes[index % sizes.length],
        rate,
        epochs,
      });
    const all = Array.from({ length: batches.length * sizes.length }, (_, index) => index);
    // The small sets are done in a moment: they come first.
    const order = sizes.flatMap((_, column) =>
      all.filter((index) => index % sizes.length === column),
    );
    const costOf = (/** @type {number} */ index) => costOfRun(runOf(index));
    this.cells.set({ order, runOf, costOf }, `${rate} ${epochs}`);
    this.figure.link = `?figure=${this.figure.id}&rate=${rate}#${this.figure.id}`;
    for (const index of all) this.#showCell(index);
    this.#show();
  }

  /** @param {number} index */
  #showCell(index) {
    const w = lessonWords();
    const result = this.cells.results.get(index);
    const value = result?.final?.accuracy ?? result?.records.at(-1)?.validationAccuracy ?? null;
    const state = result?.state ?? 'waiting';
    const diverged = result?.final ? result.final.diverged !== null : false;
    const [row, column] = [Math.floor(index / sizes.length), index % sizes.length];
    this.heat.set(row, column, { state, value, diverged, text: w.cellStates[state] });
  }

  #show() {
    const { cells, figure } = this;
    figure.state = cells.state;
    figure.cancellable = cells.state === 'loading';
    if (cells.state !== 'loading') {
      const { share, secondsLeft } = cells.progress;
      figure.progress = share;
      figure.secondsLeft = cells.state === 'running' ? secondsLeft : null;
      figure.detail = lessonWords().cellsOf(cells.done, batches.length * sizes.length);
    }
    const best = sizes.flatMap((size, column) => {
      const values = batches.map(
        (_, row) => cells.results.get(row * sizes.length + column)?.final?.accuracy,
      );
      if (values.some((value) => value === undefined)) return [];
      const most = Math.max(.../** @type {number[]} */ (values));
      return [{ size, row: batches[values.indexOf(most)] }];
    });
    this.heat.marks = best.map(({ size, row }) => ({
      row,
      at: size,
      low: size,
      high: size,
      open: false,
    }));
    const w = lessonWords();
    const said =
      best.length < sizes.length
        ? w.noSizes
        : w.sizesSaid(best.map(({ size, row }) => [formatNumber(size, 6), formatNumber(row, 6)]));
    if (this.said.textContent !== said) this.said.textContent = said;
  }
}

/** @param {string} id @returns {number | null} */
function linkedRate(id) {
  const query = new URLSearchParams(location.search);
  const rate = Number(parseNumber(query.get('rate') ?? ''));
  return query.get('figure') === id && rate >= 0.001 && rate <= 10 ? rate : null;
}

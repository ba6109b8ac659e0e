/**
 * The figure "where is the ridge?": a map of runs, batch size by learning rate, filled coarse first; the ridge of best rates with the
 * power law that fits it; the curves of the cells that are opened.
 */
import { LabError } from '../../web/lab/errors.js';
import {
  cellAt,
  costOfPlan,
  countCells,
  describeGrid,
  indexOfCell,
  planGrid,
  runOfCell,
} from '../../web/lab/grid.js';
import { encodeRun, parseNumber } from '../../web/lab/link.js';
import { h } from '../../web/widgets/dom.js';
import { formatFixed, formatNumber, formatSeconds } from '../../web/widgets/numbers.js';
import { pageLanguage, words } from '../../web/widgets/words.js';
import { Cells } from './cells.js';
import { GridCurves } from './grid_curves.js';
import { GRIDS, GridSettings, listOf } from './grid_settings.js';
import { showLoading } from './loading.js';
import { deviation, fitRidge, mean, ridgeOf } from './ridge.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('../../web/lab/grid.js').GridDescription} GridDescription */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/heat.js').LabHeat} LabHeat */
/** @typedef {import('./ridge.js').Peak} Peak */
/** @typedef {import('./ridge.js').Fit} Fit */

/** More cells than this are asked about first. */
const many = 1000;
/** More rows or columns than this nobody can tell apart on a screen. */
const mostLines = 40;
/** Seconds of one sample's training on one core, before anything was measured here. */
const guess = 6e-6;
const refresh = 250;

/** Events: 'changed' when the ridge may have, 'grid' when another grid was set. */
export class GridFigure extends EventTarget {
  /** @type {Peak[]} */
  peaks = [];
  /** @type {Fit | null} */
  fit = null;
  /** A power that the learner predicted, drawn as a line. @type {number | null} */
  guessed = null;
  #refreshed = 0;
  #timer = 0;

  /** @param {LabFigure} figure */
  constructor(figure) {
    super();
    const w = lessonWords();
    this.figure = figure;
    this.heat = /** @type {LabHeat} */ (h(/** @type {any} */ ('lab-heat'), { id: 'runs-map' }));
    this.said = h('p', { class: 'note', role: 'status' });
    this.ask = h('div', { class: 'grid-ask', role: 'alert', hidden: true });
    this.settings = new GridSettings((description) => this.choose(description));
    this.curves = new GridCurves(figure.id);
    this.cells = new Cells('batch-and-rate.grid');
    const scale = h('p', { class: 'heat-scale' }, w.scale);
    figure.append(
      scale,
      this.heat,
      this.said,
      this.ask,
      this.curves.element,
      this.settings.element,
    );
    figure.setAttribute('steps', '');
    this.#listen();
    this.grid = describeGrid(GRIDS.quick);
    if (!this.#linked()) this.choose(GRIDS.quick);
  }

  /** @param {GridDescription} description one that cannot be is answered by a sentence, and the grid stays */
  choose(description) {
    try {
      const grid = describeGrid({ ...description, evaluate: 0.5 });
      const lines = Math.max(grid.batches.length, grid.rates.length);
      if (lines > mostLines)
        throw new LabError('grid-wide', {
          scope: 'grid',
          field: 'grid',
          value: lines,
          most: mostLines,
        });
      this.figure.error = null;
      this.#set(grid);
    } catch (error) {
      this.figure.retryable = false;
      this.figure.error = LabError.from(error).describe(pageLanguage());
    }
  }

  /** @param {Grid} grid */
  #set(grid) {
    const run = runOfCell(grid, cellAt(grid, 0));
    this.grid = grid;
    this.ask.hidden = true;
    this.settings.show(grid, run);
    const w = lessonWords();
    const rates = { values: grid.rates, label: w.rate, rates: true, format: shortOf };
    const rows = { values: grid.batches, label: w.batch, format: shortOf };
    this.heat.configure({ title: w.mapTitle, columns: rates, rows });
    this.curves.set(grid, this.cells);
    const key = JSON.stringify([grid.batches, grid.rates, grid.seeds, grid.shared]);
    this.cells.set(planGrid(grid), key);
    const common = new URLSearchParams(encodeRun(run));
    for (const name of ['batch', 'rate', 'seed', 'evaluate']) common.delete(name);
    const query = `batches=${grid.batches.join()}&rates=${grid.rates.join()}&seeds=${grid.seeds.length}`;
    const id = this.figure.id;
    this.figure.link = `?figure=${id}&${query}&${common}#${id}`;
    for (let index = 0; index < countCells(grid); index += grid.seeds.length) this.#showCell(index);
    this.dispatchEvent(new Event('grid'));
    this.#update();
  }

  /** The grid that the page's address asks for. @returns {boolean} whether it asked for one that can be */
  #linked() {
    const query = new URLSearchParams(location.search);
    if (query.get('figure') !== this.figure.id) return false;
    const number = (/** @type {string} */ name, /** @type {any} */ fallback) =>
      query.has(name) ? parseNumber(query.get(name) ?? '') : fallback;
    const seeds = Math.min(1000, Math.max(1, Math.floor(Number(number('seeds', 1))) || 1));
    const before = this.grid;
    this.choose({
      batches: /** @type {any} */ (listOf(query.get('batches') ?? GRIDS.quick.batches.join())),
      rates: /** @type {any} */ (listOf(query.get('rates') ?? GRIDS.quick.rates.join())),
      seeds: Array.from({ length: seeds }, (_, index) => index + 1),
      epochs: number('epochs', GRIDS.quick.epochs),
      trainSize: number('train-size', 55000),
    });
    const fault = this.figure.error;
    if (before === this.grid) this.choose(GRIDS.quick);
    this.figure.error = fault;
    return true;
  }

  #listen() {
    const { figure, cells, heat } = this;
    figure.addEventListener('run', () => this.#begin());
    figure.addEventListener('retry', () => this.#begin());
    figure.addEventListener('resume', () => void cells.run());
    figure.addEventListener('pause', () => cells.pause());
    figure.addEventListener('reset', () => {
      cells.reset();
      this.#set(this.grid);
    });
    figure.addEventListener('cancel', () => cells.cancel());
    cells.addEventListener('loading', (event) =>
      showLoading(figure, /** @type {CustomEvent} */ (event).detail.progress),
    );
    cells.addEventListener('error', (event) => {
      figure.retryable = true;
      figure.error = /** @type {CustomEvent} */ (event).detail.error.describe(pageLanguage());
    });
    cells.addEventListener('state', (event) =>
      this.#state(/** @type {CustomEvent} */ (event).detail.state),
    );
    cells.addEventListener('cell', (event) =>
      this.#cell(/** @type {CustomEvent} */ (event).detail.index),
    );
    heat.addEventListener('open', (event) => {
      const { row, column } = /** @type {CustomEvent} */ (event).detail;
      this.curves.toggle(indexOfCell(this.grid, this.#cellOf(row, column)));
      heat.opened = this.#opened();
    });
  }

  /** @param {number} row @param {number} column the cell of the first seed */
  #cellOf(row, column) {
    const { batches, rates, seeds } = this.grid;
    return { batch: batches[row], rate: rates[column], seed: seeds[0] };
  }

  /** Begins, or asks first where there are thousands of cells. */
  #begin() {
    const plan = planGrid(this.grid);
    if (plan.order.length <= many) return void this.#start();
    const w = lessonWords();
    const cores = navigator.hardwareConcurrency || 2;
    const time = formatSeconds((guess * costOfPlan(plan)) / cores, words());
    const yes = h('button', { type: 'button', class: 'reading-other' }, w.begin);
    const no = h('button', { type: 'button', class: 'reading-other' }, w.leave);
    yes.addEventListener('click', () => this.#start());
    no.addEventListener('click', () => (this.ask.hidden = true));
    this.ask.replaceChildren(
      h('p', {}, w.askFirst(formatNumber(plan.order.length, 8), time)),
      yes,
      no,
    );
    this.ask.hidden = false;
  }

  #start() {
    this.ask.hidden = true;
    this.figure.error = null;
    if (this.cells.state === 'finished') {
      this.cells.reset();
      this.#set(this.grid);
    }
    void this.cells.run();
  }

  /** @param {import('../../web/widgets/run_group.js').GroupState} state */
  #state(state) {
    this.figure.state = state;
    this.figure.cancellable = state === 'loading';
    this.#update();
  }

  /** @param {number} index */
  #cell(index) {
    const { seeds } = this.grid;
    this.#showCell(index - (index % seeds.length));
    this.curves.cell(index);
    const result = this.cells.results.get(index);
    if (result?.state !== 'running') this.#update();
    else if (performance.now() - this.#refreshed > refresh) this.#progress();
  }

  #progress() {
    this.#refreshed = performance.now();
    const { cells, figure } = this;
    if (cells.state === 'loading') return;
    const { share, secondsLeft } = cells.progress;
    figure.progress = share;
    figure.secondsLeft = cells.state === 'running' ? secondsLeft : null;
    figure.detail = lessonWords().cellsOf(cells.done, countCells(this.grid));
  }

  /** All seeds of a pair make one cell of the map. @param {number} first the cell of the first seed */
  #showCell(first) {
    const { grid, heat, cells } = this;
    const { batches, rates, seeds } = grid;
    const pair = first / seeds.length;
    const [row, column] = [Math.floor(pair / rates.length), pair % rates.length];
    if (row >= batches.length) return;
    const results = seeds.map((_, k) => cells.results.get(first + k));
    const accuracies = results.flatMap((result) => {
      const value = result?.final?.accuracy ?? result?.records.at(-1)?.validationAccuracy;
      return value === undefined ? [] : [value];
    });
    const value = accuracies.length > 0 ? mean(accuracies) : null;
    const spread = accuracies.length > 1 ? deviation(accuracies) : null;
    const some = (/** @type {string} */ state) => results.some((result) => result?.state === state);
    const over = results.every((result) => result?.state === 'done');
    const state = some('running')
      ? 'running'
      : some('failed')
        ? 'failed'
        : over || value !== null
          ? 'done'
          : 'waiting';
    const lost = results.filter((result) => result?.final && result.final.diverged !== null);
    const diverged = lost.length * 2 > results.length;
    const w = lessonWords();
    const text = [w.cellStates[state], diverged ? w.diverged : ''].filter(Boolean).join(', ');
    heat.set(row, column, { state, value, spread, diverged, text });
  }

  #opened() {
    const { rates, seeds } = this.grid;
    return this.curves.opened.map((index) => {
      const pair = Math.floor(index / seeds.length);
      return /** @type {const} */ ([Math.floor(pair / rates.length), pair % rates.length]);
    });
  }

  /** Everything that follows from the cells, at most a few times a second. */
  #update() {
    this.#progress();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#conclude(), 30);
  }

  #conclude() {
    const { grid, cells, heat } = this;
    const { batches, rates, seeds } = grid;
    const accuracies = (/** @type {number} */ row, /** @type {number} */ column) =>
      seeds.map((_, k) => {
        const result = cells.results.get((row * rates.length + column) * seeds.length + k);
        return result?.state === 'done' ? (result.final?.accuracy ?? null) : null;
      });
    this.peaks = ridgeOf(batches, rates, accuracies);
    this.fit = fitRidge(this.peaks);
    heat.marks = this.peaks.map(({ row, at, low, high, edge }) => ({
      row,
      at,
      low,
      high,
      open: edge,
    }));
    this.drawLaws();
    this.curves.suggest(this.peaks);
    heat.opened = this.#opened();
    const said = this.#sentence();
    if (this.said.textContent !== said) this.said.textContent = said;
    this.dispatchEvent(new Event('changed'));
  }

  /** Straight lines through the middle of the ridge: rate ∝ N and ∝ √N, what fits, and what was predicted. */
  drawLaws() {
    const { batches } = this.grid;
    const { peaks, fit, heat } = this;
    const inside = peaks.filter(({ edge }) => !edge);
    const centre = fit?.centre ?? (inside[0] ? [inside[0].row, inside[0].at] : null);
    if (!centre || batches.length < 2) {
      heat.lines = [];
      return;
    }
    const ends = [batches[0] / 1.4, batches[batches.length - 1] * 1.4];
    const line = (
      /** @type {number} */ power,
      /** @type {string} */ label,
      /** @type {string} */ dash,
    ) => {
      const steps = Array.from({ length: 41 }, (_, i) => ends[0] * (ends[1] / ends[0]) ** (i / 40));
      const points = steps.map(
        (row) => /** @type {[number, number]} */ ([row, centre[1] * (row / centre[0]) ** power]),
      );
      return { label, points, dash };
    };
    const w = lessonWords();
    heat.lines = [
      line(1, '∝ N', '9 5'),
      line(0.5, '∝ √N', '2 4'),
      ...(this.guessed === null ? [] : [line(this.guessed, w.yourGuess, '12 4 2 4')]),
    ];
  }

  #sentence() {
    const w = lessonWords();
    const { peaks, fit } = this;
    const edges = peaks.filter(({ edge }) => edge).map(({ row }) => formatNumber(row, 6));
    if (peaks.length === 0) return w.noRidge;
    const law =
      fit === null ? w.noFit : w.fitted(formatFixed(fit.slope, 2), intervalOf(fit), fit.rows);
    return [law, edges.length > 0 ? w.edges(edges) : '']
      .filter(Boolean)
      .join(pageLanguage() === 'zh' ? '' : ' ');
  }
}

/** @param {Fit} fit @returns {[string, string] | null} */
export function intervalOf({ low, high }) {
  if (low === null || high === null) return null;
  return [formatFixed(low, 2), formatFixed(high, 2)];
}

/** @param {number} value */
function shortOf(value) {
  return formatNumber(value, 5);
}

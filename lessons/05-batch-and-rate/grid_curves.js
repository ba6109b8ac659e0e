/** The curves of the cells that are opened, on the charts of a race. Unless the learner chooses, those are the best of each batch size. */
import { cellAt, runOfCell } from '../../web/lab/grid.js';
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { RaceCharts } from '../../web/widgets/race_charts.js';
import { lookOfBatch } from './looks.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('./cells.js').Cells} Cells */
/** @typedef {import('./ridge.js').Peak} Peak */

/** Lines that can be told apart. */
const most = 6;

export class GridCurves {
  /** Cells by their numbers. @type {number[]} */
  opened = [];
  /** Whether the learner has opened or closed one. */
  #chosen = false;
  /** How much of each lane's trace and records is drawn. @type {{ trace: number, records: number, over: boolean }[]} */
  #drawn = [];

  /** @param {string} id */
  constructor(id) {
    this.charts = new RaceCharts(`${id}-curves`, {
      lossLimit: [0, 1],
      order: ['accuracy', 'loss'],
    });
    this.said = h('p', { class: 'figure-part' }, lessonWords().curves);
    this.element = h('div', { class: 'grid-curves' }, this.said, this.charts.element);
  }

  /** @param {Grid} grid @param {Cells} cells */
  set(grid, cells) {
    this.grid = grid;
    this.cells = cells;
    this.opened = [];
    this.#chosen = false;
    this.#rebuild();
  }

  /** Opens a cell, or closes it. @param {number} index */
  toggle(index) {
    this.#chosen = true;
    this.opened = this.opened.includes(index)
      ? this.opened.filter((other) => other !== index)
      : [...this.opened, index].slice(-most);
    this.#rebuild();
  }

  /** The best cell of each batch size. @param {Peak[]} peaks */
  suggest(peaks) {
    const { grid } = this;
    if (this.#chosen || !grid) return;
    const step = Math.max(1, Math.ceil(peaks.length / most));
    const best = peaks
      .filter((_, i) => i % step === 0)
      .map(({ row, at }) => {
        const near = grid.rates.map((rate) => Math.abs(Math.log(rate / at)));
        const column = near.indexOf(Math.min(...near));
        return (grid.batches.indexOf(row) * grid.rates.length + column) * grid.seeds.length;
      });
    if (best.join() === this.opened.join()) return;
    this.opened = best;
    this.#rebuild();
  }

  /** Something of this cell is new. @param {number} index */
  cell(index) {
    const lane = this.opened.indexOf(index);
    if (lane >= 0) this.#draw(lane);
  }

  #rebuild() {
    const { grid, charts, opened } = this;
    if (!grid) return;
    // Axes of an empty figure are those that its cells will have.
    const shown = opened.length > 0 ? opened : [0];
    const runs = shown.map((index) => runOfCell(grid, cellAt(grid, index)));
    const looks = runs.map((run, lane) => {
      const look = lookOfBatch(grid.batches.indexOf(run.batch));
      const { rate } = cellAt(grid, shown[lane]);
      return { ...look, label: `${formatNumber(run.batch, 6)} · ${formatNumber(rate)}`, rate };
    });
    charts.show(runs, opened.length > 0 ? looks : looks.map((look) => ({ ...look, label: '' })));
    this.#drawn = opened.map(() => ({ trace: 0, records: 0, over: false }));
    opened.forEach((_, lane) => this.#draw(lane));
  }

  /** Draws what is not drawn yet. @param {number} lane */
  #draw(lane) {
    const result = this.cells?.results.get(this.opened[lane]);
    const drawn = this.#drawn[lane];
    if (!result || drawn.over) return;
    const { charts } = this;
    const { trace, records, seconds, state, final } = result;
    if (drawn.trace > trace.length || drawn.records > records.length) {
      // Run again from its start, in a new thread.
      charts.clear(lane);
      Object.assign(drawn, { trace: 0, records: 0 });
    }
    if (trace.length > drawn.trace)
      charts.trace(lane, Float64Array.from(trace.slice(drawn.trace)), seconds);
    for (const record of records.slice(drawn.records)) {
      if (trace.length === 0 && state === 'done')
        charts.trace(lane, Float64Array.of(record.iteration, record.trainingLoss), record.seconds);
      charts.record(lane, record);
    }
    Object.assign(drawn, { trace: trace.length, records: records.length });
    if (state === 'running') return;
    drawn.over = true;
    charts.end(lane, final !== null && final.diverged !== null);
  }
}

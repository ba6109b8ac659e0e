/** What else the map knows about batch sizes: steps to a target accuracy, the roughness of the loss, and the gap to the test images. */
import { h } from '../../web/widgets/dom.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { stepsTo } from './steps.js';
import { mean } from './ridge.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */
/** @typedef {import('./grid_figure.js').GridFigure} GridFigure */
/** @typedef {import('./cells.js').Result} Result */

/** @param {string} id @returns {LabChart} */
function chart(id) {
  return /** @type {LabChart} */ (h(/** @type {any} */ ('lab-chart'), { id }));
}

/** @param {readonly number[]} batches */
function batchAxis(batches) {
  const w = lessonWords();
  const [first, last] = [batches[0], batches[batches.length - 1]];
  return [
    {
      name: 'batch',
      label: w.batch,
      scale: /** @type {const} */ ('log'),
      min: first / 1.5,
      max: last * 1.5,
    },
  ];
}

/** Steps to a target accuracy against batch size, at the best rate of each (Shallue and others, arXiv 1811.03600). */
export class StepsFigure {
  /** @param {LabFigure} figure @param {GridFigure} grid */
  constructor(figure, grid) {
    const w = lessonWords();
    this.grid = grid;
    this.chart = chart('steps-chart');
    this.said = h('p', { class: 'note' });
    this.target = /** @type {LabNumber} */ (
      h(/** @type {any} */ ('lab-number'), {
        label: w.target,
        kind: 'linear',
        min: 50,
        max: 98,
        step: 0.5,
        value: 92,
      })
    );
    const name = h('span', { class: 'name', 'aria-hidden': 'true' }, `${w.target} (%)`);
    const field = h('span', { class: 'race-field' }, name, this.target);
    figure.setAttribute('norun', '');
    figure.append(
      this.chart,
      this.said,
      h('div', { class: 'race-settings', slot: 'settings' }, field),
    );
    this.target.addEventListener('input', () => this.#show());
    grid.addEventListener('changed', () => this.#show());
    grid.addEventListener('grid', () => this.#rebuild());
    this.#rebuild();
  }

  #rebuild() {
    const w = lessonWords();
    const { batches } = this.grid.grid;
    this.chart.configure({
      title: w.stepsTitle,
      x: batchAxis(batches),
      y: { label: w.updates, scale: 'log', min: 30, max: 30000, limit: [1, 1e7] },
    });
    this.chart.setSeries([
      { id: 'steps', label: w.measured, marker: 'circle', width: 2.5 },
      { id: 'perfect', label: w.perfect, dash: [5, 4] },
    ]);
    this.#show();
  }

  #show() {
    const { grid } = this.grid;
    const target = this.target.value / 100;
    const places = grid.batches.flatMap((batch, row) => {
      const steps = grid.rates.flatMap((_, column) => {
        const found = resultsOf(this.grid, row, column).map(({ records }) =>
          stepsTo(records, target),
        );
        return found.length > 0 && found.every((count) => count !== null)
          ? [mean(/** @type {number[]} */ (found))]
          : [];
      });
      return steps.length > 0 ? [{ batch, steps: Math.min(...steps) }] : [];
    });
    this.chart.clear();
    this.chart.addPoints(
      'steps',
      places.map(({ batch }) => batch),
      places.map(({ steps }) => steps),
    );
    if (places.length > 1) {
      const first = places[0];
      this.chart.addPoints(
        'perfect',
        places.map(({ batch }) => batch),
        places.map(({ batch }) => (first.steps * first.batch) / batch),
      );
    }
    this.places = places;
    const w = lessonWords();
    const last = places[places.length - 1];
    const said =
      places.length < 2
        ? w.noSteps(formatNumber(this.target.value))
        : w.stepsSaid(
            formatNumber(last.batch / places[0].batch),
            formatNumber(places[0].steps / last.steps),
            formatNumber(places[0].batch, 6),
            formatNumber(last.batch, 6),
          );
    if (this.said.textContent !== said) this.said.textContent = said;
  }
}

/** Roughness of the loss and the gap between training and test accuracy, at the best rate of each batch size. */
export class RoughFigure {
  /** @param {LabFigure} figure @param {GridFigure} grid */
  constructor(figure, grid) {
    this.grid = grid;
    this.rough = chart('rough-chart');
    this.gap = chart('gap-chart');
    this.said = h('p', { class: 'note' });
    figure.setAttribute('norun', '');
    figure.append(h('div', { class: 'race-charts' }, this.rough, this.gap), this.said);
    grid.addEventListener('changed', () => this.#show());
    grid.addEventListener('grid', () => this.#rebuild());
    this.#rebuild();
  }

  #rebuild() {
    const w = lessonWords();
    const x = batchAxis(this.grid.grid.batches);
    this.rough.configure({
      title: w.roughTitle,
      x,
      y: { label: w.rough, unit: '%', min: 0, max: 30, limit: [0, 200] },
    });
    this.gap.configure({
      title: w.gapTitle,
      x,
      y: { label: w.gap, min: -1, max: 2, limit: [-20, 20] },
    });
    this.rough.setSeries([{ id: 'rough', label: '', marker: 'circle', width: 2.5 }]);
    this.gap.setSeries([{ id: 'gap', label: '', marker: 'circle', width: 2.5 }]);
    this.#show();
  }

  #show() {
    const { grid, peaks } = this.grid;
    const places = peaks.flatMap(({ row, at }) => {
      const near = grid.rates.map((rate) => Math.abs(Math.log(rate / at)));
      const finals = resultsOf(
        this.grid,
        grid.batches.indexOf(row),
        near.indexOf(Math.min(...near)),
      ).flatMap(({ final }) => final ?? []);
      if (finals.length === 0) return [];
      const rough = mean(finals.map(({ roughness }) => 100 * roughness));
      const gap = mean(
        finals.map(({ trainingAccuracy, testAccuracy }) => 100 * (trainingAccuracy - testAccuracy)),
      );
      return [{ row, rough, gap }];
    });
    for (const [one, name] of /** @type {const} */ ([
      [this.rough, 'rough'],
      [this.gap, 'gap'],
    ])) {
      one.clear();
      const known = places.filter((place) => Number.isFinite(place[name]));
      one.addPoints(
        name,
        known.map(({ row }) => row),
        known.map((place) => place[name]),
      );
    }
    const w = lessonWords();
    const [first, last] = [places[0], places[places.length - 1]];
    const said =
      places.length < 2
        ? w.noRough
        : w.roughSaid(
            [first, last].map(({ row }) => formatNumber(row, 6)),
            [first, last].map(({ rough }) => formatFixed(rough, 1)),
            [first, last].map(({ gap }) => formatFixed(gap, 2)),
          );
    if (this.said.textContent !== said) this.said.textContent = said;
  }
}

/** What is done of a cell of the map. @param {GridFigure} figure @param {number} row @param {number} column @returns {Result[]} */
function resultsOf({ grid, cells }, row, column) {
  return grid.seeds.flatMap((_, k) => {
    const result = cells.results.get((row * grid.rates.length + column) * grid.seeds.length + k);
    return result?.state === 'done' ? [result] : [];
  });
}

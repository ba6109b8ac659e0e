/** Figure 1: one sample, a mini-batch and all samples on the same problem, by what each may evaluate (the chapter's three ways). */
import { lookAtLandscape, walkLandscape } from '../../web/lab/landscape.js';
import { bowlLevels } from '../../web/widgets/contour_lines.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { field, resultBox, resultTable, settings } from './handles.js';
import { distanceOf, MapFigure } from './map_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('./map_figure.js').Track} Track */
/** @typedef {{ id: string, batch: number, gradients: number, steps: number, distance: number, spread: number[] }} Cost spread: a tenth, half and nine tenths of the walks end nearer than these */
/** @typedef {{ rate: number, budget: number, costs: Cost[] }} Compared */

const landscape = /** @type {const} */ ({ terrain: 'bowl' });
/** @type {{ x: [number, number], y: [number, number] }} */
const box = { x: [-2, 3], y: [-1.2, 2.8] };
const samples = 24;
/** How many orders of the samples the spread is taken from. */
const orders = 50;
const dashes = { one: [1, 3], some: [7, 4], all: [] };
const widths = { one: 1.3, some: 2.2, all: 3 };

export class BatchesFigure extends MapFigure {
  begin() {
    const w = lessonWords();
    const { core, linked } = this;
    if (!core) return;
    this.look = lookAtLandscape(core, landscape);
    const number = linked.number.bind(linked);
    this.rate = field(w.rate, {
      ...{ kind: 'rate', min: 0.01, max: 1.5 },
      value: number('rate', 0.2, 0.01, 1.5),
    });
    this.batch = field(w.miniBatch, {
      ...{ kind: 'integer', min: 2, max: samples - 1 },
      value: number('batch', 4, 2, samples - 1),
    });
    this.budget = field(w.budget, {
      ...{ kind: 'integer', min: samples, max: 2400, step: samples },
      value: number('budget', 240, samples, 2400),
    });
    this.seed = field(w.seed, {
      ...{ kind: 'integer', min: 1, max: 1e6, value: number('seed', 1, 1, 1e6) },
    });
    this.table = resultBox(w.costs);
    const handles = settings(
      this.rate.element,
      this.batch.element,
      this.budget.element,
      this.seed.element,
    );
    handles.addEventListener('input', () => this.changed());
    this.figure.append(this.table, handles);
    this.drawGround();
    this.map.start = [number('x', -1.2, -2, 3), number('y', 2.2, -1.2, 2.8)];
  }

  get place() {
    const w = lessonWords();
    const { bottom, loss } = /** @type {NonNullable<typeof this.look>} */ (this.look);
    const levels = bowlLevels(loss, 8, 13);
    const mark = {
      at: /** @type {[number, number]} */ ([...bottom]),
      kind: /** @type {const} */ ('bottom'),
    };
    return {
      landscape,
      ground: {
        ...{ title: w.bowlTitle, x: w.lineHeight, y: w.lineSlope },
        ...{ box, levels },
        ...{ labelled: levels.filter((_, i) => i % 3 === 1), marks: [{ ...mark, label: '' }] },
      },
    };
  }

  get values() {
    const value = (/** @type {keyof this} */ name) =>
      /** @type {{ number: { value: number } }} */ (this[name]).number.value;
    return {
      ...{ rate: value('rate'), batch: value('batch') },
      ...{ budget: value('budget'), seed: value('seed') },
    };
  }

  /** The three ways. @returns {{ id: 'one' | 'some' | 'all', batch: number, label: string }[]} */
  get ways() {
    const w = lessonWords();
    const { batch } = this.values;
    return [
      { id: 'one', batch: 1, label: w.ways.one },
      { id: 'some', batch, label: w.ways.some(batch) },
      { id: 'all', batch: samples, label: w.ways.all },
    ];
  }

  /** @param {number} batch @param {number} seed */
  #walk(batch, seed) {
    const { core, values, map } = this;
    if (!core) throw new Error('The core has not come yet.');
    const walk = { start: map.start, rate: values.rate, batch, seed };
    return walkLandscape(core, landscape, walk, Math.floor(values.budget / batch));
  }

  walk() {
    const { values } = this;
    return this.ways.map(({ id, batch, label }) => ({
      ...{ id, label, rate: values.rate, dash: dashes[id], width: widths[id] },
      walked: this.#walk(batch, values.seed),
    }));
  }

  tell() {
    const w = lessonWords();
    const { look, table } = this;
    if (!look || !table) return;
    const over = this.figure.state === 'finished';
    const costs = this.tracks.map(({ walked }, i) => this.#cost(walked, i, over));
    const rows = costs.map(({ gradients, steps, distance, spread }, i) => [
      ...[this.tracks[i].label, formatNumber(gradients), formatNumber(steps)],
      formatFixed(distance, 3),
      over ? w.between(spread.map((value) => formatFixed(value, 3))) : '–',
    ]);
    table.replaceChildren(resultTable(w.costs, w.costHeads(orders), rows));
    this.figure.detail = w.evaluated(Math.round(this.clock));
  }

  /** @param {import('./map_figure.js').Walked} walked @param {number} way @param {boolean} over @returns {Cost} */
  #cost(walked, way, over) {
    const { id, batch } = this.ways[way];
    const shown = this.shownOf(walked);
    const { bottom } = /** @type {NonNullable<typeof this.look>} */ (this.look);
    const [gradients, steps] = [walked.samples[shown - 1], shown - 1];
    const spread = over ? this.#spread(batch) : [];
    return { id, batch, gradients, steps, distance: distanceOf(walked, shown, bottom), spread };
  }

  /** Distances at the end over many orders of the samples. @param {number} batch */
  #spread(batch) {
    const { bottom } = /** @type {NonNullable<typeof this.look>} */ (this.look);
    const distances = Array.from({ length: batch === samples ? 1 : orders }, (_, i) => {
      const walked = this.#walk(batch, i + 1);
      return distanceOf(walked, walked.x.length, bottom);
    }).sort((a, b) => a - b);
    return [0.1, 0.5, 0.9].map((share) => distances[Math.floor(share * distances.length)]);
  }

  ended() {
    const costs = this.tracks.map(({ walked }, i) => this.#cost(walked, i, true));
    /** @type {Compared} */
    const detail = { rate: this.values.rate, budget: this.values.budget, costs };
    this.dispatchEvent(new CustomEvent('compared', { detail }));
  }
}

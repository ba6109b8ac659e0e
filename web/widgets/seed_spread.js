/**
 * The spread over seeds, under a race: runs every lane again with several seeds and shows each test accuracy as a point, their
 * mean and their standard deviation. Within a seed all lanes share split, initial weights and order.
 *
 *   new SeedSpread(race).addEventListener('final', ({ detail: { lanes } }) => …)   // [{ label, accuracies }]
 */
import { LabError } from '../lab/errors.js';
import { describeRun } from '../lab/run.js';
import { rateColour, rateInk } from './colour.js';
import { h } from './dom.js';
import { formatFixed } from './numbers.js';
import { loadMnist } from './page_lab.js';
import { currentTheme } from './theme.js';
import { pageLanguage } from './words.js';

/** @typedef {import('./race_figure.js').RaceFigure} RaceFigure */
/** @typedef {import('../lab/handle.js').RunHandle} RunHandle */
/** @typedef {{ label: string, rate: number, accuracies: number[] }} Lane */

export const seedCount = 5;

const en = {
  title: 'The spread over seeds',
  run: `Run all with ${seedCount} seeds`,
  stop: 'Stop',
  doing: (/** @type {number} */ done, /** @type {number} */ all) => `run ${done + 1} of ${all}`,
  lane: 'schedule',
  mean: 'test',
  points: 'each seed',
  spread: (/** @type {string} */ mean, /** @type {string} */ sd) => `${mean} ± ${sd} %`,
  list: (/** @type {string[]} */ values) => `${values.join(', ')} %`,
};
/** @type {typeof en} */
const zh = {
  title: '换种子看散布',
  run: `用 ${seedCount} 个种子各跑一遍`,
  stop: '停止',
  doing: (done, all) => `第 ${done + 1} 次训练，共 ${all} 次`,
  lane: '下降办法',
  mean: '测试',
  points: '每个种子',
  spread: (mean, sd) => `${mean} ± ${sd} %`,
  list: (values) => `${values.join('、')} %`,
};

/** Mean and standard deviation (of a sample; NaN for one alone). @param {number[]} values @returns {[number, number]} */
export function meanAndDeviation(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (values.length - 1))];
}

export class SeedSpread extends EventTarget {
  #w = pageLanguage() === 'zh' ? zh : en;
  #turn = 0;
  /** @type {RunHandle[]} */
  #running = [];
  /** @type {Lane[]} */
  lanes = [];

  /** @param {RaceFigure} race */
  constructor(race) {
    super();
    this.race = race;
    const w = this.#w;
    this.button = h('button', { type: 'button', class: 'seed-run' }, w.run);
    this.said = h('span', { class: 'seed-said', role: 'status' });
    this.body = h('tbody');
    const heads = [w.lane, w.mean, w.points].map((name) => h('th', { scope: 'col' }, name));
    this.table = h(
      'table',
      { class: 'seed-table', hidden: true },
      h('caption', { class: 'unseen' }, w.title),
      h('thead', {}, h('tr', {}, ...heads)),
      this.body,
    );
    this.element = h(
      'div',
      { class: 'seed-spread' },
      h('div', { class: 'seed-bar' }, this.button, this.said),
      this.table,
    );
    race.results.element.after(this.element);
    this.button.addEventListener('click', () => (this.busy ? this.stop() : void this.run()));
    race.addEventListener('changed', () => this.clear());
  }

  get busy() {
    return this.button.dataset.busy === 'yes';
  }

  /** Forgets what other runs gave. */
  clear() {
    this.stop();
    this.lanes = [];
    this.table.hidden = true;
  }

  stop() {
    this.#turn++;
    this.#running.splice(0).forEach((handle) => handle.stop());
    this.#busy(false);
  }

  async run() {
    const turn = ++this.#turn;
    const { runs, looks } = this.race;
    this.lanes = looks.map(({ label, rate }) => ({ label, rate, accuracies: [] }));
    this.#busy(true);
    try {
      const lab = await loadMnist();
      const first = runs[0].weightsSeed;
      for (let seed = first; seed < first + seedCount && turn === this.#turn; seed++) {
        this.said.textContent = this.#w.doing(
          (seed - first) * runs.length,
          seedCount * runs.length,
        );
        const seeds = { splitSeed: seed, weightsSeed: seed, orderSeed: seed };
        this.#running = runs.map((run) => lab.start(describeRun({ ...run, ...seeds })));
        const finals = await Promise.all(this.#running.map(({ finished }) => finished));
        this.#running.splice(0).forEach((handle) => handle.stop());
        if (turn !== this.#turn) return;
        finals.forEach((final, lane) => {
          if (final) this.lanes[lane].accuracies.push(100 * final.testAccuracy);
        });
        this.#show();
      }
      if (turn === this.#turn)
        this.dispatchEvent(new CustomEvent('final', { detail: { lanes: this.lanes } }));
    } catch (error) {
      this.race.figure.error = LabError.from(error).describe(pageLanguage());
    } finally {
      if (turn === this.#turn) this.#busy(false);
    }
  }

  /** @param {boolean} busy */
  #busy(busy) {
    this.button.dataset.busy = busy ? 'yes' : 'no';
    this.button.textContent = busy ? this.#w.stop : this.#w.run;
    if (!busy) this.said.textContent = '';
  }

  #show() {
    const all = this.lanes.flatMap(({ accuracies }) => accuracies);
    const low = Math.floor(Math.min(...all) * 5 - 0.2) / 5;
    const high = Math.ceil(Math.max(...all) * 5 + 0.2) / 5;
    this.body.replaceChildren(...this.lanes.map((lane) => this.#row(lane, [low, high])));
    this.table.hidden = false;
  }

  /** @param {Lane} lane @param {[number, number]} range */
  #row({ label, rate, accuracies }, range) {
    const [mean, sd] = meanAndDeviation(accuracies);
    const name = h('th', { scope: 'row' }, label);
    name.style.color = rateInk(rate, currentTheme());
    const number = (/** @type {number} */ value) => formatFixed(value, 2);
    const spread =
      accuracies.length > 1 ? this.#w.spread(number(mean), number(sd)) : `${number(mean)} %`;
    const strip = h('div', {
      class: 'seed-strip',
      role: 'img',
      'aria-label': this.#w.list(accuracies.map(number)),
    });
    const put = (/** @type {string} */ kind, /** @type {number} */ value) => {
      const mark = h('span', { class: kind });
      mark.style.left = `${((value - range[0]) / (range[1] - range[0])) * 100}%`;
      mark.style.background = rateColour(rate, currentTheme());
      strip.append(mark);
    };
    accuracies.forEach((value) => put('dot', value));
    put('mean', mean);
    return h('tr', {}, name, h('td', {}, spread), h('td', { class: 'strip' }, strip));
  }
}

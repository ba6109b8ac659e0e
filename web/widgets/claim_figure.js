/**
 * A claim put to the test in a <lab-figure>: the arms of a comparison, each trained with several seeds side by side, and what the
 * differences say.
 *
 *   new ClaimFigure(figure, runClaim('too-small'));
 *
 * In a link: `?figure=too-small&seeds=3&first=1`.
 */
import { LabError } from '../lab/errors.js';
import { parseNumber } from '../lab/link.js';
import { describeRun } from '../lab/run.js';
import { compareArms, measureRun, spreadOfRuns } from './claim_runs.js';
import { ClaimTable } from './claim_table.js';
import { claimWords } from './claim_words.js';
import { h, saveFile } from './dom.js';
import { loadForFigure, showError } from './figure_load.js';
import { prepareLab } from './page_lab.js';
import { RunGroup } from './run_group.js';
import { pageLanguage } from './words.js';

/** @typedef {import('./figure.js').LabFigure} LabFigure */
/** @typedef {import('./claim_runs.js').RunClaim} RunClaim */
/** @typedef {import('../lab/events.js').LabEvent} LabEvent */

const mostSeeds = 10;
const fields = /** @type {const} */ ({
  seeds: { min: 2, max: mostSeeds, value: 3 },
  first: { min: 0, max: 4294967285, value: 1 },
});

export class ClaimFigure {
  #words = claimWords();
  /** Accuracies by lane, as they are evaluated. @type {number[][]} */
  #accuracies = [];
  /** What a lane counts for, once it has ended. @type {(number | null)[]} */
  #values = [];
  /** Samples seen, by lane. @type {number[]} */
  #samples = [];

  /** @param {LabFigure} figure @param {RunClaim} claim */
  constructor(figure, claim) {
    this.figure = figure;
    this.claim = claim;
    this.handles = {
      seeds: this.#handle('seeds'),
      first: this.#handle('first'),
    };
    this.table = new ClaimTable(claim.arms.map(({ name }) => name[pageLanguage()]));
    this.said = h('ul', { class: 'claim-said' });
    this.group = new RunGroup({
      load: () => loadForFigure(figure),
      onEvent: (lane, event) => this.#hear(lane, event),
      onClear: (lane) => this.#clear(lane),
      onState: (state) => {
        figure.state = state;
        this.#progress();
      },
    });
    figure.setAttribute('steps', '');
    figure.setAttribute('without', 'table png');
    figure.append(this.table.element, this.said, this.#settings());
    this.#read();
    this.#listen();
    this.#describe();
    void prepareLab();
  }

  get seeds() {
    return this.handles.seeds.value;
  }

  /** @param {keyof typeof fields} name */
  #handle(name) {
    const label = this.#words[name];
    const handle = /** @type {import('./number.js').LabNumber} */ (
      h(/** @type {any} */ ('lab-number'), { label, kind: 'integer', ...fields[name] })
    );
    handle.addEventListener('change', () => this.#describe());
    return handle;
  }

  #settings() {
    const parts = Object.entries(this.handles).map(([name, handle]) =>
      h(
        'span',
        { class: 'race-field' },
        h(
          'span',
          { class: 'name', 'aria-hidden': 'true' },
          this.#words[/** @type {keyof typeof fields} */ (name)],
        ),
        handle,
      ),
    );
    return h('div', { class: 'race-settings', slot: 'settings' }, ...parts);
  }

  /** What a link asks for; nonsense is answered by a sentence. */
  #read() {
    const query = new URLSearchParams(location.search);
    if (query.get('figure') !== this.figure.id) return;
    for (const name of /** @type {(keyof typeof fields)[]} */ (Object.keys(fields))) {
      const text = query.get(name);
      if (text === null) continue;
      const value = Number(parseNumber(text));
      const { min, max } = fields[name];
      if (Number.isInteger(value) && value >= min && value <= max) this.handles[name].value = value;
      else {
        this.figure.retryable = false;
        showError(
          this.figure,
          new LabError('link-number', {
            field: 'link',
            value: `${name}=${text}`,
            whole: true,
            min,
            max,
          }),
        );
      }
    }
  }

  #listen() {
    const { figure, group } = this;
    for (const type of ['run', 'retry', 'resume'])
      figure.addEventListener(type, () => void group.run());
    figure.addEventListener('pause', () => group.pause());
    figure.addEventListener('reset', () => group.reset());
    figure.addEventListener('csv', (event) => {
      event.preventDefault();
      saveFile(new Blob([this.table.csv()], { type: 'text/csv' }), `${figure.id}.csv`);
    });
  }

  /** Lanes arm by arm, each with all its seeds. */
  #describe() {
    const first = this.handles.first.value;
    const seeds = Array.from({ length: this.seeds }, (_, i) => first + i);
    this.group.reset();
    this.table.show(seeds);
    const runs = this.claim.arms.flatMap(({ run }) =>
      seeds.map((seed) => describeRun({ ...run, seed })),
    );
    this.#accuracies = runs.map(() => []);
    this.#values = runs.map(() => null);
    this.#samples = runs.map(() => 0);
    this.group.set(runs);
    this.figure.link = `?figure=${this.figure.id}&seeds=${this.seeds}&first=${first}#${this.figure.id}`;
    this.#say();
  }

  /** @param {number} lane @param {LabEvent} event */
  #hear(lane, event) {
    if (event.type === 'status') this.#samples[lane] = event.samples;
    else if (event.type === 'record') this.#recorded(lane, event.record.validationAccuracy);
    else if (event.type === 'final') this.#ended(lane, event.final);
    else if (event.type === 'error') showError(this.figure, event.error);
    this.#progress();
  }

  /** @param {number} lane @param {number} accuracy */
  #recorded(lane, accuracy) {
    this.#accuracies[lane].push(accuracy);
    this.table.set(this.#armOf(lane), lane % this.seeds, accuracy, false);
  }

  /** @param {number} lane @param {import('../lab/events.js').Final} final */
  #ended(lane, { testAccuracy, fingerprint }) {
    const value = measureRun(this.claim.measure, this.#accuracies[lane], testAccuracy);
    this.#values[lane] = value;
    this.#samples[lane] = this.group.runs[lane].epochs * this.group.runs[lane].trainSize;
    const arm = this.#armOf(lane);
    this.table.set(arm, lane % this.seeds, value, true);
    if (lane % this.seeds === 0) this.table.print(arm, fingerprint);
    const values = this.#valuesOf(arm);
    if (values) this.table.sum(arm, spreadOfRuns(values));
    this.#say();
  }

  /** @param {number} lane */
  #armOf(lane) {
    return Math.floor(lane / this.seeds);
  }

  /** Null while a seed is missing. @param {number} arm @returns {number[] | null} */
  #valuesOf(arm) {
    const values = this.#values.slice(arm * this.seeds, (arm + 1) * this.seeds);
    return values.every((value) => value !== null) ? /** @type {number[]} */ (values) : null;
  }

  /** @param {number} lane */
  #clear(lane) {
    this.#accuracies[lane] = [];
    this.#values[lane] = null;
    this.#samples[lane] = 0;
    this.table.clear(this.#armOf(lane), lane % this.seeds);
    this.#say();
  }

  #progress() {
    const { runs, started } = this.group;
    if (this.group.state === 'loading') return;
    const all = runs.reduce((sum, { epochs, trainSize }) => sum + epochs * trainSize, 0);
    const done = this.#samples.reduce((sum, samples) => sum + samples, 0);
    const ended = this.#values.filter((value) => value !== null).length;
    this.figure.progress = all > 0 ? done / all : 0;
    this.figure.detail = started ? this.#words.runsDone(ended, runs.length) : '';
  }

  /** The comparisons that can be made by now, each a sentence. */
  #say() {
    const names = this.claim.arms.map(({ name }) => name[pageLanguage()]);
    const lines = this.claim.comparisons.map(({ arm, than, found }) => {
      const [values, others] = [this.#valuesOf(arm), this.#valuesOf(than)];
      if (!values || !others) return h('li', {}, this.#words.open(names[arm], names[than]));
      const { outcome, difference, error } = compareArms(values, others);
      const points = (/** @type {number} */ share) => (100 * share).toFixed(2).replace('-', '−');
      const facts = [names[arm], names[than], points(difference), points(error)];
      const [first, second, by, about] = facts;
      const same = outcome === found ? this.#words.asRecorded : this.#words.notAsRecorded;
      return h('li', {}, this.#words[outcome](first, second, by, about), ' ', h('em', {}, same));
    });
    this.said.replaceChildren(...lines);
  }
}

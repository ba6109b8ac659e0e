/**
 * The search in three rounds, on MNIST: each round's curve stays on the page, and the bracket that it hands on can be dragged or
 * typed; then the later rounds are done anew over the learner's own range.
 */
import { CHAPTER_SEGMENTS } from '../../web/lab/search.js';
import { sweepText } from '../../web/lab/search_config.js';
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { RoundView } from './round_view.js';
import {
  choice,
  describeSearch,
  field,
  linkedNumber,
  linkedTo,
  linkOf,
  SearchFigure,
  settings,
} from './search_figure.js';
import { sweepOver } from './segments.js';
import { TableEditor } from './table_editor.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/search.js').Search} Search */
/** @typedef {import('../../web/lab/search_records.js').Round} Round */
/** @typedef {import('../../web/lab/search_records.js').Finding} Finding */

const rounds = 3;

export class RoundsFigure extends SearchFigure {
  /** The round whose bracket the learner chose, and the bracket. @type {{ round: number, bracket: [number, number] } | null} */
  #own = null;
  /** @type {Search | null} */
  #search = null;
  #carry = 'first';
  /** What each lane found. @type {(Finding | null)[]} */
  #finals = [null, null];

  /** @param {import('../../web/widgets/figure.js').LabFigure} figure */
  constructor(figure) {
    super(figure);
    const w = lessonWords();
    const query = linkedTo(figure.id);
    const linked = query?.get('carry') ?? '';
    if (['first', 'always', 'never'].includes(linked)) this.#carry = linked;
    this.views = Array.from(
      { length: rounds },
      (_, round) =>
        new RoundView(figure.id, round, {
          hands: round + 1 < rounds,
          changed: (bracket) => this.#takeOver(round, bracket),
        }),
    );
    this.editor = new TableEditor(this.#firstSegments(query?.get('segments')));
    this.batch = field(raceWords().batch, {
      kind: 'batch',
      min: 1,
      max: 4096,
      value: linkedNumber(query, 'batch', 128),
    });
    this.seed = field(raceWords().seed, {
      kind: 'integer',
      min: 0,
      max: 4294967294,
      value: linkedNumber(query, 'seed', 1),
    });
    this.result = h('p', { class: 'search-result', role: 'status' });
    const carry = choice(
      `${figure.id}-carry`,
      w.carry,
      [
        ['first', w.carries.first],
        ['always', w.carries.always],
        ['never', w.carries.never],
      ],
      this.#carry,
      (value) => {
        this.#carry = value;
        this.#describe();
      },
    );
    const handles = settings(this.batch.element, this.seed.element, carry);
    const change = () => this.settled(() => this.#describe());
    handles.addEventListener(
      'input',
      (event) => event.target instanceof HTMLInputElement || change(),
    );
    this.editor.addEventListener('change', change);
    const list = h('div', { class: 'rounds' }, ...this.views.map(({ element }) => element));
    figure.append(this.editor.element, list, this.result, handles);
    this.attempt(() => this.#describe());
  }

  /** @param {string | undefined} text */
  #firstSegments(text) {
    if (!text) return CHAPTER_SEGMENTS;
    let { segments } = describeSearch().sweep;
    this.attempt(() => ({ segments } = describeSearch({ segments: text }).sweep));
    return segments;
  }

  #describe() {
    const [batch, seed] = [this.batch.number.value, this.seed.number.value];
    const search = describeSearch({
      ...{ batch, seed, rounds },
      carry: /** @type {Search['carry']} */ (this.#carry),
      segments: this.editor.segments,
    });
    this.#search = search;
    this.#own = null;
    this.views.forEach((view, round) => view.show(round === 0 ? this.editor.segments : null));
    this.setJobs([search]);
    const segments = sweepText('table', search.sweep.segments);
    this.figure.link = linkOf(this.figure.id, { batch, seed, carry: this.#carry, segments });
  }

  /** The rounds after this one, over a bracket of the learner's. @param {number} round @param {[number, number]} bracket */
  #takeOver(round, bracket) {
    const search = this.#search;
    if (!search) return;
    const { run, rates, iterations, carry } = search;
    this.settled(() => {
      const segment = sweepOver(bracket, rates, iterations[round]);
      const later = describeSearch({
        ...run,
        ...{ rates, growth: 1, rounds: rounds - round - 1, segments: [segment] },
        carry: carry === 'always' ? 'always' : 'never',
        iterations: iterations.slice(round + 1),
      });
      this.#own = { round, bracket };
      this.#finals[1] = null;
      this.setJobs([search], { keep: true });
      for (let next = round + 1; next < rounds; next++) this.views[next].show(null);
      this.setJobs([search, later], { keep: true });
      this.dispatchEvent(new CustomEvent('bracket', { detail: { round, bracket } }));
    });
  }

  /** The round on the page that a lane's round is; null where it no longer counts. @param {number} lane @param {number} round */
  #viewOf(lane, round) {
    const own = this.#own;
    if (lane === 1) return own ? this.views[own.round + 1 + round] : null;
    return own && round > own.round ? null : this.views[round];
  }

  /** @override @param {number} lane @param {any} event */
  hear(lane, event) {
    if (event.type === 'points') {
      this.#viewOf(lane, event.round)?.add(event.points);
      this.figure.detail = lessonWords().atRate(
        formatNumber(event.points[event.points.length - 1].rate),
      );
    } else if (event.type === 'round') this.#round(lane, event.round);
    else if (event.type === 'final') this.#finish(lane, event.final);
  }

  /** @param {number} lane @param {Round} round */
  #round(lane, round) {
    this.#viewOf(lane, round.number)?.finish(round);
    const number = lane === 1 ? (this.#own?.round ?? 0) + 1 + round.number : round.number;
    this.dispatchEvent(
      new CustomEvent('round', { detail: { round, number, lane, search: this.#search } }),
    );
  }

  /** @override @param {number} lane */
  clear(lane) {
    this.#finals[lane] = null;
    if (lane === 0) {
      this.#own = null;
      this.views?.forEach((view, round) => view.show(round === 0 ? this.editor.segments : null));
    }
    if (this.result) this.result.textContent = '';
  }

  /** @param {number} lane @param {Finding} final */
  #finish(lane, final) {
    this.#finals[lane] = final;
    if (lane === 0 && this.#own) return;
    this.figure.detail = '';
    this.result.textContent = this.#sentence(final);
    this.dispatchEvent(
      new CustomEvent('found', { detail: { final, search: this.#search, own: this.#own } }),
    );
  }

  /** @param {Finding} final */
  #sentence({ rate, careful }) {
    if (rate === null || careful === null) return lessonWords().noRate;
    return lessonWords().found(formatNumber(rate), formatNumber(careful));
  }
}

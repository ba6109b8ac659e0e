/** The race that verifies a rate: a third, two thirds, itself, one and a half and three times it, same start, several seeds. */
import { verifyRace, verifyResult } from '../../web/lab/lr_finder.js';
import { describeRun } from '../../web/lab/run.js';
import { rateInk } from '../../web/widgets/colour.js';
import { h } from '../../web/widgets/dom.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { currentTheme, watchTheme } from '../../web/widgets/theme.js';
import { field, linkedNumber, linkedTo, linkOf, SearchFigure, settings } from './search_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/lr_finder.js').Candidate} Candidate */
/** @typedef {import('../../web/lab/lr_finder.js').Verified} Verified */
/** @typedef {import('../../web/lab/events.js').Final} Final */
/** @typedef {import('./chance_figure.js').Suggestion} Suggestion */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */

/** What ten searches suggested: node tools/steplab.js find-rate --seeds 10 */
const suggestedBeforehand = 0.965;

export class VerifyFigure extends SearchFigure {
  /** @type {Candidate[]} */
  #candidates = [];
  /** By lane. @type {(Final | null)[]} */
  #finals = [];
  /** @type {Suggestion | null} */
  #suggestion = null;

  /** @param {import('../../web/widgets/figure.js').LabFigure} figure */
  constructor(figure) {
    super(figure);
    const w = lessonWords();
    const query = linkedTo(figure.id);
    this.chart = /** @type {LabChart} */ (
      h(/** @type {any} */ ('lab-chart'), { id: `${figure.id}-chart` })
    );
    this.rate = field(w.suggested, {
      kind: 'rate',
      min: 0.003,
      max: 20,
      value: linkedNumber(query, 'rate', suggestedBeforehand),
    });
    this.batch = field(raceWords().batch, {
      kind: 'batch',
      min: 1,
      max: 4096,
      value: linkedNumber(query, 'batch', 128),
    });
    this.epochs = field(raceWords().epochs, {
      kind: 'integer',
      min: 1,
      max: 30,
      value: linkedNumber(query, 'epochs', 5),
    });
    this.seeds = field(w.seeds, {
      kind: 'integer',
      min: 1,
      max: 10,
      value: linkedNumber(query, 'seeds', 3),
    });
    this.rows = h('tbody');
    this.result = h('p', { class: 'search-result', role: 'status' });
    const handles = settings(
      ...[this.rate, this.batch, this.epochs, this.seeds].map(({ element }) => element),
    );
    handles.addEventListener('input', () => this.settled(() => this.#describe()));
    figure.append(this.chart, this.#table(), this.result, handles);
    watchTheme(() => this.#showRows());
    this.attempt(() => this.#describe());
  }

  /** @param {Suggestion} suggestion */
  suggest(suggestion) {
    this.#suggestion = suggestion;
    if (this.group.started) return;
    this.rate.number.value = suggestion.rate;
    this.batch.number.value = suggestion.batch;
    this.attempt(() => this.#describe());
  }

  #table() {
    const w = lessonWords();
    const { rate, ending } = raceWords();
    const heads = [rate, w.factor, w.meanAccuracy, w.eachSeed, ending, w.firstPrint];
    const head = h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, name)));
    const caption = h('caption', { class: 'unseen' }, w.verifyTitle);
    const table = h(
      'table',
      { class: 'race-results verify' },
      caption,
      h('thead', {}, head),
      this.rows,
    );
    return h(
      'div',
      { class: 'race-results-box', tabindex: 0, role: 'region', 'aria-label': w.verifyTitle },
      table,
    );
  }

  #describe() {
    const [rate, batch, epochs, seeds] = [this.rate, this.batch, this.epochs, this.seeds].map(
      ({ number }) => number.value,
    );
    this.#candidates = verifyRace(describeRun({ batch }), rate, { seeds, epochs });
    const w = lessonWords();
    const percent = (/** @type {number} */ value) => `${value.toFixed(2)} %`;
    this.chart.configure({
      title: w.verifyTitle,
      x: { name: 'rate', label: raceWords().rate, min: 0, max: 3.2 * rate },
      y: {
        label: raceWords().accuracy,
        unit: '%',
        min: 92,
        max: 97,
        limit: [90, 98],
        format: percent,
      },
    });
    this.chart.setSeries([
      { id: 'mean', label: w.mean },
      ...this.#candidates.map(({ rate: own }, i) => ({
        id: String(i),
        label: formatNumber(own),
        unlabelled: true,
        rate: own,
        marker: /** @type {const} */ ('circle'),
        width: 1,
      })),
    ]);
    this.setJobs(this.#candidates.flatMap(({ runs }) => runs));
    this.#show();
    this.figure.link = linkOf(this.figure.id, { rate, batch, epochs, seeds });
  }

  /** @override @param {any} lab @param {number} lane @param {any} hear @param {any} options */
  begin(lab, lane, hear, options) {
    return super.begin(lab, lane, hear, { ...options, race: undefined });
  }

  /** @override @param {number} lane @param {any} event */
  hear(lane, event) {
    if (event.type !== 'final') return;
    this.#finals[lane] = event.final;
    this.#show();
  }

  /** @override @param {number} lane */
  clear(lane) {
    this.#finals[lane] = null;
    if (this.rows) this.#show();
  }

  /** Finals by candidate and seed. @returns {Final[][]} */
  #byCandidate() {
    const each = this.#candidates[0]?.runs.length ?? 0;
    return this.#candidates.map((_, i) =>
      this.#finals
        .slice(i * each, (i + 1) * each)
        .filter((final) => final !== null && final !== undefined),
    );
  }

  #show() {
    const finals = this.#byCandidate();
    const seeds = this.#candidates[0]?.runs.length ?? 0;
    const all = this.#candidates.length * seeds;
    const done = finals.reduce((sum, list) => sum + list.length, 0);
    this.figure.detail = done > 0 ? lessonWords().runsDone(done, all) : '';
    this.chart.clear();
    this.#candidates.forEach(({ rate }, i) => {
      const values = finals[i].map(({ validationAccuracy }) => 100 * validationAccuracy);
      if (values.length > 0)
        this.chart.addPoints(
          String(i),
          values.map(() => rate),
          values,
        );
    });
    const means = finals
      .map((list, i) => ({ rate: this.#candidates[i].rate, list }))
      .filter(({ list }) => list.length === seeds);
    if (means.length > 0)
      this.chart.addPoints(
        'mean',
        means.map(({ rate }) => rate),
        means.map(({ list }) => 100 * meanAccuracy(list)),
      );
    this.#showRows();
    this.result.textContent = '';
    if (done === all && all > 0) this.#conclude(verifyResult(this.#candidates, finals));
  }

  #showRows() {
    const w = lessonWords();
    const finals = this.#byCandidate();
    const rows = this.#candidates.map(({ rate, factor, runs }, i) => {
      const name = h('th', { scope: 'row' }, formatNumber(rate));
      name.style.color = rateInk(rate, currentTheme());
      const list = finals[i];
      const diverged = list.filter((final) => final.diverged !== null).length;
      const each = list
        .map(({ validationAccuracy }) => formatFixed(100 * validationAccuracy, 2))
        .join('  ');
      const full = list.length === runs.length;
      return h(
        'tr',
        {},
        name,
        h('td', {}, `× ${w.factors[i] ?? formatNumber(factor)}`),
        h('td', {}, full ? `${formatFixed(100 * meanAccuracy(list), 2)} %` : '–'),
        h('td', {}, each || '–'),
        h(
          'td',
          { class: 'words' },
          !full
            ? raceWords().ready
            : diverged > 0
              ? w.divergedOf(diverged, runs.length)
              : raceWords().ended,
        ),
        h('td', { class: 'print' }, full ? list[0].fingerprint : '–'),
      );
    });
    this.rows.replaceChildren(...rows);
  }

  /** @param {Verified} verified */
  #conclude(verified) {
    const w = lessonWords();
    const suggested = this.rate.number.value;
    const own = verified.candidates[2];
    const parts = [
      w.verified({
        rate: formatNumber(verified.rate),
        accuracy: formatFixed(100 * verified.accuracy, 2),
        suggested: formatNumber(suggested),
        own: formatFixed(100 * own.accuracy, 2),
        same: verified.rate === own.rate,
      }),
    ];
    const rules = (this.#suggestion?.rules ?? []).filter(([, rate]) => rate !== null);
    if (rules.length > 0)
      parts.push(
        w.ruleDistances(
          rules.map(([name, rate]) =>
            w.ruleDistance(
              w.ruleNames[name],
              formatNumber(Number(rate)),
              formatNumber(verified.rate / Number(rate), 2),
            ),
          ),
        ),
      );
    this.result.textContent = parts.join(w.space);
    this.dispatchEvent(
      new CustomEvent('verified', {
        detail: {
          verified,
          suggested,
          seeds: this.seeds.number.value,
          epochs: this.epochs.number.value,
          batch: this.batch.number.value,
        },
      }),
    );
  }
}

/** @param {Final[]} finals */
function meanAccuracy(finals) {
  return (
    finals.reduce((sum, { validationAccuracy }) => sum + validationAccuracy, 0) / finals.length
  );
}

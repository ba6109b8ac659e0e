/**
 * The table under a race: for each run how well it reads, how fast it trained, how it ended, and its fingerprint.
 */
import { rateInk } from './colour.js';
import { h } from './dom.js';
import { formatNumber } from './numbers.js';
import { raceWords } from './race_words.js';
import { currentTheme, watchTheme } from './theme.js';

/** @typedef {import('./race_lanes.js').LaneLook} LaneLook */
/** @typedef {import('../lab/events.js').Final} Final */

export class RaceResults {
  /** @type {{ rate: number, cells: Record<'name' | 'validation' | 'test' | 'time' | 'ending' | 'fingerprint', HTMLElement> }[]} */
  #rows = [];

  /** @param {string} heading of the first column: what the lanes differ in */
  constructor(heading) {
    const w = raceWords();
    this.body = h('tbody');
    const heads = [heading, w.validation, w.test, w.epochTime, w.ending, w.fingerprint];
    const head = h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, name)));
    this.table = h(
      'table',
      { class: 'race-results' },
      h('caption', { class: 'unseen' }, w.results),
      h('thead', {}, head),
      this.body,
    );
    this.element = h(
      'div',
      { class: 'race-results-box', tabindex: 0, role: 'group', 'aria-label': w.results },
      this.table,
    );
    watchTheme(() => this.#colour());
  }

  /** @param {readonly LaneLook[]} looks */
  show(looks) {
    this.#rows = looks.map(({ label, rate }) => ({
      rate,
      cells: {
        name: h('th', { scope: 'row' }, label),
        validation: h('td'),
        test: h('td'),
        time: h('td'),
        ending: h('td', { class: 'words' }),
        fingerprint: h('td', { class: 'print' }),
      },
    }));
    this.body.replaceChildren(
      ...this.#rows.map(({ cells }) =>
        h(
          'tr',
          {},
          cells.name,
          cells.validation,
          cells.test,
          cells.time,
          cells.ending,
          cells.fingerprint,
        ),
      ),
    );
    this.#rows.forEach((_, lane) => this.clear(lane));
    this.#colour();
  }

  /** @param {number} lane @param {LaneLook} look */
  rename(lane, { label, rate }) {
    this.#rows[lane].rate = rate;
    this.#rows[lane].cells.name.textContent = label;
    this.#colour();
  }

  /** @param {number} lane */
  clear(lane) {
    const { cells } = this.#rows[lane];
    for (const name of /** @type {const} */ (['validation', 'test', 'time', 'fingerprint']))
      cells[name].textContent = '–';
    cells.ending.textContent = raceWords().ready;
  }

  /** @param {number} lane @param {import('../lab/events.js').RunRecord} record */
  record(lane, record) {
    const { cells } = this.#rows[lane];
    cells.validation.textContent = percent(record.validationAccuracy);
    cells.time.textContent = milliseconds(record.seconds / record.epoch);
    cells.ending.textContent = raceWords().training;
  }

  /** @param {number} lane @param {Final} final @param {string} reason */
  final(lane, final, reason) {
    const w = raceWords();
    const { cells } = this.#rows[lane];
    cells.validation.textContent = percent(final.validationAccuracy);
    cells.test.textContent = percent(final.testAccuracy);
    cells.time.textContent = milliseconds(final.trainingSeconds / final.epoch);
    const at = final.diverged === null ? '' : formatNumber(final.diverged, 7);
    cells.ending.textContent =
      final.diverged === null ? w.ended : reason === 'not-finite' ? w.notFinite(at) : w.grew(at);
    cells.fingerprint.textContent = final.fingerprint;
  }

  /** @param {number} lane */
  failed(lane) {
    this.#rows[lane].cells.ending.textContent = raceWords().failed;
  }

  #colour() {
    for (const { rate, cells } of this.#rows)
      cells.name.style.color = rateInk(rate, currentTheme());
  }
}

/** @param {number} share */
function percent(share) {
  return Number.isFinite(share) ? `${(100 * share).toFixed(2)} %` : '–';
}

/** @param {number} seconds */
function milliseconds(seconds) {
  return Number.isFinite(seconds) ? raceWords().milliseconds((1000 * seconds).toFixed(0)) : '–';
}

/** The table of a claim's runs: a row an arm, a column a seed, then mean and spread, and the fingerprint of the first seed's run. */
import { claimWords } from './claim_words.js';
import { h } from './dom.js';

/** @typedef {{ seeds: HTMLTableCellElement[], sum: HTMLTableCellElement, print: HTMLTableCellElement }} Row */

const percent = (/** @type {number} */ share) => (100 * share).toFixed(2);

export class ClaimTable {
  #words = claimWords();
  /** @type {Row[]} */
  #rows = [];
  #table = h('table', { class: 'race-results' });

  /** @param {string[]} arms */
  constructor(arms) {
    this.arms = arms;
    this.element = h(
      'div',
      { class: 'race-results-box', tabindex: 0, role: 'group', 'aria-label': this.#words.results },
      this.#table,
    );
  }

  /** @param {number[]} seeds */
  show(seeds) {
    const { arm, seed, sum, print, results } = this.#words;
    const heads = [arm, ...seeds.map((number) => `${seed} ${number}`), sum, print];
    this.#rows = this.arms.map(() => ({
      seeds: seeds.map(() => h('td')),
      sum: h('td'),
      print: h('td', { class: 'print' }),
    }));
    this.#table.replaceChildren(
      h('caption', { class: 'unseen' }, results),
      h('thead', {}, h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, name)))),
      h(
        'tbody',
        {},
        ...this.#rows.map((row, i) =>
          h('tr', {}, h('th', { scope: 'row' }, this.arms[i]), ...row.seeds, row.sum, row.print),
        ),
      ),
    );
    this.#rows.forEach((_, row) => seeds.forEach((_seed, column) => this.clear(row, column)));
  }

  /** @param {number} arm @param {number} column @param {number} share @param {boolean} final */
  set(arm, column, share, final) {
    const cell = this.#rows[arm].seeds[column];
    cell.textContent = percent(share);
    cell.toggleAttribute('data-open', !final);
  }

  /** @param {number} arm @param {{ mean: number, deviation: number }} spread */
  sum(arm, { mean, deviation }) {
    this.#rows[arm].sum.textContent = `${percent(mean)} ± ${percent(deviation)}`;
  }

  /** @param {number} arm @param {string} fingerprint */
  print(arm, fingerprint) {
    this.#rows[arm].print.textContent = fingerprint;
  }

  /** @param {number} arm @param {number} column */
  clear(arm, column) {
    const row = this.#rows[arm];
    if (!row?.seeds[column]) return;
    row.seeds[column].textContent = '–';
    row.sum.textContent = '–';
    row.print.textContent = '–';
  }

  /** @returns {string} */
  csv() {
    const lines = [...this.#table.rows].map((row) =>
      [...row.cells].map((cell) => `"${(cell.textContent ?? '').replaceAll('"', '""')}"`).join(','),
    );
    return `${lines.join('\n')}\n`;
  }
}

/** A claim that arithmetic decides, computed in the page's core and shown as a table. */
import { LabError } from '../lab/errors.js';
import { openPageCore } from '../lab/page_core.js';
import { SUM_CLAIMS } from './claim_sums.js';
import { h } from './dom.js';
import { formatNumber } from './numbers.js';
import { pageLanguage } from './words.js';

/**
 * @param {HTMLElement} place gets the table
 * @param {string} id of the claim
 */
export async function showSum(place, id) {
  const language = pageLanguage();
  try {
    const { heads, rows, digits = 3 } = SUM_CLAIMS[id](await openPageCore());
    const said = (/** @type {number} */ value) =>
      Number.isFinite(value) ? formatNumber(value, digits) : '–';
    const names = heads.map((head) => head[language]);
    const label = place.closest('section')?.querySelector('h2')?.textContent ?? names[0];
    const table = h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, name)))),
      h(
        'tbody',
        {},
        ...rows.map(({ name, values }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, name[language]),
            ...values.map((value) => h('td', {}, said(value))),
          ),
        ),
      ),
    );
    place.append(
      h('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': label }, table),
    );
  } catch (error) {
    place.append(h('p', { role: 'alert' }, LabError.from(error).describe(language)));
  }
}

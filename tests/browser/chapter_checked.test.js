/** The page "The chapter, checked": every sum stands there, and a claim's runs give our record's bits in three browsers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { findBarriersInBothThemes, walkThrough } from './accessibility.js';
import { browserNames, shareChromium } from './browsers.js';
import { offPlace } from './landing.js';

/** @param {string} name */
const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../web/site/words/${name}.json`, import.meta.url), 'utf8'));
const records = read('chapter_records');

const openBrowser = shareChromium(after);
/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve();
});
after(() => site.close());

/** What a claim's figure shows. @param {string} id */
function readClaim(id) {
  const figure = /** @type {any} */ (document.getElementById(id));
  const rows = [...figure.querySelectorAll('tbody tr')].map((row) =>
    [...row.cells].map(({ textContent }) => textContent),
  );
  const said = [...figure.querySelectorAll('.claim-said li')].map(({ textContent }) => textContent);
  return { rows, said, error: figure.error, link: figure.link };
}

for (const name of browserNames) {
  test(`${name} gives the bits of our record`, async (t) => {
    const browser = await openBrowser(name);
    t.after(() => browser.close());
    await browser.open(`${site.url}chapter-checked/?figure=too-large&seeds=2&first=1`);
    await browser.waitFor(() => Boolean(document.querySelector('#too-large')?.shadowRoot));
    await browser.evaluate(() => {
      const { shadowRoot } = /** @type {any} */ (document.querySelector('#too-large'));
      shadowRoot.querySelector('button.run').click();
    });
    await browser.waitFor(
      () => /** @type {any} */ (document.querySelector('#too-large')).state === 'finished',
      { seconds: 120 },
    );
    const { rows, said, error, link } = await browser.evaluate(readClaim, 'too-large');
    assert.equal(error, null);
    const { arms } = records['too-large'];
    assert.deepEqual(
      rows.map((row) => row.at(-1)),
      arms.map((/** @type {any} */ { fingerprints }) => fingerprints[0]),
    );
    assert.deepEqual(
      rows.map((row) => row.slice(1, 3)),
      arms.map((/** @type {any} */ { values }) =>
        values.slice(0, 2).map((/** @type {number} */ value) => (100 * value).toFixed(2)),
      ),
    );
    assert.match(
      said.join(),
      /rate 6 is behind batch 128, rate 0\.5: −8\d\.\d\d .* As in our record/,
    );
    assert.equal(link, '?figure=too-large&seeds=2&first=1#too-large');
    assert.deepEqual(browser.problems, []);
  });
}

for (const folder of ['', 'zh/']) {
  test(`/${folder}chapter-checked/ computes its sums and keeps nobody out`, async (t) => {
    const browser = await openBrowser('chromium', { width: 390, height: 844, reducedMotion: true });
    t.after(() => browser.close());
    await browser.open(`${site.url}${folder}chapter-checked/#claim-root-law`);
    assert.equal(await offPlace(browser, 'claim-root-law'), 0);
    await walkThrough(browser);
    await browser.waitFor(() =>
      [...document.querySelectorAll('[data-claim=sums]')].every((place) =>
        place.querySelector('tbody td'),
      ),
    );
    const cells = await browser.evaluate(() =>
      [...document.querySelectorAll('#table-12-4 td')].map(({ textContent }) => textContent),
    );
    assert.deepEqual(cells, ['0.1', '0.158', '0.251', '0.398', '0.631', '1']);
    const wide = await browser.evaluate('document.documentElement.scrollWidth - innerWidth');
    assert.equal(wide, 0);
    assert.deepEqual(await findBarriersInBothThemes(browser), []);
    assert.deepEqual(browser.problems, []);
  });
}

test('nonsense in the address is answered by a sentence, and the claim can be run all the same', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}chapter-checked/?figure=too-small&seeds=99`);
  await browser.waitFor(() =>
    Boolean(/** @type {any} */ (document.querySelector('#too-small')).error),
  );
  const { rows, error } = await browser.evaluate(readClaim, 'too-small');
  assert.match(String(error), /seeds=99: give a whole number from 2 to \d+/);
  assert.equal(rows.length, 2);
});

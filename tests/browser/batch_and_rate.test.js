/** Lesson 05 in three browsers: a small map fills with the results that Node gives, shows its ridge, opens cells, and is kept. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { findCore, findMnist } from '../../tools/steplab/workshop.js';
import { describeRun, Session } from '../../web/lab/index.js';
import { findBarriersInBothThemes } from './accessibility.js';
import { browserNames, shareChromium } from './browsers.js';

/** @typedef {import('./browsers.js').Browser} Browser */

const query =
  '?figure=map-figure&batches=10,40,160&rates=0.1,0.3,1&seeds=1&epochs=1&train-size=2000';

const openBrowser = shareChromium(after);
/** @type {import('../../tools/serve.js').Served} */
let site;
/** What Node reads at batch 40, rate 0.3. */
let accuracy = 0;
before(async () => {
  site = await serve();
  const core = await findCore(true);
  const run = describeRun({ batch: 40, rate: 0.3, epochs: 1, trainSize: 2000 });
  const session = new Session(core, await findMnist(core), run);
  while (!session.finished) session.advance(1000);
  accuracy = session.final?.validationAccuracy ?? 0;
});
after(() => site.close());

/** @param {Browser} browser @param {string} state */
const untilMap = (browser, state) =>
  browser.waitFor(
    (/** @type {string} */ wanted) => {
      const figure = /** @type {any} */ (document.querySelector('#map-figure'));
      return Boolean(figure?.querySelector('lab-heat')) && figure.state === wanted;
    },
    { seconds: 60, args: [state] },
  );

/** @param {Browser} browser */
const cells = (browser) =>
  browser.evaluate(() => {
    const heat = /** @type {any} */ (document.querySelector('#runs-map'));
    return heat.cells.map((/** @type {any[]} */ row) => row.map(({ value }) => value));
  });

for (const name of browserNames) {
  test(`a map of nine cells in ${name}`, async (t) => {
    const browser = await openBrowser(name, { height: 1000, reducedMotion: true });
    t.after(() => browser.close());
    await browser.open(`${site.url}batch-and-rate/${query}`);
    await untilMap(browser, 'idle');
    await browser.evaluate(() => {
      const figure = /** @type {any} */ (document.querySelector('#map-figure'));
      figure.shadowRoot.querySelector('button.run').click();
    });
    await untilMap(browser, 'finished');
    const values = /** @type {number[][]} */ (await cells(browser));
    assert.equal(values.length, 3);
    assert.ok(values.every((row) => row.every((value) => value > 0.05 && value < 1)));
    assert.equal(values[1][1], accuracy);
    await browser.waitFor(() => {
      const heat = /** @type {any} */ (document.querySelector('#runs-map'));
      return heat.marks.length === 3 && heat.opened.length > 0;
    });

    const opened = await browser.evaluate(() => {
      const heat = /** @type {any} */ (document.querySelector('#runs-map'));
      const before = heat.opened.length;
      const closed = heat.shadowRoot.querySelector('.cell[aria-pressed=false]');
      closed.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      return heat.opened.length - before;
    });
    assert.equal(opened, 1);

    // Another visit finds what was done.
    await browser.open(`${site.url}404.html`);
    await browser.open(`${site.url}batch-and-rate/${query}`);
    await untilMap(browser, 'finished');
    assert.deepEqual(await cells(browser), values);
    assert.deepEqual(browser.problems, []);
    if (name === 'chromium') assert.deepEqual(await findBarriersInBothThemes(browser), []);
  });
}

test('a grid that cannot be is answered by a sentence, one of thousands is asked about', async (t) => {
  const browser = await openBrowser('chromium', { height: 1000, reducedMotion: true });
  t.after(() => browser.close());
  await browser.open(`${site.url}zh/batch-and-rate/${query.replace('10,40', '0,40')}`);
  await browser.waitFor(() =>
    Boolean(/** @type {any} */ (document.querySelector('#map-figure'))?.error),
  );
  const error = await browser.evaluate(
    () => /** @type {any} */ (document.querySelector('#map-figure')).error,
  );
  assert.match(String(error), /批量大小 0：请填 1 到/);
  await browser.open(`${site.url}404.html`);
  await browser.open(`${site.url}batch-and-rate/${query.replace('seeds=1', 'seeds=500')}`);
  await untilMap(browser, 'idle');
  const asked = await browser.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('#map-figure'));
    figure.shadowRoot.querySelector('button.run').click();
    return [figure.querySelector('.grid-ask').textContent, figure.state];
  });
  assert.match(String(/** @type {any} */ (asked)[0]), /^That is 4500 cells and takes about /);
  assert.equal(/** @type {any} */ (asked)[1], 'idle');
});

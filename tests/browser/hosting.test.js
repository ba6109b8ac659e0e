/** What docs/hosting.md promises: a sub-path, and a host that sends types and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { openBrowser } from './browsers.js';
import { fingerprintInNode } from './node_run.js';

test('from a sub-path of a host that sends no special headers, pages link, train and are kept', async (t) => {
  const site = await serve({ prefix: '/~teacher/lab', bare: true });
  t.after(() => site.close());
  const browser = await openBrowser('chromium', { serviceWorker: true });
  t.after(() => browser.close());
  await browser.open(site.url);
  await browser.click('.home-lessons a');
  await browser.waitFor(() => document.body?.dataset.lesson !== undefined);
  assert.match(await browser.evaluate('location.pathname'), /^\/~teacher\/lab\/[\w-]+\/$/);
  await browser.open(`${site.url}what-the-rate-does/?figure=race&rates=0.5&epochs=1`);
  await browser.waitFor(() => Boolean(document.querySelector('#race')?.shadowRoot));
  await browser.evaluate(() => {
    const { shadowRoot } = /** @type {any} */ (document.querySelector('#race'));
    shadowRoot.querySelector('button.run').click();
  });
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state === 'finished',
    { seconds: 90 },
  );
  const fingerprint = await browser.evaluate(
    () => document.querySelector('#race .race-results tbody tr')?.lastElementChild?.textContent,
  );
  assert.equal(fingerprint, await fingerprintInNode({ rate: 0.5, epochs: 1 }));
  const scope = await browser.evaluate(async () => {
    const { scope: found } = await navigator.serviceWorker.ready;
    return new URL(found).pathname;
  });
  assert.equal(scope, '/~teacher/lab/');
  assert.deepEqual(browser.problems, []);
});

/** Lesson 05's "why" in a browser: the measurements run beside training, are told in words, and confront the predictions. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { openBrowser } from './browsers.js';

const seconds = 250;
/** @type {import('../../tools/serve.js').Served} */
let site;
/** @type {import('./browsers.js').Browser} */
let browser;
before(async () => {
  site = await serve();
  browser = await openBrowser('chromium', { height: 1000, reducedMotion: true });
  await browser.open(`${site.url}batch-and-rate/`);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Runs a figure to its end; gives what it says and what came of the prediction. @param {string} id @param {string} [predict] */
async function run(id, predict) {
  await browser.evaluate((/** @type {string} */ figure) => {
    document.getElementById(figure)?.scrollIntoView({ behavior: 'instant', block: 'center' });
  }, id);
  await browser.waitFor(
    (/** @type {string} */ figure) =>
      /** @type {any} */ (document.getElementById(figure))?.link?.startsWith('?figure='),
    { args: [id] },
  );
  await browser.evaluate(
    (/** @type {string} */ figure) =>
      /** @type {any} */ (document.getElementById(figure)).shadowRoot
        .querySelector('button.run')
        .click(),
    id,
  );
  await browser.waitFor(
    (/** @type {string} */ figure) =>
      /** @type {any} */ (document.getElementById(figure)).state === 'finished',
    { args: [id], seconds },
  );
  assert.deepEqual(browser.problems, []);
  return browser.evaluate(
    (/** @type {string} */ figure, /** @type {string} */ question) => ({
      said: document.querySelector(`#${figure} .note`)?.textContent ?? '',
      outcome: /** @type {any} */ (document.getElementById(question))?.outcome ?? null,
    }),
    ...[id, predict ?? ''],
  );
}

test('sharpness stays near 2/rate, and the larger rate ends up on flatter ground', async () => {
  const { said, outcome } = await run('sharpness-figure', 'predict-sharpness');
  assert.equal(outcome?.value, 'flatter');
  assert.match(said, /Rate 0\.5, line at 4: .* within 15% of the line for about \d{2,} iterations/);
});

test('the noise scale is told with its interval', async () => {
  const { said } = await run('noise-figure');
  const [, scale, low, high] =
    said.match(/about ([\d ,]+) images .* ([\d ,]+) to ([\d ,]+)\)/) ?? [];
  const numbers = [low, scale, high].map((text) => Number(text?.replace(/\D/g, '')));
  assert.ok(numbers[0] < numbers[1] && numbers[1] < numbers[2], said);
});

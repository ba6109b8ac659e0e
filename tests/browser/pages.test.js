/**
 * The pages beside the lessons: each keeps nobody out, in both languages and both themes; the start page moves without fetching
 * data; what a learner has done is shown there and can be forgotten.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { filesUnder } from '../../tools/files.js';
import { siteFolder } from '../../tools/paths.js';
import { serve } from '../../tools/serve.js';
import { readLessons } from '../../web/site/generate/lessons.js';
import { findBarriersInBothThemes } from './accessibility.js';
import { openBrowser } from './browsers.js';

const lessons = readLessons();
const pages = filesUnder(['.'], /\.html$/, siteFolder).filter(
  (path) => !lessons.some(({ name }) => path.includes(`${name}/`)),
);

/** @type {import('../../tools/serve.js').Served} */
let site;
/** @type {import('./browsers.js').Browser} */
let browser;
before(async () => {
  site = await serve();
  browser = await openBrowser('chromium', { height: 1000 });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

for (const path of pages) {
  test(`${path} keeps nobody out`, async () => {
    await browser.open(site.url + path.replace(/index\.html$/, ''));
    assert.deepEqual(await findBarriersInBothThemes(browser), []);
    assert.deepEqual(browser.problems, []);
  });
}

/** What the map of the start page shows, as a number. */
function pictureOf() {
  const { shadowRoot } = /** @type {Element} */ (document.querySelector('lab-descent'));
  const canvas = /** @type {HTMLCanvasElement} */ (shadowRoot?.querySelector('canvas.walk'));
  return canvas.toDataURL();
}

test('the start page moves by itself, without data, and follows its slider', async () => {
  await browser.open(site.url);
  await browser.waitFor(() =>
    Boolean(
      document.querySelector('lab-descent')?.shadowRoot?.querySelector('.verdict')?.textContent,
    ),
  );
  const first = await browser.evaluate(pictureOf);
  await browser.waitFor(
    (/** @type {string} */ old) => {
      const root = document.querySelector('lab-descent')?.shadowRoot;
      const canvas = /** @type {HTMLCanvasElement} */ (root?.querySelector('canvas.walk'));
      return canvas.toDataURL() !== old;
    },
    { args: [first] },
  );
  const verdictAt = (/** @type {number} */ share) =>
    browser.evaluate((/** @type {number} */ value) => {
      const root = /** @type {any} */ (document.querySelector('lab-descent')).shadowRoot;
      root.querySelector('input').value = value;
      root.querySelector('input').dispatchEvent(new Event('input'));
      return root.querySelector('.verdict').textContent;
    }, share);
  assert.match(await verdictAt(0), /creeps/);
  assert.match(await verdictAt(0.75), /straight to the bottom/);
  assert.match(await verdictAt(1), /flies apart/);
  assert.ok(!site.requests.some(({ path }) => path.includes('/data/')));
});

test('what was done is shown on the start page, leads on, and can be forgotten', async () => {
  const [first, second] = lessons;
  await browser.open(`${site.url}zh/${second.name}/`);
  // As the lesson's own experiment does when an exercise is done.
  await browser.evaluate(() => {
    const output = /** @type {HTMLElement} */ (document.querySelector('output.check'));
    output.dataset.state = 'met';
  });
  await browser.open(site.url);
  const said = (/** @type {string} */ name) =>
    browser.evaluate(
      (/** @type {string} */ lesson) =>
        document.querySelector(`[data-lesson-entry="${lesson}"] [data-progress]`)?.textContent,
      name,
    );
  const button = () => browser.evaluate(() => document.querySelector('[data-begin]')?.textContent);
  assert.equal(await said(second.name), `1 of ${second.exercises} exercises done`);
  assert.equal(await said(first.name), '');
  assert.equal(await button(), `Go on: ${second.title.en}`);
  await browser.click('[data-forget]');
  assert.equal(await said(second.name), '');
  await browser.open(site.url);
  assert.equal(await said(second.name), '');
  assert.equal(await button(), 'Start the first lesson');
});

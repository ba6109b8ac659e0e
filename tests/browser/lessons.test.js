/**
 * Every folder under lessons/, whatever it is called: its page opens in three browsers and both languages with all of its
 * figures and without an error, and keeps nobody out.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { LANGUAGES } from '../../web/site/generate/words.js';
import { readLessons } from '../../web/site/generate/lessons.js';
import { findBarriersInBothThemes, walkThrough } from './accessibility.js';
import { browserNames, openBrowser } from './browsers.js';

/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve();
});
after(() => site.close());

const lessons = readLessons();

for (const name of browserNames) {
  test(`in ${name}`, async (t) => {
    const browser = await openBrowser(name, {
      height: 1000,
      reducedMotion: true,
      serviceWorker: true,
    });
    t.after(() => browser.close());
    for (const lesson of lessons) {
      for (const language of LANGUAGES) {
        await t.test(`${lesson.name} opens in ${language}`, async () => {
          await browser.open(site.url + lesson.address[language].slice(1));
          await walkThrough(browser);
          assert.equal(await browser.evaluate('document.documentElement.lang'), language);
          assert.equal(
            await browser.evaluate(() => document.querySelector('h1')?.textContent),
            lesson.title[language],
          );
          assert.deepEqual(browser.problems, []);
          if (name === 'chromium') assert.deepEqual(await findBarriersInBothThemes(browser), []);
        });
      }
    }
  });
}

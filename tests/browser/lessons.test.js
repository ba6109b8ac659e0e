/**
 * Every folder under lessons/, whatever it is called: its page opens in three browsers and both languages with all of its
 * figures and without an error, and keeps nobody out. Where a link is given below, the three show the same fingerprints for it,
 * or, in a figure that trains nothing, the same numbers to the last bit. (Lessons 02 and 04 compare their races with Node's.)
 * Links to places in the page come to where they point, however much is built late around them.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { LANGUAGES } from '../../web/site/generate/words.js';
import { readLessons } from '../../web/site/generate/lessons.js';
import { findBarriersInBothThemes, walkThrough } from './accessibility.js';
import { browserNames, openBrowser } from './browsers.js';
import { offPlace } from './landing.js';

/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve();
});
after(() => site.close());

const lessons = readLessons();

/** A figure of a lesson with its numbers; short ones. @type {Record<string, string>} */
const links = {
  'why-it-is-hard':
    'one-rate&ground=sparse&steps=50&seed=7&methods=sgd,momentum,nesterov,adagrad,rmsprop,adam,adamw',
  'finding-a-rate': 'verify&rate=0.9&batch=1024&epochs=1&seeds=1',
  'batch-and-rate': 'online-figure&rates=0.05,0.3,0.8&epochs=1&seed=3&train-size=1000',
  'three-against-five': 'step&rate=0.3&slope=0.7',
};
/** What the first browser showed, by lesson. @type {Map<string, unknown>} */
const shown = new Map();

/** Fingerprints, where walks and slopes end, and curves if there are no fingerprints. @param {string} id of a figure */
function readNumbers(id) {
  const figure = /** @type {HTMLElement} */ (document.getElementById(id));
  const all = (/** @type {string} */ selector) =>
    /** @type {any[]} */ ([...figure.querySelectorAll(selector)]);
  const prints = all('.print').map(({ textContent }) => textContent);
  const last = (/** @type {ArrayLike<number>} */ values) => values[values.length - 1];
  const walks = all('lab-contour').flatMap(({ paths }) =>
    paths.map((/** @type {any} */ { x, y, loss }) => [last(x), last(y), last(loss)]),
  );
  const slopes = all('lab-points').flatMap(({ slope, landing }) => [slope, landing]);
  return { prints, walks, slopes };
}

/** Runs a lesson's figure by its link, and compares what it comes to. @param {import('./browsers.js').Browser} browser @param {string} lesson */
async function runLinked(browser, lesson) {
  const id = links[lesson].split('&')[0];
  await browser.waitFor(
    (/** @type {string} */ name) => {
      const figure = /** @type {any} */ (document.getElementById(name));
      if (!figure?.link) return false;
      figure.shadowRoot.querySelector('button.run').click();
      return true;
    },
    { args: [id] },
  );
  const ends = (/** @type {string} */ name) =>
    ['finished', 'failed'].includes(/** @type {any} */ (document.getElementById(name)).state);
  await browser.waitFor(ends, { args: [id], seconds: 200 });
  assert.equal(await browser.evaluate(`document.getElementById('${id}').error`), null);
  const { prints, walks, slopes } = await browser.evaluate(readNumbers, id);
  assert.ok(prints.length + walks.length + slopes.length > 0);
  for (const print of prints) assert.match(String(print), /^[0-9a-f]{16}$/);
  for (const number of [...walks.flat(), ...slopes]) assert.ok(Number.isFinite(number));
  if (!shown.has(lesson)) shown.set(lesson, { prints, walks, slopes });
  assert.deepEqual({ prints, walks, slopes }, shown.get(lesson));
}

/** The headings of a lesson's text that come after the first of its figures. @param {string} folder @returns {string[]} ids */
function lateHeadings(folder) {
  const text = readFileSync(new URL(`../../lessons/${folder}/en.md`, import.meta.url), 'utf8');
  const late = text.slice(text.indexOf('<lab-figure'));
  return [...late.matchAll(/^##.*\{#(.+)\}$/gm)].map(([, id]) => id);
}

/** Follows a link within the page. @param {string} id */
function clickLinkTo(id) {
  const link = document.createElement('a');
  link.href = `#${id}`;
  document.querySelector('main')?.append(link);
  link.click();
  link.remove();
}

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
          const linked = language === 'en' && lesson.name in links;
          const headings = lateHeadings(lesson.folder);
          const [middle] = headings.slice(headings.length / 2);
          const query = linked ? `?figure=${links[lesson.name]}` : `#${middle}`;
          await browser.open(site.url + lesson.address[language].slice(1) + query);
          if (!linked) {
            assert.equal(await offPlace(browser, middle), 0, `${name} opens at #${middle}`);
            const [first] = headings;
            await browser.evaluate(clickLinkTo, first);
            assert.equal(await offPlace(browser, first), 0, `${name} goes to #${first}`);
          }
          await walkThrough(browser);
          assert.equal(await browser.evaluate('document.documentElement.lang'), language);
          assert.equal(
            await browser.evaluate(() => document.querySelector('h1')?.textContent),
            lesson.title[language],
          );
          if (linked) await runLinked(browser, lesson.name);
          assert.deepEqual(browser.problems, []);
          if (name === 'chromium') assert.deepEqual(await findBarriersInBothThemes(browser), []);
        });
      }
    }
  });
}

test('a page opens at its place at once; a link within it glides, and lands', async (t) => {
  const browser = await openBrowser('chromium', { height: 1000 });
  t.after(() => browser.close());
  const [lesson] = lessons;
  const headings = lateHeadings(lesson.folder);
  const [middle] = headings.slice(headings.length / 2);
  const glides = () => getComputedStyle(document.documentElement).scrollBehavior === 'smooth';
  await browser.open(`${site.url}${lesson.address.en.slice(1)}#${middle}`);
  assert.equal(await browser.evaluate(glides), false);
  assert.equal(await offPlace(browser, middle), 0);
  const away = () => Boolean(document.querySelector('.top[data-away]'));
  assert.equal(await browser.evaluate(away), true);
  await browser.evaluate(clickLinkTo, headings[0]);
  assert.equal(await browser.evaluate(glides), true);
  assert.equal(await offPlace(browser, headings[0]), 0);
  await browser.waitFor(() => !document.documentElement.hasAttribute('data-travelling'));
  assert.equal(await offPlace(browser, headings[0]), 0);
  await browser.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await browser.waitFor(() => !document.querySelector('.top[data-away]'));
});

/**
 * After a first visit the site works without its host: every page opens, and where the images were kept every lesson trains. A
 * new version is offered, and waits while another tab has a lesson open. On plain HTTP nothing of this shows.
 */
import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { dataFolder, siteFolder } from '../../tools/paths.js';
import { serve } from '../../tools/serve.js';
import { readLessons } from '../../web/site/generate/lessons.js';
import { openBrowser } from './browsers.js';
import { fingerprintInNode } from './node_run.js';

const lessons = readLessons();

/** @param {import('./browsers.js').Browser} browser */
async function untilKept(browser) {
  await browser.waitFor(
    async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active?.state === 'activated' && navigator.serviceWorker.controller;
    },
    { seconds: 60 },
  );
}

/** @param {import('./browsers.js').Browser} browser */
async function keepImages(browser) {
  const state = () => document.querySelector('lab-keep-data')?.getAttribute('kept');
  await browser.waitFor(() => document.querySelector('lab-keep-data')?.hasAttribute('kept'));
  assert.equal(await browser.evaluate(state), 'no');
  const label = await browser.evaluate(() => {
    const { shadowRoot } = /** @type {Element} */ (document.querySelector('lab-keep-data'));
    const button = /** @type {HTMLElement} */ (shadowRoot?.querySelector('button'));
    button.click();
    return button.textContent;
  });
  assert.match(String(label), /Cancel|11 MB/);
  await browser.waitFor(
    () => document.querySelector('lab-keep-data')?.getAttribute('kept') === 'yes',
    { seconds: 90 },
  );
}

test('with the network cut after the first visit every lesson opens, and the network trains to the same bits', async (t) => {
  const site = await serve();
  t.after(() => site.close());
  const browser = await openBrowser('chromium', {
    height: 1000,
    reducedMotion: true,
    serviceWorker: true,
  });
  t.after(() => browser.close());
  await browser.open(site.url);
  await keepImages(browser);
  await untilKept(browser);
  await site.close();

  for (const lesson of lessons) {
    await browser.open(site.url + lesson.address.zh.slice(1));
    assert.equal(
      await browser.evaluate(() => document.querySelector('h1')?.textContent),
      lesson.title.zh,
    );
    await browser.open(`${site.url}${lesson.name}/`);
    await trainSomething(browser, lesson.name);
  }
  await browser.page.evaluateOnNewDocument(countThreads);
  await browser.open(`${site.url}what-the-rate-does/?figure=race&rates=0.5&epochs=1`);
  await browser.waitFor(() => Boolean(document.querySelector('#race .race-results')));
  const told = () => /** @type {any} */ (window).told;
  await browser.waitFor(() => /** @type {any} */ (window).told.replies.includes(true));
  const prepared = await browser.evaluate(told);
  assert.ok(
    prepared.early,
    'the note that the images are kept starts a thread before the page is read',
  );
  assert.deepEqual(prepared.posts.slice(0, 4), [
    '1 settings',
    '1 prepare',
    '1 settings',
    '1 load kept',
  ]);
  await runFigure(browser, 'race');
  const { posts } = await browser.evaluate(told);
  assert.deepEqual(
    posts.filter((/** @type {string} */ post) => /prepare|load/.test(post)),
    ['1 prepare', '1 load kept'],
    'what was prepared before Run is what trains: the kept data are read once',
  );
  assert.ok(posts.includes('1 start'));
  const note = () => localStorage.getItem('steplab:images-kept');
  assert.equal(await browser.evaluate(note), 'true');
  const fingerprint = await browser.evaluate(
    () => document.querySelector('#race .race-results tbody tr')?.lastElementChild?.textContent,
  );
  assert.equal(fingerprint, await fingerprintInNode({ rate: 0.5, epochs: 1 }));

  // The browser threw the images away by itself: the note goes, and nothing is made in their place.
  await browser.evaluate(() => caches.delete('steplab-data-1'));
  await browser.open(`${site.url}what-the-rate-does/?figure=race&rates=0.5&epochs=2`);
  await browser.waitFor(() => localStorage.getItem('steplab:images-kept') === null);
  assert.equal(await browser.evaluate(() => caches.has('steplab-data-1')), false);
  assert.deepEqual(
    browser.problems.filter(({ text }) => !/sw\.js/.test(text)),
    [],
  );
});

/** In the page, before all else: notes which thread is told what, and which requests are answered by what. */
function countThreads() {
  const told = {
    posts: /** @type {string[]} */ ([]),
    replies: /** @type {unknown[]} */ ([]),
    early: false,
  };
  Object.assign(window, { told });
  let threads = 0;
  globalThis.Worker = class extends Worker {
    number = ++threads;

    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      told.early ||= !document.body;
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'reply') told.replies.push(data.value);
      });
    }

    /** @param {any} message @param {any} [rest] */
    postMessage(message, rest) {
      told.posts.push(`${this.number} ${message.type}${message.kept ? ' kept' : ''}`);
      super.postMessage(message, rest);
    }
  };
}

/** The first figure of a lesson that can be run gets under way. @param {import('./browsers.js').Browser} browser @param {string} name */
async function trainSomething(browser, name) {
  const figure = await browser.evaluate(
    () => document.querySelector('lab-figure[id]:not([norun])')?.id ?? '',
  );
  if (figure === '') return;
  await browser.evaluate((/** @type {string} */ id) => {
    document.getElementById(id)?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, figure);
  await browser.waitFor(
    (/** @type {string} */ id) => Boolean(document.getElementById(id)?.shadowRoot),
    { args: [figure] },
  );
  // A figure trains, or walks, only once it has what it needs: before that it is loading.
  await browser.waitFor(
    (/** @type {string} */ id) => {
      const element = /** @type {any} */ (document.getElementById(id));
      // Its own code may come a moment after its frame.
      if (element.state === 'idle') element.shadowRoot.querySelector('button.run').click();
      return ['running', 'finished', 'failed'].includes(element.state);
    },
    { seconds: 60, args: [figure] },
  );
  const { state, error } = await browser.evaluate((/** @type {string} */ id) => {
    const element = /** @type {any} */ (document.getElementById(id));
    return { state: element.state, error: element.error };
  }, figure);
  assert.notEqual(state, 'failed', `${name}: ${error}`);
  assert.equal(error, null, name);
}

/** @param {import('./browsers.js').Browser} browser @param {string} figure */
async function press(browser, figure) {
  await browser.evaluate((/** @type {string} */ id) => {
    const { shadowRoot } = /** @type {any} */ (document.getElementById(id));
    shadowRoot.querySelector('button.run').click();
  }, figure);
}

/** @param {import('./browsers.js').Browser} browser @param {string} figure */
async function runFigure(browser, figure) {
  await press(browser, figure);
  await browser.waitFor(
    (/** @type {string} */ id) =>
      /** @type {any} */ (document.getElementById(id)).state === 'finished',
    { seconds: 90, args: [figure] },
  );
}

test('a new version is offered, waits for other tabs, and comes when the reader takes it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'steplab-version-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(siteFolder, folder, {
    recursive: true,
    filter: (source) => !source.startsWith(join(siteFolder, 'data')),
  });
  mkdirSync(join(folder, 'data'), { recursive: true });
  symlinkSync(join(dataFolder, 'train-labels-idx1-ubyte.gz'), join(folder, 'data/labels.gz'));
  const site = await serve({ folder });
  t.after(() => site.close());
  const browser = await openBrowser('chromium', { reducedMotion: true, serviceWorker: true });
  t.after(() => browser.close());
  await browser.open(`${site.url}what-the-rate-does/`);
  await untilKept(browser);
  const other = await browser.page.browserContext().newPage();
  await other.goto(`${site.url}three-against-five/`);
  await browser.page.bringToFront();

  // A new version: the service worker's list differs, as it does after every change.
  const home = join(folder, 'index.html');
  writeFileSync(home, readFileSync(home, 'utf8').replace('</h1>', ' (new)</h1>'));
  const worker = join(folder, 'sw.js');
  writeFileSync(
    worker,
    readFileSync(worker, 'utf8').replace(/(url:"index\.html",revision:")\w{4}/, '$1ffff'),
  );
  await browser.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  const shown = () => !(/** @type {any} */ (document.querySelector('[data-update]')).hidden);
  await browser.waitFor(shown, { seconds: 90 });

  await browser.click('[data-update] button');
  await browser.waitFor(() =>
    /another tab/.test(document.querySelector('[data-update] p')?.textContent ?? ''),
  );
  await other.close();
  const { page } = browser;
  await Promise.all([page.waitForNavigation(), browser.click('[data-update] button')]);
  await browser.open(site.url);
  assert.match(
    String(await browser.evaluate(() => document.querySelector('h1')?.textContent)),
    / \(new\)$/,
  );
  assert.deepEqual(browser.problems, []);
});

test('on plain HTTP there is no service worker, no offer to keep, and no error', async (t) => {
  const site = await serve();
  t.after(() => site.close());
  const browser = await openBrowser('chromium', {
    hosts: ['class-room.test'],
    serviceWorker: true,
  });
  t.after(() => browser.close());
  await browser.open(`http://class-room.test:${site.port}/`);
  await browser.waitFor(() => Boolean(customElements.get('lab-keep-data')));
  assert.equal(
    await browser.evaluate(
      () => /** @type {any} */ (document.querySelector('lab-keep-data')).hidden,
    ),
    true,
  );
  assert.ok(!site.requests.some(({ path }) => path.endsWith('sw.js')));
  assert.deepEqual(browser.problems, []);
});

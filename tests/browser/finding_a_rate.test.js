/**
 * Lesson 03 in a browser: its searches end with the answer of the command line, a bracket of the learner's own starts the later
 * rounds anew, the axis is read both ways, bad tables are answered by sentences, and axe has nothing to say.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { shareChromium } from './browsers.js';

/** @typedef {import('./browsers.js').Browser} Browser */

/** A short first round, so that the test is quick. */
const segments = '0.1:0.9:0.1:10,1:4:0.5:10';
const query = `?figure=rounds&segments=${segments}`;
const openBrowser = shareChromium(after);
/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve();
});
after(() => site.close());

/** @param {Browser} browser @param {string} id */
async function run(browser, id) {
  const isThere = (/** @type {string} */ name) =>
    Boolean(document.querySelector(`#${name}`)?.shadowRoot);
  await browser.waitFor(isThere, { args: [id] });
  await browser.evaluate((/** @type {string} */ name) => {
    const root = /** @type {any} */ (document.querySelector(`#${name}`)).shadowRoot;
    root.querySelector('button.run').click();
  }, id);
}

/** @param {Browser} browser @param {string} id */
async function finish(browser, id) {
  const isDone = (/** @type {string} */ name) =>
    ['finished', 'failed'].includes(/** @type {any} */ (document.querySelector(`#${name}`)).state);
  await browser.waitFor(isDone, { seconds: 90, args: [id] });
}

/** What the rounds' figure shows. */
function readRounds() {
  const figure = /** @type {any} */ (document.querySelector('#rounds'));
  return {
    state: figure.state,
    error: figure.error,
    said: [...figure.querySelectorAll('.round-said')].map(({ textContent }) => textContent),
    result: figure.querySelector('.search-result').textContent,
    brackets: [...figure.querySelectorAll('lab-rate-axis')].map((axis) => axis.values),
    csv: [...figure.querySelectorAll('lab-chart')].map((chart) => chart.csv()),
    link: figure.link,
  };
}

test('three rounds stay on the page, and a bracket of one’s own starts the later ones anew', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}finding-a-rate/${query}`);
  await run(browser, 'rounds');
  await finish(browser, 'rounds');
  const first = await browser.evaluate(readRounds);
  assert.equal(first.error, null);
  assert.match(first.result, /suggests \d/);
  assert.ok(first.said.every((sentence) => /^Lowest loss \d/.test(sentence ?? '')));
  assert.ok(first.csv.every((text) => text.split('\n').length > 8));
  assert.ok(first.link.includes(`segments=${segments}`));
  await browser.evaluate(() => {
    const axis = /** @type {any} */ (document.querySelector('#rounds lab-rate-axis'));
    const handle = axis.shadowRoot.querySelector('[role=slider]');
    for (let i = 0; i < 3; i++)
      handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
  });
  await browser.waitFor(
    (/** @type {string} */ before) => {
      const figure = /** @type {any} */ (document.querySelector('#rounds'));
      const [, chart] = figure.querySelectorAll('lab-chart');
      const [, ...later] = figure.querySelectorAll('.round-said');
      const done = later.every((/** @type {Element} */ part) =>
        /^Lowest/.test(part.textContent ?? ''),
      );
      return figure.state === 'finished' && done && chart.csv() !== before;
    },
    { seconds: 90, args: [first.csv[1]] },
  );
  const second = await browser.evaluate(readRounds);
  assert.equal(second.said[0], first.said[0]);
  assert.ok(second.brackets[0][0] < first.brackets[0][0] / 1.9);
  assert.notEqual(second.csv[1], first.csv[1]);
  assert.deepEqual(browser.problems, []);
});

test('a bad table is answered by a sentence, in the figure and under the table', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}finding-a-rate/?figure=rounds&segments=0.5:0.1:0.1:10`);
  await run(browser, 'rounds');
  await finish(browser, 'rounds');
  assert.match(String((await browser.evaluate(readRounds)).error), /backwards/);
  const sentence = await browser.evaluate(() => {
    const step = /** @type {any} */ (document.querySelectorAll('.sweep-table lab-number')[1]);
    step.value = 0.05;
    step.dispatchEvent(new Event('input', { bubbles: true }));
    return document.querySelector('.sweep-said')?.textContent;
  });
  assert.match(String(sentence), /runs backwards/);
});

test('the regression runs in a Worker of its own, and its minima pile up', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}zh/finding-a-rate/?figure=regression&seeds=1&seed=1`);
  await run(browser, 'regression');
  await finish(browser, 'regression');
  const { state, said } = await browser.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('#regression'));
    const parts = [...figure.querySelectorAll('.round-said')];
    return { state: figure.state, said: parts.map(({ textContent }) => textContent) };
  });
  assert.equal(state, 'finished');
  assert.match(String(said[0]), /最低点在 0\.3。/);
  assert.deepEqual(browser.problems, []);
});

test('the logarithmic axis is read both ways', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}finding-a-rate/`);
  await browser.waitFor(() =>
    /0\.631/.test(document.querySelector('#log-axis-said')?.textContent ?? ''),
  );
  const said = await browser.evaluate(() => {
    const exponent = /** @type {any} */ (document.querySelector('#axis-exponent'));
    exponent.value = -0.4;
    exponent.dispatchEvent(new Event('input', { bubbles: true }));
    return document.querySelector('#log-axis-said')?.textContent;
  });
  assert.match(String(said), /−0\.4 is 0\.398/);
});

for (const language of ['', 'zh/'])
  test(`axe finds nothing on /${language}finding-a-rate/`, async (t) => {
    const browser = await openBrowser('chromium');
    t.after(() => browser.close());
    await browser.open(`${site.url}${language}finding-a-rate/`);
    // Before printing every figure is built.
    await browser.evaluate(() => void window.dispatchEvent(new Event('beforeprint')));
    await browser.waitFor(() => document.querySelectorAll('lab-figure lab-chart').length >= 11);
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await browser.evaluate(`(() => { ${axe}; window.axe = axe; })()`);
    const found = await browser.evaluate(async () => {
      const { violations } = await /** @type {any} */ (window).axe.run();
      return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`);
    });
    assert.deepEqual(found, []);
  });

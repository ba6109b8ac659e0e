/** Lesson 06 in a browser: points and line move by mouse and keys, steps are taken, batches spread, exercises are marked. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { walkThrough } from './accessibility.js';
import { openBrowser } from './browsers.js';

/** @typedef {import('./browsers.js').Browser} Browser */

const axe = readFileSync(
  new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);

/** @type {import('../../tools/serve.js').Served} */
let site;
/** @type {Browser} */
let browser;
before(async () => {
  site = await serve();
  browser = await openBrowser('chromium', { height: 1000, reducedMotion: true });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {string} [address] opens the lesson, has all of its figures built, and waits for their core */
async function open(address = 'three-against-five/') {
  // First away: an address that differs only in its query would keep nothing, but one that does not would keep all.
  await browser.open(`${site.url}404.html`);
  await browser.open(site.url + address);
  await walkThrough(browser);
  await browser.waitFor(() => document.querySelector('#batch-note')?.textContent !== '');
}

/** What stands in a formula of the page. @param {string} id @param {string} name */
function live(id, name) {
  return browser.evaluate(
    (/** @type {string} */ formula, /** @type {string} */ number) =>
      document.querySelector(`#${formula} [data-live="${number}"]`)?.textContent,
    `${id}-formula`,
    name,
  );
}

/** @param {string} selector @param {string} inner within its shadow root */
function clickInside(selector, inner) {
  return browser.evaluate(
    (/** @type {string} */ host, /** @type {string} */ part) =>
      /** @type {any} */ (document.querySelector(host)).shadowRoot.querySelector(part).click(),
    selector,
    inner,
  );
}

/** Sets a handle of a figure as typing would. @param {string} figure @param {number} index @param {number} value */
async function setNumber(figure, index, value) {
  await browser.evaluate(
    (/** @type {string} */ id, /** @type {number} */ at, /** @type {number} */ number) => {
      const field = /** @type {any} */ (
        document.querySelectorAll(`#${id} .race-settings lab-number`)[at]
      );
      field.value = number;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    figure,
    index,
    value,
  );
}

/** @param {string} figure @param {number} index of the set */
const choose = (figure, index) =>
  browser.evaluate(
    (/** @type {string} */ id, /** @type {number} */ at) =>
      /** @type {any} */ (document.querySelectorAll(`#${id} input[type=radio]`)[at]).click(),
    figure,
    index,
  );

/** @param {string} name */
const verdictOf = (name) =>
  browser.evaluate((/** @type {string} */ check) => {
    const output = /** @type {HTMLElement} */ (
      document.querySelector(`output[data-check="${check}"]`)
    );
    return [output.dataset.state ?? '', output.textContent];
  }, name);

/** @param {string} id */
const stateOf = (id) =>
  browser.evaluate((/** @type {string} */ figure) => {
    const { state, error, link } = /** @type {any} */ (document.getElementById(figure));
    const { slope, written, landing } = /** @type {any} */ (
      document.getElementById(`${figure}-points`)
    );
    return { state, error, link, slope, written, landing };
  }, id);

test('the sums of three, of five, and of three that are used twice', async () => {
  await open();
  assert.deepEqual([await live('sum', 'loss'), await live('sum', 'rate')], ['0.3333', '1.5']);
  await choose('sum', 1);
  assert.deepEqual([await live('sum', 'loss'), await live('sum', 'rate')], ['0.25', '2']);
  await choose('sum', 2);
  assert.deepEqual([await live('sum', 'm'), await live('sum', 'rate')], ['6', '1.5']);
  const outcome = await browser.evaluate(
    () => /** @type {any} */ (document.querySelector('#predict-twice')).outcome,
  );
  assert.equal(outcome.value, 'same');
  assert.deepEqual(browser.problems, []);
});

test('points and line by the keyboard', async () => {
  await open();
  /** @param {string} part */
  const focus = (part) =>
    browser.evaluate(
      (/** @type {string} */ inner) =>
        /** @type {any} */ (document.querySelector('#sum-points')).shadowRoot
          .querySelector(inner)
          .focus(),
      part,
    );
  await focus('.point[data-index="2"]');
  for (const key of ['ArrowRight', 'ArrowUp', '+']) await browser.press(key);
  assert.equal((await stateOf('sum')).written, '-2:0,0:0,2.5:0.5*2');
  await browser.press('Delete');
  assert.equal((await stateOf('sum')).written, '-2:0,0:0');
  await focus('.handle');
  await browser.press('ArrowUp');
  assert.equal((await stateOf('sum')).slope, 0.6);
  // The two points that are left: moved to x = 0, they have no slope to teach.
  await focus('.point[data-index="0"]');
  for (let i = 0; i < 4; i++) await browser.press('ArrowRight');
  const said = await browser.evaluate(() => document.querySelector('#sum-note')?.textContent);
  assert.match(said ?? '', /x = 0.*no slope to learn/);
  assert.equal(await live('sum', 'rate'), '–');
  for (let i = 0; i < 2; i++) await clickInside('#sum-points', '.fields button');
  assert.match(
    (await browser.evaluate(() => document.querySelector('#sum-note')?.textContent)) ?? '',
    /no sample/,
  );
  await clickInside('#sum-points', '.row > button');
  assert.equal((await stateOf('sum')).written, '1:1');
});

test('points and line by the mouse, and a click adds a point', async () => {
  await open();
  const { mouse } = browser.page;
  await browser.evaluate(() =>
    document.querySelector('#sum-points')?.scrollIntoView({ block: 'center', behavior: 'instant' }),
  );
  /** Where a point of the plane is now: what stands above it may have grown. @param {number} x @param {number} y */
  const at = async (x, y) => {
    const place = await browser.evaluate(() => {
      const plane = /** @type {any} */ (document.querySelector('#sum-points'));
      const box = plane.shadowRoot.querySelector('svg').getBoundingClientRect();
      return { left: box.left, top: box.top, unit: box.width / 6.4 };
    });
    return /** @type {const} */ ([
      place.left + (x + 3.2) * place.unit,
      place.top + (1.75 - y) * place.unit,
    ]);
  };
  await mouse.move(...(await at(2, 0)));
  await mouse.down();
  await mouse.move(...(await at(1, 0.5)));
  await mouse.move(...(await at(1, -1)));
  await mouse.up();
  assert.equal((await stateOf('sum')).written, '-2:0,0:0,1:-1');
  await mouse.move(...(await at(-1, -0.5)));
  await mouse.down();
  await mouse.move(...(await at(-2, 0.5)));
  await mouse.up();
  assert.equal((await stateOf('sum')).slope, -0.25);
  await mouse.click(...(await at(2, 1)));
  assert.equal((await stateOf('sum')).written, '-2:0,0:0,1:-1,2:1');
});

test('the true step: thrown off at 1.5, there at 0.375', async () => {
  await open();
  assert.deepEqual(
    [await live('step', 'gradient'), await live('step', 'rate'), await live('step', 'next')],
    ['1.333', '0.375', '−1.5'],
  );
  await clickInside('#step', 'button.iteration');
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#step')).state === 'paused',
  );
  assert.equal((await stateOf('step')).slope, -1.5);
  await clickInside('#step', 'button.reset');
  assert.equal((await stateOf('step')).slope, 0.5);
  await setNumber('step', 0, 0.375);
  await clickInside('#step', 'button.run');
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#step')).state === 'finished',
  );
  assert.equal((await stateOf('step')).slope, 0);
});

test('the page marks the exercises, and remembers', async () => {
  await open();
  await choose('step', 1);
  assert.match((await verdictOf('more'))[1] ?? '', /5 samples.*0\.5/);
  await browser.evaluate(() => {
    const plane = /** @type {any} */ (document.querySelector('#step-points'));
    plane.points = [-3, -2, 0, 2, 3].map((x) => ({ x, y: 0, times: 1 }));
    plane.dispatchEvent(new CustomEvent('input', { detail: { what: 'points' } }));
  });
  assert.equal((await verdictOf('more'))[0], 'met');
  await setNumber('step', 0, 0.25);
  await clickInside('#step', 'button.run');
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#step')).state === 'finished',
  );
  assert.equal((await verdictOf('bounce'))[0], 'met');
  await setNumber('batch', 0, 2);
  assert.equal((await verdictOf('quiet'))[0], '');
  await setNumber('batch', 0, 4);
  assert.match((await verdictOf('quiet'))[1] ?? '', /smaller batch/);
  await setNumber('batch', 0, 3);
  assert.equal((await verdictOf('quiet'))[0], 'met');
  await open('zh/three-against-five/');
  for (const name of ['more', 'bounce', 'quiet']) assert.equal((await verdictOf(name))[0], 'met');
  assert.match((await verdictOf('more'))[1] ?? '', /完成/);
});

test('batches: the mean stays, the spread falls; all of them are counted', async () => {
  await open();
  const said = () =>
    browser.evaluate(() => document.querySelector('#batch-note')?.textContent ?? '');
  const one = await said();
  assert.match(one, /^All 8 batches of 1/);
  await setNumber('batch', 0, 4);
  const four = await said();
  assert.match(four, /^All 70 batches of 4/);
  const meanOf = (/** @type {string} */ text) => /slope (\S+),/.exec(text)?.[1];
  assert.equal(meanOf(four), meanOf(one));
  const outcome = await browser.evaluate(
    () => /** @type {any} */ (document.querySelector('#predict-batch')).outcome,
  );
  assert.equal(outcome.value, 'same');
});

test('a link brings the figure back, and a bad one says why', async () => {
  await open('three-against-five/?figure=step&points=-1:0,1:0.5*3&slope=-0.2&rate=0.8#step');
  const { written, slope, link, error } = await stateOf('step');
  assert.deepEqual([written, slope, error], ['-1:0,1:0.5*3', -0.2, null]);
  assert.equal(link, '?figure=step&points=-1:0,1:0.5*3&slope=-0.2&rate=0.8#step');
  await open('zh/three-against-five/?figure=sum&points=1:2:3');
  const bad = await stateOf('sum');
  assert.match(String(bad.error), /1:2:3/);
  assert.equal(bad.written, '-2:0,0:0,2:0');
});

test('table, CSV and PNG of the points', async () => {
  await open();
  await clickInside('#sum', 'button.table');
  const table = await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#sum-points')).shadowRoot
      .querySelector('table')
      .innerText.split('\n')
      .pop(),
  );
  assert.match(table, /2\.00\s+4\.00/);
  const csv = await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#sum-points')).csv(),
  );
  assert.match(csv, /^x,y,times,z,residual,residual squared,x times residual\n-2,0,1,-1,-1,1,2\n/);
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#batch-points')).savePng(),
  );
  assert.deepEqual(browser.problems, []);
});

for (const address of ['three-against-five/', 'zh/three-against-five/']) {
  test(`${address} is accessible, and as wide as a phone`, async () => {
    await browser.viewport(390, 844);
    await open(address);
    assert.equal(await browser.evaluate(() => document.documentElement.scrollWidth), 390);
    await browser.evaluate(axe);
    const violations = await browser.evaluate(async () => {
      const found = await /** @type {any} */ (globalThis).axe.run();
      return found.violations.map((/** @type {any} */ one) => [
        one.id,
        ...one.nodes.map((/** @type {any} */ node) => node.target.join(' ')),
      ]);
    });
    assert.deepEqual(violations, []);
    await browser.viewport(1280, 1000);
  });
}

/** Lesson 01 in a browser: starts are dragged, tapped and typed, walks run, predictions are confronted, exercises are marked. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { openBrowser } from './browsers.js';

/** @type {import('../../tools/serve.js').Served} */
let site;
/** @type {import('./browsers.js').Browser} */
let browser;
before(async () => {
  site = await serve();
  browser = await openBrowser('chromium', { height: 1000, reducedMotion: true });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {string} [address] */
async function open(address = 'why-it-is-hard/') {
  await browser.open(`${site.url}404.html`);
  await browser.open(site.url + address);
}

/** Brings a figure into view, and waits until it can run. @param {string} id */
async function bring(id) {
  await browser.evaluate((/** @type {string} */ figure) => {
    document.getElementById(figure)?.scrollIntoView({ behavior: 'instant', block: 'center' });
  }, id);
  await browser.waitFor(
    (/** @type {string} */ figure) =>
      /** @type {any} */ (document.getElementById(figure))?.link?.startsWith('?figure='),
    { args: [id] },
  );
}

/** @param {string} id @param {string} inner */
const press = (id, inner) =>
  browser.evaluate(
    (/** @type {string} */ figure, /** @type {string} */ part) =>
      /** @type {any} */ (document.getElementById(figure)).shadowRoot.querySelector(part).click(),
    ...[id, inner],
  );

/** @param {string} id */
async function run(id) {
  await press(id, 'button.run');
  await browser.waitFor(
    (/** @type {string} */ figure) =>
      /** @type {any} */ (document.getElementById(figure)).state === 'finished',
    { args: [id] },
  );
}

/** Sets a handle as typing would. @param {string} id @param {string} label @param {number} value */
const setNumber = (id, label, value) =>
  browser.evaluate(
    (/** @type {string} */ figure, /** @type {string} */ name, /** @type {number} */ number) => {
      const field = /** @type {any} */ (
        document.querySelector(`#${figure} lab-number[label="${name}"]`)
      );
      field.value = number;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    ...[id, label, value],
  );

/** @param {string} id */
const outcomeOf = (id) =>
  browser.evaluate(
    (/** @type {string} */ predict) =>
      /** @type {any} */ (document.getElementById(predict)).outcome?.value,
    id,
  );

/** @param {string} name */
const verdictOf = (name) =>
  browser.evaluate((/** @type {string} */ check) => {
    const output = /** @type {HTMLElement} */ (
      document.querySelector(`output[data-check="${check}"]`)
    );
    return [output.dataset.state ?? '', output.textContent];
  }, name);

/** @param {string} id @returns {Promise<{ start: [number, number], shown: number[], state: string, link: string }>} */
const stateOf = (id) =>
  browser.evaluate((/** @type {string} */ figure) => {
    const { state, link } = /** @type {any} */ (document.getElementById(figure));
    const { start, paths } = /** @type {any} */ (document.querySelector(`#${figure} lab-contour`));
    return { state, link, start, shown: paths.map((/** @type {any} */ path) => path.shown) };
  }, id);

test('three ways: a run, the prediction, two budgets', async () => {
  await open();
  await bring('batches');
  assert.deepEqual((await stateOf('batches')).shown, [1, 1, 1]);
  await press('batches', 'button.iteration');
  assert.deepEqual((await stateOf('batches')).shown, [2, 1, 1]);
  await run('batches');
  assert.deepEqual((await stateOf('batches')).shown, [241, 61, 11]);
  assert.equal(await outcomeOf('predict-batches'), 'some');
  await setNumber('batches', 'gradients each may evaluate', 48);
  assert.equal((await verdictOf('budgets'))[0], '');
  await setNumber('batches', 'gradients each may evaluate', 960);
  assert.equal((await verdictOf('budgets'))[0], 'met');
  assert.deepEqual(browser.problems, []);
});

test('a start is put down by the mouse and by the keyboard', async () => {
  await open();
  await bring('batches');
  const { mouse } = browser.page;
  const box = await browser.evaluate(() => {
    const map = /** @type {any} */ (document.querySelector('#batches-map'));
    const { left, top } = map.plot.root.getBoundingClientRect();
    const spot = (/** @type {number} */ x, /** @type {number} */ y) => {
      const [across, down] = map.plot.spotOf(x, y);
      return [left + across, top + down];
    };
    return { start: spot(-1.2, 2.2), there: spot(2, 0), tap: spot(0, 1) };
  });
  await mouse.move(box.start[0], box.start[1]);
  await mouse.down();
  await mouse.move(box.there[0], box.there[1]);
  await mouse.up();
  const dragged = await stateOf('batches');
  assert.ok(Math.hypot(dragged.start[0] - 2, dragged.start[1]) < 0.05, String(dragged.start));
  assert.equal(dragged.state, 'finished');
  await mouse.click(box.tap[0], box.tap[1]);
  const tapped = await stateOf('batches');
  assert.ok(Math.hypot(tapped.start[0], tapped.start[1] - 1) < 0.05, String(tapped.start));
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#batches-map')).plot.knob.focus(),
  );
  await browser.press('ArrowRight');
  await browser.press('ArrowUp');
  const typed = await stateOf('batches');
  assert.ok(typed.start[0] > tapped.start[0] && typed.start[1] > tapped.start[1]);
  assert.match(typed.link, /^\?figure=batches&x=/);
});

test('one rate: the rare weight waits, and methods can be chosen', async () => {
  await open();
  await bring('one-rate');
  await run('one-rate');
  assert.equal(await outcomeOf('predict-rare'), 'some');
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelectorAll('#one-rate input[type=checkbox]')[4]).click(),
  );
  assert.equal((await stateOf('one-rate')).shown.length, 4);
  assert.equal((await verdictOf('rare'))[0], '');
  await setNumber('one-rate', 'learning rate of RMSProp', 0.1);
  assert.equal((await verdictOf('rare'))[0], 'met');
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#one-rate input[value=valley]')).click(),
  );
  await run('one-rate');
  assert.deepEqual((await stateOf('one-rate')).shown, [101, 101, 101, 101]);
  await setNumber('one-rate', 'learning rate of SGD', 0.11);
  assert.deepEqual(browser.problems, []);
});

test('the saddle: stuck without noise, free with it; the surface turns; the plateau is crossed', async () => {
  await open();
  await bring('saddle');
  await run('saddle');
  assert.equal(await outcomeOf('predict-saddle'), 'always');
  const note = () =>
    browser.evaluate(() => document.querySelector('#saddle .note')?.textContent ?? '');
  assert.match(await note(), /on the ridge after 300 steps.*free after \d+ steps.*all came free/);
  const yaw = () =>
    browser.evaluate(() => /** @type {any} */ (document.querySelector('#saddle-surface')).view.yaw);
  const before = await yaw();
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#saddle-surface')).stage.focus(),
  );
  await browser.press('ArrowRight');
  assert.equal(await yaw(), before + 10);
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#saddle input[value=plateau]')).click(),
  );
  await run('saddle');
  assert.equal((await verdictOf('cross'))[0], '');
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#saddle input[value=momentum]')).click(),
  );
  assert.equal((await verdictOf('cross'))[0], 'met');
  assert.deepEqual(browser.problems, []);
});

test('a network is trained and measured in a thread: it stood at a saddle, and no minimum held it', async () => {
  await open();
  await bring('flat');
  await run('flat');
  assert.equal(await outcomeOf('predict-flat'), 'saddle');
  await browser.waitFor(() =>
    /Of 10 seeds/.test(document.querySelector('#flat .note')?.textContent ?? ''),
  );
  const note = await browser.evaluate(() => document.querySelector('#flat .note')?.textContent);
  assert.match(note ?? '', /in 10 the lowest curvature is below zero/);
  assert.match((await verdictOf('stuck'))[1] ?? '', /curves down, by 0\.00/);
  await setNumber('flat', 'initial weights, times', 1);
  await run('flat');
  assert.deepEqual((await verdictOf('stuck'))[0], 'met');
  assert.deepEqual(browser.problems, []);
});

test('the two sums: 100/k is thrown out and comes back; 5/k is above 1', async () => {
  await open('why-it-is-hard/?figure=sums&c=100&a=1&noise=1&seed=1#sums');
  await bring('sums');
  await run('sums');
  assert.equal(await outcomeOf('predict-hundred'), 'back');
  await setNumber('sums', 'c', 5);
  assert.equal((await verdictOf('above'))[0], 'met');
  await open('zh/why-it-is-hard/');
  assert.match((await verdictOf('above'))[1] ?? '', /完成/);
});

test('a link brings a figure back; table and CSV have every path', async () => {
  const link =
    '?figure=one-rate&x=-0.5&y=0.5&ground=sparse&steepness=10&steps=50&seed=3&methods=sgd,adam&sgd=0.2&adam=0.05';
  await open(`why-it-is-hard/${link}#one-rate`);
  await bring('one-rate');
  assert.equal((await stateOf('one-rate')).link, `${link}#one-rate`);
  await run('one-rate');
  await press('one-rate', 'button.table');
  const [rows, csv] = await browser.evaluate(() => {
    const map = /** @type {any} */ (document.querySelector('#one-rate-map'));
    return [map.shadowRoot.querySelectorAll('tbody tr').length, map.csv()];
  });
  assert.ok(rows > 20 && rows <= 52, String(rows));
  assert.equal(csv.trim().split('\r\n').length, 1 + 2 * 51);
  await browser.evaluate(() =>
    /** @type {any} */ (document.querySelector('#one-rate-map')).savePng(),
  );
  assert.deepEqual(browser.problems, []);
});

test('on a phone nothing is wider than the page', async () => {
  await browser.viewport(390, 844);
  for (const address of ['why-it-is-hard/', 'zh/why-it-is-hard/']) {
    await open(address);
    for (const id of ['batches', 'one-rate', 'saddle', 'flat', 'sums']) {
      await bring(id);
      await run(id);
    }
    assert.equal(await browser.evaluate(() => document.documentElement.scrollWidth), 390);
  }
  await browser.viewport(1280, 1000);
});

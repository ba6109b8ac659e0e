/** Lesson 04 in a browser: curves follow the hand, schedules are trained to the bits of the engine, and predictions are confronted. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { openBrowser } from './browsers.js';

/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve();
});
after(() => site.close());

/** @param {import('node:test').TestContext} t @param {string} address @param {object} [options] */
async function open(t, address, options) {
  const browser = await openBrowser('chromium', options);
  t.after(() => browser.close());
  await browser.open(site.url + address);
  await browser.waitFor(() => {
    // Before printing every figure is built.
    window.dispatchEvent(new Event('beforeprint'));
    const facts = '.schedule-facts dd';
    return ['steps', 'family', 'race'].every((id) => document.querySelector(`#${id} ${facts}`));
  });
  return browser;
}

/** What an editor shows of its chosen curve. @param {string} id */
function readEditor(id) {
  const editor = /** @type {any} */ (document.querySelector(`#${id}`));
  const rows = [...editor.querySelectorAll('.schedule-values tr')].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );
  return { drafts: editor.drafts, rows, formula: editor.querySelectorAll('math')[1]?.textContent };
}

test('table 12-5 stands under the staircase, and its factor follows the arrow keys and the hand', async (t) => {
  const browser = await open(t, 'decay-schedules/');
  const first = await browser.evaluate(readEditor, 'table');
  assert.deepEqual(first.rows.at(-1)?.slice(1), [
    '0.1',
    '0.09',
    '0.081',
    '0.0729',
    '0.06561',
    '0.059049',
    '0.0531441',
  ]);
  assert.match(first.formula ?? '', /0\.1×0\.9⌊t\/50⌋/);
  const keyed = await browser.evaluate(async () => {
    const editor = /** @type {any} */ (document.querySelector('#table'));
    const dot = editor.querySelectorAll('.schedule-handle')[1];
    for (const key of ['ArrowUp', 'ArrowRight'])
      dot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await new Promise((done) => setTimeout(done, 100));
    return { draft: editor.drafts[0], said: dot.getAttribute('aria-valuetext') };
  });
  assert.equal(keyed.draft.gamma, 0.95);
  assert.equal(keyed.draft.step, 60);
  assert.match(keyed.said ?? '', /0\.95.*60/);
  assert.deepEqual(browser.problems, []);
});

for (const address of ['decay-schedules/', 'zh/decay-schedules/']) {
  test(`${address} has nothing that axe objects to, and is no wider than a phone`, async (t) => {
    const browser = await open(t, address, { width: 390, height: 844 });
    await browser.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    const { faults, over } = await browser.evaluate(async () => {
      const { violations } = await /** @type {any} */ (globalThis).axe.run();
      return {
        faults: violations.map(
          (/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`,
        ),
        over: document.documentElement.scrollWidth - innerWidth,
      };
    });
    assert.deepEqual(faults, []);
    assert.ok(over <= 0);
  });
}

test('a drag bends poly as the hand goes, and confronts the prediction', async (t) => {
  const browser = await open(t, 'decay-schedules/');
  const after = await browser.evaluate(async () => {
    const editor = /** @type {any} */ (document.querySelector('#curves'));
    editor.scrollIntoView({ behavior: 'instant' });
    await new Promise((done) => setTimeout(done, 200));
    const dot = editor.querySelectorAll('.schedule-handle')[1];
    const place = () => dot.getBoundingClientRect().top - editor.getBoundingClientRect().top;
    const started = place();
    const box = dot.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    dot.setPointerCapture = () => {};
    const send = (/** @type {string} */ type, /** @type {number} */ down) =>
      dot.dispatchEvent(
        new PointerEvent(type, {
          pointerId: 1,
          button: 0,
          clientX: x,
          clientY: y + down,
          bubbles: true,
        }),
      );
    send('pointerdown', 0);
    for (let down = 0; down <= 30; down += 5) {
      send('pointermove', down);
      await new Promise(requestAnimationFrame);
    }
    send('pointerup', 30);
    await new Promise((done) => setTimeout(done, 200));
    const predict = /** @type {any} */ (document.querySelector('#predict-poly'));
    return {
      power: editor.drafts[0].power,
      missed: Math.abs(place() - started - 30),
      outcome: predict.outcome?.value,
    };
  });
  assert.ok(after.power > 1.05, String(after.power));
  assert.ok(after.missed < 2, `the handle is ${after.missed} px from the hand`);
  assert.equal(after.outcome, 'below');
  assert.deepEqual(browser.problems, []);
});

test('a race of schedules is trained, and a link brings the same race', async (t) => {
  const query = '?figure=race&schedules=fixed:0.5,step:0.5:0.5:200&batch=128&epochs=1';
  const browser = await open(t, `decay-schedules/${query}`);
  await browser.evaluate(() => {
    const { shadowRoot } = /** @type {any} */ (document.querySelector('#race'));
    shadowRoot.querySelector('button.run').click();
  });
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state === 'finished',
    { seconds: 90 },
  );
  const race = await browser.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('#race'));
    const rows = [...figure.querySelectorAll('.race-results tbody tr')].map((row) =>
      [...row.cells].map((cell) => cell.textContent),
    );
    return { rows, error: figure.error, link: figure.link };
  });
  assert.equal(race.error, null);
  assert.deepEqual(
    race.rows.map(([name]) => name),
    ['fixed 0.5', 'step 0.5'],
  );
  assert.ok(
    race.rows.every((row) => /^9\d\.\d\d %$/.test(row[2] ?? '')),
    JSON.stringify(race.rows),
  );
  assert.notEqual(race.rows[0][5], race.rows[1][5]);
  assert.match(race.link, /schedules=fixed:0\.5,step:0\.5:0\.5:200&epochs=1/);
  assert.deepEqual(browser.problems, []);
});

test('the three walks end, and nonsense in the address is answered by a sentence', async (t) => {
  const browser = await open(t, 'zh/decay-schedules/?figure=family&schedules=step:cat');
  const family = await browser.evaluate(
    () => /** @type {any} */ (document.querySelector('#family')).error,
  );
  assert.match(String(family), /step:cat/);
  const noise = await browser.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('#noise'));
    const step = figure.shadowRoot.querySelector('button.iteration');
    for (let i = 0; i < 150; i++) step.click();
    const predict = /** @type {any} */ (document.querySelector('#predict-noise'));
    return { state: figure.state, outcome: predict.outcome?.value };
  });
  assert.deepEqual(noise, { state: 'finished', outcome: 'both' });
});

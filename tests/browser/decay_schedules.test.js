/**
 * Lesson 04 in a browser: curves follow the hand, schedules are trained to the bits of Node, code is taken home, and predictions
 * are confronted.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { browserNames, shareChromium } from './browsers.js';
import { fingerprintInNode } from './node_run.js';

const openBrowser = shareChromium(after);
/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve();
});
after(() => site.close());

/** Slow machines train, too. */
const patience = { seconds: 90 };

/** @param {import('node:test').TestContext} t @param {string} address @param {object} [options] @param {string} [name] */
async function open(t, address, options, name = 'chromium') {
  const browser = await openBrowser(name, options);
  t.after(() => browser.close());
  await browser.open(site.url + address);
  await browser.waitFor(isBuilt, patience);
  return browser;
}

/** Builds every figure, as printing does, and says whether all have their curves. */
function isBuilt() {
  window.dispatchEvent(new Event('beforeprint'));
  const facts = '.schedule-facts dd';
  return ['steps', 'family', 'race'].every((id) => document.querySelector(`#${id} ${facts}`));
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
  await browser.evaluate(() => {
    /** @type {any} */ (document.querySelector('#race .schedule-code')).open = true;
    const optimizer = /** @type {any} */ (
      document.querySelector('#race select[aria-label=optimizer]')
    );
    optimizer.value = 'adam';
    optimizer.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await browser.waitFor(() =>
    /torch\.optim\.Adam\(.*betas=\(0\.9, 0\.999\)/.test(
      document.querySelector('#race .schedule-code code')?.textContent ?? '',
    ),
  );
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

/** @param {import('./browsers.js').Browser} browser */
async function race(browser) {
  await browser.evaluate(() => {
    const { shadowRoot } = /** @type {any} */ (document.querySelector('#race'));
    shadowRoot.querySelector('button.run').click();
  });
  await finish(browser);
  return browser.evaluate(readRace);
}

/** @param {import('./browsers.js').Browser} browser */
async function finish(browser) {
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state === 'finished',
    patience,
  );
}

function readRace() {
  const figure = /** @type {any} */ (document.querySelector('#race'));
  const rows = [...figure.querySelectorAll('.race-results tbody tr')].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );
  return { rows, error: figure.error, link: figure.link };
}

const joined = 'linear:0.05:0.5@100;cosine:0.5:0.005';
const schedules = [
  {
    join: [
      { policy: 'linear', start: 0.05, rate: 0.5, iterations: 100 },
      { policy: 'cosine', rate: 0.5, minimum: 0.005 },
    ],
  },
  { policy: 'plateau', rate: 0.5, gamma: 0.5, patience: 0, threshold: 0.5 },
];

for (const name of browserNames) {
  test(`${name} draws table 12-5, gives its code, and trains a joined schedule and a plateau to the bits of Node`, async (t) => {
    const query = `?figure=race&schedules=${joined},plateau:0.5:0.5:0:0.5&batch=128&epochs=1`;
    const browser = await open(t, `decay-schedules/${query}`, {}, name);
    const { rows } = await browser.evaluate(readEditor, 'table');
    assert.equal(rows.at(-1)?.at(-1), '0.0531441');
    await browser.evaluate(() => {
      const details = /** @type {HTMLDetailsElement} */ (document.querySelector('#table details'));
      details.open = true;
    });
    await browser.waitFor(
      () => document.querySelectorAll('#table [data-library]').length === 4,
      patience,
    );
    const code = await browser.evaluate(() => {
      const details = /** @type {Element} */ (document.querySelector('#table details'));
      const found = [];
      for (const button of details.querySelectorAll('[data-library]')) {
        /** @type {HTMLElement} */ (button).click();
        const checked = /** @type {HTMLElement} */ (details.querySelector('.code-checked'));
        found.push([details.querySelector('code')?.textContent, checked.dataset.checked]);
      }
      return found;
    });
    assert.match(String(code[0][0]), /StepLR\(optimizer, step_size=50, gamma=0\.9\)/);
    assert.match(String(code[3][0]), /lr_policy: "step"/);
    assert.deepEqual(
      code.map(([, checked]) => checked),
      ['run', 'source', 'source', 'source'],
    );
    const result = await race(browser);
    assert.equal(result.error, null);
    const run = { epochs: 1, batch: 128 };
    const expected = await Promise.all(
      schedules.map((schedule) => fingerprintInNode({ ...run, schedule })),
    );
    assert.deepEqual(
      result.rows.map((row) => row[5]),
      expected,
    );
    assert.deepEqual(browser.problems, []);
  });
}

test('a race follows what its schedules are changed to, and a link brings the same race', async (t) => {
  const query = '?figure=race&schedules=fixed:0.5,step:0.5:0.5:200&batch=128&epochs=1';
  const browser = await open(t, `decay-schedules/${query}`);
  const first = await race(browser);
  assert.deepEqual(
    first.rows.map(([name]) => name),
    ['fixed 0.5', 'step 0.5'],
  );
  assert.ok(
    first.rows.every((row) => /^9\d\.\d\d %$/.test(row[2] ?? '')),
    JSON.stringify(first.rows),
  );
  await browser.evaluate(() => {
    const editor = /** @type {any} */ (document.querySelector('#race-schedules'));
    editor.chosen = 1;
    const select = editor.querySelector('select.schedule-policy');
    select.value = 'poly';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await browser.waitFor(() => {
    const figure = /** @type {any} */ (document.querySelector('#race'));
    const name = figure.querySelector('.race-results tbody tr:nth-child(2) th')?.textContent;
    return name === 'poly 0.5' && figure.state === 'finished';
  }, patience);
  const second = await browser.evaluate(readRace);
  assert.equal(second.rows[0][5], first.rows[0][5], 'the other lane keeps what it has');
  assert.equal(second.rows[1][0], 'poly 0.5');
  const schedule = { policy: 'poly', rate: 0.5, power: 1 };
  const expected = await fingerprintInNode({ epochs: 1, schedule });
  assert.equal(second.rows[1][5], expected);
  assert.match(second.link, /schedules=fixed:0\.5,poly:0\.5:1&epochs=1/);
  assert.deepEqual(browser.problems, []);
});

test('the three walks end, and nonsense in the address is answered by a sentence', async (t) => {
  const browser = await open(t, 'zh/decay-schedules/?figure=family&schedules=step:cat');
  const family = await browser.evaluate(
    () => /** @type {any} */ (document.querySelector('#family')).error,
  );
  assert.match(String(family), /学习率策略 step:cat：.*step:0\.1:0\.9:50/);
  const noise = await browser.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('#noise'));
    const step = figure.shadowRoot.querySelector('button.iteration');
    for (let i = 0; i < 150; i++) step.click();
    const predict = /** @type {any} */ (document.querySelector('#predict-noise'));
    return { state: figure.state, outcome: predict.outcome?.value };
  });
  assert.deepEqual(noise, { state: 'finished', outcome: 'both' });
});

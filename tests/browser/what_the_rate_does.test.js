/**
 * Lesson 02 in a browser: it trains, pauses, steps, resets, tells the truth in its table, and gives the same numbers as Node.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { browserNames, shareChromium } from './browsers.js';
import { fingerprintInNode } from './node_run.js';

/** @typedef {import('./browsers.js').Browser} Browser */

const query = '?figure=race&rates=0.2,0.8&epochs=1';
const openBrowser = shareChromium(after);
/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve();
});
after(() => site.close());

/** What the race's figure shows, read through its shadow roots. */
function readRace() {
  const figure = /** @type {any} */ (document.querySelector('#race'));
  const rows = [...figure.querySelectorAll('.race-results tbody tr')].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );
  const charts = [...figure.querySelectorAll('lab-chart')];
  return {
    state: figure.state,
    detail: figure.detail,
    error: figure.error,
    rows,
    csv: charts.map((chart) => chart.csv()),
    tables: charts.map((chart) => chart.shadowRoot.querySelectorAll('table tr').length),
  };
}

/** @param {Browser} browser @param {string} part of the figure's frame, by its class */
async function press(browser, part) {
  // A script of type module may still be on its way when the page has loaded.
  await browser.waitFor(() => Boolean(document.querySelector('#race')?.shadowRoot));
  await browser.evaluate((/** @type {string} */ name) => {
    const root = /** @type {any} */ (document.querySelector('#race')).shadowRoot;
    root.querySelector(`button.${name}`).click();
  }, part);
}

/** @param {Browser} browser @param {string} state */
async function reach(browser, state) {
  const isThere = (/** @type {string} */ wanted) =>
    /** @type {any} */ (document.querySelector('#race')).state === wanted;
  await browser.waitFor(isThere, { seconds: 90, args: [state] });
}

/** The loss curve without its clock: the columns of one x and the lines. @param {string} csv */
function withoutSeconds(csv) {
  const rows = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const time = rows[0].findIndex((name) => name === 'seconds');
  return rows.map((row) => row.filter((_, column) => column !== time).join(',')).join('\n');
}

for (const name of browserNames) {
  test(`${name} trains the lesson's race to the bits of Node`, async (t) => {
    const browser = await openBrowser(name);
    t.after(() => browser.close());
    const asked = site.requests.length;
    await browser.open(`${site.url}what-the-rate-does/${query}`);
    await browser.waitFor(() => Boolean(document.querySelector('#race .race-results')));
    const unasked = site.requests.slice(asked).map(({ path }) => path);
    assert.deepEqual(
      unasked.filter((path) => /\/data\/|\.wasm$|worker\.js$/.test(path)),
      [],
      'where nothing is kept nothing is fetched before Run',
    );
    await press(browser, 'run');
    await reach(browser, 'finished');
    const first = await browser.evaluate(readRace);
    assert.equal(first.error, null);
    assert.deepEqual(
      first.rows.map((row) => row[0]),
      ['0.2', '0.8'],
    );
    const expected = await Promise.all(
      [0.2, 0.8].map((rate) => fingerprintInNode({ rate, epochs: 1 })),
    );
    assert.deepEqual(
      first.rows.map((row) => row[5]),
      expected,
    );
    assert.deepEqual(browser.problems, []);

    await press(browser, 'reset');
    await reach(browser, 'idle');
    assert.equal((await browser.evaluate(readRace)).rows[0][1], '–');
    await press(browser, 'run');
    await reach(browser, 'finished');
    const second = await browser.evaluate(readRace);
    assert.deepEqual(second.csv.map(withoutSeconds), first.csv.map(withoutSeconds));
    assert.deepEqual(
      second.rows.map((row) => row[5]),
      expected,
    );
  });
}

/** Chooses in the race's settings as a person does. @param {string} kind */
function chooseOptimizer(kind) {
  const select = /** @type {HTMLSelectElement} */ (
    document.querySelector('#race .race-settings select')
  );
  select.value = kind;
  select.dispatchEvent(new Event('input', { bubbles: true }));
}

for (const name of browserNames) {
  test(`${name}: another optimizer brings rates that suit it, and the bits of Node`, async (t) => {
    const browser = await openBrowser(name);
    t.after(() => browser.close());
    await browser.open(
      `${site.url}what-the-rate-does/?figure=race&rates=0.5,1&grow=1:5&epochs=2&train-size=5000`,
    );
    await browser.waitFor(() => Boolean(document.querySelector('#race .race-settings select')));
    await browser.evaluate(chooseOptimizer, 'adam');
    await browser.waitFor(
      () =>
        document.querySelector('#race .race-usual')?.textContent === '0.001 is a usual rate for it',
    );
    await press(browser, 'run');
    await reach(browser, 'finished');
    const { rows, error } = await browser.evaluate(readRace);
    assert.equal(error, null);
    const expected = await Promise.all(
      [0.001, 0.002].map((rate) =>
        fingerprintInNode({ rate, epochs: 2, optimizer: 'adam', grow: '1:5', 'train-size': 5000 }),
      ),
    );
    assert.deepEqual(
      rows.map((row) => [row[0], row[5]]),
      [
        ['0.001', expected[0]],
        ['0.002', expected[1]],
      ],
    );
    const link = await browser.evaluate(
      () => /** @type {any} */ (document.querySelector('#race')).link,
    );
    assert.equal(
      link,
      '?figure=race&rates=0.001,0.002&grow=1:5&optimizer=adam&epochs=2&train-size=5000#race',
    );
    assert.deepEqual(browser.problems, []);
  });
}

test('the race pauses, steps by one iteration and by an epoch, and goes on', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}what-the-rate-does/?figure=race&rates=0.5&epochs=40`);
  await press(browser, 'iteration');
  await reach(browser, 'paused');
  const stepped = await browser.evaluate(readRace);
  assert.match(stepped.detail, /epoch 0\.0 of 40/);
  await press(browser, 'run');
  await reach(browser, 'running');
  await browser.waitFor(
    () => Number(/** @type {any} */ (document.querySelector('#race')).progress) > 0,
  );
  await press(browser, 'run');
  await reach(browser, 'paused');
  // What the slice under way has done still comes; then nothing does.
  await new Promise((done) => setTimeout(done, 200));
  const before = (await browser.evaluate(readRace)).detail;
  await new Promise((done) => setTimeout(done, 300));
  assert.equal((await browser.evaluate(readRace)).detail, before);
  await press(browser, 'epoch');
  await reach(browser, 'paused');
  const after = (await browser.evaluate(readRace)).detail;
  assert.match(after, /epoch \d+\.0 of 40/);
  assert.notEqual(after, before);
  assert.deepEqual(browser.problems, []);
});

test('the table of the chart holds the points that were trained', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}what-the-rate-does/${query}`);
  await press(browser, 'run');
  await reach(browser, 'finished');
  await press(browser, 'table');
  const { tables } = await browser.evaluate(readRace);
  assert.ok(tables[0] > 20 && tables[1] === 3, `rows: ${tables}`);
});

test('a rate that collapses is shown as a result: where and why', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}what-the-rate-does/?figure=race&rates=0.5,10&epochs=3`);
  await press(browser, 'run');
  await reach(browser, 'finished');
  const { rows, error } = await browser.evaluate(readRace);
  assert.equal(error, null);
  assert.match(rows[1][4] ?? '', /^diverged: thrown off at iteration \d+/);
  assert.doesNotMatch(rows[0][4] ?? '', /diverged/);
});

test('nonsense in the address is answered by a sentence, and the lesson runs all the same', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${site.url}what-the-rate-does/?figure=race&rates=0.5&batch=0`);
  await browser.waitFor(() => Boolean(/** @type {any} */ (document.querySelector('#race')).error));
  const { error, rows } = await browser.evaluate(readRace);
  assert.match(String(error), /0/);
  assert.equal(rows.length, 4);
  await browser.open(`${site.url}zh/what-the-rate-does/?figure=race&rates=abc`);
  await browser.waitFor(() => Boolean(/** @type {any} */ (document.querySelector('#race')).error));
  assert.match(String((await browser.evaluate(readRace)).error), /abc/);
});

test('the lesson trains from a sub-path over plain HTTP, and where the host has undone the gzip', async (t) => {
  const other = await serve({ prefix: '/labs/steplab', gzipEncoding: true });
  t.after(() => other.close());
  const browser = await openBrowser('chromium', {
    hosts: ['class-room.test'],
    serviceWorker: true,
  });
  t.after(() => browser.close());
  await browser.open(
    `http://class-room.test:${other.port}/labs/steplab/what-the-rate-does/${query}`,
  );
  assert.equal(await browser.evaluate('isSecureContext'), false);
  await press(browser, 'run');
  await reach(browser, 'finished');
  const expected = await fingerprintInNode({ rate: 0.8, epochs: 1 });
  assert.equal((await browser.evaluate(readRace)).rows[1][5], expected);
  assert.deepEqual(browser.problems, []);
});

test('a download that breaks is told, and tried again with what had come', async (t) => {
  const poor = await serve({
    breakAfter: (path) => (path.endsWith('train-images-idx3-ubyte.gz') ? 2_000_000 : undefined),
  });
  t.after(() => poor.close());
  const browser = await openBrowser('chromium');
  t.after(() => browser.close());
  await browser.open(`${poor.url}what-the-rate-does/${query}`);
  await press(browser, 'run');
  await browser.waitFor(
    () =>
      ['finished', 'failed'].includes(/** @type {any} */ (document.querySelector('#race')).state),
    { seconds: 90 },
  );
  const { state, error } = await browser.evaluate(readRace);
  // Each try brings two more megabytes of ten, so the download comes through, or says in a sentence how far it got.
  if (state === 'failed') assert.ok(String(error).length > 20);
});

/** The widgets in each browser, on synthetic data: what only a real DOM can show. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { root } from '../../tools/paths.js';
import { serve } from '../../tools/serve.js';
import { browserNames, openBrowser } from './browsers.js';

/** The repository laid out as the built site is: uPlot's module beside ours. */
const folder = mkdtempSync(join(tmpdir(), 'steplab-widgets-'));
mkdirSync(join(folder, 'vendor'));
for (const [name, target] of [
  ['web', 'web'],
  ['tests', 'tests'],
  ['vendor/uplot', 'node_modules/uplot/dist'],
]) {
  symlinkSync(join(root, target), join(folder, name), 'dir');
}

/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve({ folder });
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** What the page of widgets offers. @type {any} */
const fixture = undefined;

for (const name of browserNames) {
  test(`widgets in ${name}`, async (t) => {
    const browser = await openBrowser(name, { width: 1000, height: 900 });
    t.after(() => browser.close());
    const page = `${site.url}tests/browser/fixtures/widgets.html`;
    await browser.open(page);
    await browser.waitFor(() => 'ready' in document.documentElement.dataset);

    await t.test('a chart draws, reads by keyboard, and shares its cursor', async () => {
      await browser.evaluate(() => fixture.show(4300));
      const drawn = () => fixture.loss.shadowRoot.querySelector('canvas')?.width > 300;
      await browser.waitFor(drawn);
      const surface = () => fixture.loss.shadowRoot.querySelector('[role=slider]');
      await browser.waitFor(`(${surface})().getAttribute('aria-valuemax') === '4300'`);
      await browser.evaluate(`void (${surface})().focus()`);
      for (const key of ['End', 'ArrowDown', 'ArrowLeft']) await browser.press(key);
      const said = await browser.evaluate(`(${surface})().getAttribute('aria-valuetext')`);
      assert.match(said, /^iteration 4\d\d\d\. 0\.3: 0\.\d{4}$/);
      assert.ok((await browser.evaluate(() => fixture.accuracy.cursor.x)) > 4000);
    });

    await t.test('the x axis is chosen for the group', async () => {
      await browser.evaluate(() => fixture.accuracy.chooseX('epoch'));
      const end = () =>
        fixture.loss.shadowRoot.querySelector('[role=slider]').getAttribute('aria-valuemax') ===
        '10';
      await browser.waitFor(end);
    });

    await t.test('a log axis begins and ends at powers of ten', async () => {
      await browser.evaluate(() => fixture.loss.setYScale('log'));
      const shown = () => {
        try {
          const { y } = fixture.loss.drawing.geometry();
          return y[0] === 0.01 && y[1] === 10;
        } catch {
          return false; // between the old plot and the new one
        }
      };
      await browser.waitFor(shown);
      await browser.evaluate(() => fixture.loss.setYScale('linear'));
    });

    await t.test('a chart is a table, a CSV and a picture', async () => {
      await browser.evaluate(() => void (fixture.loss.tableShown = true));
      const rows = () => fixture.loss.shadowRoot.querySelectorAll('tbody tr').length;
      assert.equal(await browser.evaluate(rows), 41);
      const lines = await browser.evaluate(() => fixture.loss.csv().split('\r\n').length);
      assert.equal(lines, 4 * 4300 + 2);
      const size = await browser.evaluate(() =>
        fixture.loss.png().then((/** @type {Blob} */ blob) => blob.size),
      );
      assert.ok(size > 10_000);
    });

    await t.test('a number is checked, stepped and kept', async () => {
      const rate = "document.querySelector('#rate')";
      await browser.evaluate(`void ${rate}.focus()`);
      await browser.press('ArrowUp');
      assert.equal(await browser.evaluate(`${rate}.value`), 0.8);
      await browser.evaluate(`void ${rate}.shadowRoot.querySelector('input').select()`);
      await browser.type('-3');
      await browser.press('Enter');
      assert.equal(await browser.evaluate(`${rate}.value`), 0.8);
      const sentence = await browser.evaluate(
        `${rate}.shadowRoot.querySelector('[role=alert]').textContent`,
      );
      assert.match(sentence, /-3.*0\.001.*10.*0\.8/);
    });

    await t.test('a prediction is drawn by keyboard, kept and confronted', async () => {
      const draw = () => fixture.drawing.shadowRoot.querySelector('[role=slider]').focus();
      await browser.evaluate(draw);
      for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowDown'])
        await browser.press(key);
      assert.equal(await browser.evaluate(() => fixture.drawing.prediction.length), 3);
      await browser.evaluate(() => fixture.drawn.shadowRoot.querySelector('.keep').click());
      await browser.evaluate(() => {
        const inside = fixture.choice.shadowRoot;
        inside.querySelector('.keep').click();
        return void 0;
      });
      const fault = () => fixture.choice.shadowRoot.querySelector('[role=alert]').textContent;
      assert.equal(await browser.evaluate(fault), 'Choose one answer first.');
      await browser.evaluate(() => {
        const inside = fixture.choice.shadowRoot;
        inside.querySelector('input[value="0.5"]').click();
        inside.querySelector('.keep').click();
        fixture.choice.outcome = { value: '0.8', text: 'By a little.' };
      });
      const told = () => fixture.choice.shadowRoot.querySelector('.facts').textContent;
      assert.match(
        await browser.evaluate(told),
        /You said 0\.5.*It was 0\.8, the boldest.*By a little/,
      );
      await browser.open(page);
      await browser.waitFor(() => 'ready' in document.documentElement.dataset);
      await browser.waitFor(() => fixture.drawing.prediction.length === 3);
      assert.equal(await browser.evaluate(() => fixture.choice.answer.value), '0.5');
    });

    await t.test('a digit is drawn by keyboard', async () => {
      await browser.evaluate(() => fixture.digit.shadowRoot.querySelector('.pen').focus());
      for (const key of [' ', 'ArrowDown', 'ArrowDown', 'ArrowDown', ' ']) await browser.press(key);
      const ink = () =>
        fixture.digit.value.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
      await browser.waitFor(`(${ink})() > 5`);
    });

    assert.deepEqual(browser.problems, []);
  });
}

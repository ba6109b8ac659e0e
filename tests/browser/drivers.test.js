/** The drivers' own test: each browser opens a page, is driven, and tells of what went wrong in it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { root } from '../../tools/paths.js';
import { serve } from '../../tools/serve.js';
import { browserNames, openBrowser } from './browsers.js';

/** @type {import('../../tools/serve.js').Served} */
let site;
before(async () => {
  site = await serve({ folder: join(root, 'tests/browser/fixtures') });
});
after(() => site.close());

for (const name of browserNames) {
  test(`${name} runs a module Worker with SIMD and obeys`, async (t) => {
    const browser = await openBrowser(name, {
      width: 420,
      height: 700,
      colourScheme: 'dark',
      reducedMotion: true,
      hosts: ['class-room.test'],
    });
    t.after(() => browser.close());
    await browser.open(site.url);
    await browser.waitFor(() => document.querySelector('#answer')?.textContent === 'Doubled: 40');
    assert.deepEqual(browser.problems, []);
    assert.equal(await browser.evaluate('isSecureContext'), true);

    await browser.open(`http://class-room.test:${site.port}/`);
    await browser.waitFor(() => document.querySelector('#answer')?.textContent === 'Doubled: 40');
    assert.equal(await browser.evaluate('isSecureContext'), false);
    assert.deepEqual(browser.problems, []);

    await browser.click('#button');
    await browser.click('#button');
    const label = () => document.querySelector('#button')?.textContent;
    assert.equal(await browser.evaluate(label), 'Count 2');

    await browser.click('#input');
    await browser.type('rate');
    await browser.press('ArrowLeft');
    await browser.type('0');
    const typed = await browser.evaluate("document.querySelector('#input').value");
    assert.equal(typed, 'rat0e');

    assert.deepEqual(await browser.evaluate(() => [innerWidth, innerHeight]), [420, 700]);
    const media = await browser.evaluate(
      (/** @type {string[]} */ ...queries) => queries.map((query) => matchMedia(query).matches),
      ...['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'],
    );
    assert.deepEqual(media, [true, true]);

    await checkScreenshot(browser);

    await browser.evaluate('void setTimeout(() => missing())');
    await browser.evaluate(() => console.error('a word of complaint'));
    await browser.evaluate(() => fetch('nowhere').then(() => undefined));
    const seen = () => browser.problems.map(({ text }) => text).join('\n');
    const expected = [/missing/, /a word of complaint/, /nowhere/];
    for (let tries = 0; tries < 1200 && !expected.every((sign) => sign.test(seen())); tries++) {
      await new Promise((done) => setTimeout(done, 50));
    }
    for (const sign of expected) assert.match(seen(), sign);
    await assert.rejects(
      browser.evaluate(() => Promise.reject(new Error('refused'))),
      /refused/,
    );
  });
}

/** @param {import('./browsers.js').Browser} browser */
async function checkScreenshot(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'steplab-picture-'));
  const path = join(folder, 'page.png');
  await browser.screenshot(path, { full: true });
  const header = readFileSync(path).subarray(0, 24);
  rmSync(folder, { recursive: true });
  assert.equal(header.readUInt32BE(16), 420, 'as wide as the viewport');
  assert.ok(header.readUInt32BE(20) > 1500, 'as tall as the page');
}

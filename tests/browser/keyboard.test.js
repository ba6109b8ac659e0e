/**
 * A whole lesson without a mouse: past the navigation, a number in the text turned, a prediction made, the race run, the answer
 * opened, an exercise done, and on to the next lesson. Nothing is touched but Tab, the arrow keys, Space and Enter.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serve } from '../../tools/serve.js';
import { readLessons } from '../../web/site/generate/lessons.js';
import { openBrowser } from './browsers.js';

/** More stops than any lesson has. */
const mostStops = 400;

/**
 * Where the focus is: whether within `host`, on something that matches `inner`, and seen.
 * @param {string} host
 * @param {string} inner
 */
function focusOn(host, inner) {
  const outer = document.activeElement;
  /** @type {Element | null} */
  let focused = outer;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (!outer?.closest(host) || !focused?.matches(inner)) return null;
  const { top, bottom } = focused.getBoundingClientRect();
  return { seen: bottom > 0 && top < innerHeight };
}

/**
 * Presses Tab until the focus is there; it must be in view then.
 * @param {import('./browsers.js').Browser} browser
 * @param {string} host
 * @param {string} inner
 */
async function tabTo(browser, host, inner) {
  for (let stops = 0; stops < mostStops; stops++) {
    await browser.press('Tab');
    const found = await browser.evaluate(focusOn, host, inner);
    if (!found) continue;
    assert.ok(found.seen, `the focus is out of view at ${host} ${inner}`);
    return;
  }
  assert.fail(`Tab does not come to ${host} ${inner}`);
}

test('a lesson is done from its first line to the next lesson by keyboard alone', async (t) => {
  const site = await serve();
  t.after(() => site.close());
  const browser = await openBrowser('chromium', { height: 900, reducedMotion: true });
  t.after(() => browser.close());
  const [first, second] = readLessons().slice(
    readLessons().findIndex(({ name }) => name === 'what-the-rate-does'),
  );
  await browser.open(`${site.url}${first.name}/`);

  await browser.press('Tab');
  assert.ok(await browser.evaluate(focusOn, '.skip', 'a'), 'the first stop skips the navigation');
  await browser.press('Enter');

  await tabTo(browser, '#step-rate', '*');
  const sum = () => document.querySelector('#step-formula [data-live=rate]')?.textContent;
  const before = await browser.evaluate(sum);
  await browser.press('ArrowUp');
  assert.notEqual(await browser.evaluate(sum), before);

  await tabTo(browser, '#predict-race', 'input[type=radio]');
  await browser.press('ArrowDown');
  await tabTo(browser, '#predict-race', 'button.keep');
  await browser.press('Enter');
  const answer = () => /** @type {any} */ (document.querySelector('#predict-race')).answer?.value;
  const said = await browser.evaluate(answer);
  assert.ok(said);
  await tabTo(browser, '#predict-loss', 'button.quiet');
  await browser.press('Enter');

  await tabTo(browser, '#race', 'button.run');
  await browser.press('Enter');
  const state = () => /** @type {any} */ (document.querySelector('#race')).state;
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state === 'running',
    {
      seconds: 60,
    },
  );
  await browser.press('Enter');
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state === 'paused',
  );
  await browser.press('Enter');
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state !== 'paused',
  );
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state === 'finished',
    { seconds: 120 },
  );
  assert.equal(await browser.evaluate(state), 'finished');
  const outcome = () =>
    /** @type {any} */ (document.querySelector('#predict-race')).outcome?.text ?? '';
  assert.notEqual(await browser.evaluate(outcome), '');
  assert.equal(
    await browser.evaluate(() => {
      const output = document.querySelector('output[data-check=fast]');
      return /** @type {HTMLElement} */ (output).dataset.state;
    }),
    'met',
  );

  await tabTo(browser, 'details', 'summary');
  await browser.press('Enter');
  assert.ok(
    await browser.evaluate(() => document.querySelector('.lesson details')?.hasAttribute('open')),
  );

  await tabTo(browser, 'a[rel=next]', 'a');
  await Promise.all([browser.page.waitForNavigation(), browser.press('Enter')]);
  assert.equal(
    await browser.evaluate(() => document.querySelector('h1')?.textContent),
    second.title.en,
  );
  assert.deepEqual(browser.problems, []);
});

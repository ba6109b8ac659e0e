/**
 * Times a second visit as a learner sees it who runs at once: the data lies in the browser's cache. Of
 * the page it expects what race.js does.
 */

/**
 * Loads the data by a first race, then visits the page again some times.
 * @param {import('../../tests/browser/browsers.js').Browser} browser on the lesson's page
 * @param {number} visits
 * @returns {Promise<{ pressed: number, firstPoint: number }[]>} of each visit, ms since it began: Run was
 *   pressed, and the first point of a curve came to its chart
 */
export async function timeStarts(browser, visits) {
  const { page } = browser;
  await page.waitForSelector('#race >>> button.run');
  await page.click('#race >>> button.run');
  await browser.waitFor(
    () => /** @type {any} */ (document.querySelector('#race')).state === 'running',
    { seconds: 300 },
  );
  await page.evaluateOnNewDocument(pressAtOnce);
  const times = [];
  for (let visit = 0; visit < visits; visit++) {
    await page.reload();
    await browser.waitFor(() => /** @type {any} */ (window).startTimes?.firstPoint > 0);
    times.push(await page.evaluate(() => /** @type {any} */ (window).startTimes));
  }
  return times;
}

/** Runs in the page before anything else: presses Run as soon as it can be, and sees the first point. */
function pressAtOnce() {
  const times = { pressed: 0, firstPoint: 0 };
  Object.assign(window, { startTimes: times });
  customElements.whenDefined('lab-chart').then((chart) => {
    for (const name of ['addPairs', 'addPoints']) {
      const method = chart.prototype[name];
      chart.prototype[name] = function (/** @type {any[]} */ ...args) {
        if (times.pressed) times.firstPoint ||= performance.now();
        return method.apply(this, args);
      };
    }
  });
  const press = () => {
    const run = document.querySelector('#race')?.shadowRoot?.querySelector('button.run');
    if (!(run instanceof HTMLButtonElement) || run.disabled) return void setTimeout(press, 4);
    times.pressed = performance.now();
    run.click();
  };
  press();
}

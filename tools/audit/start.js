/**
 * Times a second visit as a learner sees it who runs at once: the data lies in the browser's cache. Of
 * the page it expects what race.js does.
 */

/**
 * Loads the data by a first race, then visits the page again some times. What one visit runs is over before the next begins.
 * @param {import('../../tests/browser/browsers.js').Browser} browser on the lesson's page
 * @param {number} visits
 * @returns {Promise<{ pressed: number, firstSteps: number, firstPoint: number }[]>} of each visit, ms since it began: Run was
 *   pressed, a thread's first word of samples that it has trained on was there, and the first point of a curve came to its chart
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
    await page.click('#race >>> button.reset');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    await page.reload();
    await browser.waitFor(() => /** @type {any} */ (window).startTimes?.firstPoint > 0);
    times.push(await page.evaluate(() => /** @type {any} */ (window).startTimes));
  }
  return times;
}

/** Runs in the page before anything else: presses Run as soon as it can be, and sees the first point. */
function pressAtOnce() {
  const times = { pressed: 0, firstSteps: 0, firstPoint: 0 };
  Object.assign(window, { startTimes: times });
  const trained = (/** @type {any} */ { events }) =>
    events.some((/** @type {any} */ event) => event.samples > 0);
  globalThis.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        if (data.parcels?.some(trained)) times.firstSteps ||= performance.now();
      });
    }
  };
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

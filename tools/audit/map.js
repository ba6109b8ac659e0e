/**
 * The map of twelve cells in the lesson batch-and-rate with the data loaded: how long it takes, how evenly frames come meanwhile, and
 * how soon a stop acts. Needs <lab-figure id="map-figure"> with `.state` and its shadow buttons `run` and `reset`.
 */

/**
 * @param {import('../../tests/browser/browsers.js').Browser} browser on the lesson's page
 * @returns {Promise<{ milliseconds: number, gaps: number[], stop: number }>}
 */
export async function timeMap(browser) {
  const press = (/** @type {string} */ name) =>
    browser.evaluate((/** @type {string} */ button) => {
      const figure = /** @type {any} */ (document.querySelector('#map-figure'));
      const start = performance.now();
      /** @type {number[]} */
      const gaps = [];
      let last = start;
      figure.shadowRoot.querySelector(`button.${button}`).click();
      return new Promise((done) => {
        const look = () => {
          const now = performance.now();
          gaps.push(now - last);
          last = now;
          const wanted = button === 'run' ? 'finished' : 'idle';
          if (figure.state === wanted) done({ milliseconds: now - start, gaps });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    }, name);
  await browser.waitFor(() => Boolean(document.querySelector('#map-figure .race-settings')));
  // The first run brings the data; its cells would be done already.
  await press('run');
  await press('reset');
  const { milliseconds, gaps } = /** @type {any} */ (await press('run'));
  await press('reset');
  await browser.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('#map-figure'));
    figure.shadowRoot.querySelector('button.run').click();
    return new Promise((done) => setTimeout(done, 400));
  });
  const stop = /** @type {any} */ (await press('reset'));
  return { milliseconds, gaps, stop: stop.milliseconds };
}

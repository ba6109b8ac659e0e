/**
 * The three rounds of the learning-rate finder, in the lesson finding-a-rate with the data loaded: how long they take, and how
 * soon a stop acts. Needs <lab-figure id="rounds"> with `.state` and its shadow buttons `run` and `reset`.
 */

/**
 * @param {import('../../tests/browser/browsers.js').Browser} browser on the lesson's page
 * @returns {Promise<{ milliseconds: number, stop: number }>}
 */
export async function timeRounds(browser) {
  const press = (/** @type {string} */ name) =>
    browser.evaluate((/** @type {string} */ button) => {
      const figure = /** @type {any} */ (document.querySelector('#rounds'));
      const start = performance.now();
      figure.shadowRoot.querySelector(`button.${button}`).click();
      return new Promise((done) => {
        const look = () => {
          const wanted = button === 'run' ? 'finished' : 'idle';
          if (figure.state === wanted) done(performance.now() - start);
          else setTimeout(look, 1);
        };
        look();
      });
    }, name);
  await browser.waitFor(() => Boolean(document.querySelector('#rounds')?.shadowRoot));
  await new Promise((done) => setTimeout(done, 1000));
  await press('run');
  await press('reset');
  const milliseconds = await press('run');
  await press('reset');
  await browser.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('#rounds'));
    figure.shadowRoot.querySelector('button.run').click();
    return new Promise((done) => setTimeout(done, 400));
  });
  const stop = await press('reset');
  return { milliseconds: Number(milliseconds), stop: Number(stop) };
}

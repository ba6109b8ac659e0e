/**
 * Times a race as a learner sees it. Of the page it expects a <lab-figure id="race"> whose `state`
 * says how it stands, whose shadow root holds button.run and button.reset, and in whose .race-charts each
 * <lab-chart> takes its points by addPairs and addPoints.
 */

/**
 * @typedef {object} RaceTimes
 * @property {number} firstPoint ms from the click on Run to the frame with the first point, data loaded
 * @property {number} acknowledged ms from the click to the first frame in which the figure shows it
 * @property {number} longestTask ms of the longest task on the main thread above 50; 0 if there is none
 * @property {number[]} frameGaps ms between frames during the race, sorted
 * @property {number} seconds that the race took
 * @property {number} shift layout shift while data arrived
 */

/**
 * Loads the data by a first race that is reset at once, then times a whole one.
 * @param {import('../../tests/browser/browsers.js').Browser} browser on the lesson's page
 * @returns {Promise<RaceTimes>}
 */
export async function timeRace(browser) {
  const { page } = browser;
  const press = (/** @type {string} */ name) => page.click(`#race >>> button.${name}`);
  const state = (/** @type {string[]} */ ...wanted) =>
    browser.waitFor(
      (/** @type {string[]} */ ...names) => {
        const figure = /** @type {any} */ (document.querySelector('#race'));
        return names.includes(figure.state);
      },
      { seconds: 300, args: wanted },
    );
  await page.waitForSelector('#race >>> button.run');
  await press('run');
  await state('running', 'finished');
  await press('reset');
  await state('idle');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1000)));
  await page.evaluate(observe);
  await press('run');
  await state('finished');
  return page.evaluate(() => /** @type {any} */ (window).raceTimes());
}

/** Runs in the page: takes the times of the next race. */
function observe() {
  const figure = /** @type {any} */ (document.querySelector('#race'));
  const times = { clicked: 0, acknowledged: 0, firstPoint: 0, ended: 0, longestTask: 0, shift: 0 };
  /** @type {number[]} */
  const frames = [];
  addEventListener('click', ({ timeStamp }) => (times.clicked ||= timeStamp), true);

  const ways = ['addPairs', 'addPoints'];
  const charts = [...figure.querySelectorAll('.race-charts lab-chart')];
  for (const [chart, name] of charts.flatMap((one) => ways.map((way) => [one, way]))) {
    const method = chart[name];
    chart[name] = function (/** @type {any[]} */ ...args) {
      chart[name] = method;
      requestAnimationFrame(() =>
        requestAnimationFrame((now) => {
          times.firstPoint ||= now;
        }),
      );
      return method.apply(chart, args);
    };
  }
  const frame = (/** @type {number} */ now) => {
    if (times.clicked && figure.state !== 'idle') {
      times.acknowledged ||= now;
      frames.push(now);
    }
    if (figure.state === 'finished') times.ended ||= now;
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      times.longestTask = Math.max(times.longestTask, duration);
    }
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const entry of /** @type {any[]} */ (list.getEntries())) times.shift += entry.value;
  }).observe({ type: 'layout-shift' });

  /** @type {any} */ (window).raceTimes = () => ({
    firstPoint: times.firstPoint - times.clicked,
    acknowledged: times.acknowledged - times.clicked,
    longestTask: times.longestTask,
    frameGaps: frames
      .slice(1)
      .map((now, i) => now - frames[i])
      .sort((a, b) => a - b),
    seconds: (times.ended - times.clicked) / 1000,
    shift: times.shift,
  });
}

/**
 * How an editor of schedules follows a hand: in the lesson decay-schedules a handle of four long curves is dragged to and fro.
 * Needs <lab-schedule id="race-schedules"> with `.schedule-handle`s.
 */

/** Positions of the hand; as many as a mouse tells in about four seconds. */
const moves = 240;

/**
 * @param {import('../../tests/browser/browsers.js').Browser} browser on the lesson's page
 * @returns {Promise<{ frameGaps: number[], changes: number }>} ms between frames, sorted, and how often the schedule changed
 */
export async function timeDrag(browser) {
  const { page } = browser;
  await page.waitForSelector('#race-schedules .schedule-handle');
  await browser.evaluate(choose);
  await new Promise((done) => setTimeout(done, 1000));
  const { x, y } = await browser.evaluate(where);
  await browser.evaluate(observe);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= moves; i++) {
    const turn = (2 * Math.PI * i) / 80;
    await page.mouse.move(x + 60 * (1 - Math.cos(turn)), y + 40 * Math.sin(turn));
    await new Promise((done) => setTimeout(done, 1000 / 60));
  }
  const times = await browser.evaluate(() => /** @type {any} */ (window).dragTimes());
  await page.mouse.up();
  return times;
}

/** Runs in the page: takes hold of the stairs, whose curve has the most corners. */
function choose() {
  const editor = /** @type {any} */ (document.querySelector('#race-schedules'));
  editor.chosen = editor.drafts.findIndex((/** @type {any} */ { policy }) => policy === 'step');
  editor.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** Runs in the page: the middle of the handle that moves both the length and the height of a stair. */
function where() {
  const dots = document.querySelectorAll('#race-schedules .schedule-handle');
  const { left, top, width, height } = dots[1].getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Runs in the page: notes every frame from now on. */
function observe() {
  /** @type {number[]} */
  const frames = [];
  let changes = 0;
  let over = false;
  document.querySelector('#race-schedules')?.addEventListener('input', () => changes++);
  const frame = (/** @type {number} */ now) => {
    frames.push(now);
    if (!over) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  /** @type {any} */ (window).dragTimes = () => {
    over = true;
    const gaps = frames.slice(1).map((now, i) => now - frames[i]);
    return { frameGaps: gaps.sort((a, b) => a - b), changes };
  };
}

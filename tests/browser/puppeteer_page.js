/** A page that puppeteer drives, in Chromium and Firefox alike, behind the common interface. */

import { endGroup, keepGroup, watchGroup } from '../../tools/processes.js';

/** Launch options that leave the ending of the browser to us. */
export const ownSignals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {import('./browsers.js').Look} look
 * @returns {Promise<import('./browsers.js').Driven>}
 */
export async function drivePage(browser, { width, height }) {
  const child = browser.process();
  if (child) {
    keepGroup(child, 'SIGKILL');
    watchGroup(child);
  }
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.setViewport({ width, height });
  return {
    page,
    problems: collectProblems(page),
    open: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    evaluate: (code, ...args) => page.evaluate(/** @type {any} */ (code), ...args),
    click: (selector) => page.click(selector),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(/** @type {any} */ (key)),
    viewport: (w, h) => page.setViewport({ width: w, height: h }),
    screenshot: async (path, { full = false } = {}) =>
      void (await page.screenshot({ path: /** @type {any} */ (path), fullPage: full })),
    close: () => closeBrowser(browser),
  };
}

/**
 * @param {import('puppeteer-core').Page} page
 * @returns {import('./browsers.js').Problem[]} a list that grows
 */
function collectProblems(page) {
  /** @type {import('./browsers.js').Problem[]} */
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push({ kind: 'console', text: message.text() });
  });
  page.on('pageerror', (error) => {
    problems.push({ kind: 'page', text: String(/** @type {any} */ (error)?.stack ?? error) });
  });
  page.on('requestfailed', (request) => {
    problems.push({ kind: 'request', text: `${request.url()}: ${request.failure()?.errorText}` });
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      problems.push({ kind: 'request', text: `${response.url()}: ${response.status()}` });
    }
  });
  return problems;
}

/**
 * Closes politely and makes sure: a browser that does not answer is ended.
 * @param {import('puppeteer-core').Browser} browser
 */
async function closeBrowser(browser) {
  const patience = new Promise((done) => setTimeout(done, 5000, 'late').unref());
  await Promise.race([browser.close().catch(() => {}), patience]);
  const { pid } = browser.process() ?? {};
  if (pid !== undefined) endGroup(pid, 'SIGKILL');
}

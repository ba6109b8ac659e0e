/** A page that puppeteer drives, in Chromium and Firefox alike, behind the common interface. */

import { endGroup, keepGroup, watchGroup } from '../../tools/processes.js';

/** Launch options that leave the ending of the browser to us, and busy machines their time. */
export const launchOptions = {
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
  timeout: 120_000,
};

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {import('./browsers.js').Look} look
 * @returns {Promise<import('./browsers.js').Driven>}
 */
export async function driveBrowser(browser, look) {
  const child = browser.process();
  if (child) {
    keepGroup(child, 'SIGKILL');
    watchGroup(child);
  }
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  return drivePage(page, look, () => closeBrowser(browser));
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {import('./browsers.js').Look} look
 * @param {() => Promise<void>} close
 * @returns {Promise<import('./browsers.js').Driven>}
 */
export async function drivePage(page, { width, height, serviceWorker }, close) {
  page.setDefaultTimeout(120_000);
  await page.setViewport({ width, height });
  if (!serviceWorker) await page.evaluateOnNewDocument(refuseServiceWorker);
  const { problems, leave } = watchProblems(page);
  return {
    page,
    problems,
    async open(url) {
      leave();
      await page.goto(url, { waitUntil: 'load' });
    },
    evaluate: (code, ...args) => page.evaluate(/** @type {any} */ (code), ...args),
    click: (selector) => page.click(selector),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(/** @type {any} */ (key)),
    viewport: (w, h) => page.setViewport({ width: w, height: h }),
    screenshot: async (path, { full = false } = {}) =>
      void (await page.screenshot({ path: /** @type {any} */ (path), fullPage: full })),
    close,
  };
}

/** In a page: a service worker is never registered, as if that took for ever. */
export function refuseServiceWorker() {
  const { prototype } = globalThis.ServiceWorkerContainer ?? {};
  if (prototype) prototype.register = () => new Promise(() => {});
}

/**
 * `problems` grows; `leave` says that another page is about to be opened.
 * @param {import('puppeteer-core').Page} page
 */
function watchProblems(page) {
  /** @type {import('./browsers.js').Problem[]} */
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push({ kind: 'console', text: message.text() });
  });
  page.on('pageerror', (error) => {
    problems.push({ kind: 'page', text: String(/** @type {any} */ (error)?.stack ?? error) });
  });
  /** Which of the pages that were opened one after the other asked. @type {WeakMap<object, number>} */
  const askers = new WeakMap();
  let opened = 0;
  const leave = () => void opened++;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) leave();
    askers.set(request, opened);
  });
  page.on('requestfailed', (request) => {
    const reason = String(request.failure()?.errorText);
    // What a page that was left had still asked for is nobody's loss.
    const left = /ABORTED/.test(reason) && (askers.get(request) ?? opened) < opened;
    if (!left) problems.push({ kind: 'request', text: `${request.url()}: ${reason}` });
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      problems.push({ kind: 'request', text: `${response.url()}: ${response.status()}` });
    }
  });
  return { problems, leave };
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

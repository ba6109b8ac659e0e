/** What a page's loading costs: its largest paint, its layout shift, its bytes. */

/**
 * @typedef {object} Loading
 * @property {number} largestPaint ms (LCP)
 * @property {number} shift (CLS)
 * @property {number} kilobytes transferred, compressed as hosts do
 */

/**
 * Opens a page and watches it for a moment.
 * @param {import('../../tests/browser/browsers.js').Browser} browser
 * @param {import('../serve.js').Served} site
 * @param {string} path
 * @returns {Promise<Loading>}
 */
export async function watchLoading(browser, site, path) {
  const before = site.requests.length;
  await browser.open(site.url + path);
  const { largestPaint, shift } = await browser.evaluate(observe);
  return { largestPaint, shift, kilobytes: kilobytesSince(site, before) };
}

/**
 * The shell's bytes, MNIST not counted, since a given request.
 * @param {import('../serve.js').Served} site
 * @param {number} from
 */
export function kilobytesSince(site, from) {
  const shell = site.requests.slice(from).filter(({ path }) => !path.includes('/data/'));
  return shell.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}

/** Runs in the page. */
async function observe() {
  const found = { largestPaint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) found.largestPaint = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of /** @type {any[]} */ (list.getEntries())) {
      if (!entry.hadRecentInput) found.shift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  await new Promise((done) => setTimeout(done, 2000));
  return found;
}

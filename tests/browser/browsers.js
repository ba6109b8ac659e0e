/**
 * One small interface to three browsers. A test opens one, drives it, and closes it:
 *
 *     const browser = await openBrowser('firefox', { width: 390, colourScheme: 'dark' });
 *     await browser.open(url);
 *     await browser.click('[data-action="run"]');
 *     await browser.waitFor(() => document.querySelector('table')?.rows.length > 3);
 *     assert.deepEqual(browser.problems, []);
 *     await browser.close();
 *
 * A browser that is not closed ends with the process that opened it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launchChromium, openContext } from './chromium.js';
import { launchFirefox } from './firefox.js';
import { launchWebKit } from './webkit.js';

/**
 * What a browser is like; it stays so for as long as it is open.
 * @typedef {object} Look
 * @property {number} width of the viewport in CSS pixels
 * @property {number} height
 * @property {'light' | 'dark'} colourScheme
 * @property {boolean} reducedMotion
 * @property {string[]} hosts names that are to mean this machine; a page from such a host over plain
 *   HTTP is no secure context, as from a class-room's server
 * @property {boolean} serviceWorker whether pages may register theirs; it fetches the whole site, so only tests of it should
 * @property {string[]} args further options of the browser's command line (not in WebKit)
 */

/**
 * Something that a page should not have done.
 * @typedef {object} Problem
 * @property {'console' | 'page' | 'request'} kind an error on the console (a refusal by the
 *   Content-Security-Policy is one), an exception that nobody caught, a request that failed
 * @property {string} text
 */

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {Problem[]} problems every one so far
 * @property {(url: string) => Promise<void>} open goes to a page and waits until it has loaded
 * @property {<T = any>(code: string | ((...args: any[]) => T), ...args: unknown[]) => Promise<Awaited<T>>} evaluate
 *   runs a function, or an expression, in the page; what goes in and out is JSON
 * @property {(code: string | ((...args: any[]) => unknown), options?: { seconds?: number, args?: unknown[] }) => Promise<void>} waitFor
 *   until the function or expression gives something true; `seconds` at most, on any machine, 90 unless said otherwise
 * @property {(selector: string) => Promise<void>} click
 * @property {(text: string) => Promise<void>} type into what has the focus
 * @property {(key: string) => Promise<void>} press one key by its DOM name: ArrowLeft, Tab, Enter …
 * @property {(width: number, height: number) => Promise<void>} viewport
 * @property {(path: string, options?: { full?: boolean }) => Promise<void>} screenshot as PNG; of the whole page if `full`
 * @property {() => Promise<void>} close
 * @property {any} page puppeteer's page, for what only one browser can do; undefined in WebKit
 */

/**
 * What a driver brings; the rest is the same for all.
 * @typedef {Omit<Browser, 'name' | 'waitFor'>} Driven
 */

/** @type {Record<string, (look: Look, home: string) => Promise<Driven>>} */
const launchers = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit };

export const browserNames = Object.keys(launchers);

/**
 * Opens a browser with an empty profile.
 * @param {string} name one of `browserNames`
 * @param {Partial<Look>} [look]
 * @returns {Promise<Browser>}
 */
export async function openBrowser(name, look = {}) {
  const home = mkdtempSync(join(tmpdir(), `steplab-${name}-`));
  const removeHome = () => {
    try {
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    } catch {
      // A process that is ending still wrote into it; the system's own tidying takes it.
    }
  };
  process.once('exit', removeHome);
  const driven = await launchers[name]({ ...defaultLook, ...look }, home);
  const close = async () => {
    await driven.close();
    removeHome();
    process.off('exit', removeHome);
  };
  return complete(name, { ...driven, close });
}

/**
 * `openBrowser` for a file with many tests: they have one Chromium, each in a context as empty as a new profile, where they ask
 * for no hosts and no options of their own. To be called once, outside every test.
 * @param {(end: () => Promise<void>) => void} atEnd takes what ends it: `after` of node:test
 * @returns {typeof openBrowser}
 */
export function shareChromium(atEnd) {
  /** @type {Promise<Browser> | undefined} */
  let shared;
  atEnd(async () => (await shared)?.close());
  return async (name, look = {}) => {
    if (name !== 'chromium' || look.hosts || look.args) return openBrowser(name, look);
    shared ??= openBrowser(name);
    const { page } = await shared;
    return complete(name, await openContext(page.browser(), { ...defaultLook, ...look }));
  };
}

/**
 * @param {string} name
 * @param {Driven} driven
 * @returns {Browser}
 */
function complete(name, driven) {
  return { ...driven, name, waitFor: (code, options) => waitFor(driven, code, options) };
}

/** @type {Look} */
const defaultLook = {
  width: 1280,
  height: 800,
  colourScheme: 'light',
  reducedMotion: false,
  hosts: [],
  serviceWorker: false,
  args: [],
};

/**
 * @param {Driven} driven
 * @param {string | ((...args: any[]) => unknown)} code
 * @param {{ seconds?: number, args?: unknown[] }} [options]
 */
async function waitFor(driven, code, { seconds = 90, args = [] } = {}) {
  const end = performance.now() + seconds * 1000;
  while (!(await driven.evaluate(code, ...args))) {
    if (performance.now() > end) {
      const problems = driven.problems.map(({ kind, text }) => `\n  ${kind}: ${text}`).join('');
      throw new Error(`Not within ${seconds} s: ${code}${problems}`);
    }
    await new Promise((done) => setTimeout(done, 25));
  }
}

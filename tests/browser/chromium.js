/** Chromium, driven by puppeteer over a pipe: it ends when the pipe does, whatever happens to us. */
import { launch } from 'puppeteer-core';

import { findCommand } from '../../tools/setup.js';
import { driveBrowser, drivePage, launchOptions } from './puppeteer_page.js';

/** Options without which it does not run as root, or asks the network for things nobody needs. */
export const chromiumOptions = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * @param {import('./browsers.js').Look} look
 * @param {string} home an empty folder for its profile
 */
export async function launchChromium(look, home) {
  const hosts = look.hosts.map((host) => `MAP ${host} 127.0.0.1`).join(', ');
  const browser = await launch({
    executablePath: findCommand('chromium'),
    pipe: true,
    userDataDir: home,
    ...launchOptions,
    env: { ...process.env, HOME: home },
    args: [...chromiumOptions, ...(hosts ? [`--host-resolver-rules=${hosts}`] : []), ...look.args],
  });
  const driven = await driveBrowser(browser, look);
  await emulateMedia(driven.page, look);
  return driven;
}

/**
 * A page in a context of its own, as empty as a new profile, in a browser that is open already.
 * @param {import('puppeteer-core').Browser} browser
 * @param {import('./browsers.js').Look} look
 */
export async function openContext(browser, look) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const driven = await drivePage(page, look, () => context.close());
  await emulateMedia(page, look);
  return driven;
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {import('./browsers.js').Look} look
 */
async function emulateMedia(page, look) {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: look.colourScheme },
    { name: 'prefers-reduced-motion', value: look.reducedMotion ? 'reduce' : 'no-preference' },
  ]);
}

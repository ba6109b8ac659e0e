/** Chromium, driven by puppeteer over a pipe: it ends when the pipe does, whatever happens to us. */
import { launch } from 'puppeteer-core';

import { findCommand } from '../../tools/setup.js';
import { drivePage, ownSignals } from './puppeteer_page.js';

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
    ...ownSignals,
    env: { ...process.env, HOME: home },
    args: [...chromiumOptions, ...(hosts ? [`--host-resolver-rules=${hosts}`] : []), ...look.args],
  });
  const driven = await drivePage(browser, look);
  await driven.page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: look.colourScheme },
    { name: 'prefers-reduced-motion', value: look.reducedMotion ? 'reduce' : 'no-preference' },
  ]);
  return driven;
}

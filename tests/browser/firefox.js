/** Firefox ESR, driven by puppeteer over WebDriver BiDi. */
import { launch } from 'puppeteer-core';

import { findCommand } from '../../tools/setup.js';
import { driveBrowser, launchOptions } from './puppeteer_page.js';

/**
 * @param {import('./browsers.js').Look} look
 * @param {string} home an empty folder
 */
export async function launchFirefox(look, home) {
  const browser = await launch({
    browser: 'firefox',
    executablePath: findCommand('firefox-esr'),
    ...launchOptions,
    env: { ...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: '1' },
    userDataDir: home,
    args: look.args,
    extraPrefsFirefox: {
      'ui.systemUsesDarkTheme': look.colourScheme === 'dark' ? 1 : 0,
      'layout.css.prefers-color-scheme.content-override': look.colourScheme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': look.reducedMotion ? 1 : 0,
      'ui.useOverlayScrollbars': 1, // they take no width, as in the other two
      'network.dns.localDomains': look.hosts.join(','),
    },
  });
  return driveBrowser(browser, look);
}

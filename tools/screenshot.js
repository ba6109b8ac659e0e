/** Takes a picture of a page, to be looked at. */
import { parseArgs } from 'node:util';

import { fail, Failure } from './failure.js';
import { isProgram } from './paths.js';
import { serve } from './serve.js';
import { setup } from './setup.js';

const help = `node tools/screenshot.js PAGE OUT.png [options]

PAGE is an address, or a path in the built site such as what-the-rate-does/
  --width 1280    of the viewport, in CSS pixels
  --height 800
  --dark          the dark theme
  --reduced       with reduced motion
  --lang zh       the page in that language
  --full          the whole page, not only the viewport
  --click CSS     clicks this first (can be given several times)
  --wait 1        seconds before the picture is taken
  --browser chromium | firefox | webkit
`;

async function screenshot() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      width: { type: 'string', default: '1280' },
      height: { type: 'string', default: '800' },
      dark: { type: 'boolean', default: false },
      reduced: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
      full: { type: 'boolean', default: false },
      click: { type: 'string', multiple: true, default: [] },
      wait: { type: 'string', default: '1' },
      browser: { type: 'string', default: 'chromium' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(help);
  const [page, out] = positionals;
  if (!out) throw new Failure(help);
  await setup([values.browser === 'chromium' ? 'look' : 'browsers']);
  const { browserNames, openBrowser } = await import('../tests/browser/browsers.js');
  if (!browserNames.includes(values.browser)) {
    throw new Failure(`--browser ${values.browser}: say one of ${browserNames.join(', ')}`);
  }

  const site = /^\w+:\/\//.test(page) ? undefined : await serve();
  const language = values.lang === 'en' ? '' : `${values.lang}/`;
  const browser = await openBrowser(values.browser, {
    width: Number(values.width),
    height: Number(values.height),
    colourScheme: values.dark ? 'dark' : 'light',
    reducedMotion: values.reduced,
  });
  try {
    await browser.open(site ? site.url + language + page.replace(/^\//, '') : page);
    for (const selector of values.click) await browser.click(selector);
    await new Promise((done) => setTimeout(done, Number(values.wait) * 1000));
    await browser.screenshot(out, { full: values.full });
    for (const { kind, text } of browser.problems) console.error(`${kind}: ${text}`);
  } finally {
    await browser.close();
    await site?.close();
  }
}

if (isProgram(import.meta)) await screenshot().catch(fail);

/**
 * WebKit (Debian's webkit2gtk), driven over plain W3C WebDriver on a virtual display.
 */
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { endGroup, spawnGroup, watchGroup } from '../../tools/processes.js';
import { miniBrowser } from '../../tools/setup.js';
import { startProxy } from './webkit_proxy.js';

/** The key under which WebDriver wraps an element's name. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** WebDriver's names for keys that are no characters. */
const keys = /** @type {Record<string, string>} */ ({
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Space: ' ',
});

/**
 * @param {import('./browsers.js').Look} look
 * @param {string} home an empty folder for its profile
 * @returns {Promise<import('./browsers.js').Driven>}
 */
export async function launchWebKit(look, home) {
  /** @type {import('./browsers.js').Problem[]} */
  const problems = [];
  const proxy = await startProxy(problems, look);
  const driver = await startDriver(look, home);
  const session = await openSession(driver.address, proxy.address);
  const call = caller(`${driver.address}/session/${session}`);
  await call('POST', '/timeouts', { script: 600_000, pageLoad: 120_000 });
  const viewport = (/** @type {number} */ width, /** @type {number} */ height) =>
    resize(call, width, height);
  await viewport(look.width, look.height);
  const press = (/** @type {string} */ key) => pressKeys(call, [keys[key] ?? key]);
  return {
    page: undefined,
    problems,
    open: (url) => call('POST', '/url', { url }),
    evaluate: (code, ...args) => evaluate(call, code, args),
    async click(selector) {
      const found = await call('POST', '/element', { using: 'css selector', value: selector });
      await call('POST', `/element/${found[elementKey]}/click`, {});
    },
    type: (text) => pressKeys(call, [...text]),
    press,
    viewport,
    async screenshot(path, { full = false } = {}) {
      if (full)
        await viewport(look.width, await evaluate(call, () => document.body.scrollHeight, []));
      writeFileSync(path, Buffer.from(await call('GET', '/screenshot'), 'base64'));
      if (full) await viewport(look.width, look.height);
    },
    async close() {
      const patience = new Promise((done) => setTimeout(done, 5000).unref());
      await Promise.race([call('DELETE', '').catch(() => {}), patience]);
      await driver.end();
      proxy.close();
    },
  };
}

/**
 * Starts the driver on a virtual display of its own.
 * @param {import('./browsers.js').Look} look
 * @param {string} home
 */
async function startDriver(look, home) {
  const port = await freePort();
  const settings = join(home, 'gtk-3.0');
  mkdirSync(settings);
  writeFileSync(
    join(settings, 'settings.ini'),
    `[Settings]\ngtk-enable-animations=${look.reducedMotion ? 0 : 1}\n`,
  );
  // The window's own buttons would keep a page from being as narrow as a phone's.
  writeFileSync(join(settings, 'gtk.css'), '* { min-width: 0; margin: 0; padding: 0; }\n');
  const env = {
    ...process.env,
    // Else navigator.language is "C", which no Intl takes.
    LANG: 'en_US.UTF-8',
    LANGUAGE: 'en_US',
    ...{ HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home },
    XDG_RUNTIME_DIR: home,
    TMPDIR: home,
    GTK_THEME: look.colourScheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
    NO_AT_BRIDGE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
  };
  const display = await startDisplay();
  const driver = spawnGroup(
    'WebKitWebDriver',
    [`--port=${port}`],
    { env: { ...env, DISPLAY: display.name }, stdio: 'ignore' },
    'SIGKILL',
  );
  watchGroup(driver);
  driver.unref(); // a test that fails before it closes its browser must still be able to end
  const address = `http://127.0.0.1:${port}`;
  await untilReady(address);
  return {
    address,
    async end() {
      await endChild(driver);
      await endChild(display.child);
    },
  };
}

/** Starts a virtual display, large enough for a whole page, under a name that is free. */
async function startDisplay() {
  const options = ['-displayfd', '3', '-screen', '0', '1920x6000x24', '-nolisten', 'tcp'];
  const child = spawnGroup('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  watchGroup(child);
  child.unref();
  const pipe = /** @type {import('node:net').Socket} */ (child.stdio[3]);
  let name = '';
  const patience = { signal: AbortSignal.timeout(60_000) };
  while (!name.endsWith('\n')) name += (await once(pipe, 'data', patience))[0];
  pipe.unref();
  return { child, name: `:${name.trim()}` };
}

/**
 * Ends a child politely, and then for certain.
 * @param {import('node:child_process').ChildProcess} child
 */
async function endChild(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  endGroup(child.pid, 'SIGTERM');
  const patience = new Promise((done) => setTimeout(done, 3000).unref());
  await Promise.race([ended, patience]);
  endGroup(child.pid, 'SIGKILL');
}

/**
 * @param {string} address of the driver
 * @param {string} httpProxy
 */
async function openSession(address, httpProxy) {
  const wanted = {
    'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
    proxy: { proxyType: 'manual', httpProxy },
  };
  const { sessionId } = await caller(address)('POST', '/session', {
    capabilities: { alwaysMatch: wanted },
  });
  return sessionId;
}

/**
 * Speaks to the driver.
 * @param {string} base
 * @returns {(method: string, path: string, body?: unknown) => Promise<any>} gives the answer's value
 */
function caller(base) {
  return async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
}

/**
 * @param {ReturnType<typeof caller>} call
 * @param {string | Function} code
 * @param {unknown[]} args
 */
async function evaluate(call, code, args) {
  const expression = typeof code === 'string' ? `(${code})` : `(${code})(...given)`;
  const script = `const done = arguments[arguments.length - 1], given = [...arguments].slice(0, -1);
    Promise.resolve().then(() => ${expression})
      .then((value) => done({ value }), (error) => done({ error: error + '\\n' + (error?.stack ?? '') }));`;
  const { value, error } = await call('POST', '/execute/async', { script, args });
  if (error) throw new Error(error);
  return value;
}

/**
 * @param {ReturnType<typeof caller>} call
 * @param {string[]} pressed
 */
async function pressKeys(call, pressed) {
  const actions = pressed.flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  await call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
}

/**
 * Sizes the window so that the page in it gets what was asked for.
 * @param {ReturnType<typeof caller>} call
 * @param {number} width
 * @param {number} height
 */
async function resize(call, width, height) {
  let [outerWidth, outerHeight] = [width, height];
  for (let round = 0; round < 3; round++) {
    await call('POST', '/window/rect', { x: 0, y: 0, width: outerWidth, height: outerHeight });
    const [w, h] = await evaluate(call, () => [innerWidth, innerHeight], []);
    if (w === width && h === height) break;
    outerWidth += width - w;
    outerHeight += height - h;
  }
  await evaluate(call, drawn, []);
}

/** Lets a page that was resized draw itself. */
function drawn() {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100, true)));
  });
}

/** @param {string} address */
async function untilReady(address) {
  for (let tries = 0; tries < 1200; tries++) {
    const answer = await fetch(`${address}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('WebKitWebDriver did not start within 60 s');
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

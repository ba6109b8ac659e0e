/** The places where contenders run, behind one question: how long for so many samples? */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { openBrowser } from '../../tests/browser/browsers.js';

/** @typedef {import('./host.js').Host} Host */

/**
 * @typedef {object} Place
 * @property {<K extends keyof Host>(method: K, order?: Parameters<Host[K]>[0]) => ReturnType<Host[K]>} ask
 * @property {() => Promise<void>} close
 */

/** @returns {Place} a process of Node */
export function openNode() {
  const child = fork(fileURLToPath(new URL('node_host.js', import.meta.url)), {
    // TensorFlow.js advertises its native build on every start.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let asked = 0;
  child.on('message', (/** @type {any} */ { id, result, error }) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error) asker?.reject(new Error(error));
    else asker?.resolve(result);
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`Node ended with ${code}`));
  });
  return {
    ask: (method, order) =>
      /** @type {any} */ (
        new Promise((resolve, reject) => {
          waiting.set(++asked, { resolve, reject });
          child.send({ id: asked, method, order });
        })
      ),
    close: async () => void child.disconnect(),
  };
}

/**
 * @param {'chromium' | 'firefox'} name
 * @param {string} url of the repository's root, served
 * @returns {Promise<Place>}
 */
export async function openPage(name, url) {
  const browser = await openBrowser(name);
  await browser.open(`${url}tools/bench/page.html`);
  await browser.waitFor('Boolean(globalThis.bench)', { seconds: 60 });
  browser.page?.setDefaultTimeout(0);
  return {
    ask: (method, order) =>
      /** @type {any} */ (
        browser.evaluate(
          (/** @type {string} */ m, /** @type {unknown} */ o) =>
            /** @type {any} */ (globalThis).bench[m](o),
          method,
          order ?? null,
        )
      ),
    close: () => browser.close(),
  };
}

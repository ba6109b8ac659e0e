/** axe-core in a page: what keeps somebody out, by the rules of WCAG 2.2 AA and axe's own. */
import { readFileSync } from 'node:fs';

const axe = readFileSync(
  new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);

/**
 * @param {import('./browsers.js').Browser} browser
 * @returns {Promise<string[]>} a line for each thing that axe finds; none where all is well
 */
export async function findBarriers(browser) {
  if (!(await browser.evaluate('Boolean(globalThis.axe)'))) await browser.evaluate(axe);
  return browser.evaluate(async () => {
    const found = await /** @type {any} */ (globalThis).axe.run();
    return found.violations.flatMap((/** @type {any} */ one) =>
      one.nodes.map((/** @type {any} */ node) => `${one.id}: ${node.target.join(' ')}`),
    );
  });
}

/**
 * Both themes of the page that is open, one after the other.
 * @param {import('./browsers.js').Browser} browser
 * @returns {Promise<string[]>}
 */
export async function findBarriersInBothThemes(browser) {
  const first = await findBarriers(browser);
  await browser.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('[data-theme-switch]')).click(),
  );
  // Colours that a transition is still moving are neither theme's.
  await new Promise((done) => setTimeout(done, 400));
  const second = await findBarriers(browser);
  return [...first.map((line) => `light ${line}`), ...second.map((line) => `dark ${line}`)];
}

/**
 * Goes down a page, so that figures which are built when a reader comes near are built, and waits until they are.
 * @param {import('./browsers.js').Browser} browser
 */
export async function walkThrough(browser) {
  await browser.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
      scrollTo({ top: y, behavior: 'instant' });
      await new Promise((done) => setTimeout(done, 60));
    }
    scrollTo({ top: 0, behavior: 'instant' });
    // What the figures asked for is under way: a page that is left now would break it off. A figure that is built has a link;
    // where one has none, nothing must have come for a while.
    const figures = /** @type {any[]} */ ([...document.querySelectorAll('lab-figure')]);
    const loaded = () => performance.getEntriesByType('resource').length;
    for (let before = -1, quiet = 0; quiet < 20 && !figures.every(({ link }) => link);) {
      quiet = before === loaded() ? quiet + 1 : 0;
      before = loaded();
      await new Promise((done) => setTimeout(done, 100));
    }
  });
  await browser.waitFor(() =>
    [...document.querySelectorAll('lab-figure')].every((figure) => figure.shadowRoot),
  );
}

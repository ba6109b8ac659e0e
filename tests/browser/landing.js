/** Where a link to a place in the page has come to. */

/**
 * Waits until the page shows the place that was asked for and is still: what is built late near it has most likely been built.
 * @param {import('./browsers.js').Browser} browser
 * @param {string} id of the place
 * @returns {Promise<number>} how many CSS pixels it is off the top of the window, or of where the page's end lets it be
 */
export function offPlace(browser, id) {
  return browser.evaluate(async (/** @type {string} */ name) => {
    const page = document.documentElement;
    for (let before = '', still = 0; still < 20;) {
      const loaded = performance.getEntriesByType('resource').length;
      const now = `${loaded} ${page.scrollHeight} ${scrollY}`;
      still = now === before ? still + 1 : 0;
      before = now;
      await new Promise((done) => setTimeout(done, 20));
    }
    const place = /** @type {Element} */ (document.getElementById(name));
    const margin =
      parseFloat(getComputedStyle(page).scrollPaddingTop) +
      parseFloat(getComputedStyle(place).scrollMarginTop);
    const off = place.getBoundingClientRect().top - margin;
    const atEnd = scrollY + innerHeight >= page.scrollHeight - 1;
    return atEnd && off > 0 && off < innerHeight ? 0 : Math.round(Math.abs(off));
  }, id);
}

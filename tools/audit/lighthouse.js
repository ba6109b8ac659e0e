/** Lighthouse's scores of a page on a phone. */
import lighthouse from 'lighthouse';

/**
 * @typedef {object} Scores
 * @property {Record<string, number>} scores 0 … 100 by category
 * @property {string[]} lacks the checks that are not passed in full, with what they found
 */

/**
 * @param {import('../../tests/browser/browsers.js').Browser} browser
 * @param {string} url
 * @returns {Promise<Scores>}
 */
export async function scorePage(browser, url) {
  const page = await browser.page.browser().newPage();
  const result = await lighthouse(url, { logLevel: 'error', output: 'json' }, undefined, page);
  await page.close();
  if (!result) throw new Error(`Lighthouse gave no result for ${url}`);
  const { categories, audits } = result.lhr;
  const counted = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]),
  );
  return {
    scores: Object.fromEntries(
      Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
    ),
    lacks: counted
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ title, displayValue }) => [title, displayValue].filter(Boolean).join(': ')),
  };
}

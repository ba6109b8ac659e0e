/** TeX to MathML at build time. */

import temml from 'temml';

/**
 * `\live{name}{number}` marks a number that a page may change: it becomes
 * `<mn data-live="name">number</mn>`, whose text a script may set.
 */
const MACROS = { '\\live': '\\data{live=#1}{#2}' };

/** What Temml says by style attribute and maths.css says instead: block formulas, aligned columns. */
const STYLED = / style="(display:block math;|padding-left:0em;padding-right:0em;)"/g;

/**
 * @param {string} tex
 * @param {boolean} display
 * @returns {string} a `<math>` element without style attributes, which the pages' policy would refuse
 */
export function renderMaths(tex, display) {
  const html = temml
    .renderToString(tex, {
      displayMode: display,
      macros: { ...MACROS },
      trust: true,
      throwOnError: true,
    })
    .replaceAll(STYLED, '')
    .replace(
      /<mrow( data-live="[^"]+")>(.*?)<\/mrow>/g,
      (_, live, inner) => `<mn${live}>${textOf(inner)}</mn>`,
    );
  if (html.includes(' style='))
    throw new Error(`Temml styles this formula inline, which the site refuses: ${tex}`);
  return html;
}

/** @param {string} html */
function textOf(html) {
  return html.replace(/<[^>]+>/g, '');
}

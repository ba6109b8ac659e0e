/**
 * What lessons may write beyond plain Markdown: emphasis in Chinese, formulas (`$…$`; `$$ … $$ (1)` with a number),
 * ids of headings (`## Title {#id}`, the same in every language), tables that scroll, and an element
 * that stands alone on its line as a block of its own.
 */

import { emphasizeChinese } from './emphasis.js';
import { renderMaths } from './maths.js';

/** @param {any} md the markdown-it of Eleventy */
export function teachMarkdown(md) {
  md.set({ typographer: true, quotes: '“”‘’' });
  emphasizeChinese(md);
  md.inline.ruler.before('escape', 'formula', inlineFormula);
  md.block.ruler.before('fence', 'equation', equation, { alt: ['paragraph'] });
  md.core.ruler.push('heading_ids', headingIds);
  md.core.ruler.push('column_classes', columnClasses);
  md.core.ruler.push('lone_elements', loneElements);
  md.renderer.rules.formula = (/** @type {any} */ tokens, /** @type {number} */ i) =>
    renderMaths(tokens[i].content, false);
  md.renderer.rules.equation = renderEquation;
  md.renderer.rules.table_open = () => '<div class="table" tabindex="0" role="group"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
}

/** `$…$` within a line. @param {any} state @param {boolean} silent */
function inlineFormula(state, silent) {
  const { src, pos } = state;
  if (src[pos] !== '$' || /\s/.test(src[pos + 1] ?? ' ')) return false;
  const end = src.indexOf('$', pos + 1);
  if (end < 0 || /\s/.test(src[end - 1])) return false;
  if (!silent) state.push('formula', 'math', 0).content = src.slice(pos + 1, end);
  state.pos = end + 1;
  return true;
}

/**
 * `$$ … $$`, over one line or more, with a number in brackets behind it.
 * @param {any} state @param {number} start @param {number} last @param {boolean} silent
 */
function equation(state, start, last, silent) {
  const line = (/** @type {number} */ i) =>
    state.src.slice(state.bMarks[i] + state.tShift[i], state.eMarks[i]).trim();
  if (!line(start).startsWith('$$')) return false;
  let end = start;
  let text = line(start).slice(2);
  while (!/\$\$\s*(\(\d+\))?$/.test(text) && ++end < last) text += `\n${line(end)}`;
  const parts = /^(.*)\$\$\s*(?:\((\d+)\))?$/s.exec(text);
  if (!parts) return false;
  if (silent) return true;
  const token = state.push('equation', 'math', 0);
  token.content = parts[1].trim();
  token.meta = { number: parts[2] };
  token.block = true;
  state.line = end + 1;
  return true;
}

/** @param {any} tokens @param {number} i */
function renderEquation(tokens, i) {
  const maths = renderMaths(tokens[i].content, true);
  const { number } = tokens[i].meta;
  if (!number) return `<div class="equation">${maths}</div>\n`;
  return `<div class="equation" id="equation-${number}">${maths}<span class="equation-number">(${number})</span></div>\n`;
}

/** Takes `{#id}` from the end of a heading. @param {any} state */
function headingIds(state) {
  state.tokens.forEach((/** @type {any} */ token, /** @type {number} */ i) => {
    if (token.type !== 'heading_open') return;
    const last = state.tokens[i + 1].children.at(-1);
    const match = /\s*\{#([\w-]+)\}$/.exec(last?.content ?? '');
    if (!match) return;
    last.content = last.content.slice(0, match.index);
    token.attrSet('id', match[1]);
  });
}

/** A column's alignment as a class: the pages' policy refuses style attributes. @param {any} state */
function columnClasses(state) {
  for (const token of state.tokens) {
    const style = token.attrGet('style');
    if (!style) continue;
    token.attrs = token.attrs.filter((/** @type {string[]} */ [name]) => name !== 'style');
    if (style === 'text-align:right') token.attrJoin('class', 'to-end');
  }
}

/** `<lab-figure …></lab-figure>` alone in a paragraph needs no paragraph. @param {any} state */
function loneElements(state) {
  const { tokens } = state;
  for (let i = 1; i < tokens.length - 1; i++) {
    const parts = tokens[i].children ?? [];
    if (tokens[i].type !== 'inline' || tokens[i - 1].type !== 'paragraph_open' || !parts.length)
      continue;
    if (!parts.every((/** @type {any} */ part) => part.type === 'html_inline')) continue;
    tokens[i].type = 'html_block';
    tokens[i].content = `${tokens[i].content}\n`;
    tokens[i - 1].hidden = true;
    tokens[i + 1].hidden = true;
  }
}

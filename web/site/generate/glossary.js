/** The glossary: its terms, and the links to them in a lesson's text. The first mention of a term on a page links to it. */

import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Term
 * @property {string} id
 * @property {Record<string, { term: string, words: string[], text: string }>} in by language; words: how a text may say it
 */

/** @returns {Term[]} in no particular order */
export function readGlossary() {
  const file = new URL('../words/glossary.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).map(
    (/** @type {Record<string, any>} */ { id, ...languages }) => ({ id, in: languages }),
  );
}

/**
 * The terms in the order in which a reader of the language looks them up.
 * @param {Term[]} terms
 * @param {string} language
 */
export function inOrder(terms, language) {
  const { compare } = new Intl.Collator(language);
  return [...terms].sort((a, b) => compare(a.in[language].term, b.in[language].term));
}

/**
 * A rule for markdown-it's core that links the first mention of each term in running text. Headings, links, formulas and what
 * stands in elements of its own are left alone.
 * @param {Term[]} terms
 */
export function linkTerms(terms) {
  const finders = new Map(['en', 'zh'].map((language) => [language, termFinder(terms, language)]));
  return (/** @type {any} */ state) => {
    const find = finders.get(languageOf(state.env));
    if (!find) return;
    const seen = new Set();
    state.tokens.forEach((/** @type {any} */ token, /** @type {number} */ i) => {
      if (token.type !== 'inline' || state.tokens[i - 1]?.type === 'heading_open') return;
      token.children = linkInside(token.children, find, seen, state);
    });
  };
}

/** A lesson's file is its language's: lessons/NN-name/zh.md. @param {any} env */
function languageOf(env) {
  return /\/lessons\/[^/]+\/(\w+)\.md$/.exec(env?.page?.inputPath ?? '')?.[1] ?? '';
}

/** @typedef {(text: string, seen: Set<string>) => { id: string, at: number, length: number } | null} Finder */

/** @param {Term[]} terms @param {string} language @returns {Finder} */
function termFinder(terms, language) {
  const words = terms
    .flatMap(({ id, in: languages }) => languages[language].words.map((word) => ({ id, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const edge = language === 'en' ? ['(?<![\\w-])', '(?![\\w-])'] : ['', ''];
  const pattern = words.map(({ word }) => `${edge[0]}${word}${edge[1]}`).join('|');
  const ids = new Map(words.map(({ id, word }) => [word.toLowerCase(), id]));
  return (text, seen) => {
    for (const match of text.matchAll(new RegExp(pattern, 'gi'))) {
      const id = ids.get(match[0].toLowerCase());
      if (id && !seen.has(id)) return { id, at: match.index, length: match[0].length };
    }
    return null;
  };
}

/** @param {any[]} children @param {Finder} find @param {Set<string>} seen @param {any} state */
function linkInside(children, find, seen, state) {
  let depth = 0;
  return children.flatMap((child) => {
    if (child.type === 'link_open' || opensElement(child)) depth++;
    if (child.type === 'link_close' || closesElement(child)) depth--;
    return child.type === 'text' && depth === 0 ? linkText(child, find, seen, state) : [child];
  });
}

/** @param {any} token */
function opensElement({ type, content }) {
  return type === 'html_inline' && /^<[a-z]/.test(content) && !content.endsWith('/>');
}

/** @param {any} token */
function closesElement({ type, content }) {
  return type === 'html_inline' && content.startsWith('</');
}

/** @param {any} token @param {Finder} find @param {Set<string>} seen @param {any} state @returns {any[]} */
function linkText(token, find, seen, state) {
  const found = find(token.content, seen);
  if (!found) return [token];
  const { id, at, length } = found;
  seen.add(id);
  const text = (/** @type {string} */ content) =>
    Object.assign(new state.Token('text', '', 0), { content, level: token.level });
  const open = new state.Token('link_open', 'a', 1);
  open.attrs = [
    ['class', 'term'],
    ['href', `../glossary/#${id}`],
  ];
  const close = new state.Token('link_close', 'a', -1);
  return [
    ...linkText(text(token.content.slice(0, at)), find, seen, state),
    ...[open, text(token.content.slice(at, at + length)), close],
    ...linkText(text(token.content.slice(at + length)), find, seen, state),
  ];
}

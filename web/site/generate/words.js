/** The site's few own words, one file a language. */

import { readFileSync } from 'node:fs';

/** The languages of the site; the first one stands at the root, each other in a folder of its name. */
export const LANGUAGES = ['en', 'zh'];

/** @returns {Record<string, Record<string, any>>} words by language */
export function readWords() {
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const file = new URL(`../words/${language}.json`, import.meta.url);
      return [language, JSON.parse(readFileSync(file, 'utf8'))];
    }),
  );
}

/**
 * The address of a page in a language.
 * @param {string} language
 * @param {string} name "" for the home page, else the lesson's name
 */
export function addressIn(language, name) {
  const root = language === LANGUAGES[0] ? '/' : `/${language}/`;
  return name ? `${root}${name}/` : root;
}

/** @returns {{ authors: string, title: string, year: string, where: string, url: string, about: Record<string, string> }[]} */
export function readReferences() {
  return JSON.parse(readFileSync(new URL('../words/references.json', import.meta.url), 'utf8'));
}

/** The names of addresses that no lesson may take: the site's own pages, its languages and its folders. */

import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { LANGUAGES } from './words.js';

const FOLDERS = ['assets', 'data'];

/** @param {string} name */
export function isPageName(name) {
  const pages = readdirSync(new URL('../pages', import.meta.url)).map((file) =>
    basename(file, extname(file)),
  );
  return [...FOLDERS, ...LANGUAGES, ...pages].includes(name);
}

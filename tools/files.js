/** Walking the repository's files, for the tools that look at many. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import { root } from './paths.js';

/**
 * The files under some folders of the repository, sorted; folders that do not exist hold none.
 * @param {string[]} folders relative to the root
 * @param {RegExp} pattern what a path must match
 * @param {string} [base] another root
 * @returns {string[]} paths relative to the root, with slashes
 */
export function filesUnder(folders, pattern, base = root) {
  return folders
    .flatMap((folder) => walk(join(base, folder)))
    .map((path) => relative(base, path).replaceAll('\\', '/'))
    .filter((path) => pattern.test(path))
    .sort();
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

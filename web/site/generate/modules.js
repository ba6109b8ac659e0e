/** The import graph of a module, so that a page can ask for all of its modules at once. */

import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Import and export statements stand at the beginning of a line; `import()` in a comment does not. */
const IMPORT = /^(?:import|export)\s*(?:[\w*{][^'"`;]*?from\s*)?['"](\.[^'"]+)['"]/gm;

/**
 * Every module that `entry` imports statically, directly or through others, itself included.
 * @param {string} root   folder of the assets
 * @param {string} entry  the module's path inside it
 * @returns {string[]} paths inside `root`, the entry first
 */
export function importGraph(root, entry) {
  const found = new Set([entry]);
  for (const module of found) {
    const file = join(root, module);
    if (!existsSync(file)) throw new Error(`${module}: imported, but not among the assets`);
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      found.add(posix.join(posix.dirname(module), specifier));
    }
  }
  return [...found];
}

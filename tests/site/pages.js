/** Reads the built site as a browser would find it, without a browser. */

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * @typedef {object} Page
 * @property {string} path  from the site's root: "zh/what-the-rate-does/index.html"
 * @property {string} html
 */

/**
 * @param {string} site folder of the built site
 * @returns {Page[]}
 */
export function readPages(site) {
  return readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .map((path) => ({
      path: path.replaceAll('\\', '/'),
      html: readFileSync(join(site, path), 'utf8'),
    }));
}

/**
 * The opening tags of a piece of HTML, with their attributes.
 * @param {string} html
 * @returns {{ tag: string, attributes: Record<string, string> }[]}
 */
export function tagsOf(html) {
  return [...html.matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, tag, rest]) => ({
      tag,
      attributes: Object.fromEntries(
        [...rest.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [
          name,
          value ?? '',
        ]),
      ),
    }),
  );
}

/**
 * Where an address on a page leads: a file of the site, and an id in it.
 * @param {Page} page
 * @param {string} address
 */
export function follow(page, address) {
  const [way, id] = address.split('#');
  const base = posix.dirname(page.path);
  const path = way === '' ? page.path : posix.normalize(posix.join(base, way));
  return { path: way.endsWith('/') ? posix.join(path, 'index.html') : path, id };
}

/**
 * @param {string} site
 * @param {string} path
 */
export function isFile(site, path) {
  const file = join(site, path);
  return !path.startsWith('..') && existsSync(file) && statSync(file).isFile();
}

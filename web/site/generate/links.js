/** Links from page to page. All are relative, so that the site works from any sub-path. */

import { posix } from 'node:path';

/**
 * The way from one page to an address.
 * @param {string} from  address of the page that links, "/zh/what-the-rate-does/"
 * @param {string} to    address from the site's root; one that ends in "/" is a folder
 */
export function relativeLink(from, to) {
  const folder = from.endsWith('/') ? from : posix.dirname(from);
  const way = posix.relative(folder, to) || '.';
  return to.endsWith('/') ? `${way}/` : way;
}

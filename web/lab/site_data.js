/** MNIST as a site gives it: files beside the pages. */

import { download } from './download.js';

/** @typedef {import('./mnist.js').Source} Source */

/** @param {URL} folder that holds the four files, gzip'd @returns {Source} */
export function siteSource(folder) {
  return (file, options) =>
    download(new URL(`${file.name}.gz`, folder), { ...options, plainSize: file.bytes });
}

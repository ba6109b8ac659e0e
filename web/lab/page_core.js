/**
 * A small core of the page's own, for pure functions that answer at once: nothing is trained in it. All of a page's figures
 * share it; it is fetched when the first one asks.
 */
import { loadModule } from './core.js';

/** @typedef {import('./core.js').Core} Core */

/** @type {Promise<Core> | null} */
let opening = null;

/**
 * Loads a small core, each time a new one.
 * @param {import('./core.js').CoreOptions} [options]
 * @returns {Promise<Core>}
 * @throws {import('./errors.js').LabError} no-webassembly, core-missing, core-broken
 */
export function loadPageCore(options = {}) {
  return loadModule(options, 'page.wasm');
}

/**
 * @param {import('./core.js').CoreOptions} [options] of the first call; a call after one that failed tries again
 * @returns {Promise<Core>}
 * @throws {import('./errors.js').LabError}
 */
export function openPageCore(options) {
  opening ??= loadPageCore(options);
  opening.catch(() => (opening = null));
  return opening;
}

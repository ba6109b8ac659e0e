/**
 * The one lab of a page: all figures share its Workers and its data. Opened when a figure first needs it, so that a page that
 * is only read fetches nothing.
 */
import { openLab } from '../lab/lab.js';

/** @typedef {import('../lab/lab.js').Lab} Lab */

/** @type {Promise<Lab> | null} */
let opening = null;
/** @type {import('../lab/lab.js').LabOptions} */
const options = {};

/** A page whose figures measure says so before any of them opens the lab: the core that measures is larger. */
export function measureOnPage() {
  options.core = 'study';
}

/** @returns {Promise<Lab>} */
export function pageLab() {
  opening ??= openLab(options);
  opening.catch(() => (opening = null));
  return opening;
}

/** @type {Promise<Lab> | null} what `onceLoaded` waits for; settled by the first load that succeeds */
let loaded = null;
/** @type {(lab: Lab) => void} */
let tellLoaded = () => {};

/** Resolves when some figure of the page has brought the data; asks for nothing itself. @returns {Promise<Lab>} */
export function onceLoaded() {
  loaded ??= new Promise((resolve) => (tellLoaded = resolve));
  return loaded;
}

/**
 * Brings MNIST in, once for the page.
 * @param {{ onProgress?: (progress: import('../lab/progress.js').Progress) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<Lab>}
 * @throws {import('../lab/errors.js').LabError}
 */
export async function loadMnist(options) {
  const lab = await pageLab();
  await lab.load('mnist', options);
  void onceLoaded();
  tellLoaded(lab);
  return lab;
}

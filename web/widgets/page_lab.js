/**
 * The one lab of a page: all figures share its Workers and its data. Opened when a figure first needs it, so that a page that
 * is only read fetches nothing.
 */
import { openLab } from '../lab/lab.js';
import { isNoted, noteKept, noteKeptSoon } from './kept_note.js';

/** @typedef {import('../lab/lab.js').Lab} Lab */

/** @type {Promise<Lab> | null} */
let opening = null;

/** What the page says of its lab: the core (one that measures is larger), and a thread that ahead.js has begun. */
function options() {
  const script = /** @type {HTMLScriptElement & { thread?: Worker | null } | null} */ (
    document.querySelector('script[data-core]')
  );
  const core = script?.dataset.core === 'study' ? 'study' : 'core';
  const started = script?.thread ?? undefined;
  if (script) script.thread = null;
  return /** @type {const} */ ({ core, started });
}

/** @returns {Promise<Lab>} */
export function pageLab() {
  opening ??= openLab(options());
  opening.catch(() => (opening = null));
  return opening;
}

/**
 * For a figure that may be run soon: where this browser keeps the images, a thread takes them in before Run is pressed. Where it
 * does not, nothing is begun and nothing fetched.
 */
export async function prepareLab() {
  try {
    if (!(await (await pageLab()).prepare())) noteKept(false);
    else if (!isNoted()) void noteKeptSoon();
  } catch {
    // Whoever runs something is told.
  }
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
  if (!isNoted()) void noteKeptSoon();
  void onceLoaded();
  tellLoaded(lab);
  return lab;
}

/**
 * What the learner has done, kept in this browser and nowhere else: which lessons were opened and which of their exercises are
 * done. A lesson need not know: what its page marks as met is noted here.
 */

const KEY = 'steplab.progress';
/** How the page looks and that the images are here is nothing that was done. */
const KEPT = new Set(['steplab.theme', 'steplab:images-kept']);

/** @typedef {Record<string, string[]>} Progress the exercises done, by lesson; a lesson without any was opened */

/** @returns {Progress} */
export function readProgress() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const good = Object.entries(kept).filter(
      ([, done]) => Array.isArray(done) && done.every((name) => typeof name === 'string'),
    );
    return Object.fromEntries(good);
  } catch {
    return {};
  }
}

/** @param {Progress} progress */
function writeProgress(progress) {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // A browser that keeps nothing: the exercises still show on their page.
  }
}

/** Removes everything that a learner's work has left: predictions, attempts, exercises. */
export function forgetAll() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (/^steplab[.:]/.test(key) && !KEPT.has(key)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}

/** On a lesson's page: notes that it was opened, and every exercise that its experiment marks as met. */
export function noteProgress() {
  const { lesson } = document.body.dataset;
  if (!lesson) return;
  const note = () => {
    const met = document.querySelectorAll('output.check[data-state=met]');
    const names = [...met].map((output) => /** @type {HTMLElement} */ (output).dataset.check ?? '');
    const progress = readProgress();
    const known = progress[lesson] ?? null;
    const done = [...new Set([...(known ?? []), ...names])];
    if (known && known.length === done.length) return;
    writeProgress({ ...progress, [lesson]: done });
  };
  note();
  const watch = { subtree: true, attributes: true, attributeFilter: ['data-state'] };
  const list = document.querySelector('.exercises');
  if (list) new MutationObserver(note).observe(list, watch);
}

/**
 * The start page: its one picture moves, the lessons say what has been done of them, and what can be kept for later is asked when
 * the page has come to rest.
 */

import { define } from '../../widgets/define.js';
import { LabDescent } from '../../widgets/descent.js';
import { forgetAll, readProgress } from './progress.js';

define(LabDescent);
showProgress();
document.querySelector('[data-forget]')?.addEventListener('click', () => {
  forgetAll();
  showProgress();
  const note = /** @type {HTMLElement | null} */ (document.querySelector('[data-kept-note]'));
  if (note) note.textContent = note.dataset.forgotten ?? '';
});

addEventListener('load', () => {
  setTimeout(async () => {
    const { LabKeepData } = await import('../../widgets/keep_data.js');
    define(LabKeepData);
  }, 1000);
});

function showProgress() {
  const progress = readProgress();
  const entries = /** @type {HTMLElement[]} */ ([
    ...document.querySelectorAll('[data-lesson-entry]'),
  ]);
  for (const entry of entries) showEntry(entry, progress[entry.dataset.lessonEntry ?? '']);
  const forget = document.querySelector('[data-forget]');
  forget?.toggleAttribute('hidden', Object.keys(progress).length === 0);
  const current = entries.find((entry) => !isDone(entry, progress) && progress[nameOf(entry)]);
  if (current) offerToGoOn(current);
}

/** @param {HTMLElement} entry @param {string[] | undefined} done */
function showEntry(entry, done) {
  const said = /** @type {HTMLElement | null} */ (entry.querySelector('[data-progress]'));
  if (!said) return;
  const all = entry.dataset.exercises ?? '0';
  const { some = '', all: whole = '', seen = '' } = said.dataset;
  const count = String(done?.length ?? 0);
  const text = count === '0' ? seen : count === all ? whole : some;
  said.textContent = done ? text.replace('{done}', count).replace('{all}', all) : '';
  said.toggleAttribute('data-met', count !== '0' && count === all);
}

/** @param {HTMLElement} entry */
function nameOf(entry) {
  return entry.dataset.lessonEntry ?? '';
}

/** @param {HTMLElement} entry @param {import('./progress.js').Progress} progress */
function isDone(entry, progress) {
  return (progress[nameOf(entry)]?.length ?? 0) >= Number(entry.dataset.exercises);
}

/** The button leads to the lesson that was begun. @param {HTMLElement} entry */
function offerToGoOn(entry) {
  const button = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-begin]'));
  const link = /** @type {HTMLAnchorElement | null} */ (entry.querySelector('a'));
  if (!button || !link) return;
  button.href = link.href;
  button.textContent = (button.dataset.goOn ?? '').replace('{title}', link.textContent ?? '');
}

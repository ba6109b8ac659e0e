/** The language switch keeps the place: the same block of the other text, at the same height, with the same settings. */

import { hold } from './landing.js';

const KEY = 'steplab.place';

/** The blocks of a lesson; a test keeps them the same in every language. */
const blocks = () => [
  ...document.querySelectorAll('main > *, main > .scene > *, main > .scene > * > *'),
];

/**
 * Before the page is left: takes the address's settings along and notes which block is at the top.
 * @param {HTMLAnchorElement} link
 */
export function keepPlace(link) {
  const target = new URL(link.href);
  target.search = location.search;
  target.hash = location.hash;
  link.href = target.href;
  const all = blocks();
  const index = all.findIndex(
    (block) => block.getBoundingClientRect().bottom > 0 && !block.classList.contains('scene'),
  );
  if (index < 0 || scrollY === 0) return;
  const { top, height } = all[index].getBoundingClientRect();
  const place = { path: target.pathname, index, share: height ? -top / height : 0 };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Without storage the other page opens at its top.
  }
}

/** On arrival from the other language: goes to the block that was noted. */
export function restorePlace() {
  const place = takeNote();
  if (!place || place.path !== location.pathname) return;
  const block = blocks()[place.index];
  if (!block) return;
  hold((behavior) => {
    const { top, height } = block.getBoundingClientRect();
    scrollTo({ top: scrollY + top + place.share * height, behavior });
  });
}

/** @returns {{path: string, index: number, share: number} | null} */
function takeNote() {
  try {
    const note = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return note ? JSON.parse(note) : null;
  } catch {
    return null;
  }
}

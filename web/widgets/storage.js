/**
 * What the learner's own browser keeps. Where it refuses (private windows, blocked storage, no room), all falls away
 * quietly and lasts as long as the page.
 */

/** @type {Map<string, string>} */
const here = new Map();

/** @param {string} key */
const full = (key) => `steplab:${key}`;

/**
 * @param {string} key
 * @returns {unknown} null where nothing is kept or it cannot be read
 */
export function recall(key) {
  try {
    return JSON.parse(here.get(key) ?? localStorage.getItem(full(key)) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value null forgets
 */
export function keep(key, value) {
  here.set(key, JSON.stringify(value));
  try {
    if (value === null) localStorage.removeItem(full(key));
    else localStorage.setItem(full(key), JSON.stringify(value));
  } catch {
    // Refused: the copy of this page serves.
  }
}

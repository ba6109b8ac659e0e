/** Fetches what makes code of schedules when somebody asks for it: most visitors never do. */

/** @returns {Promise<typeof import('./index.js')>} */
export function loadSnippets() {
  return import('./index.js');
}

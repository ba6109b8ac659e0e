/** Brings what stands at a URL, in a page as under Node. */

/**
 * Fetches a URL; under Node a `file:` one is read from the disk.
 * @param {URL} url
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
export async function readUrl(url, init) {
  if (url.protocol !== 'file:') return fetch(url, init);
  const { readFile } = await import('node:fs/promises');
  return new Response(await readFile(url));
}

/** A note in the page's storage that the images are kept: ahead.js cannot wait until the browser says what it has. */

import { isMnistKept } from '../lab/kept_data.js';
import { keep, recall } from './storage.js';

/** ahead.js reads it, and progress.js leaves it alone. */
const KEY = 'images-kept';

export const isNoted = () => recall(KEY) === true;

/** @param {boolean} kept */
export function noteKept(kept) {
  keep(KEY, kept || null);
}

/**
 * After a load: the packs are written while the lab already answers.
 * @returns {Promise<boolean>} whether they are kept, in the end
 */
export async function noteKeptSoon() {
  let kept = await isMnistKept();
  for (let tries = 0; kept === false && tries < 50; tries++) {
    await new Promise((done) => setTimeout(done, 100));
    kept = await isMnistKept();
  }
  noteKept(kept === true);
  return kept === true;
}

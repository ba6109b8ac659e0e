/** How a batch size is drawn, everywhere in this lesson: by dash and marker, for colour means the rate. Pure. */

const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 5]];
const markers = /** @type {const} */ (['circle', 'square', 'triangle', 'diamond']);

/** @param {number} place of the batch size among those of its figure */
export function lookOfBatch(place) {
  return { dash: dashes[place % dashes.length], marker: markers[place % markers.length] };
}

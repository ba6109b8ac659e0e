/** How lanes of a race are told apart where their colour cannot: dashes of lines and markers of points, by their number. Pure. */

/** @type {(number[] | undefined)[]} */
const dashes = [undefined, [9, 4], [2, 4], [9, 4, 2, 4], [14, 5], [5, 3, 2, 3]];
const markers = /** @type {const} */ (['circle', 'square', 'triangle', 'diamond']);

/** @param {number} lane */
export function dashOf(lane) {
  return dashes[lane % dashes.length];
}

/** @param {number} lane @returns {'circle' | 'square' | 'triangle' | 'diamond'} */
export function markerOf(lane) {
  return markers[lane % markers.length];
}

/** Small IDX files, right and wrong, made by hand. */

/**
 * @param {number} magic
 * @param {number[]} sizes
 * @param {Uint8Array} items
 */
export function idxFile(magic, sizes, items) {
  const bytes = new Uint8Array(4 + 4 * sizes.length + items.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  sizes.forEach((size, index) => view.setUint32(4 + 4 * index, size));
  bytes.set(items, 4 + 4 * sizes.length);
  return bytes;
}

/**
 * Images of `side` × `side` pixels and their labels: the same every time, about one pixel in five set.
 * @param {number} count
 * @param {number} [side]
 */
export function idxPair(count, side = 28) {
  let state = 12345;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 16;
  const pixels = Uint8Array.from({ length: count * side * side }, () =>
    next() % 5 === 0 ? 1 + (next() % 255) : 0,
  );
  const digits = Uint8Array.from({ length: count }, () => next() % 10);
  return {
    pixels,
    digits,
    images: idxFile(0x803, [count, side, side], pixels),
    labels: idxFile(0x801, [count], digits),
  };
}

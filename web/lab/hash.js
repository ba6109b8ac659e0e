/** SHA-256 by the training core: a page on plain HTTP has no `crypto.subtle`. */

/** @typedef {import('./core.js').Core} Core */

/** @param {Core} core @param {number} pointer @param {number} length @returns {string} SHA-256 of a block of the core's memory, in hex */
export function hashBlock(core, pointer, length) {
  core.call.abi_sha256(pointer, length, core.scratch);
  return hex(core.bytes(core.scratch, 32));
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

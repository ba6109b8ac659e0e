/** C sources, looked at closely enough for the rules: which functions there are, and who calls whom. */

/**
 * @typedef {object} CFunction
 * @property {string} name
 * @property {boolean} isStatic
 * @property {string} body
 */

/** Comments and strings, blanked out.
 * @param {string} text
 */
export function bare(text) {
  return text
    .replace(/\/\*.*?\*\//gs, ' ')
    .replace(/\/\/.*$/gm, ' ')
    .replace(/"(\\.|[^"\\\n])*"/g, '""');
}

/**
 * The functions that a file defines. It relies on the house's form: a definition starts in the first
 * column and ends with a brace there.
 * @param {string} text
 * @returns {CFunction[]}
 */
export function functionsOf(text) {
  const definition = /^([a-z_][\w\s*]*?)\b(\w+)\(([^;{}]*)\)\s*\{\n(.*?)^\}/gms;
  return [...bare(text).matchAll(definition)].map(([, before, name, , body]) => ({
    name,
    isStatic: /\bstatic\b/.test(before),
    body,
  }));
}

/**
 * The functions of a file that take or give back memory though they have no part in the life of an
 * object: neither their name says so, nor are they a static helper of such functions only.
 * @param {string} text
 * @returns {string[]}
 */
export function strayAllocations(text) {
  const functions = functionsOf(text);
  const belongs = (/** @type {CFunction} */ { name, isStatic }) => {
    if (/_(create|open|destroy|release)$/.test(name)) return true;
    const callers = functions.filter(({ body }) => new RegExp(`\\b${name}\\(`).test(body));
    return isStatic && callers.length > 0 && callers.every(belongs);
  };
  return functions
    .filter(({ body }) => /\b(m|c|re|aligned_)alloc\s*\(|\bfree\s*\(/.test(body))
    .filter((one) => !belongs(one))
    .map(({ name }) => name);
}

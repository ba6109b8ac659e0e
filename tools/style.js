/** The checks of form, each a name and a command, and their counterparts that repair. */
import { filesUnder } from './files.js';

const cFiles = () => filesUnder(['src', 'wasm', 'tests'], /\.[ch]$/);
const bin = (/** @type {string} */ name) => `node_modules/.bin/${name}`;

/** @typedef {{ name: string, command: string[] }} Check */

/** @returns {Check[]} */
export function checks() {
  return [
    { name: 'eslint', command: [bin('eslint'), '.', '--max-warnings', '0'] },
    { name: 'prettier', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
    ...overC('clang-format', ['--dry-run', '-Werror']),
    { name: 'types', command: [bin('tsc')] },
    { name: 'types of the engine', command: [bin('tsc'), '-p', 'tsconfig.engine.json'] },
  ];
}

/** @returns {Check[]} */
export function repairs() {
  return [
    { name: 'prettier', command: [bin('prettier'), '--write', '--log-level', 'warn', '.'] },
    ...overC('clang-format', ['-i']),
  ];
}

/**
 * @param {string} name
 * @param {string[]} options
 * @returns {Check[]} none where there is no C
 */
function overC(name, options) {
  const files = cFiles();
  return files.length > 0 ? [{ name, command: [name, ...options, ...files] }] : [];
}

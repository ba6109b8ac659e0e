/** The places that the tools share, and the question whether a module is the program that was started. */
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const buildFolder = join(root, 'build');
export const dataFolder = join(buildFolder, 'data');
export const siteFolder = join(buildFolder, 'site');
export const wasmFolder = join(buildFolder, 'wasm');

/**
 * Whether Node was started with this module, rather than with another that imports it.
 * @param {ImportMeta} meta the module's `import.meta`
 */
export function isProgram(meta) {
  const program = process.argv[1];
  return program !== undefined && realpathSync(program) === realpathSync(fileURLToPath(meta.url));
}

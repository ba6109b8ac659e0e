/** The same run in Node, for comparison with a browser. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../tools/paths.js';

/**
 * @param {{ rate: number, epochs: number, batch?: number, seed?: number }} run
 * @returns {Promise<string>}
 */
export async function fingerprintInNode({ rate, epochs, batch = 128, seed = 1 }) {
  const options = { rate, epochs, batch, seed };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const command = [join(root, 'tools/steplab.js'), 'train', ...words, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}').fingerprint;
}

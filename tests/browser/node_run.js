/** The same run in Node, for comparison with a browser. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../tools/paths.js';

/**
 * @param {{ rate?: number, schedule?: object, epochs: number, batch?: number, seed?: number, optimizer?: string, grow?: string, 'train-size'?: number }} run
 *   with a rate or a schedule
 * @returns {Promise<string>}
 */
export async function fingerprintInNode({ schedule, batch = 128, seed = 1, ...others }) {
  const options = { batch, seed, ...others };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const folder = await mkdtemp(join(tmpdir(), 'steplab-'));
  try {
    if (schedule) {
      const file = join(folder, 'schedule.json');
      await writeFile(file, JSON.stringify(schedule));
      words.push('--schedule-file', file);
    }
    const command = [join(root, 'tools/steplab.js'), 'train', ...words, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}').fingerprint;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Child processes: what they give back, and that none is left behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { root } from '../../tools/paths.js';
import { run } from '../../tools/processes.js';

test('gives back the exit code and the output', async () => {
  const { code, output } = await run('sh', ['-c', 'echo word; echo other >&2; exit 3'], {
    quiet: true,
  });
  assert.equal(code, 3);
  assert.deepEqual(output.trim().split('\n').sort(), ['other', 'word']);
});

test('says 127 where there is no such command', async () => {
  assert.equal((await run('no-such-command-anywhere', [], { quiet: true })).code, 127);
});

test('ends what takes too long', async () => {
  const script = 'sleep 60 & wait; echo slept';
  const { code, output } = await run('sh', ['-c', script], { quiet: true, seconds: 0.2 });
  assert.equal(code, 124);
  assert.doesNotMatch(output, /slept/);
});

const tools = pathToFileURL(join(root, 'tools/processes.js'));
const program = `
  import { spawnGroup, watchGroup } from '${tools}';
  const child = spawnGroup('sh', ['-c', 'sleep 60 & echo $!; wait']);
  if (process.argv[1] === 'watched') watchGroup(child);
  child.stdout.once('data', (text) => console.log(String(text).trim()));
`;

for (const [signal, how] of /** @type {[NodeJS.Signals, string][]} */ ([
  ['SIGTERM', 'plain'],
  ['SIGINT', 'plain'],
  ['SIGKILL', 'watched'],
])) {
  test(`leaves nothing behind when it gets ${signal} (${how})`, async () => {
    const options = ['--input-type=module', '-e', program, how];
    const parent = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(parent.stdout, 'data');
    const grandchild = Number(line);
    assert.ok(lives(grandchild));
    parent.kill(signal);
    for (let tries = 0; tries < 100 && lives(grandchild); tries++) {
      await new Promise((done) => setTimeout(done, 20));
    }
    assert.ok(!lives(grandchild));
  });
}

/**
 * Whether a process runs; one that has ended and that nobody asked after does not.
 * @param {number} pid
 */
function lives(pid) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The data's preparation: the right bytes or a clear refusal. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { mnistFiles, prepareData } from '../../tools/data.js';
import { dataFolder } from '../../tools/paths.js';

test('the prepared files are MNIST, to the last byte', () => {
  for (const [name, sha256] of Object.entries(mnistFiles)) {
    const bytes = gunzipSync(readFileSync(join(dataFolder, `${name}.gz`)));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, name);
  }
});

test('other bytes are refused, and nothing is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steplab-data-'));
  for (const name of Object.keys(mnistFiles)) writeFileSync(join(folder, name), 'no digits');
  await assert.rejects(prepareData({ from: folder, to: folder }), /is not MNIST's/);
  assert.ok(!existsSync(join(folder, 'train-images-idx3-ubyte.gz')));
  rmSync(folder, { recursive: true });
});

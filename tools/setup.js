/**
 * Finds out what a command needs and this machine lacks, and installs it: Debian's packages by
 * apt-get, npm's by `npm ci`. It says nothing where nothing is missing. It runs before anything is
 * installed, so it and what it imports use Node's own modules only.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { fail, Failure } from './failure.js';
import { isProgram, root } from './paths.js';
import { run } from './processes.js';

/**
 * Something that a command needs.
 * @typedef {object} Need
 * @property {string} name what a person calls it
 * @property {string[]} packages Debian's packages that bring it
 * @property {() => boolean} found whether it is here already, whoever installed it
 */

/** @type {Record<string, Need>} */
const needs = {
  cmake: {
    name: 'CMake 3.25 or newer',
    packages: ['cmake'],
    found: () => versionOf('cmake') >= 3.25,
  },
  ninja: { name: 'Ninja', packages: ['ninja-build'], found: () => hasCommand('ninja') },
  compiler: {
    name: 'a C compiler',
    packages: ['gcc', 'libc6-dev'],
    found: () => hasCommand('gcc') && existsSync('/usr/include/stdlib.h'),
  },
  emscripten: { name: 'Emscripten', packages: ['emscripten'], found: () => hasCommand('emcc') },
  disassembler: {
    name: "Binaryen's wasm-dis",
    packages: ['binaryen'],
    found: () => hasCommand('wasm-dis'),
  },
  clangFormat: {
    name: 'clang-format',
    packages: ['clang-format'],
    found: () => hasCommand('clang-format'),
  },
  chromium: {
    name: 'Chromium',
    packages: ['chromium'],
    found: () => hasCommand('chromium'),
  },
  firefox: {
    name: 'Firefox ESR',
    packages: ['firefox-esr'],
    found: () => hasCommand('firefox-esr'),
  },
  webkit: {
    name: 'WebKit and its driver',
    packages: ['webkit2gtk-driver', 'libwebkit2gtk-4.1-0'],
    found: () => hasCommand('WebKitWebDriver') && miniBrowser() !== undefined,
  },
  display: { name: 'a virtual display', packages: ['xvfb'], found: () => hasCommand('Xvfb') },
  glyphs: {
    name: 'a font with Chinese glyphs',
    packages: ['fontconfig', 'fonts-noto-cjk'],
    found: () => output('fc-list', [':lang=zh-cn', 'family']).trim() !== '',
  },
  parallel: {
    name: 'GNU parallel',
    packages: ['parallel'],
    found: () => output('parallel', ['--version']).startsWith('GNU parallel'),
  },
  numpy: {
    name: 'NumPy',
    packages: ['python3-numpy'],
    found: () => findPython('numpy') !== undefined,
  },
  torch: {
    name: 'PyTorch',
    packages: ['python3-torch'],
    found: () => findPython('torch') !== undefined,
  },
  openblas: {
    name: 'OpenBLAS',
    packages: ['libopenblas-dev'],
    found: () => output('/sbin/ldconfig', ['-p']).includes('libopenblas'),
  },
};

const compiling = ['cmake', 'ninja', 'compiler', 'emscripten'];

/** What each purpose needs beside npm's packages. */
const needsOf = {
  build: compiling,
  disassembling: ['disassembler'],
  spreading: ['parallel'],
  format: ['clangFormat'],
  look: ['chromium', 'glyphs'],
  browsers: ['chromium', 'glyphs', 'firefox', 'webkit', 'display'],
  peers: ['numpy', 'torch', 'openblas'],
};

/** @typedef {keyof typeof needsOf} Purpose */

/**
 * Makes sure that everything is here that some purposes need. Throws a Failure that names what is missing
 * and the command that would install it.
 * @param {Purpose[]} purposes
 * @param {(line: string) => void} [say] where a word goes when something is installed
 */
export async function setup(purposes, say = console.log) {
  const wanted = new Set(purposes.flatMap((purpose) => needsOf[purpose]));
  const missing = [...wanted].map((key) => needs[key]).filter((need) => !need.found());
  const installing = [];
  if (missing.length > 0) installing.push(installPackages(missing, say));
  if (!modulesAreCurrent()) installing.push(installModules(say));
  // Side by side: the one is slow where the other is not. Both end before either's failure is told.
  const failed = (await Promise.allSettled(installing)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/**
 * The program with which WebKit's driver shows pages; Debian keeps it beside the library.
 * @returns {string | undefined}
 */
export function miniBrowser() {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return ['', ...folders]
    .map((folder) => join('/usr/lib', folder, 'webkit2gtk-4.1', 'MiniBrowser'))
    .find((path) => existsSync(path));
}

/**
 * Where a command stands on PATH.
 * @param {string} command
 * @returns {string | undefined}
 */
export function findCommand(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

/** @param {string} command */
function hasCommand(command) {
  return findCommand(command) !== undefined;
}

/**
 * The Python that has a module: the first on PATH, or the system's own.
 * @param {string} module
 * @returns {string | undefined}
 */
export function findPython(module) {
  const ask = `import importlib.util as u; print(u.find_spec(${JSON.stringify(module)}) is not None)`;
  return ['python3', '/usr/bin/python3'].find(
    (python) => output(python, ['-c', ask]).trim() === 'True',
  );
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Need[]} missing
 * @param {(line: string) => void} say
 */
async function installPackages(missing, say) {
  const names = missing.map((need) => need.name).join(', ');
  const packages = missing.flatMap((need) => need.packages);
  const byHand = `apt-get install ${packages.join(' ')}`;
  if (!hasCommand('apt-get')) {
    throw new Failure(`Missing: ${names}. Install them; on Debian: sudo ${byHand}`);
  }
  const administrator = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (administrator.length > 0 && (await runQuietly([...administrator, 'true'])).code !== 0) {
    throw new Failure(`Missing: ${names}. Installing them needs rights: sudo ${byHand}`);
  }
  say(`Installing ${names} (apt-get install ${packages.join(' ')}) …`);
  const aptGet = [
    ...administrator,
    ...['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y', '-o', 'DPkg::Lock::Timeout=300'],
  ];
  const updated = await runQuietly([...aptGet, 'update']);
  const installed = await runQuietly([
    ...aptGet,
    ...['install', '--no-install-recommends'],
    ...packages,
  ]);
  const still = missing.filter((need) => !need.found());
  if (installed.code !== 0 || still.length > 0) {
    const log = tail(installed.code === 0 ? updated.output : installed.output);
    const what = still.map((need) => need.name).join(', ') || names;
    throw new Failure(`Could not install ${what}. Try by hand: sudo ${byHand}\n${log}`);
  }
}

/** @param {(line: string) => void} say */
async function installModules(say) {
  say('Installing npm packages (npm ci) …');
  const { code, output: log } = await runQuietly(['npm', 'ci', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Failure(`npm ci failed in ${root}:\n${tail(log)}`);
}

/** Whether node_modules holds what the lock file says, as npm itself noted when it installed. */
function modulesAreCurrent() {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

/**
 * @param {string} path of a lock file
 * @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>}
 */
function lockedPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** @param {string[]} words */
function runQuietly([command, ...args]) {
  return run(command, args, { cwd: root, quiet: true });
}

/**
 * What a command prints, or nothing where there is no such command.
 * @param {string} command
 * @param {string[]} args
 */
function output(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/**
 * A command's version as major.minor, with the minor in two digits: 3.25, 3.05; 0 where it is missing.
 * @param {string} command
 */
function versionOf(command) {
  const [, major, minor] = output(command, ['--version']).match(/(\d+)\.(\d+)/) ?? [];
  return major === undefined ? 0 : Number(major) + Number(minor) / 100;
}

/** @param {string} text */
function tail(text) {
  return text.trim().split('\n').slice(-15).join('\n');
}

async function main() {
  const known = /** @type {Purpose[]} */ (Object.keys(needsOf));
  const purposes =
    process.argv.length > 2
      ? process.argv.slice(2)
      : known.filter((purpose) => purpose !== 'peers');
  const unknown = purposes.find((purpose) => !Object.hasOwn(needsOf, purpose));
  if (unknown) throw new Failure(`${unknown}: say one of ${known.join(', ')}`);
  await setup(/** @type {Purpose[]} */ (purposes));
}

if (isProgram(import.meta)) await main().catch(fail);

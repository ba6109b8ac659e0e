/**
 * Builds everything that the site consists of: the core as WebAssembly, the data, the pages. What is
 * up to date is left alone.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { prepareData, publishData } from './data.js';
import { fail, Failure } from './failure.js';
import { filesUnder } from './files.js';
import { buildFolder, isProgram, root, siteFolder } from './paths.js';
import { run } from './processes.js';
import { setup } from './setup.js';

/**
 * Builds the site, with everything that it needs.
 * @param {(line: string) => void} [say] where a word goes when something is built
 */
export async function build(say = console.log) {
  await setup(['build'], say);
  await buildCore('wasm', say);
  const made = await prepareData();
  if (made.length > 0) say(`Prepared the data: ${made.join(', ')}`);
  await aloud('Writing the site …', say, () => buildSite(say));
}

/**
 * Says what is going on where it takes longer than a moment.
 * @param {string} line
 * @param {(line: string) => void} say
 * @param {() => Promise<void>} work
 */
async function aloud(line, say, work) {
  const timer = setTimeout(say, 1000, line);
  await work().finally(() => clearTimeout(timer));
}

/** What a preset builds beside its tests. */
const programs = /** @type {Record<string, string[]>} */ ({
  native: ['steplab_native'],
  'native-wide': ['steplab_native'],
  wasm: ['core', 'core_scalar', 'study', 'study_scalar', 'page'],
});

/**
 * Builds the programs of one of CMake's presets; it is configured first where it is not, or where the
 * presets changed (what else the configuration hangs on Ninja itself watches).
 * @param {string} preset
 * @param {(line: string) => void} [say]
 * @param {string[]} [targets] what to build instead
 */
export async function buildCore(preset, say = console.log, targets = programs[preset]) {
  const configured = join(buildFolder, preset, 'build.ninja');
  await aloud(`Compiling the core (${preset}) …`, say, async () => {
    if (timeOf(configured) < timeOf(join(root, 'CMakePresets.json'))) {
      await cmake('--preset', preset);
    }
    const output = await cmake('--build', '--preset', preset, '--target', ...targets);
    if (!output.includes('ninja: no work to do')) say(`Compiled the core (${preset})`);
  });
}

/** @param {string[]} args */
async function cmake(...args) {
  const { code, output } = await run('cmake', args, { cwd: root, quiet: true });
  if (code !== 0) throw new Failure(`cmake ${args.join(' ')}:\n${output}`);
  return output;
}

/** @param {string} path */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * Writes the pages and what they load, from scratch whenever anything that they are made of changed,
 * so that nothing of an earlier build stays.
 * @param {(line: string) => void} say
 */
async function buildSite(say) {
  const stampFile = join(buildFolder, 'site.stamp');
  const stamp = stampOfSources();
  const whole = existsSync(stampFile) && existsSync(join(siteFolder, 'index.html'));
  if (whole && readFileSync(stampFile, 'utf8') === stamp) return;
  rmSync(stampFile, { force: true });
  mkdirSync(siteFolder, { recursive: true });
  for (const name of readdirSync(siteFolder)) {
    if (name !== 'data') rmSync(join(siteFolder, name), { recursive: true });
  }
  const eleventy = join(root, 'node_modules', '@11ty', 'eleventy', 'cmd.cjs');
  const { code, output } = await run(process.execPath, [eleventy], { cwd: root, quiet: true });
  if (code !== 0) throw new Failure(`Eleventy:\n${output}`);
  publishData(join(siteFolder, 'data'));
  writeFileSync(stampFile, stamp);
  say('Wrote the site to build/site');
}

/** A hash of every file that the site is made of. */
function stampOfSources() {
  const sources = [
    ...['eleventy.config.js', 'package-lock.json'],
    ...filesUnder(['web', 'lessons'], /./),
    ...filesUnder(['build/wasm'], /^build\/wasm\/[^/]+\.wasm$/),
  ];
  const hash = createHash('sha256');
  for (const path of sources) {
    const content = createHash('sha256').update(readFileSync(join(root, path)));
    hash.update(`${path} ${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

if (isProgram(import.meta)) await build().catch(fail);

/** The stages of `npm test`: what each runs, and how it counts. */
import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { buildCore } from './build.js';
import { filesUnder } from './files.js';
import { buildFolder, root } from './paths.js';
import { run } from './processes.js';
import { checks } from './style.js';

/** @typedef {{ passed: number, failed: number, skipped?: string }} Count */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {import('./setup.js').Purpose[]} needs what must be installed
 * @property {boolean} built whether it looks at the built site or core
 * @property {() => Promise<Count>} run
 */

/** Longer than this no file of tests takes, on the slowest machine; nor any stage. */
const secondsForStage = 900;

/** So many programs of tests run side by side; more browsers than four crowd out one another. */
const beside = Math.min(availableParallelism(), 4);

/** What a stage of Node's needs beside the build. @type {Record<string, import('./setup.js').Purpose[]>} */
const needsBeside = { wasm: ['disassembling'], tools: ['spreading'] };

/** @type {Stage[]} in the order in which they run: what fails soonest comes first */
export const stages = [
  { name: 'lint', needs: ['format'], built: false, run: lint },
  nodeStage('architecture', ['tests'], /^tests\/architecture\.test\.js$/),
  ctestStage('core', 'asan'),
  ctestStage('core-wasm', 'wasm'),
  ...['wasm', 'web', 'widgets', 'site', 'lessons', 'tools'].map((name) =>
    nodeStage(name, [`tests/${name}`]),
  ),
  nodeStage('replay', ['tests/parity']),
  { ...nodeStage('browser', ['tests/browser']), needs: ['build', 'browsers'] },
];

/**
 * All checks of form, side by side.
 * @returns {Promise<Count>}
 */
async function lint() {
  const options = { cwd: root, quiet: true, seconds: secondsForStage };
  const running = checks().map(({ command: [program, ...args] }) => run(program, args, options));
  const count = { passed: 0, failed: 0 };
  for (const [i, { name }] of checks().entries()) {
    const { code, output } = await running[i];
    console.log(`${code === 0 ? '✔' : '✖'} ${name}\n${output}`.trim());
    count[code === 0 ? 'passed' : 'failed']++;
  }
  return count;
}

/**
 * A stage of tests for Node's own runner.
 * @param {string} name
 * @param {string[]} folders
 * @param {RegExp} [pattern]
 * @returns {Stage}
 */
function nodeStage(name, folders, pattern = /\.test\.js$/) {
  return {
    name,
    needs: ['build', ...(needsBeside[name] ?? [])],
    built: name !== 'architecture',
    async run() {
      const files = filesUnder(folders, pattern);
      if (files.length === 0) return { passed: 0, failed: 0, skipped: 'there are none yet' };
      const tap = join(buildFolder, 'tests', `${name}.tap`);
      mkdirSync(join(buildFolder, 'tests'), { recursive: true });
      const options = [
        ...['--test', `--test-concurrency=${beside}`, `--test-timeout=${secondsForStage * 1000}`],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=tap', `--test-reporter-destination=${tap}`],
      ];
      const { code } = await run(process.execPath, [...options, ...files], {
        cwd: root,
        seconds: secondsForStage,
      });
      return honest(code, countOfTap(readFileSync(tap, 'utf8')));
    },
  };
}

/**
 * A stage of C tests under CTest.
 * @param {string} name
 * @param {string} preset CMake's preset, for building and for testing
 * @returns {Stage}
 */
function ctestStage(name, preset) {
  return {
    name,
    needs: ['build'],
    built: true,
    async run() {
      if (filesUnder(['tests/core'], /\.c$/).length === 0) {
        return { passed: 0, failed: 0, skipped: 'there are none yet' };
      }
      await buildCore(preset, console.log, ['all']);
      const options = ['--preset', preset, '--no-tests=error', `--parallel=${beside}`];
      const { code, output } = await run('ctest', options, {
        cwd: root,
        tee: true,
        seconds: secondsForStage,
      });
      return honest(code, countOfCTest(output));
    },
  };
}

/**
 * The numbers in the closing lines of TAP.
 * @param {string} text
 * @returns {Count}
 */
export function countOfTap(text) {
  const number = (/** @type {string} */ word) =>
    Number(text.match(new RegExp(`^# ${word} (\\d+)$`, 'm'))?.[1] ?? 0);
  return { passed: number('pass'), failed: number('fail') + number('cancelled') };
}

/**
 * The numbers in CTest's closing line.
 * @param {string} text
 * @returns {Count}
 */
export function countOfCTest(text) {
  const [, failed, all] = text.match(/(\d+) tests? failed out of (\d+)/) ?? [];
  return all
    ? { passed: Number(all) - Number(failed), failed: Number(failed) }
    : { passed: 0, failed: 0 };
}

/**
 * A runner that ended badly has failed, whatever it counted.
 * @param {number} code
 * @param {Count} count
 * @returns {Count}
 */
function honest(code, count) {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

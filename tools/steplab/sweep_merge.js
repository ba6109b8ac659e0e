/** Puts the files of a sweep's shards together, and says what is missing, doubled or of another sweep. */

import { cellAt, countCells, describeGrid } from '../../web/lab/index.js';
import { UsageError } from './options.js';
import { nameOf, placeOf, readContent } from './sweep_file.js';
import { gridOfFinal, sameSweep } from './sweep_report.js';

/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('./sweep_file.js').CellLine} CellLine */
/** @typedef {import('./sweep_file.js').Content} Content */
/** @typedef {Content & { path: string }} Source */

/**
 * @param {string[]} paths
 * @returns {{ grid: Grid, lines: CellLine[] }} all cells, in the grid's order
 * @throws {UsageError}
 */
export function mergeFiles(paths) {
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw refusal(twice, 'the file is named twice; name it once.');
  const sources = paths.map((path) => ({ path, ...readContent('merge', path) }));
  const whole = sources.filter(({ final }) => final !== null);
  if (whole.length === 0)
    throw refusal(
      paths[0],
      'no file here was finished, so that none says what the sweep is; run the same command with --out again, and it goes on.',
    );
  checkFinals(whole);
  const grid = readGrid(whole[0]);
  const places = place(grid, sources);
  checkMissing(grid, sources, places);
  const lines = Array.from({ length: countCells(grid) }, (_, index) => places.get(index)?.line);
  return { grid, lines: /** @type {CellLine[]} */ (lines) };
}

/** They must be parts of one sweep, each another. @param {Source[]} whole */
function checkFinals(whole) {
  const [first] = whole;
  const shards = new Map();
  for (const { path, final } of whole) {
    const field = sameSweep(first.final, final);
    if (field !== null) {
      const [one, other] = [first.final, final].map((line) => JSON.stringify(line[field] ?? null));
      throw refusal(
        path,
        `this is another sweep than ${first.path}: ${field} ${other}, not ${one}.`,
      );
    }
    const parts = (/** @type {string | null} */ shard) => shard?.split('/')[1] ?? null;
    if (parts(final.shard) !== parts(first.final.shard)) {
      const [one, other] = [first.final, final].map(({ shard }) =>
        shard ? `shard ${shard}` : 'the whole',
      );
      throw refusal(
        path,
        `this is ${other}, but ${first.path} is ${one}; merge the shards of one division.`,
      );
    }
    const name = final.shard ? `shard ${final.shard}` : 'the whole sweep';
    if (shards.has(final.shard))
      throw refusal(path, `${shards.get(final.shard)} is ${name}, too; leave one of them out.`);
    shards.set(final.shard, path);
  }
}

/** @param {Source} source */
function readGrid({ path, final }) {
  try {
    return describeGrid(gridOfFinal(final));
  } catch {
    throw refusal(path, 'its last line does not describe a sweep.');
  }
}

/** @param {Grid} grid @param {Source[]} sources */
function place(grid, sources) {
  /** @type {Map<number, { line: CellLine, path: string }>} */
  const places = new Map();
  for (const { path, cells } of sources) {
    for (const { line, at } of cells) {
      const index = placeOf(grid, line);
      if (index < 0)
        throw refusal(
          path,
          `line ${at} (${nameOf(line)}) is of another sweep; leave the file out.`,
        );
      const other = places.get(index);
      if (other)
        throw refusal(
          path,
          `line ${at} (${nameOf(line)}) is in ${other.path}, too; leave one of them out.`,
        );
      places.set(index, { line, path });
    }
  }
  return places;
}

/** @param {Grid} grid @param {Source[]} sources @param {Map<number, unknown>} places */
function checkMissing(grid, sources, places) {
  const all = countCells(grid);
  const missing = Array.from({ length: all }, (_, index) => index).filter(
    (index) => !places.has(index),
  );
  if (missing.length === 0) return;
  const cut = sources.find(({ final }) => final === null);
  const parts = Number(sources.find(({ final }) => final)?.final.shard?.split('/')[1] ?? 1);
  const shards = [...new Set(missing.map((index) => (index % parts) + 1))].sort((a, b) => a - b);
  const names = shards
    .slice(0, 10)
    .map((part) => `${part}/${parts}`)
    .join(', ');
  const which = parts === 1 ? '' : ` (shard ${names}${shards.length > 10 ? ', …' : ''})`;
  const count = `${missing.length} of ${all} cells are missing${which}`;
  if (cut) {
    const again = 'run its command with --out again, and it goes on';
    throw refusal(cut.path, `the file was not finished; ${count}: ${again}.`);
  }
  const { batch, rate, seed } = cellAt(grid, missing[0]);
  throw refusal(
    sources.map(({ path }) => path).join(' '),
    `${count}, the first with batch ${batch}, rate ${rate}, seed ${seed}: add the file that has them.`,
  );
}

/** @param {string} path @param {string} reason */
function refusal(path, reason) {
  return new UsageError(`--merge ${path}: ${reason}`);
}

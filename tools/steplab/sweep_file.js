/** The file of a sweep: a line of JSON a cell, in the order in which they came; when all are there, in the grid's order, and a last line. */

import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

import { cellAt, encodeRun, indexOfCell, runOfCell } from '../../web/lab/index.js';
import { UsageError } from './options.js';

/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('../../web/lab/events.js').Final} Final */
/** @typedef {import('../../web/lab/errors.js').LabError} LabError */
/** @typedef {import('./sweep.js').Sweep} Sweep */
/** @typedef {import('./sweep_report.js').SweepFinal} SweepFinal */

/**
 * One cell as its line tells it. `run` is the run as a link has it: all that decides the result. A cell that could not be carried out
 * has null results and says why it failed.
 * @typedef {object} CellLine
 * @property {number} batch
 * @property {number} rate
 * @property {number} seed
 * @property {number} epochs
 * @property {number | null} validationAccuracy
 * @property {number | null} testAccuracy
 * @property {number | null} diverged the iteration
 * @property {string | null} fingerprint
 * @property {string} run
 * @property {string} [failed]
 */

/** @typedef {{ cells: { line: CellLine, at: number }[], final: any }} Content `at` is the number of the line */

/**
 * @param {Grid} grid
 * @param {number} index
 * @param {Final | null} final
 * @param {LabError | null} error
 * @returns {CellLine}
 */
export function lineOfCell(grid, index, final, error) {
  const { batch, rate, seed } = cellAt(grid, index);
  const run = runOfCell(grid, { batch, rate, seed });
  return {
    batch,
    rate,
    seed,
    epochs: run.epochs,
    validationAccuracy: final?.validationAccuracy ?? null,
    testAccuracy: final?.testAccuracy ?? null,
    diverged: final?.diverged ?? null,
    fingerprint: final?.fingerprint ?? null,
    run: encodeRun(run),
    ...(final ? {} : { failed: error?.message ?? '' }),
  };
}

/** A file that a sweep writes and goes on with. */
export class SweepFile {
  /** @param {string} path @param {Map<number, CellLine>} cells what it holds already, by the cells' numbers */
  constructor(path, cells) {
    this.path = path;
    this.cells = cells;
    this.descriptor = guard('out', path, () => {
      writeWhole(path, [...cells.values()]);
      return openSync(path, 'a');
    });
  }

  /**
   * Reads what is there: a last line that was cut is dropped, a cell that failed is tried again.
   * @param {string} path
   * @param {Sweep} sweep
   * @throws {UsageError} where it is the file of another sweep, or of none
   */
  static open(path, { grid, shard, indices }) {
    const { cells, final } = readContent('out', path, true);
    const own = new Set(indices);
    /** @type {Map<number, CellLine>} */
    const known = new Map();
    const of = shard ? `of shard ${shard.part}/${shard.of} of this sweep` : 'of this sweep';
    if (final && shardText(shard) !== final.shard)
      throw new UsageError(
        `--out ${path}: the file holds ${final.shard ? `shard ${final.shard}` : 'a whole sweep'}, not what is asked for; name another file.`,
      );
    for (const { line, at } of cells) {
      const index = placeOf(grid, line);
      if (index < 0 || !own.has(index))
        throw new UsageError(
          `--out ${path}: line ${at} (${nameOf(line)}) is no cell ${of}; name another file.`,
        );
      if (line.failed === undefined) known.set(index, line);
    }
    return new SweepFile(path, known);
  }

  /** A whole file at once. @param {string} path @param {CellLine[]} lines @param {SweepFinal} final */
  static write(path, lines, final) {
    guard('out', path, () => writeWhole(path, [...lines, final]));
  }

  /** @param {CellLine} line */
  add(line) {
    writeSync(this.descriptor, `${JSON.stringify(line)}\n`);
  }

  /** All cells are there. @param {CellLine[]} lines in the grid's order @param {SweepFinal} final */
  finish(lines, final) {
    closeSync(this.descriptor);
    SweepFile.write(this.path, lines, final);
  }
}

/** @param {import('./sweep.js').Shard | null} shard */
export function shardText(shard) {
  return shard ? `${shard.part}/${shard.of}` : null;
}

/** A cell's number; −1 where it is of another sweep. @param {Grid} grid @param {CellLine} line */
export function placeOf(grid, line) {
  const index = indexOfCell(grid, line);
  return index >= 0 && encodeRun(runOfCell(grid, line)) === line.run ? index : -1;
}

/** @param {CellLine} line */
export function nameOf({ batch, rate, seed, epochs }) {
  return `batch ${batch}, rate ${rate}, seed ${seed}, ${epochs} epochs`;
}

/**
 * The lines of a sweep's file. Of a last line without its end only a whole one counts.
 * @param {string} option that named it
 * @param {string} path
 * @param {boolean} [absent] whether there may be none
 * @returns {Content}
 */
export function readContent(option, path, absent = false) {
  const text = guard(option, path, () => readText(path, absent));
  /** @type {Content} */
  const content = { cells: [], final: null };
  const pieces = text.split('\n');
  for (const [number, piece] of pieces.entries()) {
    if (piece === '') continue;
    const line = parse(piece);
    const cut = number === pieces.length - 1;
    if (line?.final === true) content.final = line;
    else if (isCell(line)) content.cells.push({ line, at: number + 1 });
    else if (!cut)
      throw new UsageError(
        `--${option} ${path}: line ${number + 1} is no cell of a sweep: ${mark(piece)}`,
      );
  }
  return content;
}

/** @param {string} path @param {boolean} absent */
function readText(path, absent) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (absent && /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return '';
    throw error;
  }
}

/** @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {any} line @returns {line is CellLine} */
function isCell(line) {
  const numbers = ['batch', 'rate', 'seed', 'epochs'];
  return (
    numbers.every((name) => typeof line?.[name] === 'number') &&
    typeof line.run === 'string' &&
    (typeof line.fingerprint === 'string' || typeof line.failed === 'string')
  );
}

/** So that nobody ever sees half of it. @param {string} path @param {object[]} lines */
function writeWhole(path, lines) {
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  renameSync(part, path);
}

/** What the disk refuses is told in the words of the option. @template T @param {string} option @param {string} path @param {() => T} action */
function guard(option, path, action) {
  try {
    return action();
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === undefined) throw error;
    const doing = option === 'out' ? 'written' : 'read';
    throw new UsageError(`--${option} ${path}: the file cannot be ${doing} (${code}).`);
  }
}

const LONGEST = 60;

/** A text as a message shows it. @param {string} text */
export function mark(text) {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut === '' ? '""' : cut;
}

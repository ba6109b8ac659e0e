/** What a sweep says in the end: its last line, and the table that a person reads. */

import { shardText } from './sweep_file.js';

/** @typedef {import('../../web/lab/grid.js').Grid} Grid */
/** @typedef {import('./sweep.js').Shard} Shard */
/** @typedef {import('./sweep_file.js').CellLine} CellLine */

/**
 * The last line: the sweep's options, and how it went. `seeds` is their number, `seed` the first.
 * @typedef {Record<string, any> & { batches: readonly number[], rates: readonly number[], seeds: number, seed: number,
 *   shard: string | null, cells: number, failed: number, final: true }} SweepFinal
 */

/** Of the last line: what is not the sweep's description. */
const outcome = ['shard', 'cells', 'failed', 'final'];

/**
 * @param {Grid} grid
 * @param {Shard | null} shard
 * @param {CellLine[]} lines
 * @returns {SweepFinal}
 */
export function finalOfSweep({ batches, rates, seeds, shared }, shard, lines) {
  const failed = lines.filter((line) => line.failed !== undefined).length;
  return {
    ...{ batches, rates, seeds: seeds.length, seed: seeds[0] },
    ...shared,
    ...{ shard: shardText(shard), cells: lines.length, failed, final: true },
  };
}

/** The grid that a last line describes. @param {SweepFinal} final */
export function gridOfFinal({ seeds, seed, ...line }) {
  const shared = Object.entries(line).filter(([name]) => !outcome.includes(name));
  return {
    ...Object.fromEntries(shared),
    seeds: Array.from({ length: Number(seeds) }, (_, index) => Number(seed) + index),
  };
}

/** @param {SweepFinal} one @param {SweepFinal} other @returns {string | null} the first field in which they are different sweeps */
export function sameSweep(one, other) {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const differs = (/** @type {string} */ name) =>
    !outcome.includes(name) && JSON.stringify(one[name]) !== JSON.stringify(other[name]);
  return names.find(differs) ?? null;
}

/** Mean validation accuracy by batch size and rate, with one standard deviation where there are seeds. @param {Grid} grid @param {CellLine[]} lines */
export function printTable({ batches, rates, seeds }, lines) {
  const title =
    seeds.length > 1 ? `over ${seeds.length} seeds, ± one standard deviation` : 'one seed';
  console.log(`Validation accuracy by batch size and learning rate, ${title}\n`);
  const width = seeds.length > 1 ? 16 : 9;
  console.log('batch'.padStart(8) + rates.map((rate) => String(rate).padStart(width)).join(''));
  for (const batch of batches) {
    const row = rates.map((rate) => {
      const own = lines.filter((line) => line.batch === batch && line.rate === rate);
      return inShort(own.map((line) => line.validationAccuracy)).padStart(width);
    });
    console.log(String(batch).padStart(8) + row.join(''));
  }
  for (const { batch, rate, seed, failed } of lines) {
    if (failed !== undefined)
      console.log(`\nbatch ${batch}, rate ${rate}, seed ${seed} failed: ${failed}`);
  }
}

/** @param {(number | null)[]} values */
function inShort(values) {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length === 0) return '–';
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  if (known.length < 2) return mean.toFixed(4);
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return `${mean.toFixed(4)} ± ${Math.sqrt(squares / (known.length - 1)).toFixed(4)}`;
}

/** @type {[number, string][]} */
const units = [
  [365.25 * 86400, 'years'],
  [86400, 'days'],
  [3600, 'hours'],
  [60, 'minutes'],
  [1, 'seconds'],
];

/** @param {number} seconds @returns {string} such as `2.5 hours` */
export function inWords(seconds) {
  const [size, name] = units.find(([unit]) => seconds >= 1.5 * unit) ?? [1, 'seconds'];
  const count = seconds / size;
  return `${count < 10 ? Number(count.toFixed(1)) : Math.round(count).toLocaleString('en-US')} ${name}`;
}

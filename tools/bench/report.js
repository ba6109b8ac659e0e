/** The benchmark's tables. */
import { denseOperations } from './task.js';

/** The share of the multiplications and additions that is left when zeros are skipped. */
const doneShare = (0.191 * 2 * 784 * 64 + 3 * (64 * 16 + 16 * 10)) / (denseOperations / 110000);

/**
 * @param {Record<string, Record<number, { epoch: Record<string, number>, peak: number }>>} phases
 */
export function tellPhases(phases) {
  console.log('\nWhere an epoch goes, in ms (every batch at its best of many rounds)');
  for (const [place, batches] of Object.entries(phases)) {
    for (const [batch, { epoch, peak }] of Object.entries(batches)) {
      const { evaluate, ...steps } = epoch;
      const total = Object.values(steps).reduce((sum, time) => sum + time, 0);
      const parts = Object.entries(steps).map(([name, time]) => `${name} ${ms(time)}`);
      const rate = denseOperations / total / 1e9;
      console.log(
        `${place.padEnd(10)} batch ${batch.padStart(3)}  ${parts.join('  ')}  sum ${ms(total)}`,
        ` evaluating 5,000 ${ms(evaluate / 11)}`,
      );
      console.log(
        `${' '.repeat(21)}${rate.toFixed(0)} GFLOP/s dense-equivalent, f32x4 peak ${(peak / 1e9).toFixed(0)}:`,
        `${((rate * 1e9) / peak).toFixed(2)} ×; the arithmetic really done, ${(100 * doneShare).toFixed(0)}% of it,`,
        `runs at ${((100 * doneShare * rate * 1e9) / peak).toFixed(0)}% of the peak`,
      );
    }
  }
}

/**
 * @param {Record<string, Record<number, { seconds: number, peak: number, ratio: number }[]>>} rates
 */
export function tellRates(rates) {
  console.log(
    '\nEpochs in pieces, each between two measurements of the peak: medians, and quarters',
  );
  for (const [place, batches] of Object.entries(rates)) {
    for (const [batch, results] of Object.entries(batches)) {
      const of = (/** @type {'seconds' | 'peak' | 'ratio'} */ key) => quarters(results, key);
      const [seconds, peaks, ratios] = [of('seconds'), of('peak'), of('ratio')];
      console.log(
        `${place.padEnd(10)} batch ${batch.padStart(3)}  ${ms(seconds[1])} ms an epoch`,
        `(${ms(seconds[0])} to ${ms(seconds[2])}), peak ${(peaks[1] / 1e9).toFixed(0)} GFLOP/s:`,
        `${ratios[1].toFixed(2)} × (${ratios[0].toFixed(2)} to ${ratios[2].toFixed(2)})`,
      );
    }
  }
}

/**
 * @template {string} K
 * @param {Record<K, number>[]} results
 * @param {K} key
 */
function quarters(results, key) {
  const sorted = results.map((result) => result[key]).sort((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * (sorted.length - 1))]);
}

/** Of a column in the race's table. */
const width = 43;

/**
 * @param {import('./race.js').Result[]} results
 * @param {number[]} batches
 */
export function tellRace(results, batches) {
  console.log(
    '\nSeconds an epoch: median, ± half the spread, ratio to ours in Chromium; the same of the best rounds',
  );
  console.log(
    `(* from a part of an epoch; accuracy after ${results[0]?.judged} samples of batch 128)`,
  );
  const heads = batches.map((batch) => `batch ${batch}`.padStart(width)).join('');
  console.log(`${'contender'.padEnd(30)}${heads}  accuracy`);
  const keys = [...new Set(results.map(({ name, place }) => `${name} ${place}`))];
  for (const key of keys) {
    const cells = batches.map((batch) => cell(results, key, batch));
    const judged = results.find((r) => `${r.name} ${r.place}` === key && r.batch === 128);
    const accuracy = key.startsWith('native') ? 'own order' : judged?.accuracy?.toFixed(4);
    const [name, place] = key.split(' ');
    console.log(`${`${name} (${place})`.padEnd(30)}${cells.join('')}  ${accuracy ?? ''}`);
  }
}

/**
 * @param {import('./race.js').Result[]} results
 * @param {string} key
 * @param {number} batch
 */
function cell(results, key, batch) {
  const result = results.find((r) => `${r.name} ${r.place}` === key && r.batch === batch);
  const ours = results.find(
    (r) => r.name === 'steplab' && r.place === 'chromium' && r.batch === batch,
  );
  if (!result || !ours) return ''.padStart(width);
  const star = result.extrapolated ? '*' : ' ';
  const spread = `±${(50 * result.spread).toFixed(0)}%`.padStart(5);
  const medians = `${(result.median / ours.median).toFixed(2)} ×`.padStart(9);
  const bests = `${(result.least / ours.least).toFixed(2)} ×`.padStart(9);
  const least = result.least.toFixed(3).padStart(8);
  return `${result.median.toFixed(3)}${star}${spread}${medians}${least}${bests}`.padStart(width);
}

/**
 * Judged by the medians; where the bests tell another story, the machine was busy.
 * @param {import('./asks.js').Ask[]} asks
 */
export function tellAsks(asks) {
  const heads = ['median', 'best', 'asked', 'beyond'].map((head) => head.padStart(12)).join('');
  console.log(`\n${'Figure'.padEnd(48)}${heads}`);
  for (const { name, value, best, unit, least, beyond, lower } of asks) {
    const missed = value !== undefined && (lower ? value > least : value < least);
    const sign = lower ? '≤' : '≥';
    const cells = [
      ...[value, best].map((n) => (n === undefined ? 'not here' : `${n.toPrecision(3)} ${unit}`)),
      ...[least, beyond].map((n) => `${sign} ${n}`),
    ];
    const row = cells.map((text) => text.padStart(12)).join('');
    console.log(`${name.padEnd(48)}${row}${missed ? '  not met' : ''}`);
  }
}

/** @param {number} seconds */
function ms(seconds) {
  return (1000 * seconds).toFixed(1).padStart(5);
}

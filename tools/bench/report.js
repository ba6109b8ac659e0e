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
 * @param {import('./race.js').Result[]} results
 * @param {number[]} batches
 */
export function tellRace(results, batches) {
  console.log('\nSeconds an epoch: median, ± half the spread, ratio to ours in Chromium');
  console.log(
    `(* from a part of an epoch; accuracy after ${results[0]?.judged} samples of batch 128)`,
  );
  const heads = batches.map((batch) => `batch ${batch}`.padStart(25)).join('');
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
  if (!result || !ours) return ''.padStart(25);
  const star = result.extrapolated ? '*' : ' ';
  const spread = `±${(50 * result.spread).toFixed(0)}%`.padStart(5);
  const ratio = `${(result.median / ours.median).toFixed(2)} ×`.padStart(10);
  return `${result.median.toFixed(3)}${star}${spread}${ratio}`.padStart(25);
}

/** @param {import('./asks.js').Ask[]} asks */
export function tellAsks(asks) {
  console.log(
    `\n${'Figure'.padEnd(48)}${'here'.padStart(10)}${'asked'.padStart(12)}${'beyond'.padStart(12)}`,
  );
  for (const { name, value, unit, least, beyond, lower } of asks) {
    const sign = lower ? '≤' : '≥';
    const met =
      value === undefined ? '' : (lower ? value <= least : value >= least) ? '' : '  not met';
    const here = value === undefined ? 'not here' : `${value.toPrecision(3)} ${unit}`;
    console.log(
      `${name.padEnd(48)}${here.padStart(10)}${`${sign} ${least}`.padStart(12)}${`${sign} ${beyond}`.padStart(12)}${met}`,
    );
  }
}

/** @param {number} seconds */
function ms(seconds) {
  return (1000 * seconds).toFixed(1).padStart(5);
}

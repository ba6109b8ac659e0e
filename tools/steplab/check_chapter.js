/** `check-chapter`: carries out the runs behind the page "The chapter, checked", and keeps them as its record. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Session, describeRun } from '../../web/lab/index.js';
import {
  RUN_CLAIMS,
  compareArms,
  measureRun,
  runClaim,
  spreadOfRuns,
} from '../../web/widgets/claim_runs.js';
import { root } from '../paths.js';
import { UsageError } from './options.js';
import { findCore, findMnist } from './workshop.js';

/** @typedef {import('../../web/widgets/claim_runs.js').RunClaim} RunClaim */

const recordsFile = join(root, 'web', 'site', 'words', 'chapter_records.json');

/** @type {import('./options.js').Command} */
export const checkChapter = {
  about:
    'Trains what decides a claim of the textbook chapter, with several seeds, and says what came out. --write keeps it as the record that the page “The chapter, checked” shows.',
  options: [
    { name: 'claim', value: 'ID', fallback: 'all', text: true, help: 'one claim, or all' },
    { name: 'seeds', value: 'N', fallback: 3, help: 'seeds 1 to N' },
    { name: 'write', help: 'keep the result as the record' },
    { name: 'json', help: 'one JSON record a line' },
  ],
  run,
};

/** @param {import('./options.js').Values} values */
async function run({ claim, seeds, write, json, typed }) {
  if (!Number.isInteger(seeds) || seeds < 2 || seeds > 50) {
    throw new UsageError(`--seeds ${typed.seeds}: give a whole number from 2 to 50.`);
  }
  const known = RUN_CLAIMS.map(({ id }) => id);
  if (claim !== 'all' && !known.includes(claim)) {
    throw new UsageError(`--claim ${claim}: give one of ${known.join(', ')}, or all.`);
  }
  const core = await findCore(true);
  const data = await findMnist(core);
  const chosen = claim === 'all' ? RUN_CLAIMS : [runClaim(claim)];
  for (const [i, one] of chosen.entries()) {
    const arms = one.arms.map((arm) => carryOut(core, data, one, arm.run, seeds));
    const record = {
      command: `node tools/steplab.js check-chapter --claim ${one.id} --seeds ${seeds}`,
      date: new Date().toISOString().slice(0, 10),
      seeds,
      arms,
    };
    const last = i === chosen.length - 1;
    console.log(
      json
        ? JSON.stringify({ claim: one.id, ...record, ...(last && { final: true }) })
        : report(one, arms),
    );
    if (write) keepRecord(one.id, record);
  }
  return 0;
}

/**
 * @param {import('../../web/lab/core.js').Core} core
 * @param {import('../../web/lab/mnist.js').Mnist} data
 * @param {RunClaim} claim
 * @param {import('../../web/lab/run.js').RunDescription} description
 * @param {number} seeds
 */
function carryOut(core, data, claim, description, seeds) {
  const values = [];
  const fingerprints = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const session = new Session(core, data, describeRun({ ...description, seed }));
    /** @type {number[]} */
    const accuracies = [];
    while (!session.finished) {
      for (const event of session.advance(1000)) {
        if (event.type === 'record') accuracies.push(event.record.validationAccuracy);
        if (event.type !== 'final') continue;
        const { testAccuracy, fingerprint } = event.final;
        values.push(Number(measureRun(claim.measure, accuracies, testAccuracy).toFixed(5)));
        fingerprints.push(fingerprint);
      }
    }
    session.destroy();
  }
  return { values, fingerprints };
}

/** @param {RunClaim} claim @param {{ values: number[] }[]} results by arm */
function report({ id, arms, comparisons }, results) {
  const percent = (/** @type {number} */ share) => (100 * share).toFixed(2);
  const rows = arms.map(({ name }, i) => {
    const { mean, deviation } = spreadOfRuns(results[i].values);
    return `  ${name.en.padEnd(32)} ${percent(mean)} ± ${percent(deviation)} %`;
  });
  const said = comparisons.map(({ arm, than, found }) => {
    const { outcome, difference, error } = compareArms(results[arm].values, results[than].values);
    const note = outcome === found ? '' : `   (recorded as ${found})`;
    return `  ${arms[arm].name.en} against ${arms[than].name.en}: ${percent(difference)} ± ${percent(error)}: ${outcome}${note}`;
  });
  return [id, ...rows, ...said].join('\n');
}

/** @param {string} id @param {object} record */
function keepRecord(id, record) {
  const records = JSON.parse(readFileSync(recordsFile, 'utf8'));
  const order = RUN_CLAIMS.map((claim) => claim.id);
  const all = Object.entries({ ...records, [id]: record }).sort(
    ([a], [b]) => order.indexOf(a) - order.indexOf(b),
  );
  writeFileSync(recordsFile, `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`);
}

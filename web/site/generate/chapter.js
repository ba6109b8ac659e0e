/** The page "The chapter, checked": its claims, each with the record of our own runs. */

import { readFileSync } from 'node:fs';
import { RUN_CLAIMS, spreadOfRuns } from '../../widgets/claim_runs.js';

/** @param {string} name */
const readWords = (name) =>
  JSON.parse(readFileSync(new URL(`../words/${name}.json`, import.meta.url), 'utf8'));

const percent = (/** @type {number} */ share) => (100 * share).toFixed(2);

/** Every claim in the chapter's order; one that training decides has its record, a row an arm. */
export function readClaims() {
  const records = readWords('chapter_records');
  return readWords('chapter_claims').map((/** @type {any} */ claim) => {
    if (claim.kind !== 'runs') return claim;
    const runs = RUN_CLAIMS.find(({ id }) => id === claim.id);
    const record = records[claim.id];
    if (!runs || record?.arms.length !== runs.arms.length)
      throw new Error(
        `${claim.id}: its record is not of these runs; node tools/steplab.js check-chapter --claim ${claim.id} --write makes it`,
      );
    const rows = runs.arms.map(({ name }, i) => {
      const { values, fingerprints } = record.arms[i];
      const { mean, deviation } = spreadOfRuns(values);
      return { name, mean: `${percent(mean)} ± ${percent(deviation)}`, print: fingerprints[0] };
    });
    return { ...claim, record: { ...record, rows } };
  });
}

/**
 * How many claims have which verdict, put into a sentence with {holds}, {part} and {no}.
 * @param {string} sentence
 * @param {{ verdict: string }[]} claims
 */
export function countVerdicts(sentence, claims) {
  return sentence.replace(/\{(\w+)\}/g, (_, verdict) =>
    String(claims.filter((claim) => claim.verdict === verdict).length),
  );
}

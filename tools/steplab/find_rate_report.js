/** What `find-rate` says in the end: the summary of its searches, and how a person reads it. */

import { reasonTexts, RULES, ruleTexts, spreadOf } from '../../web/lab/index.js';

/** @typedef {import('../../web/lab/search_records.js').Finding} Finding */
/** @typedef {import('../../web/lab/lr_finder.js').Verified} Verified */

/**
 * @param {Finding[]} findings
 * @param {string} rule
 */
export function summary(findings, rule) {
  const [first] = findings;
  const rateOf = (/** @type {Finding} */ finding) =>
    rule === 'rounds' ? finding.rate : finding.rules[ruleName(rule)].rate;
  const spread = spreadOf(findings.map(rateOf));
  const rate = spread?.median ?? null;
  const careful = rule === 'rounds' ? spreadOf(findings.map((one) => one.careful)) : null;
  const rules = RULES.map((name) => [
    name,
    spreadOf(findings.map((one) => one.rules[name].rate))?.median ?? null,
  ]);
  const reasons = RULES.map((name) => [name, first.rules[name].reason]);
  return {
    rate,
    careful: careful?.median ?? carefulOf(findings, rate),
    rule,
    reason: rule === 'rounds' ? first.reason : first.rules[ruleName(rule)].reason,
    rules: Object.fromEntries(rules),
    reasons: Object.fromEntries(reasons.filter(([, reason]) => reason !== null)),
    rounds: first.rounds.map(
      ({ segments, minimum, bracket, stopped, stoppedAt, inside, carried }) => ({
        segments,
        minimum,
        bracket,
        stopped,
        stoppedAt,
        inside,
        carried,
      }),
    ),
    ...(findings.length > 1 && { spread, rates: findings.map(rateOf) }),
    seconds: findings.reduce((sum, one) => sum + one.seconds, 0),
  };
}

/** A rule's answer has the caution of the rounds: the same share below it. @param {Finding[]} findings @param {number | null} rate */
function carefulOf([{ rate: found, careful }], rate) {
  if (rate === null || found === null || careful === null) return null;
  return Number(((rate * careful) / found).toPrecision(3));
}

/** @param {string} rule */
function ruleName(rule) {
  return /** @type {import('../../web/lab/search_records.js').Rule} */ (rule);
}

/** @param {ReturnType<typeof summary> & { verified?: Verified }} result @param {string} rule */
export function printResult(result, rule) {
  for (const [index, round] of result.rounds.entries()) console.log(roundText(index, round));
  console.log('');
  for (const name of RULES) {
    const reason = result.reasons[name];
    const answer = reason ? reasonTexts[reason].en({}) : digits(result.rules[name]).padEnd(9);
    console.log(`${name.padEnd(10)} ${answer}  ${reason ? '' : ruleTexts[name].en({})}`);
  }
  const { spread, verified, rate, careful } = result;
  if (spread)
    console.log(`\nquartiles  ${digits(spread.low)} – ${digits(spread.high)} of ${spread.count}`);
  if (verified) {
    console.log('\nVerified, five epochs each: mean validation accuracy');
    for (const one of verified.candidates)
      console.log(
        `${digits(one.rate).padEnd(10)} ${one.accuracy.toFixed(4)}${one.diverged ? `  ${one.diverged} diverged` : ''}`,
      );
  }
  if (rate === null) console.log(`\n${reasonTexts[result.reason ?? 'not-done'].en({})}`);
  else
    console.log(
      `\nlearning rate  ${digits(rate)}, or ${digits(careful)} to be careful (${verified ? 'verified' : rule})`,
    );
}

/** @param {number} index @param {ReturnType<typeof summary>['rounds'][number]} round */
function roundText(index, { segments, minimum, bracket, stopped, stoppedAt, inside }) {
  const range = `${digits(segments[0].first)} … ${digits(segments[segments.length - 1].last)}`;
  const end =
    stopped === 'end'
      ? ''
      : `; stopped at ${digits(stoppedAt)}, ${stopped === 'grew' ? 'where the loss had grown' : 'where the loss was no number'}`;
  const found = minimum
    ? `lowest loss ${minimum.loss.toFixed(4)} at ${digits(minimum.rate)}`
    : 'no lowest loss';
  const place = !minimum || inside ? '' : ', no minimum inside the range';
  const next = bracket ? `; bracket ${digits(bracket[0])} … ${digits(bracket[1])}` : '';
  return `round ${index + 1}  ${range}: ${found}${place}${end}${next}`;
}

/** @param {number | null} value */
function digits(value) {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

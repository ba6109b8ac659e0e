/**
 * The exercises' rules: from the runs that a learner has made to a verdict. Pure.
 */

/**
 * What is kept of a run.
 * @typedef {object} Attempt
 * @property {number} rate
 * @property {number} batch
 * @property {number} seed
 * @property {[epoch: number, accuracy: number][]} records validation accuracy, 0 to 1
 * @property {boolean} over whether it has ended
 * @property {boolean} diverged
 */

/** @typedef {{ done: boolean, key: string, values: string[] }} Verdict key of a sentence in words.js, and what goes into it */

const percent = (/** @type {number} */ share) => (100 * share).toFixed(2);
const short = (/** @type {number} */ value) => String(Number(value.toPrecision(4)));

/**
 * At batch 128, at least 96 % within 5 epochs.
 * @param {Attempt[]} attempts
 * @returns {Verdict | null} null while nothing counts
 */
export function checkFast(attempts) {
  const records = attempts
    .filter(({ batch }) => batch === 128)
    .flatMap(({ rate, records }) =>
      records
        .filter(([epoch]) => epoch <= 5 + 1e-9)
        .map(([epoch, accuracy]) => ({ rate, epoch, accuracy })),
    );
  if (records.length === 0) return null;
  const best = records.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
  if (best.accuracy < 0.96)
    return { done: false, key: 'fastNear', values: [short(best.rate), percent(best.accuracy)] };
  return {
    done: true,
    key: 'fastDone',
    values: [short(best.rate), percent(best.accuracy), short(best.epoch)],
  };
}

/** @param {Attempt} attempt @returns {number | null} epochs until 95 % were reached */
function epochsTo95({ records }) {
  return records.find(([, accuracy]) => accuracy >= 0.95)?.[0] ?? null;
}

/**
 * 95 % with a rate of 0.1 or less.
 * @param {Attempt[]} attempts
 * @returns {Verdict | null}
 */
export function checkPatient(attempts) {
  const slow = attempts.filter(({ rate, records }) => rate <= 0.1 && records.length > 0);
  if (slow.length === 0) return null;
  const winner = slow.find((attempt) => epochsTo95(attempt) !== null);
  if (!winner) {
    const best = slow.reduce((a, b) => (last(b)[1] > last(a)[1] ? b : a));
    return {
      done: false,
      key: 'patientNear',
      values: [short(best.rate), percent(last(best)[1]), short(last(best)[0])],
    };
  }
  const fast = attempts.find(
    (attempt) =>
      attempt.rate === 0.5 && attempt.batch === winner.batch && epochsTo95(attempt) !== null,
  );
  const compared = fast ? short(/** @type {number} */ (epochsTo95(fast))) : '';
  return {
    done: true,
    key: 'patientDone',
    values: [short(winner.rate), short(/** @type {number} */ (epochsTo95(winner))), compared],
  };
}

/** @param {Attempt} attempt */
function last({ records }) {
  return records[records.length - 1];
}

/**
 * Two runs at one batch size, one that diverges and one that does not, no more than a factor of 1.5 apart.
 * @param {Attempt[]} attempts
 * @returns {Verdict | null}
 */
export function checkEdge(attempts) {
  const bad = attempts.filter(({ over, diverged }) => over && diverged);
  if (bad.length === 0) return null;
  const pairs = bad.flatMap((worse) =>
    attempts
      .filter(
        (good) =>
          good.over && !good.diverged && good.batch === worse.batch && good.rate < worse.rate,
      )
      .map((good) => ({ good: good.rate, bad: worse.rate })),
  );
  if (pairs.length === 0)
    return {
      done: false,
      key: 'edgeOne',
      values: [short(Math.min(...bad.map(({ rate }) => rate)))],
    };
  const closest = pairs.reduce((a, b) => (b.bad / b.good < a.bad / a.good ? b : a));
  const values = [short(closest.good), short(closest.bad)];
  if (closest.bad / closest.good <= 1.5 + 1e-9) return { done: true, key: 'edgeDone', values };
  return {
    done: false,
    key: 'edgeFar',
    values: [...values, (closest.bad / closest.good).toFixed(1)],
  };
}

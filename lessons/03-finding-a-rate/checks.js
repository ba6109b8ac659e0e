/** The exercises' rules: from the searches and races that a learner has made to a verdict. Pure. */

/** @typedef {{ batch: number, seed: number, rate: number }} Found a search that came to its end */
/** @typedef {{ last: number, inside: boolean, rate: number }} FirstRound */
/** @typedef {{ rate: number, accuracy: number, suggested: number, own: number, seeds: number, diverged: number }} Race the winner and the suggestion */
/** @typedef {{ done: boolean, key: string, values: string[] }} Verdict key of a sentence in words.js, and what goes into it */

const short = (/** @type {number} */ value) => String(Number(value.toPrecision(3)));
/** Accuracies of three seeds on 5,000 images each that are closer than this (in points) cannot be told apart. */
const level = 0.14;

/**
 * A search at batch 16 or less, and one at 128 with the same seed.
 * @param {readonly Found[]} found
 * @returns {Verdict | null}
 */
export function checkSmall(found) {
  const small = found.filter(({ batch }) => batch <= 16);
  for (const one of small) {
    const usual = found.find(({ batch, seed }) => batch === 128 && seed === one.seed);
    if (usual)
      return {
        done: true,
        key: 'smallDone',
        values: [String(one.batch), short(one.rate), short(usual.rate)],
      };
  }
  const last = small[small.length - 1] ?? found.find(({ batch }) => batch === 128);
  return last
    ? { done: false, key: 'smallOne', values: [String(last.batch), short(last.rate)] }
    : null;
}

/**
 * A first round whose minimum lies inside its table.
 * @param {readonly FirstRound[]} rounds
 * @returns {Verdict | null}
 */
export function checkTurn(rounds) {
  const turned = rounds.find(({ inside }) => inside);
  if (turned) return { done: true, key: 'turnDone', values: [short(turned.rate)] };
  if (rounds.length === 0) return null;
  const furthest = Math.max(...rounds.map(({ last }) => last));
  return { done: false, key: 'turnNear', values: [short(furthest)] };
}

/**
 * A race of three seeds or more that another rate wins by more than chance.
 * @param {readonly Race[]} races
 * @returns {Verdict | null}
 */
export function checkBeat(races) {
  const gain = (/** @type {Race} */ race) => 100 * (race.accuracy - race.own);
  const won = races.find(
    (race) => race.seeds >= 3 && race.rate !== race.suggested && gain(race) > level,
  );
  if (won)
    return {
      done: true,
      key: 'beatDone',
      values: [short(won.rate), short(won.suggested), gain(won).toFixed(2)],
    };
  const last = races[races.length - 1];
  return last ? { done: false, key: 'beatNear', values: [short(last.rate)] } : null;
}

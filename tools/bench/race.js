/** Times contenders in turn: what else the machine does then hits all of them alike. */

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} place
 * @property {(order: { batch: number, count: number, judge?: boolean }) => Promise<import('./host.js').Visit>} visit
 */

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {string} place
 * @property {number} batch
 * @property {number} median seconds an epoch
 * @property {number} least the best round: what an undisturbed machine would do, as near as one gets
 * @property {number} spread of the rounds: (most - least) / median
 * @property {number} rounds
 * @property {boolean} extrapolated from a part of an epoch
 * @property {number} [accuracy] after the first `judged` samples
 * @property {number} [judged]
 */

/** @typedef {{ batches: number[], rounds: number, seconds: number }} Plan */

const epoch = 55000;

/** Samples after which accuracies are compared: all walk through the same ones from the same weights. */
const judged = 2560;

/**
 * @param {Entry[]} entries
 * @param {Plan} plan how long a visit takes, if an epoch does not end sooner
 * @param {(line: string) => void} say
 * @returns {Promise<Result[]>}
 */
export async function race(entries, { batches, rounds, seconds }, say) {
  /** @type {Result[]} */
  const results = [];
  for (const batch of batches) {
    const racers = [];
    for (const entry of entries) racers.push(await warmUp(entry, batch, seconds, say));
    // Engines compile their best code beside the work: let them finish.
    await new Promise((done) => setTimeout(done, 500));
    for (let round = 0; round < rounds; round++) {
      say(`batch ${batch}, round ${round + 1} of ${rounds}`);
      const order = round % 2 ? racers.toReversed() : racers;
      for (const racer of order) {
        if (racer.slow && round >= 2) continue;
        const visit = await racer.entry.visit({ batch, count: racer.count });
        racer.times.push((visit.seconds * epoch) / racer.count);
      }
    }
    results.push(...racers.map((racer) => summary(racer, batch)));
  }
  return results;
}

/**
 * Lets it run until it is warm, looks at what it learned, and sees how many samples fill a visit.
 * @param {Entry} entry
 * @param {number} batch
 * @param {number} seconds
 * @param {(line: string) => void} say
 */
async function warmUp(entry, batch, seconds, say) {
  const start = performance.now();
  const first = await entry.visit({ batch, count: judged, judge: true });
  const again = await entry.visit({ batch, count: judged });
  const perSample = Math.min(first.seconds, again.seconds) / judged;
  const fitting = Math.floor(seconds / perSample / batch) * batch;
  const count = Math.min(epoch, Math.max(fitting, Math.min(10 * batch, judged)));
  const took = (performance.now() - start) / 1000;
  say(`batch ${batch}: ${entry.name} in ${entry.place} is warm after ${took.toFixed(1)} s`);
  const slow = perSample * count > 2 * seconds;
  return { entry, count, accuracy: first.accuracy, slow, times: /** @type {number[]} */ ([]) };
}

/**
 * @param {Awaited<ReturnType<typeof warmUp>>} racer
 * @param {number} batch
 * @returns {Result}
 */
function summary({ entry: { name, place }, count, accuracy, times }, batch) {
  const middle = median(times);
  const least = Math.min(...times);
  const spread = (Math.max(...times) - least) / middle;
  const extrapolated = count < epoch;
  const rounds = times.length;
  const figures = { median: middle, least, spread, rounds };
  return { name, place, batch, ...figures, extrapolated, accuracy, judged };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2 || sorted[0];
}

/**
 * The replay: our core, given the initial weights, the split and the orders of the chapter's original
 * program, comes to that program's figures. It computed in double precision and we do in single, so
 * the two drift apart in the end, but over a first epoch they must not.
 *
 * CHAPTER_TRACES may name another file of the same columns; then every epoch in it is replayed.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { drawRun, initialWeights, readRuns, trainSize, validationSize } from './chapter.js';
import { openCore } from './core.js';

const tolerance = { loss: 0.0002, images: 2 };

const given = process.env.CHAPTER_TRACES;
const runs = readRuns(given || new URL('first_epochs.csv', import.meta.url));
const weights = initialWeights();
/** @type {Awaited<ReturnType<typeof openCore>>} */
let core;
/** @type {string[]} */
const summary = [];

before(async () => {
  core = await openCore();
});
after(() => console.log(summary.join('\n')));

for (const run of runs) {
  const name = `batch ${run.batch}, rate ${run.rate}, seed ${run.seed}`;
  test(`${name}: the first epoch is the original's`, () => {
    const first = run.records[0].epoch;
    assert.equal(first, 0, 'the file lacks the first epoch');
    const misses = replay(run);
    summary.push(`${name}: ${describe(misses)}`);
    for (const { epoch, iteration, loss, images } of misses) {
      if (epoch > 0) break;
      assert.ok(loss <= tolerance.loss, `validation loss off by ${loss} at ${iteration}`);
      assert.ok(images <= tolerance.images, `${images} images off at ${iteration}`);
    }
  });
}

/** @typedef {{ epoch: number, iteration: number, loss: number, images: number }} Miss */

/**
 * Carries out a run as the original did, and says at each of its records how far off we are.
 * @param {import('./chapter.js').ChapterRun} run
 * @returns {Miss[]}
 */
function replay({ rate, batch, seed, records }) {
  const epochs = records[records.length - 1].epoch + 1;
  const perEpoch = Math.ceil(trainSize / batch);
  const { samples, nextOrder } = drawRun(seed);
  const ours = core.startRun({ rate, batch, epochs }, samples, weights);
  let done = 0;
  const misses = records.map(({ epoch, iteration, loss, accuracy }) => {
    for (; done < iteration; done++) {
      if (done % perEpoch === 0) ours.setOrder(nextOrder());
      ours.step();
    }
    const found = ours.evaluate();
    return {
      epoch,
      iteration,
      loss: Math.abs(found.loss - loss),
      images: Math.round(Math.abs(found.accuracy - accuracy) * validationSize),
    };
  });
  ours.end();
  return misses;
}

/**
 * For how many epochs all records were close, and how close the first epoch's were.
 * @param {Miss[]} misses
 */
function describe(misses) {
  const close = (/** @type {Miss} */ { loss, images }) =>
    loss <= tolerance.loss && images <= tolerance.images;
  const epochs = misses[misses.length - 1].epoch + 1;
  const followed = misses.find((miss) => !close(miss))?.epoch ?? epochs;
  const first = misses.filter(({ epoch }) => epoch === 0);
  const loss = Math.max(...first.map((miss) => miss.loss));
  const images = Math.max(...first.map((miss) => miss.images));
  return (
    `followed for ${followed} of ${epochs} epochs; ` +
    `in the first within ${loss.toExponential(1)} and ${images} images`
  );
}

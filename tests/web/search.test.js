/** Searches for a learning rate: how they are described, what they find, and that they are the same however they are cut. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  applyRule,
  CHAPTER_SEGMENTS,
  describeSearch,
  LabError,
  reasonTexts,
  RULES,
  ruleTexts,
  SearchSession,
  searchWithSeed,
  spreadOf,
  sweepText,
  verifyRace,
  verifyResult,
} from '../../web/lab/index.js';
import { coreWithMnist, coreWithNoise, pageCore } from './support/cores.js';
import { startSite } from './support/site.js';

/** @typedef {import('../../web/lab/search.js').SearchDescription} SearchDescription */
/** @typedef {import('../../web/lab/search_records.js').SearchEvent} SearchEvent */
/** @typedef {import('../../web/lab/search_records.js').Finding} Finding */

const noise = await coreWithNoise();
const small = { trainSize: 1000, batch: 50, seed: 3 };

/** @param {SearchDescription} description @param {number} [slice] */
function finish(description, slice = Infinity, place = noise) {
  const session = new SearchSession(place.core, place.data, describeSearch(description));
  /** @type {SearchEvent[]} */
  const events = [];
  while (!session.finished) events.push(...session.advance(slice));
  session.destroy();
  return { events, final: /** @type {Finding} */ (session.final) };
}

/** @param {() => unknown} action @returns {LabError} */
function refusal(action) {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof LabError, String(error));
    return error;
  }
  return assert.fail('nothing was refused');
}

test('a search has every default, and is frozen', () => {
  const search = describeSearch();
  assert.deepEqual(search.sweep.segments, CHAPTER_SEGMENTS);
  assert.equal(search.rounds, 3);
  assert.equal(search.run.batch, 128);
  assert.deepEqual(search.iterations.slice(0, 2), [40, 100]);
  assert.ok(Object.isFrozen(search) && Object.isFrozen(search.sweep.segments[0]));
  assert.equal(describeSearch({ batch: 16 }).iterations[0], 320);
});

test('segments and ramps are read as they are typed', () => {
  const { sweep } = describeSearch({ segments: '0.1:0.9:0.1:5,1:1.1:0.01' });
  assert.deepEqual(sweep.segments, [
    { first: 0.1, last: 0.9, step: 0.1, iterations: 5 },
    { first: 1, last: 1.1, step: 0.01, iterations: 10 },
  ]);
  assert.equal(sweepText(sweep.kind, sweep.segments), '0.1:0.9:0.1:5,1:1.1:0.01:10');
  const ramp = describeSearch({ ramp: '1e-5:10:100' }).sweep;
  assert.equal(ramp.kind, 'exponential');
  assert.deepEqual(ramp.segments, [{ first: 1e-5, last: 10, step: 100, iterations: 1 }]);
  assert.equal(describeSearch({ ramp: '0:1:11:linear' }).sweep.kind, 'linear');
});

/** @type {[SearchDescription, string, string][]} what is wrong, its code, and a word of the sentence */
const refused = [
  [{ segments: '0.1:0.9:0.1,0.9:2:0.1' }, 'segment-overlap', 'segment 2 starts at 0.9'],
  [{ segments: '0.9:0.1:-0.1' }, 'segment-backwards', 'from 0.9 to 0.1'],
  [{ segments: '0.1:0.9:0' }, 'segment-step', 'the step 0'],
  [{ segments: '0.1:0.9:-0.1' }, 'segment-step', 'the step -0.1'],
  [{ segments: '0:1:1e-7' }, 'too-many-rates', '1,000,000'],
  [{ segments: '0.1:0.9:0.1:0' }, 'bad-iterations', '0 iterations a rate'],
  [{ segments: '-0.1:0.9:0.1' }, 'segment-rate', 'the rate -0.1'],
  [{ segments: '0.1:0.9' }, 'bad-segments', 'first:last:step'],
  [{ segments: 'a:b:c' }, 'bad-segments', 'first:last:step'],
  [{ segments: '' }, 'bad-segments', 'first:last:step'],
  [{ segments: [] }, 'bad-segments', '1 to 32'],
  [{ ramp: '0:10:100' }, 'ramp-from-zero', 'cannot start at 0'],
  [{ ramp: '1e-5:10:2000000' }, 'too-many-rates', '2,000,000'],
  [{ ramp: '10:1:100' }, 'segment-backwards', 'from 10 to 1'],
  [{ ramp: '1e-5:10' }, 'bad-ramp', 'first:last:iterations'],
  [{ ramp: '1e-5:10:100', segments: '1:2:1' }, 'segments-and-ramp', 'not both'],
  [{ stop: 1 }, 'bad-stop', 'above 1'],
  [{ stop: NaN }, 'bad-stop', 'above 1'],
  [{ rounds: 0 }, 'bad-rounds', '1 to 6'],
  [{ rounds: 2.5 }, 'bad-rounds', '1 to 6'],
  [{ growth: 0.5 }, 'bad-growth', 'at least 1'],
  [{ smoothing: 1 }, 'bad-smoothing', 'below 1'],
  [{ rates: 1 }, 'bad-rates', '2 to 100'],
  [{ iterations: [0] }, 'bad-iterations', 'whole number'],
  [{ carry: /** @type {any} */ ('sometimes') }, 'bad-choice', 'first, always, never'],
  [{ batch: 0 }, 'bad-batch', '1 to 55,000'],
  [/** @type {any} */ (null), 'bad-search', 'object'],
  [/** @type {any} */ ({ rate: 1, colour: 2 }), 'unknown-field', 'no such setting'],
];
for (const [description, code, word] of refused) {
  test(`refused: ${JSON.stringify(description)}`, () => {
    const error = refusal(() => finish(description));
    assert.equal(error.code, code);
    assert.ok(error.message.includes(word), error.message);
    assert.match(error.describe('zh'), /[一-鿿]/);
    assert.notEqual(error.describe('zh'), error.describe('en'));
  });
}

test('slices, a reset and the scalar core change no bit', async () => {
  const short = { ...small, segments: '0.1:0.9:0.1:10,1:3:0.5:10' };
  const whole = finish(short);
  const scalar = await coreWithNoise(6000, false);
  const timeless = (/** @type {Finding} */ final) => ({ ...final, seconds: 0 });
  assert.deepEqual(timeless(finish(short, 0.5).final), timeless(whole.final));
  assert.deepEqual(timeless(finish(short, Infinity, scalar).final), timeless(whole.final));
  const session = new SearchSession(noise.core, noise.data, describeSearch(short));
  session.advance(2);
  session.reset();
  while (!session.finished) session.advance(Infinity);
  assert.deepEqual(timeless(/** @type {Finding} */ (session.final)), timeless(whole.final));
  session.destroy();
});

test('points, rounds, progress and the finding come in order', () => {
  const { events, final } = finish(small, 1);
  const rounds = events.flatMap((event) => (event.type === 'round' ? [event.round] : []));
  assert.deepEqual(rounds, final.rounds);
  assert.equal(events[events.length - 1].type, 'final');
  for (const { number, points } of rounds) {
    const seen = events.flatMap((event) =>
      event.type === 'points' && event.round === number ? event.points : [],
    );
    assert.equal(seen.length, points);
    assert.ok(seen.every((point, index) => index === 0 || point.rate > seen[index - 1].rate));
  }
  const shares = events.flatMap((event) => (event.type === 'progress' ? [event.share] : []));
  assert.ok(shares.length > 2 && shares.every((share, index) => share >= (shares[index - 1] ?? 0)));
});

test('no answer comes with its reason, in both languages', () => {
  const { final } = finish({ ...small, segments: '0.5:0.5:1:5', growth: 1 });
  assert.equal(final.rate, null);
  assert.equal(final.reason, 'too-few');
  for (const { reason } of Object.values(final.rules)) assert.equal(reason, 'too-few');
  for (const text of [...Object.values(reasonTexts), ...Object.values(ruleTexts)]) {
    assert.match(text.en({}), /\.$/);
    assert.match(text.zh({}), /。$/);
  }
  assert.deepEqual(Object.keys(ruleTexts).sort(), ['rounds', ...RULES].sort());
});

test('on MNIST the table never turns, and the search goes on and finds a rate that trains', async () => {
  const place = await coreWithMnist();
  const { final } = finish({}, Infinity, place);
  const [first, ...later] = final.rounds;
  assert.equal(first.planned, 47);
  assert.ok(first.points > 47 && !first.inside && first.stopped !== 'end');
  assert.ok(later.every(({ carried }) => !carried));
  assert.ok(final.rate !== null && final.rate >= 0.5 && final.rate <= 2, String(final.rate));
  assert.ok(final.careful !== null && final.careful < final.rate);
  for (const rule of RULES) assert.notEqual(final.rules[rule].rate, null);
});

test('a rule is applied to any curve', async () => {
  const core = await pageCore();
  const rates = Array.from({ length: 60 }, (_, index) => 10 ** (index / 15 - 3));
  const losses = rates.map((rate) => (Math.log10(rate) - 0.2) ** 2);
  const { rate, index } = applyRule(core, 'minimum', { rates, losses });
  assert.equal(index, 48);
  assert.ok(Math.abs(Number(rate) - rates[48] / 10) < 1e-12);
  assert.equal(applyRule(core, 'valley', { rates: [1], losses: [1] }).reason, 'too-few');
});

test('quartiles, seeds and the race that verifies', () => {
  assert.deepEqual(spreadOf([3, null, 1, 2, 4]), {
    low: 1.75,
    median: 2.5,
    high: 3.25,
    least: 1,
    most: 4,
    count: 4,
    without: 1,
  });
  assert.equal(spreadOf([null]), null);
  const search = describeSearch({ seed: 7 });
  assert.equal(searchWithSeed(search, 2).run.orderSeed, 9);
  const race = verifyRace(search.run, 0.9, { seeds: 2 });
  assert.deepEqual(
    race.map(({ rate }) => rate),
    [0.3, 0.6, 0.9, 1.35, 2.7],
  );
  assert.deepEqual(
    race[0].runs.map(({ weightsSeed, epochs }) => [weightsSeed, epochs]),
    [
      [7, 5],
      [8, 5],
    ],
  );
  const finals = [0.9, 0.95, 0.95, 0.94, 0.99].map((validationAccuracy, index) =>
    [0, 1].map((seed) => ({ validationAccuracy, diverged: index === 4 && seed === 1 ? 10 : null })),
  );
  const verified = verifyResult(race, finals);
  assert.equal(verified.rate, 0.6);
  assert.equal(verified.candidates[4].diverged, 1);
});

test('in the pool a search tells what it sees, beside a run, and can be stopped', async () => {
  const endings = /** @type {(() => void)[]} */ ([]);
  after(() => endings.forEach((end) => end()));
  const { lab } = await startSite({ after: (/** @type {() => void} */ end) => endings.push(end) });
  await lab.load('mnist');
  const search = describeSearch({ rounds: 2 });
  const run = lab.start({ epochs: 1000 });
  /** @type {any[]} */
  const events = [];
  const handle = lab.search(search, (event) => events.push(event));
  const final = /** @type {any} */ (await handle.finished);
  assert.equal(final.rounds.length, 2);
  assert.ok(final.rate > 0);
  assert.ok(events.some(({ type }) => type === 'progress'));
  assert.equal(events.filter(({ type }) => type === 'round').length, 2);
  /** @type {any[]} */
  const heard = [];
  const other = lab.search(describeSearch({ batch: 'full' }), (event) => heard.push(event));
  other.stop();
  const before = heard.length;
  assert.equal(await other.finished, null);
  assert.ok(heard.slice(before).every(({ type }) => type === 'state'));
  run.stop();
  handle.stop();
});

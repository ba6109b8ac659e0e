/**
 * The engine of the lab: the same in a page, a Worker and Node, and without the DOM. What stands here is its public face. A page
 * takes what it needs of this from the modules where it stands, so that it loads no others.
 *
 * A run is a value
 *
 *     describeRun({ batch: 128, rate: 0.5 })     a frozen Run, every default filled in; the same Run gives the same weights, bit by bit
 *     describeRun({ optimizer: 'adam' })         its rate is one that suits; { kind: 'adam', beta2: 0.99 } says more
 *     describeRun({ grow: [{ epoch: 5, factor: 5 }] })   a batch that is 5 times as large when 5 epochs are done
 *     encodeRun(run), decodeRun(text)            the run as the query of a link, and back
 *     LabError                                   every error a person can put right: code, field, value, describe('en' | 'zh')
 *
 * In a page, training in the threads of a pool
 *
 *     const lab = await openLab();
 *     await lab.load('mnist', { onProgress({ stage, file, bytes, total, secondsLeft }) {}, signal });
 *     const handle = lab.start(run, (event) => {}, { race: 'figure 1', paused: false });
 *     handle.pause(); handle.resume(); handle.step('iteration' | 'epoch' | 10); handle.reset(); handle.stop();
 *     await handle.finished;                     the result; null where the run was stopped or failed
 *     await handle.classify(pixels); await handle.weights(0); await lab.testImages([0, 1, 2]);
 *
 *     await isMnistKept(); await forgetMnist();  what the browser keeps of the data for the next visit; null where it can keep nothing
 *
 *     event.type: trace { points, seconds }, record { record }, status { iteration, epoch, samples, … }, diverged { iteration, reason },
 *     final { final }, state { state }, error { error }; events.js has their types.
 *     Runs that are started with the same `race` advance together. A run is kept until it is stopped, for reset, classify and weights.
 *
 * A search for a learning rate is a value, too, and runs in the same pool
 *
 *     const handle = lab.search(describeSearch({ batch: 128, rounds: 3 }), (event) => {});
 *     event.type: points { round, points }, round { round }, progress { share, round }, final { final }, and state, status, error as above
 *     verifyRace(run, rate), verifyResult(…)     the race that verifies a rate; spreadOf(rates) over seeds: searchWithSeed(search, 1)
 *     applyRule(core, 'valley', { rates, losses })
 *
 * A grid of runs is a value, too: batch sizes by learning rates by seeds
 *
 *     const grid = describeGrid({ batches: [16, 32, 128], rates: [0.1, 0.3, 0.5], seeds: [1, 2], epochs: 5 });
 *     const run = new GridRun(lab, planGrid(grid), (event) => {}, { lanes: lab.workers });
 *     run.pause(); run.resume(); run.stop(); run.done; run.total; run.share; run.secondsLeft
 *     event.type: begin { index, attempt }, run { index, event }, cell { index, final, error }, end
 *
 * Measurements on the network that is learning, beside the run and without a trace in it; they need openLab({ core: 'study' })
 *
 *     const measurement = handle.measure({ kind: 'curvature', samples: 2048 }, (event) => {});
 *     measurement.pause(); measurement.resume(); measurement.stop(); await measurement.finished;
 *     kind 'variance': the variance of a batch's mean gradient against the batch size, the slope of that line, the noise scale;
 *     'noise': the noise scale alone, from two sizes; 'curvature': gradient, highest and lowest curvature (measure_records.js has the types)
 *     event.type: point { point }, curvature { curvature }, progress { share }, final { final }, and state, error as above
 *
 * In one thread, as Node's command line does it
 *
 *     const core = await loadCore({ read });
 *     const data = await openMnist(core, { source, cache });
 *     const session = new Session(core, data, run);
 *     while (!session.finished) for (const event of session.advance(50)) …
 *     const measurement = new MeasureSession(session, describeMeasurement({ kind: 'noise' }, run));     with loadCore({ core: 'study' })
 *     while (!measurement.finished) measurement.advance(50);
 *
 * Pure functions of the core, at once: the worked example (three samples against five)
 *
 *     const core = await openPageCore();          one small core for the page; under Node, loadPageCore
 *     scheduleRates(core, schedule, { count }), and (await loadSnippets()).scheduleSnippet(schedule, 'pytorch')
 *     measureExample(core, [[-2, 0], [2, 0]], slope, target), stepsOfBatches(core, points, { slope, rate, batch })
 *
 * and losses of two parameters to walk about on, and the two sums of Robbins and Monro
 *
 *     mapLandscape(core, { terrain: 'saddle' }, { x: [-2, 2], y: [-2, 2] }, columns, rows)
 *     walkLandscape(core, { terrain: 'valley', steepness: 20 }, { start: [2, 1], method: 'adam', rate: 0.1 }, steps)
 *     decayRates(core, { c: 1, a: 0.6 }, steps)
 */

export { Core, hasSimd, loadCore } from './core.js';
export { Dataset, packFiles } from './dataset.js';
export { LabError } from './errors.js';
export { CHAPTER_POINTS, measureExample, MOST_POINTS, stepsOfBatches } from './example.js';
export { forgetMnist, isMnistKept, MNIST_TRANSFER } from './kept_data.js';
export {
  decayRates,
  lookAtLandscape,
  mapLandscape,
  TERRAINS,
  WALK_METHODS,
  walkLandscape,
} from './landscape.js';
export {
  cellAt,
  coarseOrder,
  costOfPlan,
  costOfRun,
  countCells,
  describeGrid,
  indexOfCell,
  planGrid,
  runOfCell,
} from './grid.js';
export { GridRun } from './grid_run.js';
export {
  batchAt,
  decodeGrowth,
  encodeGrowth,
  epochsAfter,
  iterationsPerEpoch,
  iterationsUntil,
} from './growth.js';
export { Lab, openLab } from './lab.js';
export { decodeRun, encodeRun, parseNumber } from './link.js';
export { openMnist } from './mnist.js';
export { MNIST_FILES, packName } from './mnist_files.js';
export { encodeOptimizer, OPTIMIZERS, rateFor } from './optimizer.js';
export { loadPageCore, openPageCore } from './page_core.js';
export { searchWithSeed, spreadOf, VERIFY_FACTORS, verifyRace, verifyResult } from './lr_finder.js';
export { describeMeasurement } from './measure.js';
export { MeasureSession } from './measure_session.js';
export { describeRun, runIterations, STANDARD_RUN, VALIDATION_SIZE } from './run.js';
export { describeSchedule, isFixed, partsOf, peakRate, POLICIES } from './schedule.js';
export { plateauRates, schedulePoints, scheduleRates } from './schedule_rates.js';
export { Session } from './session.js';
export { loadSnippets } from './snippets/load.js';
export { CHAPTER_SEGMENTS, describeSearch } from './search.js';
export { sweepText } from './search_config.js';
export { applyRule, RULES } from './search_records.js';
export { SearchSession } from './search_session.js';
export { reasonTexts, ruleTexts } from './search_texts.js';

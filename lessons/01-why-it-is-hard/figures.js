/** The lesson's figures: loaded when the first of them comes near. */
import { openPageCore } from '../../web/lab/page_core.js';
import { LabChart } from '../../web/widgets/chart.js';
import { LabContour } from '../../web/widgets/contour.js';
import { defineInTurn } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabFormula } from '../../web/widgets/formula.js';
import { LabNumber } from '../../web/widgets/number.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { LabSurface } from '../../web/widgets/surface.js';
import { BatchesFigure } from './batches_figure.js';
import { nearestOf } from './checks.js';
import { FlatFigure } from './flat_figure.js';
import { RatesFigure } from './rates_figure.js';
import { SaddleFigure } from './saddle_figure.js';
import { SumsFigure } from './sums_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('./exercises.js').Exercises} Exercises */

const defined = defineInTurn(
  LabNumber,
  LabFormula,
  LabChart,
  LabContour,
  LabSurface,
  LabPredict,
  LabFigure,
);
const opening = openPageCore();

/** @param {string} id @returns {LabFigure} */
const figure = (id) => /** @type {LabFigure} */ (document.getElementById(id));

/**
 * Confronts a prediction with the first event that answers it.
 * @template T
 * @param {string} id @param {EventTarget} from @param {string} type
 * @param {(detail: T) => { value: string, text: string } | null} answer
 */
function confront(id, from, type, answer) {
  from.addEventListener(type, (event) => {
    const predict = /** @type {LabPredict | null} */ (document.getElementById(id));
    const outcome = answer(/** @type {CustomEvent} */ (event).detail);
    if (predict && !predict.outcome && outcome) predict.outcome = outcome;
  });
}

const builders = {
  batches(/** @type {Exercises} */ exercises) {
    const batches = new BatchesFigure(figure('batches'), opening);
    exercises.watchBatches(batches);
    confront('predict-batches', batches, 'compared', answerBatches);
  },
  'one-rate'(/** @type {Exercises} */ exercises) {
    const rates = new RatesFigure(figure('one-rate'), opening);
    exercises.watchRates(rates);
    confront('predict-rare', rates, 'arrived', answerRare);
  },
  saddle(/** @type {Exercises} */ exercises) {
    const saddle = new SaddleFigure(figure('saddle'), opening);
    exercises.watchSaddle(saddle);
    confront('predict-saddle', saddle, 'freed', answerSaddle);
  },
  flat(/** @type {Exercises} */ exercises) {
    const flat = new FlatFigure(figure('flat'));
    exercises.watchFlat(flat);
    confront('predict-flat', flat, 'trained', answerFlat);
  },
  sums(/** @type {Exercises} */ exercises) {
    const sums = new SumsFigure(figure('sums'), opening);
    exercises.watchSums(sums);
    confront('predict-hundred', sums, 'summed', answerHundred);
  },
};

/** @param {import('./batches_figure.js').Compared} compared */
function answerBatches({ rate, budget, costs }) {
  if (rate !== 0.2 || budget !== 240) return null;
  const w = lessonWords();
  const value = nearestOf(costs);
  const names = [w.ways.one, w.ways.some(costs[1].batch), w.ways.all];
  const said = costs.map(({ spread }, i) => `${names[i]} ${formatNumber(spread[1], 2)}`);
  return { value, text: w.batchesOutcome(said.join(w.comma)) };
}

/** @param {import('./rates_figure.js').Walks} walks */
function answerRare({ ground, steepness, steps, start, arrived }) {
  const sgd = arrived.find(({ method, rate }) => method === 'sgd' && rate === 0.1);
  if (ground !== 'sparse' || steepness !== 20 || steps !== 100 || !sgd) return null;
  const share = 1 - sgd.left[1] / Math.abs(start[1] - 1);
  if (!Number.isFinite(share)) return null;
  const value = share > 0.8 ? 'all' : share > 0.2 ? 'some' : 'none';
  return { value, text: lessonWords().rareOutcome(formatNumber(100 * share, 2)) };
}

/** @param {import('./saddle_figure.js').Freed} freed */
function answerSaddle({ ground, onRidge, noise, steps, many }) {
  if (ground !== 'saddle' || !onRidge || noise !== 0.0001 || steps < 300) return null;
  const free = many.filter((at) => at !== null).length;
  const value = free === 0 ? 'never' : free === many.length ? 'always' : 'sometimes';
  return { value, text: lessonWords().overSeeds(many) };
}

/** @param {import('./flat_figure.js').Trained} trained */
function answerFlat({ half, until, lowest }) {
  if (half === null || until < 1000) return null;
  const value = lowest[1] < 0 ? 'saddle' : lowest[0] > 0.001 ? 'minimum' : 'plane';
  return { value, text: lessonWords().flatOutcome(formatNumber(lowest[1], 2)) };
}

/** @param {import('./sums_figure.js').Summed} summed */
function answerHundred({ c, a, highest, last }) {
  if (c !== 100 || a !== 1) return null;
  const value = last < 1 ? (highest > 10 ? 'back' : 'straight') : 'gone';
  const w = lessonWords();
  return { value, text: w.hundredOutcome(formatNumber(highest, 2), formatNumber(last, 2)) };
}

/** @param {keyof typeof builders} name @param {Exercises} exercises */
export async function build(name, exercises) {
  await defined;
  await builders[name](exercises);
}

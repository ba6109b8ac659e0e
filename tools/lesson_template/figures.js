/** The lesson's figure: a race of two rates, its prediction confronted, its exercise marked. */
import { LabChart } from '../../web/widgets/chart.js';
import { define } from '../../web/widgets/define.js';
import { markExercise } from '../../web/widgets/exercise.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabNumber } from '../../web/widgets/number.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { RaceFigure } from '../../web/widgets/race_figure.js';
import { keep, recall } from '../../web/widgets/storage.js';
import { checkReach } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Verdict} Verdict */

define(LabNumber, LabChart, LabFigure, LabPredict);

/** Builds all of the lesson's figures. */
export function build() {
  const figure = /** @type {LabFigure} */ (document.getElementById('race'));
  const race = new RaceFigure(figure, {
    rates: [0.1, 0.5],
    lossLimit: [0, 2.5],
    common: { batch: 128, epochs: 2, seed: 1 },
  });
  confront(race);
  mark(race);
}

/** The prediction stands beside what came out once all runs have ended. @param {RaceFigure} race */
function confront(race) {
  const predict = /** @type {LabPredict} */ (document.getElementById('predict-race'));
  /** @type {Map<number, { rate: number, accuracy: number }>} */
  const ended = new Map();
  race.addEventListener('clear', (event) => {
    ended.delete(/** @type {CustomEvent} */ (event).detail.lane);
    predict.outcome = null;
  });
  race.addEventListener('final', (event) => {
    const { lane, run, final } = /** @type {CustomEvent} */ (event).detail;
    ended.set(lane, { rate: run.schedule.rate, accuracy: final.validationAccuracy });
    if (ended.size < race.runs.length) return;
    const [best] = [...ended.values()].sort((a, b) => b.accuracy - a.accuracy);
    const percent = (100 * best.accuracy).toFixed(2);
    const value = String(best.rate);
    predict.outcome = { value, text: lessonWords().won(value, percent) };
  });
}

/** The exercise, and what an earlier visit has done of it. @param {RaceFigure} race */
function mark(race) {
  const key = `${document.body.dataset.lesson}.reach`;
  const kept = /** @type {Verdict | null} */ (recall(key));
  let done = kept?.done === true;
  if (kept && done) show(kept);
  race.addEventListener('record', (event) => {
    const { run, record } = /** @type {CustomEvent} */ (event).detail;
    const verdict = checkReach(run.schedule.rate, record.epoch, record.validationAccuracy);
    if (!verdict || done) return;
    done = verdict.done;
    if (done) keep(key, verdict);
    show(verdict);
  });
}

/** @param {Verdict} verdict */
function show({ done, rate, percent }) {
  const words = lessonWords();
  const sentence = done ? words.reachDone(rate, percent) : words.reachNear(rate, percent);
  markExercise('reach', done, sentence);
}

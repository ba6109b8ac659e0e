/** What the learner predicted, set beside what came out. */
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { judgeBend, judgeGain } from './verdicts.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/race_figure.js').RaceFigure} RaceFigure */
/** @typedef {import('../../web/widgets/noise_figure.js').NoiseFigure} NoiseFigure */
/** @typedef {import('../../web/widgets/predict.js').LabPredict} LabPredict */
/** @typedef {import('../../web/widgets/schedule_lanes.js').ScheduleLanes} ScheduleLanes */
/** @typedef {import('../../web/lab/events.js').Final} Final */

/** @param {string} id @returns {LabPredict | null} */
function predictor(id) {
  return /** @type {LabPredict | null} */ (document.getElementById(id));
}

/** @param {NoiseFigure} noise */
export function confrontNoise(noise) {
  const predict = predictor('predict-noise');
  if (!predict) return;
  noise.addEventListener('clear', () => (predict.outcome = null));
  noise.addEventListener('final', (event) => {
    const { losses } = /** @type {CustomEvent} */ (event).detail;
    const value = ['high', 'low', 'both'][losses.indexOf(Math.min(...losses))];
    const written = losses.map((/** @type {number} */ loss) => formatFixed(loss, 3));
    predict.outcome = { value, text: lessonWords().noise(written) };
  });
}

/** @param {import('../../web/widgets/schedule_editor.js').LabSchedule} editor */
export function confrontBend(editor) {
  const predict = predictor('predict-poly');
  if (!predict) return;
  editor.addEventListener('change', () => {
    const draft = editor.drafts[editor.chosen];
    if (draft.policy !== 'poly' || draft.power <= 1.02) return;
    const text = lessonWords().bend(formatNumber(draft.power));
    predict.outcome = { value: judgeBend(draft.power), text };
  });
}

/** @param {RaceFigure} race */
export function confrontGain(race) {
  const predict = predictor('predict-race');
  if (!predict) return;
  /** @type {Map<number, Final>} */
  const finals = new Map();
  race.addEventListener('clear', (event) => {
    finals.delete(/** @type {CustomEvent} */ (event).detail.lane);
    predict.outcome = null;
  });
  race.addEventListener('final', (event) => {
    const { lane, run, final } = /** @type {CustomEvent} */ (event).detail;
    if (run.optimizer.kind === 'sgd') finals.set(lane, final);
    if (finals.size < race.runs.length) return;
    const { drafts } = /** @type {ScheduleLanes} */ (race.lanes);
    const verdict = judgeGain(
      drafts.map(({ policy }, i) => ({
        policy,
        accuracy: finals.get(i)?.validationAccuracy ?? 0,
      })),
    );
    if (!verdict) return;
    const points = formatFixed(100 * verdict.gain, 2);
    predict.outcome = { value: verdict.value, text: lessonWords().gain[verdict.value](points) };
  });
}

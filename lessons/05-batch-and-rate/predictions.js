/** What the learner predicted, set beside what came out. */
import { formatFixed, formatNumber, formatSeconds } from '../../web/widgets/numbers.js';
import { words } from '../../web/widgets/words.js';
import { stepsTo } from './steps.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/predict.js').LabPredict} LabPredict */
/** @typedef {import('../../web/widgets/race_figure.js').RaceFigure} RaceFigure */
/** @typedef {import('../../web/lab/events.js').RunRecord} RunRecord */
/** @typedef {import('./grid_figure.js').GridFigure} GridFigure */

/** The power of the batch size that each answer means, and where on the scale of powers it ends. */
const powers = { smaller: -0.5, same: 0, root: 0.5, line: 1 };

/** @param {string} id @returns {LabPredict | null} */
function predictor(id) {
  return /** @type {LabPredict | null} */ (document.getElementById(id));
}

/** @param {number} power @returns {keyof typeof powers} */
export function lawOf(power) {
  if (power < -0.25) return 'smaller';
  if (power < 0.25) return 'same';
  return power < 0.75 ? 'root' : 'line';
}

/** The law that was predicted becomes a line on the map; what fits stands beside it. @param {GridFigure} figure */
export function confrontLaw(figure) {
  const predict = predictor('predict-law');
  if (!predict) return;
  const draw = () => {
    const value = /** @type {keyof typeof powers} */ (predict.answer?.value);
    figure.guessed = powers[value] ?? null;
    figure.drawLaws();
  };
  predict.addEventListener('answered', draw);
  figure.addEventListener('grid', draw);
  figure.addEventListener('changed', () => {
    const { fit } = figure;
    const whole = figure.cells.state === 'finished' && fit !== null;
    const value = fit && lawOf(fit.slope);
    predict.outcome =
      whole && value ? { value, text: lessonWords().law[value](formatFixed(fit.slope, 2)) } : null;
  });
  draw();
}

const target = 0.9;

/** Which batch size is there first, by the clock. @param {RaceFigure} race */
export function confrontClock(race) {
  const predict = predictor('predict-clock');
  if (!predict) return;
  /** @type {Map<number, RunRecord[]>} */
  const records = new Map();
  const over = new Set();
  race.addEventListener('clear', (event) => {
    const { lane } = /** @type {CustomEvent} */ (event).detail;
    records.set(lane, []);
    over.delete(lane);
    predict.outcome = null;
  });
  race.addEventListener('record', (event) => {
    const { lane, record } = /** @type {CustomEvent} */ (event).detail;
    records.set(lane, [...(records.get(lane) ?? []), record]);
  });
  race.addEventListener('final', (event) => {
    over.add(/** @type {CustomEvent} */ (event).detail.lane);
    if (over.size < race.runs.length) return;
    const times = race.runs.map((_, lane) => stepsTo(records.get(lane) ?? [], target, 'seconds'));
    const w = lessonWords();
    const said = race.runs.map(({ batch }, lane) => {
      const time = times[lane];
      const name = formatNumber(batch, 6);
      return w.fastestLane(name, time === null ? w.never : secondsOf(time));
    });
    const reached = times.map((time) => time ?? Infinity);
    const value = String(race.runs[reached.indexOf(Math.min(...reached))].batch);
    predict.outcome = { value, text: w.fastest(said) };
  });
}

/** @param {number} seconds */
function secondsOf(seconds) {
  return seconds < 10
    ? `${formatFixed(seconds, 2)}${words().second}`
    : formatSeconds(seconds, words());
}

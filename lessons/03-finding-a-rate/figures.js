/** The lesson's figures: loaded when the first of them comes near. */
import { LabChart } from '../../web/widgets/chart.js';
import { defineInTurn } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { CarryFigure } from './carry_figure.js';
import { ChanceFigure } from './chance_figure.js';
import { RampFigure } from './ramp_figure.js';
import { RegressionFigure } from './regression_figure.js';
import { RoundsFigure } from './rounds_figure.js';
import { VerifyFigure } from './verify_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('./exercises.js').Exercises} Exercises */

const defined = defineInTurn(LabChart, LabPredict, LabFigure);

/** What the searches suggested, for the race, in whichever order the two are built. */
const suggestions = new EventTarget();

/** @param {string} id @returns {LabFigure} */
function figure(id) {
  return /** @type {LabFigure} */ (document.getElementById(id));
}

/** @param {string} id @returns {LabPredict | null} */
function predictor(id) {
  return /** @type {LabPredict | null} */ (document.getElementById(id));
}

const builders = {
  ramp() {
    new RampFigure(figure('ramp'));
  },
  rounds(/** @type {Exercises} */ exercises) {
    const rounds = new RoundsFigure(figure('rounds'));
    confrontRound(rounds);
    exercises.watchRounds(rounds);
  },
  carry() {
    new CarryFigure(figure('carry'));
  },
  regression() {
    new RegressionFigure(figure('regression'));
  },
  chance() {
    new ChanceFigure(figure('chance')).addEventListener('suggested', (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      suggestions.dispatchEvent(new CustomEvent('suggested', { detail }));
    });
  },
  verify(/** @type {Exercises} */ exercises) {
    const verify = new VerifyFigure(figure('verify'));
    suggestions.addEventListener('suggested', (event) =>
      verify.suggest(/** @type {CustomEvent} */ (event).detail),
    );
    confrontRace(verify);
    exercises.watchRaces(verify);
  },
};

/** @param {keyof typeof builders} name @param {Exercises} exercises */
export async function build(name, exercises) {
  await defined;
  await builders[name](exercises);
}

/** Where the loss of round 1 was lowest, beside what was predicted. @param {RoundsFigure} rounds */
function confrontRound(rounds) {
  const predict = predictor('predict-round');
  rounds.addEventListener('round', (event) => {
    const { round, lane } = /** @type {CustomEvent} */ (event).detail;
    if (!predict || lane !== 0 || round.number !== 0 || !round.minimum) return;
    const { rate } = round.minimum;
    const value = rate < 0.5 ? 'low' : rate <= 0.95 ? 'middle' : 'end';
    const words = lessonWords();
    const text = round.inside ? words.roundInside : words.roundOutcome;
    predict.outcome = { value, text: text(formatNumber(rate)) };
  });
}

/** Which of the five rates won, beside what was predicted. @param {VerifyFigure} verify */
function confrontRace(verify) {
  const predict = predictor('predict-race');
  verify.addEventListener('verified', (event) => {
    const { verified, suggested } = /** @type {CustomEvent} */ (event).detail;
    const own = verified.candidates[2].rate;
    const value = verified.rate < own ? 'lower' : verified.rate === own ? 'same' : 'higher';
    const text = lessonWords().raceOutcome(formatNumber(verified.rate), formatNumber(suggested));
    if (predict) predict.outcome = { value, text };
  });
}

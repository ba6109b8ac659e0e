/** What the learner predicted, set beside what came out of the runs. */
import { peakRate } from '../../web/lab/schedule.js';
import { formatFixed, formatNumber } from '../../web/widgets/numbers.js';
import { judgeFates, judgeRace } from './verdicts.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/race_figure.js').RaceFigure} RaceFigure */
/** @typedef {import('../../web/widgets/predict.js').LabPredict} LabPredict */
/** @typedef {import('../../web/lab/events.js').Final} Final */

/** The rate whose loss curve is drawn. */
const drawnRate = 0.5;

/** Who is ahead in the end, and the curve that was drawn. @param {RaceFigure} race */
export function confrontRace(race) {
  const predict = predictor('predict-race');
  watch(race, (finals) => {
    if (predict) predict.outcome = finals && raceOutcome(predict, race, finals);
  });
  new DrawnCurve(race);
}

/** What becomes of the largest rate. @param {RaceFigure} fates */
export function confrontFates(fates) {
  const predict = predictor('predict-fates');
  watch(fates, (finals) => {
    if (predict) predict.outcome = finals && fateOutcome(fates, finals);
  });
}

/** @param {string} id @returns {LabPredict | null} */
function predictor(id) {
  return /** @type {LabPredict | null} */ (document.getElementById(id));
}

/**
 * Tells when all runs of a race have ended, and when that is no longer so.
 * @param {RaceFigure} race
 * @param {(finals: Final[] | null) => void} tell
 */
function watch(race, tell) {
  /** @type {Map<number, Final>} */
  const finals = new Map();
  race.addEventListener('final', (event) => {
    const { lane, run, final } = /** @type {CustomEvent} */ (event).detail;
    if (run.optimizer.kind === 'sgd') finals.set(lane, final);
    if (finals.size === race.runs.length)
      tell(race.runs.map((_, i) => /** @type {Final} */ (finals.get(i))));
  });
  race.addEventListener('clear', (event) => {
    finals.delete(/** @type {CustomEvent} */ (event).detail.lane);
    tell(null);
  });
}

/** @param {LabPredict} predict @param {RaceFigure} race @param {Final[]} finals */
function raceOutcome(predict, race, finals) {
  const lanes = race.runs.map((run, lane) => ({
    rate: peakRate(run.schedule),
    accuracy: finals[lane].validationAccuracy,
  }));
  const { best, level } = judgeRace(lanes);
  const said = Number(predict.answer?.value);
  const names = level.map(({ rate, accuracy }) =>
    lessonWords().laneAt(formatNumber(rate), formatFixed(100 * accuracy, 2)),
  );
  const value = level.some(({ rate }) => rate === said) ? String(said) : String(best.rate);
  return {
    value,
    text: level.length > 1 ? lessonWords().raceLevel(names) : lessonWords().raceWon(names[0]),
  };
}

/** @param {RaceFigure} fates @param {Final[]} finals */
function fateOutcome(fates, finals) {
  const lanes = fates.runs.map((run, lane) => ({
    rate: peakRate(run.schedule),
    accuracy: finals[lane].validationAccuracy,
    diverged: finals[lane].diverged !== null,
  }));
  const { value, rate } = judgeFates(lanes);
  return { value, text: lessonWords().fates[value](formatNumber(rate)) };
}

/** The curve that the learner drew for one rate, against the one that was computed, half way through. */
class DrawnCurve {
  /** @type {[iteration: number, loss: number][]} */
  #points = [];

  /** @param {RaceFigure} race */
  constructor(race) {
    this.race = race;
    this.predict = predictor('predict-loss');
    // It may have been shown before there was a chart to draw on: this shows it anew.
    if (this.predict) this.predict.outcome = null;
    race.addEventListener('trace', (event) =>
      this.#keep(/** @type {CustomEvent} */ (event).detail),
    );
    race.addEventListener('clear', (event) =>
      this.#forget(/** @type {CustomEvent} */ (event).detail.lane),
    );
    race.addEventListener('final', (event) =>
      this.#confront(/** @type {CustomEvent} */ (event).detail.lane),
    );
  }

  /** @param {number} lane */
  #isDrawn(lane) {
    const run = this.race.runs[lane];
    if (run === undefined || run.optimizer.kind !== 'sgd') return false;
    return peakRate(run.schedule) === drawnRate;
  }

  /** @param {{ lane: number, points: Float64Array }} detail */
  #keep({ lane, points }) {
    if (!this.#isDrawn(lane)) return;
    for (let i = 0; i + 1 < points.length; i += 2) this.#points.push([points[i], points[i + 1]]);
  }

  /** @param {number} lane */
  #forget(lane) {
    if (!this.#isDrawn(lane)) return;
    this.#points = [];
    if (this.predict) this.predict.outcome = null;
  }

  /** @param {number} lane */
  #confront(lane) {
    const drawn = this.predict?.answer?.points ?? [];
    if (!this.predict || !this.#isDrawn(lane) || drawn.length === 0 || this.#points.length === 0)
      return;
    const middle = this.#points[this.#points.length - 1][0] / 2;
    const near = this.#points.filter(
      ([iteration]) => Math.abs(iteration - middle) <= middle * 0.05,
    );
    const computed = near.reduce((sum, [, loss]) => sum + loss, 0) / near.length;
    const guess = drawn.reduce((a, b) => (Math.abs(b.x - middle) < Math.abs(a.x - middle) ? b : a));
    const words = lessonWords();
    this.predict.outcome = {
      text: words.drawn(
        formatNumber(Math.round(middle), 7),
        formatNumber(guess.y, 2),
        formatNumber(computed, 2),
      ),
    };
  }
}

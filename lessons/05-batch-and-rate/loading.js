/** How far the images have come, in a figure's status line. */
import { raceWords } from '../../web/widgets/race_words.js';

/**
 * @param {import('../../web/widgets/figure.js').LabFigure} figure
 * @param {import('../../web/lab/progress.js').Progress} progress
 */
export function showLoading(figure, { stage, bytes, total, secondsLeft }) {
  const w = raceWords();
  const megabytes = (/** @type {number} */ count) => (count / 1e6).toFixed(1);
  figure.detail = stage === 'download' ? w.download(megabytes(bytes), megabytes(total)) : w[stage];
  figure.progress = total > 0 ? bytes / total : null;
  figure.secondsLeft = secondsLeft;
}

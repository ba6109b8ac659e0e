/**
 * Brings MNIST in for a figure: its progress, its "cancel" and its failure are the figure's.
 */
import { LabError } from '../lab/errors.js';
import { loadMnist } from './page_lab.js';
import { raceWords } from './race_words.js';
import { pageLanguage } from './words.js';

/** @typedef {import('./figure.js').LabFigure} LabFigure */

/**
 * @param {LabFigure} figure
 * @returns {Promise<import('../lab/lab.js').Lab>} rejects where it failed (the figure says why) or was cancelled
 */
export async function loadForFigure(figure) {
  const control = new AbortController();
  const cancel = () => control.abort();
  figure.addEventListener('cancel', cancel);
  figure.error = null;
  figure.retryable = true;
  figure.cancellable = true;
  try {
    return await loadMnist({
      signal: control.signal,
      onProgress: (progress) => showLoading(figure, progress),
    });
  } catch (error) {
    if (!control.signal.aborted) showError(figure, error);
    throw error;
  } finally {
    figure.removeEventListener('cancel', cancel);
    figure.cancellable = false;
    figure.detail = '';
  }
}

/** @param {LabFigure} figure @param {unknown} error */
export function showError(figure, error) {
  figure.error = LabError.from(error).describe(pageLanguage());
}

/** @param {LabFigure} figure @param {import('../lab/progress.js').Progress} progress */
function showLoading(figure, { stage, bytes, total, secondsLeft }) {
  const w = raceWords();
  const megabytes = (/** @type {number} */ n) => (n / 1e6).toFixed(1);
  figure.detail = stage === 'download' ? w.download(megabytes(bytes), megabytes(total)) : w[stage];
  figure.progress = total > 0 ? bytes / total : null;
  figure.secondsLeft = secondsLeft;
}

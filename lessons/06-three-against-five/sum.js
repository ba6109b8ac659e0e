/** The figure of the book's sum: equations 8 and 9 for any points. */
import { h } from '../../web/widgets/dom.js';
import { PointFigure, sets } from './point_figure.js';
import { term, value } from './terms.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/predict.js').LabPredict} LabPredict */

export class SumFigure extends PointFigure {
  /** @param {Promise<import('../../web/lab/core.js').Core>} opening */
  constructor(opening) {
    super('sum', opening);
    this.figure.append(h('div', { class: 'race-settings', slot: 'settings' }, this.setChoices()));
    this.restore(this.linked());
    this.changed('points');
  }

  show() {
    const { example, plane, samples } = this;
    const w = lessonWords();
    this.setLink();
    const nothing = this.nothing();
    const m = samples.length;
    const rate = nothing ? null : (example?.chapterRate ?? null);
    this.formula?.set({
      m: String(m),
      squares: example ? value(example.loss * 2 * m) : '–',
      loss: example ? value(example.loss) : '–',
      slope: value(plane.slope),
      best: nothing ? '–' : term(example?.best ?? 0),
      rate: rate === null ? '–' : value(rate),
    });
    this.say(
      nothing ?? (example?.still ? w.there : w.samplesAsk(m, rate === null ? '–' : value(rate))),
    );
    if (plane.written === sets.twice && plane.slope === 0.5) this.#confront();
  }

  #confront() {
    const predict = /** @type {LabPredict | null} */ (document.getElementById('predict-twice'));
    if (predict && !predict.outcome)
      predict.outcome = { value: 'same', text: lessonWords().twiceSame };
  }
}

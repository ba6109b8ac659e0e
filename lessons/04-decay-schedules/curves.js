/** A figure that holds one <lab-schedule>: its link, its table, its CSV and PNG. Nothing is trained in it. */
import { LabError } from '../../web/lab/errors.js';
import { decodeDrafts, encodeDrafts } from '../../web/widgets/schedule_link.js';
import { pageLanguage } from '../../web/widgets/words.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/schedule_editor.js').LabSchedule} LabSchedule */

export class CurveFigure {
  /** @param {LabFigure} figure */
  constructor(figure) {
    this.figure = figure;
    this.editor = /** @type {LabSchedule} */ (figure.querySelector('lab-schedule'));
    this.#readLink();
    this.editor.addEventListener('change', () => this.#link());
    this.#link();
  }

  /** What the address asks for; nonsense is answered by a sentence. */
  #readLink() {
    const query = new URLSearchParams(location.search);
    if (query.get('figure') !== this.figure.id) return;
    try {
      this.editor.drafts = decodeDrafts(query.get('schedules') ?? '', this.editor.iterations);
    } catch (error) {
      this.figure.retryable = false;
      this.figure.error = LabError.from(error).describe(pageLanguage());
    }
  }

  #link() {
    const { id } = this.figure;
    this.figure.link = `?figure=${id}&schedules=${encodeDrafts(this.editor.drafts)}#${id}`;
  }
}

/** The exercises: looks at the learner's map, remembers what was met, and says under each exercise how it stands. */
import { cellAt } from '../../web/lab/grid.js';
import { markExercise } from '../../web/widgets/exercise.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { keep, recall } from '../../web/widgets/storage.js';
import { checkFew, checkRidge, checkTrade } from './checks.js';
import { lessonWords } from './words.js';

/** @typedef {import('./checks.js').Done} Done */
/** @typedef {import('./checks.js').Verdict} Verdict */
/** @typedef {import('./grid_figure.js').GridFigure} GridFigure */

const storageKey = 'batch-and-rate.met';

export class Exercises {
  /** What was met before, by exercise: its cells need not be on the map any more. @type {Record<string, Verdict>} */
  #met = {};

  constructor() {
    const kept = recall(storageKey);
    for (const [name, verdict] of Object.entries(kept ?? {})) {
      if (verdict?.done === true && Array.isArray(verdict.values)) this.#met[name] = verdict;
    }
    for (const name of Object.keys(this.#met)) this.#show(name, this.#met[name]);
  }

  /** Lets the cells of a map count. @param {GridFigure} figure */
  watch(figure) {
    figure.addEventListener('changed', () => this.#look(figure));
  }

  /** @param {GridFigure} figure */
  #look({ grid, cells, fit }) {
    const done = [...cells.results].flatMap(([index, { state, final, records }]) => {
      if (state !== 'done' || !final || final.diverged !== null) return [];
      const { batch, rate } = cellAt(grid, index);
      return [{ batch, rate, accuracy: final.accuracy, records }];
    });
    this.#judge('ridge', checkRidge(fit));
    this.#judge('trade', checkTrade(done));
    this.#judge('few', checkFew(done));
  }

  /** @param {string} name @param {Verdict | null} verdict */
  #judge(name, verdict) {
    if (verdict?.done) {
      const cells = verdict.cells?.map((cell) => ({ ...cell, records: [] }));
      this.#met[name] = { ...verdict, cells };
      keep(storageKey, this.#met);
    }
    this.#show(name, this.#met[name] ?? verdict);
  }

  /** @param {string} name @param {Verdict | null} verdict */
  #show(name, verdict) {
    if (!verdict) return;
    const words = lessonWords();
    const cells = (verdict.cells ?? []).map(({ batch, rate }) =>
      words.cell(formatNumber(batch, 6), formatNumber(rate)),
    );
    const sentence = /** @type {any} */ (words)[verdict.key](...cells, ...verdict.values);
    markExercise(name, verdict.done, sentence);
  }
}

/**
 * What the lesson's three figures share: points that can be chosen by name, a link to exactly this, one place to say what is
 * wrong, and a core that comes a moment after the page.
 */
import { LabError } from '../../web/lab/errors.js';
import { measureExample } from '../../web/lab/example.js';
import { h } from '../../web/widgets/dom.js';
import { readPoints, samplesOf, writePoints } from '../../web/widgets/points_model.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/core.js').Core} Core */
/** @typedef {import('../../web/lab/example.js').Example} Example */
/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/formula.js').LabFormula} LabFormula */
/** @typedef {import('../../web/widgets/number.js').LabNumber} LabNumber */
/** @typedef {import('../../web/widgets/points.js').LabPoints} LabPoints */
/** @typedef {import('../../web/widgets/points_model.js').Point} Point */

/** The sets that can be chosen by name. @type {Record<'three' | 'five' | 'twice', string>} */
export const sets = {
  three: '-2:0,0:0,2:0',
  five: '-2:0,-1:0,0:0,1:0,2:0',
  twice: '-2:0*2,0:0*2,2:0*2',
};

export class PointFigure extends EventTarget {
  /** @type {Core | null} */
  core = null;
  /** What the core says of the points as they stand. @type {Example | null} */
  example = null;
  /** @type {HTMLInputElement[]} */
  #choices = [];

  /** @param {string} id @param {Promise<Core>} opening */
  constructor(id, opening) {
    super();
    this.figure = /** @type {LabFigure} */ (part(id));
    this.plane = /** @type {LabPoints} */ (part(`${id}-points`));
    this.note = part(`${id}-note`);
    this.formula = /** @type {LabFormula | null} */ (document.getElementById(`${id}-formula`));
    this.figure.retryable = false;
    this.plane.addEventListener('input', (event) => {
      this.figure.error = null;
      this.changed(/** @type {CustomEvent} */ (event).detail.what);
    });
    opening.then(
      (core) => {
        this.core = core;
        this.changed('points');
      },
      (error) => this.refuse(error),
    );
  }

  /** The samples: each point as often as it is used. */
  get samples() {
    return samplesOf(this.plane.points);
  }

  /** The numbers behind the names of the address, where it means this figure; else nothing. */
  linked() {
    const query = new URLSearchParams(location.search);
    if (query.get('figure') !== this.figure.id) return new URLSearchParams();
    return query;
  }

  /** Takes points and slope from the address. @param {URLSearchParams} query */
  restore(query) {
    const points = query.get('points');
    const read = points === null ? null : readPoints(points);
    if (read) this.plane.points = read;
    else if (points !== null)
      this.refuse(new LabError('bad-point', { field: 'points', value: points }));
    const slope = numberOf(query, 'slope', -5, 5);
    if (slope !== null) this.plane.slope = slope;
    else if (query.has('slope'))
      this.refuse(new LabError('bad-slope', { field: 'slope', value: query.get('slope') }));
  }

  /** @param {Record<string, string | number>} [more] */
  setLink(more = {}) {
    const values = { points: writePoints(this.plane.points), slope: this.plane.slope, ...more };
    const query = Object.entries(values).map(([name, value]) => `${name}=${value}`);
    this.figure.link = `?figure=${this.figure.id}&${query.join('&')}#${this.figure.id}`;
  }

  /** A row of sets to choose from. */
  setChoices() {
    const w = lessonWords();
    const labels = Object.entries(sets).map(([name, text]) => {
      const input = h('input', { type: 'radio', name: `${this.figure.id}-set`, value: text });
      input.addEventListener('change', () => {
        this.plane.points = readPoints(text) ?? [];
        this.figure.error = null;
        this.changed('points');
      });
      this.#choices.push(input);
      return h('label', {}, input, w.sets[/** @type {keyof typeof sets} */ (name)]);
    });
    return h(
      'fieldset',
      { class: 'race-field race-choice' },
      h('legend', {}, w.samples),
      ...labels,
    );
  }

  /**
   * Something on the plane has changed.
   * @param {'points' | 'slope'} _what
   */
  changed(_what) {
    const written = writePoints(this.plane.points);
    for (const choice of this.#choices) choice.checked = choice.value === written;
    if (!this.core) return;
    const { samples } = this;
    this.example = null;
    if (samples.length === 0) return this.show();
    try {
      const { best } = measureExample(this.core, samples, this.plane.slope, 0);
      this.plane.target = best;
      this.example = measureExample(this.core, samples, this.plane.slope, best ?? 0);
    } catch (error) {
      this.refuse(error);
    }
    this.show();
    this.dispatchEvent(new Event('change'));
  }

  /** Shows what has changed; each figure does it its own way. */
  show() {}

  /** Why there is nothing to reckon, if there is nothing. @returns {string | null} */
  nothing() {
    const w = lessonWords();
    if (this.samples.length === 0) return w.noPoints;
    return this.example?.still === 'no-slope' ? w.noSlope : null;
  }

  /** @param {string} text */
  say(text) {
    if (this.note.textContent !== text) this.note.textContent = text;
  }

  /** @param {unknown} error */
  refuse(error) {
    this.figure.error = LabError.from(error).describe(pageLanguage());
  }
}

/** @param {string} id @returns {HTMLElement} */
function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The lesson's text has no “${id}”.`);
  return found;
}

/**
 * A number of the address within limits; null where it is none.
 * @param {URLSearchParams} query @param {string} name @param {number} least @param {number} most
 */
export function numberOf(query, name, least, most) {
  const text = query.get(name);
  const value = Number(text);
  return text !== null && text.trim() !== '' && value >= least && value <= most ? value : null;
}

/**
 * A handle with its name before it.
 * @param {string} name @param {Record<string, string | number>} attributes
 * @returns {{ field: HTMLElement, number: LabNumber }}
 */
export function handle(name, attributes) {
  const number = /** @type {LabNumber} */ (
    h(/** @type {any} */ ('lab-number'), { label: name, ...attributes })
  );
  const field = h(
    'span',
    { class: 'race-field' },
    h('span', { class: 'name', 'aria-hidden': 'true' }, name),
    number,
  );
  return { field, number };
}

/** A schedule and its optimizer as code to take home: PyTorch, Keras, Optax and Caffe. */

import { describeOptimizer } from '../optimizer.js';
import { partsOf } from '../schedule.js';
import { caffe } from './caffe.js';
import { keras } from './keras.js';
import { notes } from './notes.js';
import { optax } from './optax.js';
import { pytorch } from './pytorch.js';

/** @typedef {import('./notes.js').Note} Note */
/** @typedef {'pytorch' | 'keras' | 'optax' | 'caffe'} Library */

/** What a library's own file gives; null where it has nothing of the kind. @typedef {{ setup: string, use: string, notes: Note[] } | null} Draft */

/**
 * @typedef {object} Snippet
 * @property {Library} library
 * @property {string | null} setup defines the schedule; null where the library has no such thing
 * @property {string} use what then follows in a training program
 * @property {'run' | 'source'} checked whether the setup was run in the library, or worked out from its source
 * @property {Note[]} notes in both languages
 */

/** @typedef {(parts: readonly import('../schedule.js').SchedulePart[], optimizer: import('../optimizer.js').Optimizer) => Draft | { setup: null, notes: Note[] }} Make */

/** @type {Record<Library, { title: string, make: Make, checked: 'run' | 'source' }>} */
const makers = {
  pytorch: { title: 'PyTorch', make: pytorch, checked: 'run' },
  keras: { title: 'Keras', make: keras, checked: 'source' },
  optax: { title: 'Optax', make: optax, checked: 'source' },
  caffe: { title: 'Caffe', make: caffe, checked: 'source' },
};

/** The libraries by their titles. */
export const LIBRARIES = /** @type {[Library, string][]} */ (
  Object.entries(makers).map(([library, { title }]) => [library, title])
);

const NOTHING = {
  en: 'This library has nothing of the kind.',
  zh: '该库没有这种功能。',
};

/**
 * @param {import('../schedule.js').Schedule} schedule as `describeRun` or `describeSchedule` gives it
 * @param {Library} library
 * @param {import('../optimizer.js').Optimizer} [optimizer] as `describeOptimizer` gives it; plain SGD unless said
 * @returns {Snippet}
 */
export function scheduleSnippet(schedule, library, optimizer = describeOptimizer()) {
  const { make, checked } = makers[library];
  const draft = make(partsOf(schedule), optimizer) ?? { setup: null, notes: [NOTHING] };
  if (draft.setup === null) return { library, setup: null, use: '', checked, notes: draft.notes };
  const proof = checked === 'run' ? notes.run : notes.source;
  return { library, setup: draft.setup, use: draft.use, checked, notes: [...draft.notes, proof] };
}

/** Finds the lessons: every folder lessons/NN-name that holds a lesson.json is one. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, addressIn } from './words.js';

/**
 * @typedef {object} Lesson
 * @property {string} folder    "02-what-the-rate-does"
 * @property {string} name      "what-the-rate-does", the lesson's address
 * @property {number} order
 * @property {number} minutes   how long a careful reader takes
 * @property {Record<string, string>} title    by language
 * @property {Record<string, string>} blurb    by language, one or two sentences
 * @property {Record<string, string>} [takes]  by language: what the reader needs
 * @property {Record<string, string>} [gives]  by language: what the reader gets
 * @property {number} exercises                 how many the page checks
 * @property {Record<string, string>} address  by language, from the site's root
 * @property {string | null} experiment        its module, seen from the root of the assets
 * @property {string | null} figures           the module that it loads when a figure comes near
 * @property {'core' | 'study'} [core]         what its runs are trained with; none where nothing is trained
 * @property {Lesson | null} previous
 * @property {Lesson | null} next
 */

/**
 * All lessons in their order.
 * @param {string} [folder]
 * @returns {Lesson[]}
 */
export function readLessons(folder = 'lessons') {
  const lessons = readdirSync(folder)
    .filter((name) => /^\d+-/.test(name) && existsSync(join(folder, name, 'lesson.json')))
    .map((name) => readLesson(folder, name))
    .sort((a, b) => a.order - b.order);
  lessons.forEach((lesson, i) => {
    lesson.previous = lessons[i - 1] ?? null;
    lesson.next = lessons[i + 1] ?? null;
  });
  return lessons;
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Lesson}
 */
function readLesson(root, folder) {
  const name = folder.replace(/^\d+-/, '');
  const about = JSON.parse(readFileSync(join(root, folder, 'lesson.json'), 'utf8'));
  const text = join(root, folder, `${LANGUAGES[0]}.md`);
  const checks = existsSync(text) ? readFileSync(text, 'utf8').match(/\bdata-check=/g) : null;
  const module = (/** @type {string} */ name) =>
    existsSync(join(root, folder, name)) ? `lessons/${folder}/${name}` : null;
  return {
    ...about,
    folder,
    name,
    exercises: checks?.length ?? 0,
    address: Object.fromEntries(LANGUAGES.map((language) => [language, addressIn(language, name)])),
    experiment: module('experiment.js'),
    figures: module('figures.js'),
    previous: null,
    next: null,
  };
}

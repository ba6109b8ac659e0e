/** `steplab.js new-lesson NAME`: a folder under lessons/ that is a whole lesson at once, in both languages, to be written over. */
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isPageName } from '../../web/site/generate/page_names.js';
import { root } from '../paths.js';
import { UsageError } from './options.js';

const template = join(root, 'tools', 'lesson_template');

/** @type {import('./options.js').Command} */
export const newLesson = {
  about:
    'Makes lessons/NN-NAME from the template: text in English and Chinese, a prediction, an experiment, exercises. See lessons/AUTHORING.md.',
  operand: {
    name: 'NAME',
    help: 'what its address is to be: words in small letters, with hyphens',
  },
  options: [
    {
      name: 'number',
      value: 'N',
      help: 'its place in the course, 1 to 99; after the last one unless given',
    },
    { name: 'json', help: 'one JSON record' },
  ],
  run: async ({ operand, number, json, typed }) => {
    const made = makeLesson(operand, { number, typed: typed.number });
    console.log(json ? JSON.stringify({ ...made, final: true }) : report(made));
    return 0;
  },
};

/**
 * Makes a lesson's folder.
 * @param {unknown} name
 * @param {{ number?: unknown, typed?: string, folder?: string }} [options] typed: the number as it was typed
 * @returns {{ name: string, number: number, folder: string }} folder: seen from the one that holds the lessons
 * @throws {UsageError} where the name or the number will not do
 */
export function makeLesson(name, { number, typed, folder = join(root, 'lessons') } = {}) {
  const lessons = readNames(folder);
  const checked = checkName(name, lessons);
  const place = checkNumber(number, typed, lessons);
  const own = `${String(place).padStart(2, '0')}-${checked}`;
  cpSync(template, join(folder, own), { recursive: true });
  const aboutFile = join(folder, own, 'lesson.json');
  const about = JSON.parse(readFileSync(aboutFile, 'utf8'));
  const title = titleOf(checked);
  const told = { ...about, order: place, title: { en: title, zh: title } };
  writeFileSync(aboutFile, `${JSON.stringify(told, null, 2)}\n`);
  return { name: checked, number: place, folder: own };
}

/** @param {string} folder @returns {Map<string, string>} the folders by their lessons' names */
function readNames(folder) {
  const own = readdirSync(folder).filter((entry) => /^\d+-/.test(entry));
  return new Map(own.map((entry) => [entry.replace(/^\d+-/, ''), entry]));
}

/** @param {unknown} name @param {Map<string, string>} lessons */
function checkName(name, lessons) {
  if (name === undefined) {
    throw new UsageError(
      'NAME is missing: say how the lesson is to be called, for instance new-lesson momentum.',
    );
  }
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    throw new UsageError(
      `NAME ${name}: a name is made of words in small letters a to z with hyphens between them, 40 characters at most, such as what-momentum-does.`,
    );
  }
  const taken = lessons.get(name);
  if (taken) throw new UsageError(`NAME ${name}: lessons/${taken} has this name; choose another.`);
  if (isPageName(name)) {
    throw new UsageError(
      `NAME ${name}: the site has a page or a folder of this name; choose another.`,
    );
  }
  return name;
}

/** @param {unknown} number @param {string | undefined} typed @param {Map<string, string>} lessons */
function checkNumber(number, typed, lessons) {
  const folders = [...lessons.values()];
  const taken = folders.map((folder) => parseInt(folder, 10));
  const place = number ?? Math.max(0, ...taken) + 1;
  if (typeof place !== 'number' || !Number.isInteger(place) || place < 1 || place > 99) {
    throw new UsageError(
      `--number ${typed ?? place}: a lesson's number is a whole number from 1 to 99.`,
    );
  }
  const other = folders[taken.indexOf(place)];
  if (other)
    throw new UsageError(`--number ${place}: lessons/${other} has this number; choose another.`);
  return place;
}

/** @param {string} name */
function titleOf(name) {
  const words = name.replaceAll('-', ' ');
  return words[0].toUpperCase() + words.slice(1);
}

/** @param {{ name: string, folder: string }} made */
function report({ name, folder }) {
  return [
    `Made lessons/${folder}. It is in the navigation of both languages and in the tests as it stands.`,
    'Now write lesson.json, en.md and zh.md; lessons/AUTHORING.md says how.',
    `See it with npm start, at /${name}/ and /zh/${name}/.`,
  ].join('\n');
}

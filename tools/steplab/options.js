/** Options of a command: one table says their names, defaults and help; this reads the words that were typed. */

import { LabError, parseNumber } from '../../web/lab/index.js';

/**
 * @typedef {object} Option
 * @property {string} name as typed, without the dashes
 * @property {string} help
 * @property {string} [value] what stands for its value in the help; a switch has none
 * @property {unknown} [fallback] its default
 * @property {string[]} [oneOf] the only values there are
 * @property {boolean} [text] its value stays text even where it looks like a number
 * @property {boolean} [list] its value is numbers with commas between them
 * @property {boolean} [many] its value is all the words up to the next option
 * @property {string} [more] a second line of help
 * @property {string} [field] the field of a run that it sets
 */

/** @typedef {Record<string, any> & { typed: Record<string, string> }} Values by option name, with what was typed in full */

/**
 * @typedef {object} Command
 * @property {string} about one sentence or two
 * @property {Option[]} options
 * @property {{ name: string, help: string }} [operand] the one word that it takes without dashes; its value goes by the name operand
 * @property {(values: Values) => Promise<number>} run gives the exit code
 */

/** Something typed wrongly: the message names the word and what to type instead. */
export class UsageError extends Error {}

/** @type {Option} */
const HELP = { name: 'help', help: 'say this' };

/**
 * @param {Option[]} options
 * @param {string[]} words
 * @param {Command['operand']} [operand]
 * @returns {Values}
 * @throws {UsageError}
 */
export function parseOptions(options, words, operand) {
  const known = [...options, HELP];
  /** @type {Values} */
  const values = { typed: {} };
  for (const { name, fallback } of known) values[name] = fallback;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] === '-h' ? '--help' : words[at];
    const [, name, attached] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (operand && values.operand === undefined && !word.startsWith('-')) {
      values.operand = word;
      continue;
    }
    const option = findOption(known, name, word);
    if (option.value === undefined) {
      if (attached !== undefined) throw new UsageError(`${word}: --${name} takes no value.`);
      values[name] = true;
      continue;
    }
    const text = checkPresent(option, attached ?? words[++at]);
    values.typed[name] = text;
    values[name] = readValue(option, text);
    if (!option.many) continue;
    values[name] = [text];
    while (at + 1 < words.length && !words[at + 1].startsWith('-')) values[name].push(words[++at]);
  }
  return values;
}

/** @param {Option[]} known @param {string | undefined} name @param {string} word */
function findOption(known, name, word) {
  const option = known.find((candidate) => candidate.name === name);
  if (option) return option;
  if (name === undefined)
    throw new UsageError(`${word}: this is no option; options begin with --.`);
  const close = nearest(
    name,
    known.map((candidate) => candidate.name),
  );
  const hint = close ? `did you mean --${close}?` : 'see --help.';
  throw new UsageError(`--${name}: there is no such option; ${hint}`);
}

/** @param {Option} option @param {string | undefined} text */
function checkPresent({ name, value, fallback }, text) {
  if (text !== undefined && !text.startsWith('--')) return text;
  const example = fallback === undefined ? value : fallback;
  throw new UsageError(`--${name}: a value is missing, for instance --${name} ${example}.`);
}

/** @param {Option} option @param {string} text */
function readValue({ name, oneOf, text: keep, list }, text) {
  if (oneOf && !oneOf.includes(text)) {
    throw new UsageError(`--${name} ${text}: give one of ${oneOf.join(', ')}.`);
  }
  if (list) return text.split(',').map(parseNumber);
  return oneOf || keep ? text : parseNumber(text);
}

/**
 * An error about a field of a run in the words of the option that set it, with the value as it was typed.
 * @param {unknown} error
 * @param {Option[]} options
 * @param {Values} values
 */
export function asUsageError(error, options, values) {
  if (!(error instanceof LabError) || error.field === null) return error;
  const option = options.find(({ field }) => field === error.field);
  if (!option) return error;
  const value = values.typed[option.name] ?? error.value;
  const typed = new LabError(error.code, { ...error.facts, value });
  return new UsageError(typed.describe('en', `--${option.name}`));
}

/**
 * @param {string} name
 * @param {Command} command
 * @returns {string}
 */
export function helpOf(name, { about, options, operand }) {
  const all = [...options, HELP].map(({ name: word, value, help, more, fallback }) => {
    const standard = fallback === undefined || fallback === false ? '' : ` (${fallback})`;
    const said = more === undefined ? [`${help}${standard}`] : [help, `${more}${standard}`];
    return { head: `--${word}${value ? ` ${value}` : ''}`, said };
  });
  if (operand) all.unshift({ head: operand.name, said: [operand.help] });
  const width = Math.max(...all.map(({ head }) => head.length));
  const lines = all.flatMap(({ head, said }) =>
    said.map((line, at) => `  ${(at === 0 ? head : '').padEnd(width)}  ${line}`),
  );
  const usage = ['node tools/steplab.js', name, ...(operand ? [operand.name] : []), '[options]'];
  return [usage.join(' '), '', about, '', ...lines].join('\n');
}

/**
 * The name that somebody may have meant; none where all are far from it.
 * @param {string} word
 * @param {string[]} names
 */
export function nearest(word, names) {
  const [closest] = names
    .map((name) => ({ name, distance: editDistance(word, name) }))
    .sort((a, b) => a.distance - b.distance);
  return closest && closest.distance <= 2 ? closest.name : undefined;
}

/** Letters to change, add or drop (Levenshtein). @param {string} from @param {string} to */
function editDistance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}

/** The one kind of error the engine throws on purpose: a code, the facts, and a sentence in each language. */

import { labels, texts } from './messages.js';

/** @typedef {'en' | 'zh'} Language */
/** @typedef {Record<string, unknown> & { field?: string | null, scope?: string, value?: unknown }} Facts */
/** @typedef {{ code: string, facts: Facts }} ErrorData what of an error crosses from a Worker to its page */

/**
 * Something that a person can put right. `field` names the part of the run that is at fault (null where none is), `value` what stood
 * there. `message` is the English sentence; `describe` gives it in another language, or under another name for the field.
 */
export class LabError extends Error {
  /**
   * @param {string} code a key of `texts` in messages.js
   * @param {Facts} [facts] what the sentence needs; all of it plain data
   */
  constructor(code, facts = {}) {
    super(sentence(code, facts, 'en'));
    this.name = 'LabError';
    this.code = code;
    /** @type {string | null} */
    this.field = facts.field ?? null;
    this.value = facts.value;
    this.facts = facts;
  }

  /**
   * @param {Language} language
   * @param {string} [label] stands for the field's name, as `--batch` does on the command line
   * @returns {string} one sentence: what is wrong and what to do
   */
  describe(language, label) {
    return sentence(this.code, this.facts, language, label);
  }

  /** @returns {ErrorData} */
  toData() {
    return { code: this.code, facts: this.facts };
  }

  /** @param {ErrorData} data */
  static fromData(data) {
    return new LabError(data.code, data.facts);
  }

  /**
   * Any thrown thing as a LabError; one that was not foreseen keeps its own message.
   * @param {unknown} thrown
   */
  static from(thrown) {
    if (thrown instanceof LabError) return thrown;
    return new LabError('unforeseen', {
      message: thrown instanceof Error ? thrown.message : String(thrown),
    });
  }
}

/**
 * @param {string} code
 * @param {Facts} facts
 * @param {Language} language
 * @param {string} [label]
 */
function sentence(code, facts, language, label) {
  const text = texts[code] ?? texts.unforeseen;
  const body = text[language](facts);
  if (facts.field === undefined || facts.field === null) return body;
  const own = labels[`${facts.scope}.${facts.field}`] ?? labels[facts.field];
  const name = label ?? own?.[language] ?? facts.field;
  return `${name} ${show(facts.value)}${language === 'zh' ? '：' : ': '}${body}`;
}

const LONGEST = 60;

/**
 * A value as a person typed it, cut where it is long.
 * @param {unknown} value
 */
export function show(value) {
  const text = typeof value === 'string' ? value : written(value);
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut.trim() === cut && cut !== '' ? cut : `"${cut}"`;
}

/** @param {unknown} value */
function written(value) {
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return typeof value;
  }
}

/**
 * Emphasis in Chinese. CommonMark closes `**…。**` only before a space or a punctuation mark, and Chinese has no
 * spaces: beside a Chinese character or mark, a run of asterisks opens wherever something follows and closes wherever
 * something stands before it.
 */

const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…]/u;

/** @param {any} md */
export function emphasizeChinese(md) {
  const { State } = md.inline;
  md.inline.State = class extends State {
    /** @param {number} start @param {boolean} splits whether it may stand within a word, as asterisks do */
    scanDelims(start, splits) {
      const run = super.scanDelims(start, splits);
      const before = this.src[start - 1] ?? ' ';
      const after = this.src[start + run.length] ?? ' ';
      if (!splits || !(chinese.test(before) || chinese.test(after))) return run;
      return { ...run, can_open: /\S/.test(after), can_close: /\S/.test(before) };
    }
  };
}

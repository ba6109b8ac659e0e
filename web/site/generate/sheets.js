/** The style sheets of the site put together, one for each kind of page, so that a page waits for one file only. */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'web/site/styles';
/** What stands in every page, before and after its own. */
const FIRST = ['tokens', 'base', 'shell'];
const LAST = ['print'];
/** Kinds of pages with a sheet of their name; every sheet that is none of these is for what lessons show. */
const KINDS = ['lesson', 'home', 'reading'];

/** @returns {Map<string, string>} CSS by the kind of page that it is for */
export function putSheetsTogether() {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.css$/, ''));
  const common = new Set([...FIRST, ...LAST, ...KINDS]);
  const ofLessons = names.filter((name) => !common.has(name)).sort();
  return new Map(
    KINDS.map((kind) => {
      const own = kind === 'lesson' ? [kind, ...ofLessons] : [kind];
      const parts = [...FIRST, ...own, ...LAST];
      return [
        kind,
        parts.map((name) => readFileSync(join(FOLDER, `${name}.css`), 'utf8')).join('\n'),
      ];
    }),
  );
}

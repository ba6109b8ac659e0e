/** Puts what the pages load into a folder named by the hash of its content. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { putSheetsTogether } from './sheets.js';
import { joinThread } from './thread.js';

/** From the repository to the tree of assets. */
const SOURCES = [
  ['web', 'web', /^(?!site\/(generate|layouts|pages|styles|words)\/).*\.(js|svg|png)$/],
  ['lessons', 'lessons', /\.js$/],
  ['build/wasm', 'wasm', /\.wasm$/],
  ['node_modules/uplot/dist', 'vendor/uplot', /^uPlot\.min\.css$/],
];
/** The only minified build of uPlot is a script that leaves its one name behind. */
const UPLOT = 'node_modules/uplot/dist/uPlot.iife.min.js';

/**
 * @param {string} output the built site
 * @returns {Promise<string>} the folder, seen from the site's root
 */
export async function buildAssets(output) {
  const thread = await joinThread();
  const joined = new Set(thread.map(({ to }) => to));
  const files = [
    ...SOURCES.flatMap(([from, to, wanted]) =>
      listFiles(String(from), String(to), /** @type {RegExp} */ (wanted)),
    ).filter(({ to }) => !joined.has(to)),
    ...thread,
    { to: 'vendor/uplot/uPlot.esm.js', content: Buffer.from(asModule(UPLOT, 'uPlot')) },
    ...[...putSheetsTogether()].map(([kind, css]) => ({
      to: `web/site/styles/${kind}.css`,
      content: Buffer.from(css),
    })),
  ];
  const hash = createHash('sha256');
  for (const { to, content } of files) hash.update(to).update('\0').update(content);
  const folder = `assets/${hash.digest('hex').slice(0, 12)}`;
  rmSync(join(output, 'assets'), { recursive: true, force: true });
  for (const { to, content } of files) {
    const target = join(output, folder, to);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return folder;
}

/** @param {string} script @param {string} name that it declares */
function asModule(script, name) {
  return `${readFileSync(script, 'utf8').trimEnd()}\nexport default ${name};\n`;
}

/** @param {string} from @param {string} to @param {RegExp} wanted */
function listFiles(from, to, wanted) {
  if (!existsSync(from)) return [];
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((path) => wanted.test(path))
    .sort()
    .map((path) => ({ to: `${to}/${path}`, content: readFileSync(join(from, path)) }));
}

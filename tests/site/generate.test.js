/** The parts of the site's build. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { emphasizeChinese } from '../../web/site/generate/emphasis.js';
import { linkTerms, readGlossary } from '../../web/site/generate/glossary.js';
import { readLessons } from '../../web/site/generate/lessons.js';
import { relativeLink } from '../../web/site/generate/links.js';
import { renderMaths } from '../../web/site/generate/maths.js';
import { importGraph } from '../../web/site/generate/modules.js';
import { joinThread } from '../../web/site/generate/thread.js';

/** The markdown-it that Eleventy brings. */
const MarkdownIt = createRequire(resolve('node_modules/@11ty/eleventy/cmd.cjs'))('markdown-it');

/** @param {(folder: string) => void} use */
function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'steplab-site-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('links are relative to the page that they stand on', () => {
  assert.equal(relativeLink('/', '/'), './');
  assert.equal(relativeLink('/', '/zh/'), 'zh/');
  assert.equal(relativeLink('/zh/a/', '/a/'), '../../a/');
  assert.equal(relativeLink('/a/', '/a/'), './');
  assert.equal(relativeLink('/a/', '/assets/x/y.js'), '../assets/x/y.js');
  assert.equal(relativeLink('/404.html', '/assets/x/y.js'), 'assets/x/y.js');
});

test('formulas have no inline style, and their live numbers are single elements', () => {
  const html = renderMaths(
    'x_{t+1} = \\frac{\\live{rate}{0.5}}{\\live{batch}{128}} \\live{sum}{-1.8}',
    true,
  );
  assert.doesNotMatch(html, /style=/);
  assert.match(html, /<mn data-live="rate">0\.5<\/mn>/);
  assert.match(html, /<mn data-live="sum">−1\.8<\/mn>/);
});

test('a formula that Temml cannot read or would style inline stops the build', () => {
  assert.throws(() => renderMaths('\\frac{1', false));
  assert.throws(() => renderMaths('\\color{red}x', false), /styles this formula inline/);
});

test('the first mention of a term links to the glossary, and only in running text', async () => {
  const { default: MarkdownIt } = await import('markdown-it');
  const md = new MarkdownIt({ html: true });
  md.core.ruler.push('link_terms', linkTerms(readGlossary()));
  const env = (/** @type {string} */ language) => ({
    page: { inputPath: `./lessons/09-some/${language}.md` },
  });
  const link = (/** @type {string} */ id, /** @type {string} */ text) =>
    `<a class="term" href="../glossary/#${id}">${text}</a>`;
  assert.equal(
    md.render('# Batch\n\n*Batches* and an [epoch](x), a batch.\n\nOne epoch.', env('en')),
    `<h1>Batch</h1>\n<p><em>${link('batch', 'Batches')}</em> and an <a href="x">epoch</a>, a batch.</p>\n<p>One ${link('epoch', 'epoch')}.</p>\n`,
  );
  assert.equal(
    md.render('反复调学习率。', env('zh')),
    `<p>反复调${link('learning-rate', '学习率')}。</p>\n`,
  );
  assert.equal(
    md.render('A <b>batch</b> lossless.', env('en')),
    '<p>A <b>batch</b> lossless.</p>\n',
  );
  assert.equal(md.render('A batch.', {}), '<p>A batch.</p>\n');
});

test('the glossary has every term once, in both languages, and no two terms share a word', () => {
  const terms = readGlossary();
  assert.equal(new Set(terms.map(({ id }) => id)).size, terms.length);
  for (const language of ['en', 'zh']) {
    const words = terms.flatMap((term) =>
      term.in[language].words.map((word) => word.toLowerCase()),
    );
    assert.equal(new Set(words).size, words.length, language);
    for (const term of terms) assert.ok(term.in[language].text.length > 10, term.id);
  }
});

test('the import graph follows imports and exports, and names what is missing', () => {
  withFolder((folder) => {
    mkdirSync(join(folder, 'lib'));
    writeFileSync(
      join(folder, 'a.js'),
      "import { b } from './lib/b.js';\nimport './c.js';\n// import './no.js'\n",
    );
    writeFileSync(
      join(folder, 'lib/b.js'),
      "export {\n  c,\n} from '../c.js';\nexport const b = 'import me';\n",
    );
    writeFileSync(join(folder, 'c.js'), "import * as a from './a.js';\nexport const c = a;\n");
    assert.deepEqual(importGraph(folder, 'a.js'), ['a.js', 'lib/b.js', 'c.js']);
    writeFileSync(join(folder, 'c.js'), "import './gone.js';\n");
    assert.throws(
      () => importGraph(folder, 'a.js'),
      /gone\.js: imported, but not among the assets/,
    );
  });
});

test('a thread’s script is one file, and its map holds the modules that it is made of', async () => {
  const files = new Map((await joinThread()).map(({ to, content }) => [to, String(content)]));
  assert.deepEqual([...files.keys()].sort(), ['web/lab/worker.js', 'web/lab/worker.js.map']);
  const script = files.get('web/lab/worker.js') ?? '';
  assert.ok(script.endsWith('//# sourceMappingURL=worker.js.map\n'));
  const bare = script.replace(/\/\*.*?\*\//gs, '');
  const imported = [...bare.matchAll(/(?:^import |\bimport\(|\bfrom )\s*['"]([^'"]+)['"]/gm)];
  for (const [, name] of imported) assert.match(name, /^node:/);
  /** @type {{ sources: string[], sourcesContent: string[] }} */
  const { sources, sourcesContent } = JSON.parse(files.get('web/lab/worker.js.map') ?? '{}');
  for (const name of ['worker.js', 'host.js', 'search_session.js', 'site_data.js'])
    assert.ok(sources.includes(name), name);
  sources.forEach((name, i) =>
    assert.equal(sourcesContent[i], readFileSync(`web/lab/${name}`, 'utf8'), name),
  );
});

test('lessons come in their order and know their neighbours', () => {
  withFolder((folder) => {
    for (const [name, order] of [
      ['10-late', 10],
      ['02-early', 2],
    ]) {
      mkdirSync(join(folder, String(name)));
      writeFileSync(
        join(folder, String(name), 'lesson.json'),
        JSON.stringify({ order, title: {}, blurb: {} }),
      );
    }
    mkdirSync(join(folder, '03-empty'));
    const [early, late, ...rest] = readLessons(folder);
    assert.deepEqual(rest, []);
    assert.equal(early.name, 'early');
    assert.equal(early.next, late);
    assert.equal(late.previous, early);
    assert.deepEqual(late.address, { en: '/late/', zh: '/zh/late/' });
    assert.equal(late.experiment, null);
  });
});

test('a new folder is a new lesson, in the navigation of both languages, and nothing else is edited', () => {
  withFolder((folder) => {
    for (const part of ['web', 'lessons', 'eleventy.config.js', 'package.json']) {
      cpSync(part, join(folder, part), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const lesson = join(folder, 'lessons/99-something-new');
    mkdirSync(lesson);
    const about = {
      order: 99,
      minutes: 5,
      title: { en: 'Something new', zh: '新课' },
      blurb: { en: 'New.', zh: '新。' },
    };
    writeFileSync(join(lesson, 'lesson.json'), JSON.stringify(about));
    writeFileSync(join(lesson, 'en.md'), '## Braces {#one}\n\n$\\frac{{a}}{{b}}$\n');
    writeFileSync(join(lesson, 'zh.md'), '## 括号 {#one}\n\n$\\frac{{a}}{{b}}$\n');
    execFileSync(process.execPath, ['node_modules/@11ty/eleventy/cmd.cjs'], { cwd: folder });
    const read = (/** @type {string} */ path) =>
      readFileSync(join(folder, 'build/site', path), 'utf8');
    assert.match(read('something-new/index.html'), /<h2 id="one">Braces<\/h2>[^]*<mfrac>/);
    assert.match(read('index.html'), /href="something-new\/"/);
    assert.match(read('zh/index.html'), /href="something-new\/"[^]*新课/);
    const last = readLessons().at(-1)?.name;
    assert.match(read(`zh/${last}/index.html`), /rel="next" href="\.\.\/something-new\/"/);
  });
});

test('emphasis closes behind a Chinese mark, and stays as it is elsewhere', () => {
  const md = new MarkdownIt();
  emphasizeChinese(md);
  const line = (/** @type {string} */ text) => md.renderInline(text);
  assert.equal(line('**会的。**但是'), '<strong>会的。</strong>但是');
  assert.equal(line('看“*这个*”吧'), '看“<em>这个</em>”吧');
  assert.equal(line('**学习率**，即步长'), '<strong>学习率</strong>，即步长');
  assert.equal(line('2 * 3 * 4 和 5 * 6'), '2 * 3 * 4 和 5 * 6');
  assert.equal(line('**Yes.** It is'), '<strong>Yes.</strong> It is');
  assert.equal(line('**Yes.**It is'), new MarkdownIt().renderInline('**Yes.**It is'));
});

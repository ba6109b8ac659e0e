/** The build of the static site: lessons and pages in, build/site out. */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './web/lab/kept_packs.js';
import { buildAssets } from './web/site/generate/assets.js';
import { countVerdicts, readClaims } from './web/site/generate/chapter.js';
import { inOrder, linkTerms, readGlossary } from './web/site/generate/glossary.js';
import { readLessons } from './web/site/generate/lessons.js';
import { relativeLink } from './web/site/generate/links.js';
import { teachMarkdown } from './web/site/generate/markdown.js';
import { importGraph } from './web/site/generate/modules.js';
import { writeServiceWorker } from './web/site/generate/offline.js';
import { LANGUAGES, addressIn, readReferences, readWords } from './web/site/generate/words.js';

const OUTPUT = 'build/site';
const PAGES = 'web/site/pages';

/** @param {any} config Eleventy's UserConfig */
export default function configure(config) {
  /** Where this build's assets lie, seen from the site's root: "assets/<hash>". */
  let assets = '';
  config.on('eleventy.before', async () => {
    assets = await buildAssets(OUTPUT);
  });
  config.on('eleventy.after', () => writeServiceWorker(OUTPUT, assets));

  config.addGlobalData('languages', LANGUAGES);
  config.addGlobalData('words', readWords);
  config.addGlobalData('lessons', readLessons);
  config.addGlobalData('glossary', readGlossary);
  config.addGlobalData('references', readReferences);
  config.addGlobalData('claims', readClaims);
  /** The browser's store of the images. */
  config.addGlobalData('kept', CACHE);
  config.addFilter('countVerdicts', countVerdicts);
  /** The site's own pages beside the lessons, in the order of the navigation. */
  config.addGlobalData('pages', ['chapter-checked', 'glossary', 'references']);
  config.addGlobalData('layout', 'lesson.njk');
  config.addGlobalData('eleventyComputed', {
    lesson: lessonOfPage,
    lang: languageOfPage,
    permalink: addressOfPage,
  });

  // What teachers read stands beside the lessons and is none.
  config.ignores.add('lessons/*.md');
  for (const file of readdirSync(PAGES)) {
    config.addTemplate(file, readFileSync(join(PAGES, file), 'utf8'));
  }

  config.addFilter('link', function (/** @type {string} */ address) {
    // @ts-ignore Eleventy sets `this.page`.
    return relativeLink(this.page.url, address);
  });
  config.addFilter(
    'asset',
    function (/** @type {string} */ path, /** @type {string} */ higher = '') {
      // @ts-ignore Eleventy sets `this.page`.
      return higher + relativeLink(this.page.url, `/${assets}/${path}`);
    },
  );
  config.addFilter('addressIn', addressIn);
  config.addFilter('modules', (/** @type {string} */ entry, /** @type {string} */ beside = '') => {
    const graph = (/** @type {string} */ one) => importGraph(join(OUTPUT, assets), one);
    const known = beside ? graph(beside) : [];
    return graph(entry).filter((module) => !known.includes(module));
  });
  config.addFilter('headings', headingsOf);
  config.addFilter('inOrder', inOrder);
  config.amendLibrary('md', teachMarkdown);
  config.amendLibrary('md', (/** @type {any} */ md) =>
    md.core.ruler.push('link_terms', linkTerms(readGlossary())),
  );

  config.addWatchTarget('./web/');
  config.addWatchTarget(`./${PAGES}/`, { resetConfig: true });
  config.setQuietMode(true);

  return {
    dir: { input: 'lessons', includes: '../web/site/layouts', output: OUTPUT },
    templateFormats: ['md', 'njk'],
    // Lessons are plain Markdown: braces in TeX must not be read as template code.
    markdownTemplateEngine: false,
  };
}

/** @param {any} data */
function lessonOfPage(data) {
  const folder = data.page.filePathStem.split('/')[1];
  return (
    data.lessons.find((/** @type {{folder: string}} */ lesson) => lesson.folder === folder) ?? null
  );
}

/** @param {any} data */
function languageOfPage(data) {
  if (data.language) return data.language;
  return data.page.filePathStem.split('/')[2] ?? 'en';
}

/** @param {any} data */
function addressOfPage(data) {
  const lesson = lessonOfPage(data);
  if (!lesson) return data.permalink;
  return `${lesson.address[languageOfPage(data)]}index.html`.slice(1);
}

/**
 * The second-level headings of a rendered lesson, for its table of contents.
 * @param {string} html
 */
function headingsOf(html) {
  return [...html.matchAll(/<h2 id="([^"]+)"[^>]*>(.*?)<\/h2>/gs)].map(([, id, title]) => ({
    id,
    title,
  }));
}

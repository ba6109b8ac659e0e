/** What is true of every built page. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, isFile, readPages, tagsOf } from './pages.js';

const SITE = 'build/site';
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; worker-src 'self'; base-uri 'none'; form-action 'none'";

const pages = readPages(SITE);
/** The page for what is missing does not know its own depth, so it asks for its files at several. */
const placed = pages.filter(({ path }) => path !== '404.html');

test('there are pages in both languages', () => {
  const paths = pages.map(({ path }) => path);
  for (const path of ['index.html', 'zh/index.html', '404.html'])
    assert.ok(paths.includes(path), path);
});

for (const page of pages) {
  const tags = tagsOf(page.html);

  test(`${page.path} carries the policy before anything that it governs`, () => {
    const [policy] = tags.filter(
      ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
    );
    assert.equal(policy?.attributes.content, POLICY);
    const first = tags.findIndex(({ tag }) => tag === 'script' || tag === 'link');
    assert.ok(tags.indexOf(policy) < first);
  });

  test(`${page.path} has nothing inline that the policy would refuse`, () => {
    for (const [, attributes, body] of page.html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
      assert.match(attributes, / src="/);
      assert.equal(body, '');
    }
    assert.ok(!tags.some(({ tag }) => tag === 'style'));
    for (const { tag, attributes } of tags) {
      for (const name of Object.keys(attributes))
        assert.doesNotMatch(name, /^(style|on\w+)$/, `${tag} ${name}`);
    }
  });

  test(`${page.path} leaves no Markdown behind`, () => {
    assert.doesNotMatch(page.html.replace(/<code[^]*?<\/code>/g, ''), /\*\*/);
  });

  test(`${page.path} uses every id once`, () => {
    const ids = tags.map(({ attributes }) => attributes.id).filter((id) => id !== undefined);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    );
  });

  test(`${page.path} says its language, its title and what it is about`, () => {
    const language = page.path.startsWith('zh/') ? 'zh' : 'en';
    assert.equal(tags[0].attributes.lang, language);
    assert.match(page.html, /<title>[^<]{5,70}<\/title>/);
    const about = tags.find(({ attributes }) => attributes.name === 'description');
    assert.ok((about?.attributes.content ?? '').length > 20);
    assert.equal(tags.filter(({ tag }) => tag === 'h1').length, 1);
  });
}

test('404.html finds its files in the folder where it stands, and in those above', () => {
  const page = pages.find(({ path }) => path === '404.html');
  assert.ok(page);
  const files = tagsOf(page.html).flatMap(({ tag, attributes }) =>
    tag === 'script' ? [attributes.src] : attributes.rel === 'stylesheet' ? [attributes.href] : [],
  );
  const here = files.filter((file) => file.startsWith('assets/'));
  assert.ok(here.length >= 3);
  for (const file of here) {
    assert.ok(isFile(SITE, file), file);
    for (const higher of ['../', '../../']) assert.ok(files.includes(higher + file), higher + file);
  }
});

for (const page of placed) {
  test(`every link of ${page.path} is relative and leads somewhere`, () => {
    for (const { tag, attributes } of tagsOf(page.html)) {
      const address = attributes.href ?? attributes.src;
      // A page may name another host to go to, and load nothing from one.
      if (address === undefined || attributes.rel === 'external noopener') continue;
      assert.doesNotMatch(address, /^(\/|[a-z]+:)/, `${tag} ${address}`);
      const { path, id } = follow(page, address);
      assert.ok(isFile(SITE, path), `${tag} ${address}`);
      if (!id) continue;
      const target = pages.find((other) => other.path === path);
      assert.ok(target?.html.includes(` id="${id}"`), `${tag} ${address}`);
    }
  });

  test(`${page.path} names its other languages, and each names it`, () => {
    const alternates = alternatesOf(page);
    assert.deepEqual(Object.keys(alternates).sort(), ['en', 'x-default', 'zh']);
    assert.equal(alternates[page.path.startsWith('zh/') ? 'zh' : 'en'], page.path);
    for (const path of Object.values(alternates)) {
      const other = pages.find((candidate) => candidate.path === path);
      assert.ok(other, path);
      assert.deepEqual(alternatesOf(other), alternates);
    }
  });
}

test('every language of a lesson has the same structure', () => {
  const lessons = pages.filter(({ html }) => html.includes(' class="lesson"'));
  const english = lessons.filter(({ path }) => !path.startsWith('zh/'));
  assert.ok(english.length > 0);
  assert.equal(lessons.length, 2 * english.length);
  for (const page of english) {
    const chinese = lessons.find(({ path }) => path === `zh/${page.path}`);
    assert.ok(chinese, `zh/${page.path}`);
    assert.deepEqual(structureOf(chinese), structureOf(page));
  }
});

test('Chinese text has Chinese punctuation', () => {
  for (const { path, html } of pages.filter((page) => page.path.startsWith('zh/'))) {
    const text = html.replace(/<math[^]*?<\/math>/g, 'x').replace(/<[^>]+>/g, '');
    assert.deepEqual(
      text.match(/.{0,8}(\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}).{0,8}/gu),
      null,
      path,
    );
  }
});

/**
 * The pages that a page names as its own in other languages.
 * @param {import('./pages.js').Page} page
 * @returns {Record<string, string>}
 */
function alternatesOf(page) {
  const links = tagsOf(page.html).filter(({ attributes }) => attributes.rel === 'alternate');
  return Object.fromEntries(
    links.map(({ attributes }) => [attributes.hreflang, follow(page, attributes.href).path]),
  );
}

/**
 * Everything of a lesson that is not words: its blocks, formulas and elements with their ids and values.
 * @param {import('./pages.js').Page} page
 */
function structureOf(page) {
  const main = page.html.slice(page.html.indexOf('<main'), page.html.indexOf('</main>'));
  const wordy = new Set(['em', 'strong', 'a', 'span']);
  return tagsOf(main)
    .filter(({ tag }) => !wordy.has(tag))
    .map(({ tag, attributes }) => {
      const values = Object.entries(attributes).filter(([name]) => name !== 'label');
      return [tag, ...values.map(([name, value]) => `${name}=${value}`)].join(' ');
    });
}

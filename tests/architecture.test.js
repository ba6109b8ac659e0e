/** The house's rules: what may know what. See the README's invariants. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';

import { filesUnder } from '../tools/files.js';
import { root } from '../tools/paths.js';
import { bare, functionsOf, strayAllocations } from './architecture/c_source.js';
import { findCycle, importsOf, includesOf, parse, read } from './architecture/graph.js';

const scripts = filesUnder(['lessons', 'web'], /\.js$/);
const imports = scripts.flatMap((path) => importsOf(path, read(root, path)));
const cFiles = filesUnder(['src', 'wasm'], /\.[ch]$/);

/** Folders that pages load from, the lowest first: each may import from itself and from those before. */
const storeys = ['vendor', 'web/lab', 'web/widgets', 'web/site', 'lessons'];

/** @param {string} path */
const storeyOf = (path) => storeys.findIndex((folder) => path.startsWith(`${folder}/`));

/** What only the build runs may use packages. @param {string} path */
const isOfBuild = (path) => path.startsWith('web/site/generate/');

describe('the web', () => {
  test('imports point down only', () => {
    const wrong = imports.filter(
      ({ from, to, relative }) => relative && (storeyOf(to) < 0 || storeyOf(to) > storeyOf(from)),
    );
    assert.deepEqual(wrong, []);
  });

  test('imports nothing in a circle', () => {
    const graph = new Map(scripts.map((path) => [path, /** @type {string[]} */ ([])]));
    for (const { from, to, typeOnly } of imports) if (!typeOnly) graph.get(from)?.push(to);
    assert.equal(findCycle(graph), undefined);
  });

  test('asks for files that exist', () => {
    const wrong = imports.filter(
      ({ to, relative }) => relative && !to.startsWith('vendor/') && !existsSync(join(root, to)),
    );
    assert.deepEqual(wrong, []);
  });

  test('loads no packages in a page, and Node only from the engine', () => {
    const wrong = imports
      .filter(({ from, relative, typeOnly }) => !relative && !typeOnly && !isOfBuild(from))
      .filter(({ from, to }) => !(from.startsWith('web/lab/') && to.startsWith('node:')));
    assert.deepEqual(wrong, []);
  });

  test('knows uPlot in one file only', () => {
    const knowing = new Set(imports.filter(({ to }) => /uplot/i.test(to)).map(({ from }) => from));
    assert.ok(knowing.size <= 1, [...knowing].join(', '));
  });

  test('knows the engine by what its face names, and takes that from where it stands', () => {
    const face = imports.filter(({ from }) => from === 'web/lab/index.js');
    const isPublic = (/** @type {string} */ module, /** @type {string} */ name) =>
      face.some(({ to, names }) => to === module && names.includes(name));
    const wrong = imports
      .filter(
        ({ from, to, typeOnly }) =>
          !typeOnly && /^web\/(?!lab\/)|^lessons\//.test(from) && to.startsWith('web/lab/'),
      )
      .filter(({ to, names }) => names.length === 0 || !names.every((name) => isPublic(to, name)));
    assert.deepEqual(wrong, []);
  });

  test('has lessons that do not know each other, and widgets that know no lesson', () => {
    const lessonOf = (/** @type {string} */ path) => path.match(/^lessons\/([^/]+)\//)?.[1];
    const wrong = imports.filter(({ from, to }) => lessonOf(to) && lessonOf(from) !== lessonOf(to));
    assert.deepEqual(wrong, []);
    const names = filesUnder(['lessons'], /lesson\.json$/).map((path) => path.split('/')[1]);
    const named = filesUnder(['web/lab', 'web/widgets'], /\.js$/).filter((path) =>
      names.some((name) => read(root, path).includes(name)),
    );
    assert.deepEqual(named, [], 'a widget or the engine names a lesson');
  });

  test('keeps the site free of training', () => {
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('web/site/') && to.startsWith('web/lab/'),
    );
    assert.deepEqual(wrong, []);
  });
});

describe('the engine', () => {
  const domWords = /^(document|window|HTML\w*Element|customElements|localStorage|sessionStorage)$/;

  /**
   * The words of the DOM that a module takes from outside: names that it declares are its own.
   * @param {string} text
   */
  function domWordsIn(text) {
    const tree = parse('module.js', text);
    /** @type {Set<string>} */
    const own = new Set();
    /** @type {Set<string>} */
    const used = new Set();
    const visit = (/** @type {ts.Node} */ node) => {
      if (ts.isIdentifier(node) && domWords.test(node.text)) {
        const { parent } = node;
        const declares =
          (ts.isVariableDeclaration(parent) ||
            ts.isParameter(parent) ||
            ts.isBindingElement(parent)) &&
          parent.name === node;
        const isKey =
          (ts.isPropertyAccessExpression(parent) && parent.name === node && !isGlobal(parent)) ||
          (ts.isPropertyAssignment(parent) && parent.name === node);
        if (declares) own.add(node.text);
        else if (!isKey) used.add(node.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return [...used].filter((word) => !own.has(word));
  }

  /** @param {ts.PropertyAccessExpression} access */
  function isGlobal({ expression }) {
    return /^(globalThis|self)$/.test(expression.getText());
  }

  test('uses no word of the DOM', () => {
    const wrong = filesUnder(['web/lab'], /\.js$/)
      .map((path) => [path, ...domWordsIn(read(root, path))])
      .filter(({ length }) => length > 1);
    assert.deepEqual(wrong, []);
  });

  test('would be caught with one', () => {
    assert.deepEqual(domWordsIn('document.title; globalThis.window'), ['document', 'window']);
    assert.deepEqual(domWordsIn('const window = 3; f(window, a.document)'), []);
  });
});

describe('the core', () => {
  /** What of the C library the core may use: no files, no clocks, no printing, no environment. */
  const allowed = new Set(
    ['assert', 'float', 'limits', 'math', 'stdbool', 'stddef', 'stdint', 'stdlib', 'string'].map(
      (name) => `${name}.h`,
    ),
  );

  test('includes nothing of the world outside', () => {
    const wrong = cFiles.flatMap((path) =>
      includesOf(read(root, path))
        .filter(({ name, system }) => system && !allowed.has(name))
        .filter(({ name }) => !(path === 'src/vector.h' && name === 'wasm_simd128.h'))
        .map(({ name }) => `${path}: ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('names no platform', () => {
    const word = /emscripten|\b(printf|fopen|getenv|abort|exit|time|clock|rand)\s*\(/i;
    const wrong = filesUnder(['src'], /\.[ch]$/).filter((path) =>
      word.test(bare(read(root, path))),
    );
    assert.deepEqual(wrong, []);
  });

  test('is known to the module by its public face only', () => {
    const own = new Set(filesUnder(['wasm'], /\.h$/).map((path) => basename(path)));
    const wrong = filesUnder(['wasm'], /\.[ch]$/).flatMap((path) =>
      includesOf(read(root, path))
        .filter(({ name, system }) => !system && name !== 'lab.h' && !own.has(name))
        .map(({ name }) => `${path}: ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('includes nothing in a circle', () => {
    const graph = new Map(
      cFiles.map((path) => [
        basename(path),
        includesOf(read(root, path)).flatMap(({ name, system }) => (system ? [] : basename(name))),
      ]),
    );
    assert.equal(findCycle(graph), undefined);
  });

  test('takes memory only where an object begins and gives it back only where one ends', () => {
    const wrong = filesUnder(['src'], /\.c$/).flatMap((path) =>
      strayAllocations(read(root, path)).map((name) => `${path}: ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  for (const [list, ...files] of [
    ['exports.txt', 'abi_memory.c', 'abi.c'],
    ['exports_page.txt', 'abi_memory.c', 'abi_page.c', 'abi_landscape.c'],
    ['exports_study.txt', 'abi_measure.c'],
  ]) {
    test(`exports by ${list} what ${files.join(' and ')} define, no more and no less`, () => {
      const listed = read(root, `wasm/${list}`).match(/^abi_\w+/gm) ?? [];
      const defined = files
        .flatMap((name) => functionsOf(read(root, `wasm/${name}`)))
        .filter(({ name, isStatic }) => name.startsWith('abi_') && !isStatic)
        .map(({ name }) => name);
      assert.deepEqual([...listed].sort(), defined.sort());
      assert.ok(listed.length > 10);
    });
  }
});

describe('the project', () => {
  test('mentions no place outside itself', () => {
    const places = new RegExp(['\\.\\./sha' + 'red', '/wo' + 'rk/', '\\.lib' + 'rary/'].join('|'));
    const folders = ['src', 'wasm', 'web', 'lessons', 'tests', 'tools', 'docs', '.ci'];
    const wrong = [
      ...filesUnder(folders, /\.(c|h|js|json|css|md|njk|html|txt|cmake|csv)$|CMakeLists|run$/),
      ...filesUnder(['.'], /^[^/]*\.(js|json|md|txt)$/),
    ].filter((path) => places.test(read(root, path)));
    assert.deepEqual(wrong, []);
  });

  const readme = existsSync(join(root, 'README.md'));
  test('gives a line of its README to every dependency', { skip: !readme }, () => {
    const { dependencies, devDependencies } = JSON.parse(read(root, 'package.json'));
    const lines = read(root, 'README.md').split('\n');
    const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !lines.some((line) => line.includes(name)),
    );
    assert.deepEqual(missing, []);
  });
});

describe('the rules themselves', () => {
  test('find a circle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    assert.deepEqual(findCycle(graph), ['b', 'c', 'b']);
    assert.equal(
      findCycle(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
        ]),
      ),
      undefined,
    );
  });

  test('see every kind of import', () => {
    const text = `import './a.js'; export { x } from '../b.js'; await import('node:os');
      new Worker(new URL('worker.js', import.meta.url)); /** @type {import('./t.js').T} */`;
    assert.deepEqual(
      importsOf('web/lab/m.js', text).map(({ to }) => to),
      ['web/lab/a.js', 'web/b.js', 'node:os', 'web/lab/worker.js', 'web/lab/t.js'],
    );
  });

  test('see functions and stray allocations in C', () => {
    const text = `static int take(int n) {\n    return malloc(n);\n}\n
lab_x *lab_x_create(const a *b,\n    int c) {\n    take(1);\n    if (c) {\n    }\n}\n
void lab_x_step(x *x) {\n    free(x); /* malloc( */\n}\n`;
    assert.deepEqual(
      functionsOf(text).map(({ name }) => name),
      ['take', 'lab_x_create', 'lab_x_step'],
    );
    assert.deepEqual(strayAllocations(text), ['lab_x_step']);
    assert.deepEqual(strayAllocations(text.replace('free(x);', 'take(2);')), ['take']);
  });
});

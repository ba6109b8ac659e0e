/** Who imports whom, and whether it goes round in a circle. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/**
 * What a module asks for.
 * @typedef {object} Import
 * @property {string} from the path of the module that asks
 * @property {string} to a path in the repository, or a package's name as it stands
 * @property {boolean} relative
 * @property {boolean} typeOnly only for a type in a comment
 * @property {string[]} names what it takes of it by name
 */

/**
 * Every import of a module: static, dynamic, exports from elsewhere, new URL(…, import.meta.url),
 * and types in comments.
 * @param {string} path in the repository
 * @param {string} text
 * @returns {Import[]}
 */
export function importsOf(path, text) {
  /** @type {Import[]} */
  const found = [];
  const add = (
    /** @type {string} */ name,
    typeOnly = false,
    names = /** @type {string[]} */ ([]),
  ) => {
    const relative = /^\.{1,2}\//.test(name);
    const to = relative ? posix.join(posix.dirname(path), name) : name;
    found.push({ from: path, to, relative, typeOnly, names });
  };
  const visit = (/** @type {ts.Node} */ node) => {
    const name = specifierOf(node);
    if (name !== undefined) add(name, false, namesOf(node));
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  for (const [comment] of text.matchAll(/\/\*\*.*?\*\//gs)) {
    for (const [, name] of comment.matchAll(/import\('([^']+)'\)/g)) add(name, true);
  }
  return found;
}

/** @param {string} path @param {string} text */
export function parse(path, text) {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
}

/**
 * The module that a piece of syntax names, if it names one.
 * @param {ts.Node} node
 */
function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return textOf(node.moduleSpecifier);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0]);
  }
  const isUrl = ts.isNewExpression(node) && node.expression.getText() === 'URL';
  if (isUrl && node.arguments?.[1]?.getText() === 'import.meta.url') {
    const name = textOf(node.arguments[0]);
    return name?.endsWith('.js') ? posix.join('./', name).replace(/^(?!\.)/, './') : undefined;
  }
  return undefined;
}

/** @param {ts.Node} node @returns {string[]} what an import or an export from elsewhere names, as it is called there */
function namesOf(node) {
  const list = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : ts.isExportDeclaration(node)
      ? node.exportClause
      : undefined;
  if (!list || !(ts.isNamedImports(list) || ts.isNamedExports(list))) return [];
  return list.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** @param {ts.Node | undefined} node */
function textOf(node) {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/**
 * The headers that a C file includes.
 * @param {string} text
 * @returns {{ name: string, system: boolean }[]}
 */
export function includesOf(text) {
  return [...text.matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)].map(([, open, name]) => ({
    name,
    system: open === '<',
  }));
}

/**
 * A circle in a graph, if there is one.
 * @param {Map<string, string[]>} graph
 * @returns {string[] | undefined} the circle's members, the first again at the end
 */
export function findCycle(graph) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} node @param {string[]} way @returns {string[] | undefined} */
  const walk = (node, way) => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...way, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/**
 * A file's text.
 * @param {string} root
 * @param {string} path
 */
export function read(root, path) {
  return readFileSync(join(root, path), 'utf8');
}

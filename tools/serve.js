/**
 * A small static server for the built site: for `npm start`, and for tests, where it can also behave
 * as badly as hosts do (undo the gzip on the way, send no types, be slow, break off).
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';

import { siteFolder } from './paths.js';

const types = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.gz': 'application/gzip',
});

/** Types that hosts compress on the way. */
const compressed = /^(text\/|application\/(json|manifest|wasm|xml)|image\/svg)/;

/**
 * @typedef {object} ServeOptions
 * @property {string} [folder] what is served; the built site unless said otherwise
 * @property {string} [host] the address to listen on
 * @property {number} [port] 0: any that is free
 * @property {string} [prefix] the path under which the site stands, such as `/labs/steplab`
 * @property {boolean} [gzipEncoding] send .gz files as hosts do that undo the gzip: with Content-Encoding: gzip
 * @property {boolean} [isolated] send the headers that isolate a page, and so give it a finer clock
 * @property {boolean} [plain] send no Content-Type, caching or encoding, as the poorest hosts do
 * @property {boolean} [bare] send types and nothing else, as plain static servers do, and none that they do not know: wasm
 * @property {number} [bytesPerSecond] how fast a body is sent
 * @property {(path: string, count: number) => number | undefined} [breakAfter] after how many bytes a
 *   body breaks off, asked with the path and how often it was asked for before (0 the first time)
 */

/**
 * @typedef {object} Served
 * @property {string} url the site's address, with a slash at its end
 * @property {number} port
 * @property {{ method: string, path: string, status: number, bytes: number }[]} requests every answer
 *   so far, with its body's length on the way
 * @property {() => Promise<void>} close ends the server and what it is sending
 */

/**
 * Serves a folder.
 * @param {ServeOptions} [options]
 * @returns {Promise<Served>}
 */
export async function serve(options = {}) {
  const { host = '127.0.0.1', port = 0 } = options;
  const prefix = `/${options.prefix ?? ''}/`.replace(/\/+/g, '/');
  /** @type {Served['requests']} */
  const requests = [];
  const answer = answerer({ ...options, prefix });
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const seen = requests.filter((earlier) => earlier.path === path).length;
    response.once('close', () => {
      const { method = '' } = request;
      const bytes = Number(response.getHeader('Content-Length') ?? 0);
      requests.push({ method, path, status: response.statusCode, bytes });
    });
    answer(request, response, seen).catch(() => response.destroy());
  });
  await new Promise((done, failed) => {
    server.once('error', failed).listen(port, host, () => done(undefined));
  });
  const bound = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${bound}${prefix}`,
    port: bound,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * What a request's path names.
 * @param {string} folder
 * @param {string} prefix
 * @param {string} url
 * @returns {{ file?: string, redirect?: string }} neither where there is no such file
 */
export function locate(folder, prefix, url) {
  const [path, query] = url.split(/(?=\?)/, 2);
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return {};
  }
  if (!name.startsWith(prefix)) return `${name}/` === prefix ? { redirect: prefix } : {};
  const base = resolve(folder);
  const file = resolve(base, `./${name.slice(prefix.length)}`);
  if (name.includes('\0') || (file !== base && !file.startsWith(base + sep))) return {};
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() && !name.endsWith('/')) return { file };
  if (!found?.isDirectory() || !existsSync(join(file, 'index.html'))) return {};
  return name.endsWith('/')
    ? { file: join(file, 'index.html') }
    : { redirect: `${path}/${query ?? ''}` };
}

/**
 * @param {ServeOptions & { prefix: string }} options
 */
function answerer({
  folder = siteFolder,
  prefix,
  gzipEncoding,
  isolated,
  plain,
  bare,
  bytesPerSecond,
  breakAfter,
}) {
  /** @type {Map<string, Buffer>} compressed bodies by their tag */
  const packed = new Map();

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   * @param {number} seen how often this path was asked for before
   */
  return async function answer(request, response, seen) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return void response.writeHead(405, { Allow: 'GET, HEAD' }).end('Only GET and HEAD.\n');
    }
    const { file, redirect } = locate(folder, prefix, request.url ?? '/');
    if (redirect) return void response.writeHead(301, { Location: redirect }).end();
    if (!file) return notFound(folder, request, response);

    const { size, mtimeMs } = statSync(file);
    const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    const type = types[extname(file)] ?? 'application/octet-stream';
    const headers = plain ? {} : bare ? bareHeaders(type) : headersOf(file, type, tag);
    if (isolated) Object.assign(headers, isolation);
    const poor = plain || bare;
    if (!poor && request.headers['if-none-match'] === tag) {
      return void response.writeHead(304, headers).end();
    }
    const range = rangeOf(request.headers.range, size);
    if (range === 'impossible') {
      return void response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
    }
    const mayPack = !poor && !range && /\bgzip\b/.test(`${request.headers['accept-encoding']}`);
    if (gzipEncoding && file.endsWith('.gz')) {
      Object.assign(headers, { 'Content-Encoding': 'gzip' });
    } else if (mayPack && compressed.test(type)) {
      const key = file + tag;
      const body = packed.get(key) ?? gzipSync(readFileSync(file));
      packed.set(key, body);
      response.setHeader('Content-Length', body.length);
      response.writeHead(200, { ...headers, 'Content-Encoding': 'gzip' });
      return void response.end(request.method === 'HEAD' ? undefined : body);
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    response.setHeader('Content-Length', end - start + 1);
    response.writeHead(range ? 206 : 200, {
      ...headers,
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    });
    if (request.method === 'HEAD' || size === 0) return void response.end();
    const limit = breakAfter?.((request.url ?? '').split('?')[0], seen);
    await pipeline(createReadStream(file, { start, end }), slow(bytesPerSecond, limit), response);
  };
}

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** @param {string} type @returns {import('node:http').OutgoingHttpHeaders} */
function bareHeaders(type) {
  return { 'Content-Type': type === 'application/wasm' ? 'application/octet-stream' : type };
}

/**
 * @param {string} file
 * @param {string} type
 * @param {string} tag
 * @returns {import('node:http').OutgoingHttpHeaders}
 */
function headersOf(file, type, tag) {
  const forEver = /[\\/]assets[\\/][0-9a-f]{12}[\\/]/.test(file);
  return {
    'Content-Type': type,
    'Cache-Control': forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: tag,
    'Accept-Ranges': 'bytes',
    Vary: 'Accept-Encoding',
  };
}

/**
 * @param {string} folder
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function notFound(folder, request, response) {
  const page = join(folder, '404.html');
  const own = existsSync(page);
  response.writeHead(404, { 'Content-Type': own ? types['.html'] : types['.txt'] });
  response.end(own ? readFileSync(page) : `There is no ${request.url} here.\n`);
}

/**
 * The one range of bytes that a request asks for.
 * @param {string | undefined} header
 * @param {number} size
 * @returns {{ start: number, end: number } | 'impossible' | undefined} undefined: the whole
 */
export function rangeOf(header, size) {
  const [, first, last] = header?.match(/^bytes=(\d*)-(\d*)$/) ?? [];
  if (first === undefined || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || (first === '' && last === '0') ? 'impossible' : { start, end };
}

/**
 * A stream that lets bytes through at a given speed and breaks off after a given number.
 * @param {number} [bytesPerSecond]
 * @param {number} [limit]
 */
function slow(bytesPerSecond = Infinity, limit = Infinity) {
  if (bytesPerSecond === Infinity && limit === Infinity) return new PassThrough();
  let passed = 0;
  const began = performance.now();
  return new Transform({
    transform(chunk, _encoding, done) {
      const part = chunk.subarray(0, Math.max(0, limit - passed));
      passed += part.length;
      const due = (passed / bytesPerSecond) * 1000 - (performance.now() - began);
      setTimeout(() => {
        this.push(part);
        if (passed < limit) return done();
        // What was let through reaches the other side before the connection breaks.
        setTimeout(done, 50, new Error(`broken off after ${limit} bytes`));
      }, due);
    },
  });
}

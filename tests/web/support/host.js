/** A static host for tests, with the faults that real ones have. */

import { createServer } from 'node:http';

/**
 * How a file is served. `breaks`: the connection is cut after so many bytes of an answer, once for each number.
 * @typedef {object} Served
 * @property {Uint8Array} body
 * @property {number[]} [breaks]
 * @property {boolean} [ranges] false ignores Range
 * @property {string} [encoding] a Content-Encoding to name
 * @property {number[]} [statuses] answers that come first
 * @property {boolean} [hangs] never answers
 */

/** @typedef {{ url: string, range: string | undefined }} Asked */

/**
 * @param {Record<string, Served>} files by path
 * @returns {Promise<{ url: (path: string) => URL, asked: Asked[], close: () => void }>}
 */
export async function startHost(files) {
  /** @type {Asked[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = String(request.url);
    asked.push({ url: path, range: request.headers.range });
    const file = files[path];
    const status = file?.statuses?.shift();
    if (file?.hangs) return;
    if (!file || status) {
      response.writeHead(status ?? 404).end();
      return;
    }
    serve(file, request.headers.range, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: (path) => new URL(path, `http://127.0.0.1:${port}`),
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {Served} file @param {string | undefined} range @param {import('node:http').ServerResponse} response */
function serve({ body, breaks, ranges = true, encoding }, range, response) {
  const from = ranges && range ? Number(/bytes=(\d+)-/.exec(range)?.[1]) : 0;
  if (from > 0 && from >= body.length) {
    response.writeHead(416).end();
    return;
  }
  const part = body.subarray(from);
  /** @type {Record<string, string | number>} */
  const headers = { 'Content-Length': part.length };
  if (encoding) headers['Content-Encoding'] = encoding;
  if (from > 0) headers['Content-Range'] = `bytes ${from}-${body.length - 1}/${body.length}`;
  response.writeHead(from > 0 ? 206 : 200, headers);
  const end = breaks?.shift();
  if (end === undefined) response.end(part);
  else response.write(part.subarray(0, end), () => setTimeout(() => response.destroy(), 20));
}

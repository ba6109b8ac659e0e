/**
 * The proxy through which WebKit's pages come. WebDriver tells nothing of a page's console, so the
 * proxy puts a script first into every page that reports errors, and notes the requests that fail.
 * It also takes names of hosts for this machine that are none.
 */
import { createServer, request as sendRequest } from 'node:http';

import { refuseServiceWorker } from './puppeteer_page.js';

/** Where the proxy itself answers, under every origin, so that the page's policy allows it. */
const scriptPath = '/_reporter/first.js';
const reportPath = '/_reporter/problem';

/**
 * @param {import('./browsers.js').Problem[]} problems a list that grows
 * @param {import('./browsers.js').Look} look
 */
export async function startProxy(problems, { hosts, serviceWorker }) {
  const first = `(${report})(${JSON.stringify(reportPath)});`;
  const source = serviceWorker ? first : `${first}(${refuseServiceWorker})();`;
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', `http://${asked.headers.host}`);
    if (url.pathname === scriptPath) {
      return void answer.writeHead(200, { 'Content-Type': 'text/javascript' }).end(source);
    }
    if (url.pathname === reportPath) return takeReport(asked, answer, problems);
    pass(asked, answer, url, hosts.includes(url.hostname) ? '127.0.0.1' : url.hostname, problems);
  });
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 502 No\r\n\r\n'));
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  server.unref();
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Passes a request on and its answer back.
 * @param {import('node:http').IncomingMessage} asked
 * @param {import('node:http').ServerResponse} answer
 * @param {URL} url
 * @param {string} host where it really goes
 * @param {import('./browsers.js').Problem[]} problems
 */
function pass(asked, answer, url, host, problems) {
  const { 'accept-encoding': _encoding, ...headers } = asked.headers;
  let gone = false; // the browser has left, or has all that it asked for
  const failed = (/** @type {Error} */ error) => {
    if (!gone) problems.push({ kind: 'request', text: `${url}: ${error.message}` });
    answer.destroy();
  };
  const options = { host, port: url.port || 80, path: url.pathname + url.search, headers };
  const onward = sendRequest({ ...options, method: asked.method }, (answered) => {
    const status = answered.statusCode ?? 502;
    if (status >= 400) problems.push({ kind: 'request', text: `${url}: ${status}` });
    answered.once('error', failed);
    if (/^text\/html/.test(answered.headers['content-type'] ?? '') && status !== 304) {
      passPage(answered, answer);
    } else {
      answer.writeHead(status, answered.headers);
      answered.pipe(answer);
    }
  });
  onward.once('error', failed);
  answer.once('close', () => {
    gone = true;
    onward.destroy();
  });
  asked.pipe(onward);
}

/**
 * @param {import('node:http').IncomingMessage} answered
 * @param {import('node:http').ServerResponse} answer
 */
async function passPage(answered, answer) {
  let page = '';
  for await (const chunk of answered.setEncoding('utf8')) page += chunk;
  const script = `<script src="${scriptPath}"></script>`;
  const { 'content-length': _length, ...headers } = answered.headers;
  answer.writeHead(answered.statusCode ?? 200, headers);
  answer.end(page.replace(/<head>/i, (head) => head + script));
}

/**
 * @param {import('node:http').IncomingMessage} asked
 * @param {import('node:http').ServerResponse} answer
 * @param {import('./browsers.js').Problem[]} problems
 */
async function takeReport(asked, answer, problems) {
  let body = '';
  for await (const chunk of asked.setEncoding('utf8')) body += chunk;
  problems.push(JSON.parse(body));
  answer.writeHead(204).end();
}

/** In a page: reports its errors. @param {string} path where to */
function report(path) {
  const send = (/** @type {string} */ kind, /** @type {string} */ text) =>
    navigator.sendBeacon(path, JSON.stringify({ kind, text }));
  const say = console.error;
  console.error = (...words) => {
    send('console', words.map(String).join(' '));
    say.apply(console, words);
  };
  addEventListener('error', ({ message, error }) => {
    send('page', `${message}\n${error?.stack ?? ''}`);
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    send('page', `Unhandled: ${reason}\n${reason?.stack ?? ''}`);
  });
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    send('console', `Refused by the Content-Security-Policy: ${violatedDirective} ${blockedURI}`);
  });
}

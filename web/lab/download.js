/** Brings a file over a connection that may break: taken up where it broke, or from the start with what is known skipped. */

import { LabError } from './errors.js';
import { readUrl } from './read_url.js';

/**
 * @typedef {object} DownloadOptions
 * @property {AbortSignal} [signal]
 * @property {number} [plainSize] bytes of the file where the host has unpacked it
 * @property {boolean} [fresh] passes by the browser's own cache
 * @property {(total: number | null) => void} [onTotal] bytes that will come in all, where the host says so
 * @property {(url: URL, init: RequestInit) => Promise<Response>} [fetch]
 * @property {(milliseconds: number, signal?: AbortSignal) => Promise<void>} [wait]
 * @property {number} [patience] milliseconds without a byte after which a connection counts as broken
 */

/** The first byte of every gzip file. */
const GZIP = 0x1f;
const MOST_BREAKS = 4;
const FIRST_WAIT = 400;
const PATIENCE = 20000;
/** So much progress earns the connection all its attempts again. */
const PROGRESS = 1 << 20;

/**
 * @param {URL} url
 * @param {DownloadOptions} [options]
 * @returns {AsyncGenerator<Uint8Array>} the file's bytes in order, each once
 * @throws {LabError} offline, no-answer, download-status, download-broken; or the signal's reason
 */
export async function* download(url, options = {}) {
  const wait = options.wait ?? pause;
  let received = 0;
  let mark = 0;
  let breaks = 0;
  let ranges = true;
  /** @type {number | undefined} */
  let status;
  for (;;) {
    /** @type {Attempt} */
    const attempt = new Attempt(url, received, ranges, options);
    try {
      for await (const chunk of attempt.chunks()) {
        received += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof LabError) throw error;
      status = /** @type {{ status?: number }} */ (error).status;
    } finally {
      attempt.end();
      // A range is of the bytes that are sent, and what is known are the unpacked ones.
      ranges &&= !attempt.encoded;
    }
    if (received - mark >= PROGRESS) breaks = 0;
    mark = received;
    breaks++;
    if (breaks > MOST_BREAKS || isOffline()) throw givenUp(url, received, breaks, status);
    await wait(FIRST_WAIT * 2 ** (breaks - 1), options.signal);
  }
}

/** One request, from byte `from` of the file on. */
class Attempt {
  /** Whether the host sends the file packed and the browser unpacks it. */
  encoded = false;

  /** @param {URL} url @param {number} from @param {boolean} ranges @param {DownloadOptions} options */
  constructor(url, from, ranges, options) {
    this.url = url;
    this.from = from;
    this.ranges = ranges;
    this.options = options;
    this.control = new AbortController();
    this.stop = () => this.control.abort(options.signal?.reason);
    options.signal?.addEventListener('abort', this.stop);
    if (options.signal?.aborted) this.stop();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.alarm = undefined;
  }

  /** Yields from byte `from` on; throws where the connection breaks. @returns {AsyncGenerator<Uint8Array>} */
  async *chunks() {
    this.wake();
    const response = await this.request();
    if (!response) return;
    this.encoded = isEncoded(response);
    let skip = response.status === 206 ? 0 : this.from;
    const expected = wholeLength(response, this.from);
    if (this.from === 0 || response.status === 200) this.options.onTotal?.(expected);
    let seen = response.status === 206 ? this.from : 0;
    let first;
    if (!response.body) throw new Error('an answer without a body');
    const reader = response.body.getReader();
    for (;;) {
      this.wake();
      const { done, value } = await reader.read();
      if (done) break;
      seen += value.length;
      first ??= value[0];
      const rest = value.subarray(Math.min(skip, value.length));
      skip -= value.length - rest.length;
      if (rest.length > 0) yield rest;
    }
    // Not every engine notices that an answer which it unpacked was cut.
    const unpacked = this.encoded && first !== GZIP ? this.options.plainSize : undefined;
    if (seen < (expected ?? unpacked ?? 0)) throw new Error('the answer was cut');
  }

  /** Null where the host says that there is nothing after `from`. */
  async request() {
    const { fetch: bring = readUrl, fresh } = this.options;
    /** @type {HeadersInit} */
    const headers = this.from > 0 && this.ranges ? { Range: `bytes=${this.from}-` } : {};
    const init = { headers, signal: this.control.signal, cache: cacheMode(fresh) };
    const response = await bring(this.url, init);
    if (response.status === 416 && this.from > 0) return null;
    if (response.status === 206) {
      if (rangeStart(response) === this.from && !isEncoded(response)) return response;
      return bring(this.url, { ...init, headers: {} }).then(checkStatus(this.url));
    }
    return checkStatus(this.url)(response);
  }

  /** Starts the time anew in which a byte must come. */
  wake() {
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => this.control.abort(), this.options.patience ?? PATIENCE);
  }

  end() {
    clearTimeout(this.alarm);
    this.options.signal?.removeEventListener('abort', this.stop);
    this.control.abort();
  }
}

/** Busy hosts are asked again; what is not there will not come. @param {URL} url @returns {(response: Response) => Response} */
function checkStatus(url) {
  return (response) => {
    if (response.ok) return response;
    const { status } = response;
    if (status >= 500 || status === 429 || status === 408)
      throw Object.assign(new Error(`answer ${status}`), { status });
    throw new LabError('download-status', { file: fileName(url), url: url.href, status });
  };
}

/** Bytes of the whole file as they will be read; null where the host does not say, or unpacks on the way. @param {Response} response @param {number} from */
function wholeLength(response, from) {
  const length = response.headers.get('Content-Length');
  if (length === null || isEncoded(response)) return null;
  return Number(length) + (response.status === 206 ? from : 0);
}

/** @param {Response} response */
function isEncoded(response) {
  return (response.headers.get('Content-Encoding') ?? 'identity') !== 'identity';
}

/** @param {Response} response */
function rangeStart(response) {
  const match = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '');
  return match ? Number(match[1]) : -1;
}

/** @param {boolean | undefined} fresh @returns {RequestCache} */
function cacheMode(fresh) {
  return fresh ? 'reload' : 'default';
}

function isOffline() {
  return globalThis.navigator?.onLine === false;
}

/** @param {URL} url @param {number} bytes @param {number} attempts @param {number} [status] the host's last answer */
function givenUp(url, bytes, attempts, status) {
  const file = fileName(url);
  if (isOffline()) return new LabError('offline', { file });
  if (status !== undefined) return new LabError('download-status', { file, url: url.href, status });
  if (bytes === 0) return new LabError('no-answer', { file, url: url.href });
  return new LabError('download-broken', { file, bytes, attempts });
}

/** @param {URL} url */
function fileName(url) {
  return url.pathname.split('/').pop() ?? url.href;
}

/** @param {number} milliseconds @param {AbortSignal} [signal] @returns {Promise<void>} */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

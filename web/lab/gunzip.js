/** Unpacks gzip as it comes, and lets through what some host or browser has unpacked already. */

import { LabError } from './errors.js';

/** @typedef {AsyncIterable<Uint8Array>} Chunks */

/**
 * @param {Chunks} chunks of a file that is gzip'd, or was
 * @param {string} file its name, for the sentence of an error
 * @returns {AsyncGenerator<Uint8Array>} the plain bytes
 * @throws {LabError} gzip-damaged, no-gunzip; whatever `chunks` throws passes through
 */
export async function* gunzip(chunks, file) {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const head = await readHead(source);
    const whole = concatenate(head, source);
    if (head[0] === 0x1f && head[1] === 0x8b) yield* decompress(whole, file);
    else yield* whole;
  } finally {
    await source.return?.();
  }
}

/** The first two bytes at least, unless there are no more. @param {AsyncIterator<Uint8Array>} source */
async function readHead(source) {
  let head = new Uint8Array();
  while (head.length < 2) {
    const { done, value } = await source.next();
    if (done) break;
    const longer = new Uint8Array(head.length + value.length);
    longer.set(head);
    longer.set(value, head.length);
    head = longer;
  }
  return head;
}

/** @param {Uint8Array} head @param {AsyncIterator<Uint8Array>} source @returns {AsyncGenerator<Uint8Array>} */
async function* concatenate(head, source) {
  if (head.length > 0) yield head;
  for (;;) {
    const { done, value } = await source.next();
    if (done) return;
    yield value;
  }
}

/** @param {AsyncGenerator<Uint8Array>} chunks @param {string} file @returns {AsyncGenerator<Uint8Array>} */
async function* decompress(chunks, file) {
  if (typeof DecompressionStream !== 'function') throw new LabError('no-gunzip', { file });
  /** @type {{ error?: unknown }} */
  const upstream = {};
  const reader = toStream(chunks, upstream)
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch {
    throw upstream.error ?? new LabError('gzip-damaged', { file });
  } finally {
    reader.cancel().catch(() => {});
  }
}

/**
 * @param {AsyncGenerator<Uint8Array>} chunks
 * @param {{ error?: unknown }} upstream keeps what `chunks` threw
 * @returns {ReadableStream<any>}
 */
function toStream(chunks, upstream) {
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        upstream.error = error;
        controller.error(error);
      }
    },
  });
}

/** Runs the native build of the core and passes its lines on as events, so that it can be compared with the others. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { runConfig } from '../../web/lab/config.js';
import { Failure } from '../failure.js';
import { findNative, findPacks } from './workshop.js';

/** @typedef {import('../../web/lab/run.js').Run} Run */
/** @typedef {import('../../web/lab/events.js').RunRecord} RunRecord */
/** @typedef {import('../../web/lab/events.js').Final} Final */

/**
 * @param {Run} run
 * @param {(record: RunRecord) => void} onRecord
 * @param {AbortSignal} signal ends the program
 * @returns {Promise<Final | null>} null where it was ended
 */
export async function trainNatively(run, onRecord, signal) {
  const program = await findNative();
  const packs = await findPacks();
  const words = [packs.train, packs.test, ...Array.from(runConfig(run), String)];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'], signal });
  const ended = new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  /** @type {any} */
  let record = {};
  /** @type {Final | null} */
  let final = null;
  for await (const line of createInterface({ input: child.stdout })) {
    const { final: isFinal, ...values } = JSON.parse(line);
    if (isFinal) final = { ...record, ...values };
    else onRecord((record = values));
  }
  const code = await ended;
  if (signal.aborted) return null;
  if (code !== 0 || !final) throw new Failure(`${program} ended with ${code}`);
  return final;
}

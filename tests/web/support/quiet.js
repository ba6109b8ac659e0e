/** Waiting for what is under way in threads. */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Until nothing has come for a while: after a pause, what a thread had done by then has arrived, however busy the machine.
 * @param {() => number} count of what has come
 */
export async function untilQuiet(count) {
  for (let before = -1, rounds = 0; before !== count() && rounds < 100; rounds++) {
    before = count();
    await sleep(250);
  }
}

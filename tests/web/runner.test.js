/** The runs of one thread, turn by turn: no thread, no clock. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Runner } from '../../web/lab/runner.js';

/** A session that does one sample a slice and never ends. */
function slowSession() {
  const state = { iteration: 0, epoch: 0, samples: 0, rate: 0.5, lastLoss: 1 };
  return /** @type {any} */ ({
    ...{ state, seconds: 0, finished: false, stepping: false },
    advance: () => (state.samples++, []),
    free() {},
    destroy() {},
  });
}

test('what happened before a command is told with the turn before it', () => {
  /** @type {any[]} */
  const parcels = [];
  /** @type {(() => void)[]} */
  const turns = [];
  const runner = new Runner({
    post: (/** @type {any[]} */ some) => void parcels.push(...some),
    soon: (turn) => void turns.push(turn),
  });
  runner.open();
  const first = { id: 1, generation: 0, turn: 0, race: null, paused: false };
  runner.start(first, slowSession);
  while (parcels.length === 0) turns.shift()?.();
  // The last post was just now: the second run's "running" waits for the next one.
  runner.start({ ...first, id: 2 }, slowSession);
  for (let turn = 0; turn < 2; turn++) turns.shift()?.();
  runner.pause(2, 1);
  const running = parcels.filter(({ id }) => id === 2);
  assert.deepEqual(
    running.map(({ turn, events }) => [turn, events[0]]),
    [[0, { type: 'state', state: 'running' }]],
  );
  runner.stop(1);
  runner.stop(2);
});

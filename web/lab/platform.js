/** What differs between a page, a Worker and Node: threads, files, yielding. Nothing else in the engine asks where it runs. */

/**
 * A thread that has been started.
 * @typedef {object} Thread
 * @property {(message: unknown, transfer?: Transferable[]) => void} post
 * @property {() => void} end at once, whatever it is doing
 */
/** @typedef {{ onMessage: (message: any) => void, onEnd: (reason: string) => void }} ThreadEvents */
/** @typedef {(url: URL, events: ThreadEvents) => Promise<Thread>} Spawn */

const inNode = () => typeof globalThis.process?.versions?.node === 'string';

/** @returns {Promise<number>} threads that the machine runs at once */
export async function countCores() {
  if (!inNode()) return navigator.hardwareConcurrency || 2;
  const { availableParallelism } = await import('node:os');
  return availableParallelism();
}

/**
 * Starts a module as a thread. `onEnd` is called once, when it ended by itself or failed to start.
 * @type {Spawn}
 */
export async function spawn(url, events) {
  return inNode() ? spawnNodeThread(url, events) : spawnWorker(url, events);
}

/**
 * For a page that has begun one thread before it asks for any.
 * @param {Worker} worker that runs the module which the first thread will be asked for
 * @returns {Spawn}
 */
export function spawnAfter(worker) {
  /** @type {Worker | null} */
  let first = worker;
  // It says nothing before it is asked, unless it cannot serve; then another is started, and its owner told why.
  worker.onerror = worker.onmessage = () => {
    worker.terminate();
    first = null;
  };
  return async (url, events) => {
    const thread = first ? useWorker(first, events) : spawn(url, events);
    first = null;
    return thread;
  };
}

/** @type {Spawn} */
async function spawnWorker(url, events) {
  return useWorker(new Worker(url, { type: 'module' }), events);
}

/** @param {Worker} worker @param {ThreadEvents} events @returns {Thread} */
function useWorker(worker, { onMessage, onEnd }) {
  worker.onmessage = (event) => onMessage(event.data);
  worker.onmessageerror = () => onEnd('a message could not be read');
  worker.onerror = (event) => {
    event.preventDefault?.();
    // An error without a message: the script itself did not come.
    onEnd(event.message || '');
  };
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    end: () => worker.terminate(),
  };
}

/** @type {Spawn} */
async function spawnNodeThread(url, { onMessage, onEnd }) {
  const threads = await import('node:worker_threads');
  const worker = new threads.Worker(url);
  let reason = '';
  worker.on('message', onMessage);
  worker.on('error', (error) => (reason = error.message));
  worker.on('exit', (code) => onEnd(reason || `exit code ${code}`));
  return {
    post: (message, transfer = []) => worker.postMessage(message, /** @type {any} */ (transfer)),
    end: () => void worker.terminate(),
  };
}

/**
 * The way from a thread back to whoever started it.
 * @typedef {object} Owner
 * @property {(message: unknown, transfer?: Transferable[]) => void} post
 * @property {(onMessage: (message: any) => void) => void} listen
 */

/** @returns {Owner | Promise<Owner>} at once in a browser, so that no message can come before there is a listener */
export function connectToOwner() {
  return inNode() ? connectToNodeOwner() : connectToPage();
}

/** @returns {Owner} */
function connectToPage() {
  return {
    post: (message, transfer = []) => globalThis.postMessage(message, { transfer }),
    listen: (onMessage) => (globalThis.onmessage = (event) => onMessage(event.data)),
  };
}

/** @returns {Promise<Owner>} */
async function connectToNodeOwner() {
  const { parentPort: port } = await import('node:worker_threads');
  if (!port) throw new Error('a thread of the lab runs only as a thread');
  return {
    post: (message, transfer = []) => port.postMessage(message, /** @type {any} */ (transfer)),
    listen: (onMessage) => port.on('message', onMessage),
  };
}

/**
 * A function that calls back after the messages that are waiting have been heard. No timer: browsers hold timers back in hidden tabs.
 * Under Node a MessagePort would go on with its own messages for a thousand turns before it let another port speak.
 * @returns {(callback: () => void) => void}
 */
export function createYield() {
  if (inNode()) return (callback) => void globalThis.setImmediate(callback);
  const channel = new MessageChannel();
  /** @type {(() => void)[]} */
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(0);
  };
}

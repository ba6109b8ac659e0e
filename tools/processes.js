/**
 * Child processes that are never left behind: each leads a process group of its own, and every group
 * that is still alive is ended when this program ends, is interrupted or runs into an error.
 */
import { spawn } from 'node:child_process';

/** @type {Map<number, NodeJS.Signals>} leaders of the groups alive, and what ends them at our exit */
const groups = new Map();
let guarded = false;

/**
 * Starts a command as the leader of a new process group.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {NodeJS.Signals} [lastSignal] what the group is sent if it outlives this program
 */
export function spawnGroup(command, args, options = {}, lastSignal = 'SIGTERM') {
  const child = spawn(command, args, { ...options, detached: true });
  keepGroup(child, lastSignal);
  return child;
}

/**
 * Takes charge of a group that somebody else started.
 * @param {import('node:child_process').ChildProcess} child the group's leader
 * @param {NodeJS.Signals} lastSignal
 */
export function keepGroup(child, lastSignal) {
  const { pid } = child;
  if (pid === undefined) return;
  guard();
  groups.set(pid, lastSignal);
  // A leader that ends by itself may leave members of its group behind.
  child.once('exit', () => endGroup(pid, 'SIGKILL'));
}

/**
 * Ends a group even where this program is killed outright: a small process waits for that and does it.
 * @param {import('node:child_process').ChildProcess} child the group's leader
 */
export function watchGroup(child) {
  const script = 'read -r ended || kill -KILL -"$1"';
  const watcher = spawn('sh', ['-c', script, 'sh', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const pipe = /** @type {import('node:net').Socket} */ (watcher.stdin);
  watcher.unref();
  pipe.unref();
  pipe.on('error', () => {});
  child.once('exit', () => pipe.end('ended\n'));
}

/**
 * Sends a signal to a whole group; one that is gone already is no error.
 * @param {number} pid the group's leader
 * @param {NodeJS.Signals} [signal]
 */
export function endGroup(pid, signal = 'SIGTERM') {
  try {
    process.kill(-pid, signal);
  } catch {
    groups.delete(pid);
  }
  if (signal === 'SIGKILL') groups.delete(pid);
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.quiet] collect the output instead of showing it
 * @param {boolean} [options.tee] collect the output and show it too
 * @param {number} [options.seconds] end it after this long
 * @returns {Promise<{ code: number, output: string }>} the exit code (127 where there is no such
 *   command, 124 where it took too long) and what was collected
 */
export function run(command, args, { cwd, env, quiet, tee, seconds } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet || tee ? 'pipe' : 'inherit';
    const child = spawnGroup(command, args, { cwd, env, stdio: ['ignore', stdio, stdio] });
    let output = '';
    let late = false;
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (tee) process.stdout.write(chunk);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const timer = seconds && setTimeout(() => ((late = true), endLate(child)), seconds * 1000);
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => {
      clearTimeout(timer || undefined);
      resolve({ code: late ? 124 : (code ?? 1), output });
    });
  });
}

/**
 * Ends a group that took too long: politely first, so that it can end what it started itself.
 * @param {import('node:child_process').ChildProcess} child
 */
function endLate({ pid }) {
  if (pid === undefined) return;
  endGroup(pid);
  setTimeout(() => groups.has(pid) && endGroup(pid, 'SIGKILL'), 5000).unref();
}

function guard() {
  if (guarded) return;
  guarded = true;
  process.prependOnceListener('exit', endAll); // before anyone tidies up what they still use
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.once(signal, () => process.exit(code));
  }
}

function endAll() {
  for (const [pid, signal] of groups) endGroup(pid, signal);
}

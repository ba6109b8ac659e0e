/** How the tools end when something went wrong. */

/** A failure whose message tells a person all there is to know; its trace says nothing more. */
export class Failure extends Error {}

/**
 * Says what went wrong and lets the program end with a code that is not 0.
 * @param {unknown} error
 */
export function fail(error) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  const misused = String(code).startsWith('ERR_PARSE_ARGS');
  const told = error instanceof Failure || misused;
  console.error(told ? /** @type {Error} */ (error).message : error);
  process.exitCode = misused ? 2 : 1;
}

#!/usr/bin/env node
/** The lab without a browser: `node tools/steplab.js COMMAND`. Each command stands in a file of its own under tools/steplab. */
import { LabError } from '../web/lab/index.js';
import { Failure } from './failure.js';
import { isProgram } from './paths.js';
import { commands } from './steplab/commands.js';
import { helpOf, nearest, parseOptions, UsageError } from './steplab/options.js';

/**
 * How a command ends, beside 0: something failed, the words were wrong, Ctrl-C was pressed.
 */
const EXIT = { failed: 1, misused: 2 };

/** @returns {string} */
function help() {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return [
    'node tools/steplab.js COMMAND [options]',
    '',
    'Commands:',
    ...lines,
    '',
    'COMMAND --help lists its options. --json prints one JSON record a line, the last with "final": true.',
  ].join('\n');
}

/**
 * @param {string[]} words after the program's name
 * @returns {Promise<number>} the exit code
 */
async function main([name, ...words]) {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(help());
    return name === undefined ? EXIT.misused : 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) {
    const close = nearest(name, Object.keys(commands));
    const hint = close ? `did you mean ${close}?` : 'see --help.';
    throw new UsageError(`${name}: there is no such command; ${hint}`);
  }
  const command = await entry.load();
  const values = parseOptions(command.options, words, command.operand);
  if (values.help) {
    console.log(helpOf(name, command));
    return 0;
  }
  return command.run(values);
}

/** @param {unknown} error @returns {number} the exit code */
function report(error) {
  if (error instanceof UsageError) {
    console.error(error.message);
    return EXIT.misused;
  }
  const told = error instanceof LabError || error instanceof Failure;
  console.error(told ? error.message : error);
  return EXIT.failed;
}

if (isProgram(import.meta)) {
  process.stdout.on('error', (error) => {
    // Whoever read has had enough, as `head` has.
    process.exit(/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE' ? 0 : EXIT.failed);
  });
  process.exitCode = await main(process.argv.slice(2)).catch(report);
}

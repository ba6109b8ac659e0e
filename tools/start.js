/** `npm start`: builds the site and serves it. */
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';

import { build } from './build.js';
import { fail, Failure } from './failure.js';
import { isProgram } from './paths.js';
import { serve } from './serve.js';

const help = `npm start -- [--port 8080] [--host localhost]

Builds the site where needed and serves it until Ctrl-C.
  --port  the port; without it 8080, or the next that is free
  --host  the address to listen on; 0.0.0.0 lets other machines in
`;

/**
 * Serves on the port that was asked for, or else on the first that is free from 8080 on.
 * @param {string} host
 * @param {number | undefined} port
 */
export async function serveSomewhere(host, port) {
  for (let candidate = port ?? 8080; ; candidate++) {
    try {
      return await serve({ host, port: candidate });
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      const taken = code === 'EADDRINUSE';
      if (taken && port === undefined && candidate < 8180) continue;
      throw new Failure(
        taken ? `--port ${port}: another program uses it` : `--host ${host}: ${error}`,
      );
    }
  }
}

/** The addresses under which this machine is reached from others. */
function outerAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

/** @param {string | undefined} text */
function portOf(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Failure(`--port ${text}: a port is a whole number from 0 to 65535`);
}

async function start() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string', default: 'localhost' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(help);
  const port = portOf(values.port);
  const host = values.host ?? 'localhost';
  await build();
  const served = await serveSomewhere(host, port);
  console.log(`Steplab is at ${served.url}`);
  if (host === '0.0.0.0' || host === '::') {
    for (const address of outerAddresses()) console.log(`and at http://${address}:${served.port}/`);
  }
  console.log('Ctrl-C ends it.');
}

if (isProgram(import.meta)) await start().catch(fail);

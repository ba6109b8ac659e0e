/** `npm run format`: brings every file into the house's form. */
import { fail, Failure } from './failure.js';
import { isProgram, root } from './paths.js';
import { run } from './processes.js';
import { setup } from './setup.js';
import { repairs } from './style.js';

async function format() {
  await setup(['format']);
  for (const { name, command } of repairs()) {
    const [program, ...args] = command;
    const { code } = await run(program, args, { cwd: root });
    if (code !== 0) throw new Failure(`${name} could not do its work.`);
  }
}

if (isProgram(import.meta)) await format().catch(fail);

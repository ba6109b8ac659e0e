/** `npm test`: sets up, builds, and runs every stage of tests, or the stages that are named. */
import { build } from './build.js';
import { fail, Failure } from './failure.js';
import { isProgram } from './paths.js';
import { setup } from './setup.js';
import { stages } from './stages.js';

const help = `npm test [-- STAGE...]

Runs every stage, in this order, until one fails; or only those that are named:
  ${stages.map(({ name }) => name).join(' ')}
`;

/**
 * Runs stages in their order; the first that fails is the last.
 * @param {import('./stages.js').Stage[]} chosen
 * @returns {Promise<import('./stages.js').Count>}
 */
async function runStages(chosen) {
  const total = { passed: 0, failed: 0 };
  const began = performance.now();
  for (const stage of chosen) {
    console.log(`\n── ${stage.name} ──`);
    const start = performance.now();
    const { passed, failed, skipped } = await stage.run();
    const seconds = secondsSince(start);
    total.passed += passed;
    total.failed += failed;
    if (skipped) console.log(`${stage.name}: skipped, ${skipped}`);
    else if (failed === 0) console.log(`${stage.name}: ${passed} passed in ${seconds} s`);
    else {
      console.log(`\n${stage.name} FAILED: ${failed} of ${passed + failed}, after ${seconds} s.`);
      console.log(`Alone it runs with: node tools/test.js ${stage.name}`);
      break;
    }
  }
  console.log(`\n${secondsSince(began)} s in all`);
  return total;
}

/** @param {number} start */
function secondsSince(start) {
  return ((performance.now() - start) / 1000).toFixed(1);
}

/** @param {string[]} names */
function chooseStages(names) {
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown) {
    throw new Failure(
      `${unknown}: no such stage; say ${stages.map(({ name }) => name).join(', ')}`,
    );
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

async function test() {
  const names = process.argv.slice(2);
  if (names.includes('--help') || names.includes('-h')) return void console.log(help);
  const chosen = chooseStages(names);
  await setup(chosen.flatMap(({ needs }) => needs));
  if (chosen.some(({ built }) => built)) await build();
  const { passed, failed } = await runStages(chosen);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

if (isProgram(import.meta)) {
  await test().catch((error) => {
    fail(error);
    console.log('0 passed, 1 failed');
  });
}

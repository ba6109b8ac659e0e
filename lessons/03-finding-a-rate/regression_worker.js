/** Runs the regression's rounds away from the page: { seed } in, { seed, round, curve } out for each round. */
import { loadCore } from '../../web/lab/core.js';
import { LabError } from '../../web/lab/errors.js';
import { regressionRound, regressionRounds } from './regression.js';

const loading = loadCore();

self.addEventListener('message', async ({ data: { seed } }) => {
  try {
    const core = await loading;
    for (const round of regressionRounds.keys())
      self.postMessage({ seed, round, curve: regressionRound(core, seed, round) });
  } catch (error) {
    const { code, message } = LabError.from(error);
    self.postMessage({ seed, error: { code, message } });
  }
});

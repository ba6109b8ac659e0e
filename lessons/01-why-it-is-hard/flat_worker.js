/** Trains the small network away from the page: { run, count, more } in; { looks } out, then { others } of as many further seeds. */
import { loadCore } from '../../web/lab/core.js';
import { LabError } from '../../web/lab/errors.js';
import { flatStretch, trainFlat } from './flat.js';

const loading = loadCore({ core: 'study' });
/** So often the further seeds are looked at. */
const seldom = 60;

self.addEventListener('message', async ({ data: { id, run, count, more } }) => {
  try {
    const core = await loading;
    self.postMessage({ id, looks: trainFlat(core, run, count) });
    const others = Array.from({ length: more }, (_, i) =>
      flatStretch(trainFlat(core, { ...run, seed: run.seed + i + 1 }, seldom)),
    );
    self.postMessage({ id, others });
  } catch (error) {
    self.postMessage({ id, error: LabError.from(error).toData() });
  }
});

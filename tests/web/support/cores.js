/** The real core and the real data, for tests. */

import { Dataset, packFiles } from '../../../web/lab/index.js';
import { findCore, findMnist, findPageCore } from '../../../tools/steplab/workshop.js';
import { idxPair } from './idx.js';

/** @param {boolean} [simd] */
export function testCore(simd = true) {
  return findCore(simd);
}

/** The page's small core. */
export function pageCore() {
  return findPageCore();
}

/** A fresh core with all of MNIST. @param {boolean} [simd] @param {'core' | 'study'} [name] */
export async function coreWithMnist(simd = true, name = 'core') {
  const core = await findCore(simd, name);
  return { core, data: await findMnist(core) };
}

/** A fresh core with made-up data: 60,000 places are not needed where a run is small. @param {number} [count] @param {boolean} [simd] @param {'core' | 'study'} [name] */
export async function coreWithNoise(count = 6000, simd = true, name = 'core') {
  const core = await findCore(simd, name);
  const { images, labels } = idxPair(count);
  const pack = packFiles(core, images, labels);
  return { core, data: { train: Dataset.open(core, pack), test: Dataset.open(core, pack) } };
}

/** Lesson "What the learning rate does": puts the experiments into the text, each when the reader comes near it. */
import { LabBowl } from '../../web/widgets/bowl.js';
import { defineInTurn } from '../../web/widgets/define.js';
import { LabFormula } from '../../web/widgets/formula.js';
import { whenNear } from '../../web/widgets/near.js';
import { LabNumber } from '../../web/widgets/number.js';
import { Exercises } from './exercises.js';
import { OneStep } from './step.js';

void defineInTurn(LabNumber, LabFormula, LabBowl).then(() => new OneStep());
const exercises = new Exercises();

for (const name of /** @type {const} */ (['race', 'four-fates', 'see'])) {
  const place = document.getElementById(name);
  if (!place) throw new Error(`The lesson's text has no figure “${name}”.`);
  whenNear(place, async () => {
    const { build } = await import('./figures.js');
    await build(name, exercises);
  });
}

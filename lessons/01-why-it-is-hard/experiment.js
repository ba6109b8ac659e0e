/** Lesson "Why it is hard": puts the figures into the text, each when the reader comes near it. */
import { defineInTurn } from '../../web/widgets/define.js';
import { whenNear } from '../../web/widgets/near.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { Exercises } from './exercises.js';

void defineInTurn(LabPredict, LabFigure);
const exercises = new Exercises();
const names = /** @type {const} */ (['batches', 'one-rate', 'saddle', 'flat', 'sums']);
for (const name of names) {
  const place = document.getElementById(name);
  if (!place) throw new Error(`The lesson's text has no figure “${name}”.`);
  whenNear(place, async () => {
    const { build } = await import('./figures.js');
    await build(name, exercises);
  });
}

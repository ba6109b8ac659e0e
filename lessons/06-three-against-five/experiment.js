/** Lesson "Three against five": puts the experiments into the text, each when the reader comes near it. */
import { whenNear } from '../../web/widgets/near.js';
import { Exercises } from './exercises.js';

const exercises = new Exercises();

for (const name of /** @type {const} */ (['sum', 'step', 'batch'])) {
  const place = document.getElementById(name);
  if (!place) throw new Error(`The lesson's text has no figure “${name}”.`);
  whenNear(place, async () => {
    const { build } = await import('./figures.js');
    await build(name, exercises);
  });
}

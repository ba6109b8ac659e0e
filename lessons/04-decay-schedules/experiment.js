/** Lesson "Letting the rate fall": puts the experiments into the text, each when the reader comes near it. */
import { whenNear } from '../../web/widgets/near.js';
import { Exercises } from './exercises.js';

const exercises = new Exercises();

for (const name of /** @type {const} */ (['noise', 'steps', 'family', 'race'])) {
  const place = document.getElementById(name);
  if (!place) throw new Error(`The lesson's text has no figure “${name}”.`);
  whenNear(place, async () => {
    const { build } = await import('./figures.js');
    await build(name, exercises);
  });
}

/** Puts the experiment into the lesson's text, when the reader comes near it. */
import { whenNear } from '../../web/widgets/near.js';

const place = document.getElementById('race');
if (!place) throw new Error('The lesson’s text has no figure “race”.');
whenNear(place, async () => {
  const { build } = await import('./figures.js');
  build();
});

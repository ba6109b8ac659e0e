/** Lesson "Finding a rate": puts the experiments into the text, each when the reader comes near it. */
import { defineInTurn } from '../../web/widgets/define.js';
import { whenNear } from '../../web/widgets/near.js';
import { LabNumber } from '../../web/widgets/number.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { LabRateAxis } from '../../web/widgets/rate_axis.js';
import { exponentOf } from '../../web/widgets/rate_scale.js';
import { Exercises } from './exercises.js';
import { lessonWords } from './words.js';

void defineInTurn(LabNumber, LabRateAxis).then(readAxis);
const exercises = new Exercises();
const names = /** @type {const} */ (['ramp', 'rounds', 'carry', 'regression', 'chance', 'verify']);
for (const name of names) {
  const place = document.getElementById(name);
  if (!place) throw new Error(`The lesson's text has no figure “${name}”.`);
  whenNear(place, async () => {
    const { build } = await import('./figures.js');
    await build(name, exercises);
  });
}

/** Table 12-4 as an axis: the handle on it, the two numbers and the sentence say the same. */
function readAxis() {
  const axis = /** @type {LabRateAxis | null} */ (document.querySelector('#log-axis'));
  const said = document.querySelector('#log-axis-said');
  const rate = /** @type {LabNumber | null} */ (document.querySelector('#axis-rate'));
  const exponent = /** @type {LabNumber | null} */ (document.querySelector('#axis-exponent'));
  if (!axis || !said || !rate || !exponent) return;
  const show = (/** @type {number} */ value) => {
    const power = Number(exponentOf(value).toFixed(3));
    if (axis.values[0] !== value) axis.values = [value];
    if (rate.value !== value) rate.value = value;
    if (exponent.value !== power) exponent.value = power;
    said.textContent = lessonWords().axisSays(formatNumber(power), formatNumber(value));
  };
  axis.addEventListener('input', () => show(axis.values[0]));
  rate.addEventListener('input', () => show(rate.value));
  exponent.addEventListener('input', () => show(Number((10 ** exponent.value).toPrecision(3))));
  show(0.631);
}

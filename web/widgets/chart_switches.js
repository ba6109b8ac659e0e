/**
 * The switches under a chart: by what x, linear or log, and a way to draw a prediction anew.
 */
import { h } from './dom.js';
import { withUnit, words } from './words.js';

let count = 0;

/**
 * @param {object} given
 * @param {import('./chart_model.js').ChartModel} given.model
 * @param {string[]} given.shown 'x', 'y'
 * @param {boolean} given.drawing
 * @param {(name: string) => void} given.chooseX
 * @param {(scale: 'linear' | 'log') => void} given.setYScale
 * @param {() => void} given.clearDrawing
 * @returns {HTMLElement[]}
 */
export function chartSwitches({ model, shown, drawing, chooseX, setYScale, clearDrawing }) {
  const w = words();
  const parts = [];
  if (drawing) {
    const clear = h('button', { class: 'clear', type: 'button' }, w.redraw);
    clear.addEventListener('click', clearDrawing);
    parts.push(clear);
  }
  if (model.config.y.choice && shown.includes('y')) {
    const scales = [
      { value: 'linear', text: w.linear },
      { value: 'log', text: w.log },
    ];
    parts.push(
      choice(
        w.scale,
        `${w.scale}: ${withUnit(model.config.y)}`,
        scales,
        model.yLog ? 'log' : 'linear',
        (value) => setYScale(value === 'log' ? 'log' : 'linear'),
      ),
    );
  }
  if (model.config.x.length > 1 && shown.includes('x')) {
    const axes = model.config.x.map((axis) => ({ value: axis.name ?? 'x', text: withUnit(axis) }));
    const across = choice(w.over, w.over, axes, model.chosenX, chooseX);
    across.classList.add('across');
    parts.push(across);
  }
  return parts;
}

/**
 * Marks what is chosen without making the switches anew: the one that was used keeps the focus.
 * @param {HTMLElement} bar @param {import('./chart_model.js').ChartModel} model
 */
export function markChosen(bar, model) {
  for (const input of bar.querySelectorAll('input'))
    input.checked =
      input.value === model.chosenX || input.value === (model.yLog ? 'log' : 'linear');
}

/**
 * @param {string} name that is seen
 * @param {string} label that is heard
 * @param {{ value: string, text: string }[]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
function choice(name, label, options, chosen, choose) {
  const group = `choice-${++count}`;
  const buttons = options.map(({ value, text }) => {
    const input = h('input', { type: 'radio', name: group, value, checked: value === chosen });
    input.addEventListener('change', () => choose(value));
    return h('label', {}, input, text);
  });
  return h(
    'fieldset',
    { class: 'choice', 'aria-label': label },
    h('span', { class: 'name', 'aria-hidden': 'true' }, name),
    ...buttons,
  );
}

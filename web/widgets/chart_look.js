/**
 * Colours and fonts of a chart in the theme of its page, and what lies over its canvas: the breathing ends of live lines.
 */
import { lineEnd } from './chart_lines.js';
import { rateColour, rateInk } from './colour.js';
import { h } from './dom.js';
import { currentTheme, tokenColours } from './theme.js';

/** @typedef {import('./chart_model.js').ChartModel} ChartModel */
/** @typedef {import('./chart_paint.js').Look} Look */
/** @typedef {import('./chart_series.js').Series} Series */

/**
 * @param {ChartModel} model
 * @param {HTMLElement} probe an element of the chart that nobody sees
 * @returns {Look}
 */
export function lookOf(model, probe) {
  const theme = currentTheme();
  const tokens = tokenColours(probe);
  const plain = (/** @type {Series} */ { options }) => options.colour ?? tokens['ink-soft'];
  const colour = remembered((rate) => rateColour(rate, theme));
  const ink = remembered((rate) => rateInk(rate, theme));
  return {
    tokens,
    font: getComputedStyle(probe).fontFamily,
    colour: (series) => colour(series.options.rate) ?? plain(series),
    ink: (series) => ink(series.options.rate) ?? plain(series),
    prediction: () => ink(model.prediction?.rate) ?? tokens['ink-soft'],
  };
}

/**
 * Colours are asked for many times in every drawing: each is worked out once.
 * @param {(rate: number) => string} colourOf
 */
function remembered(colourOf) {
  /** @type {Map<number, string>} */
  const known = new Map();
  return (/** @type {number | undefined} */ rate) => {
    if (rate === undefined) return undefined;
    if (!known.has(rate)) known.set(rate, colourOf(rate));
    return known.get(rate);
  };
}

export class Halos {
  /** @type {Map<string, HTMLElement>} */
  #halos = new Map();

  /** @param {HTMLElement} overlay */
  constructor(overlay) {
    this.overlay = overlay;
  }

  clear() {
    this.#halos.forEach((halo) => halo.remove());
    this.#halos.clear();
  }

  /** Puts a halo on the end of every line that still grows. @param {ChartModel} model @param {import('./chart_lines.js').Geometry} g @param {Look} look */
  place(model, g, look) {
    for (const series of model.series.values()) {
      const end = series.options.live ? lineEnd(series, model.chosenX, g) : null;
      let halo = this.#halos.get(series.options.id);
      if (!halo) this.#halos.set(series.options.id, (halo = h('div', { class: 'halo' })));
      if (!halo.isConnected) this.overlay.prepend(halo);
      halo.hidden = end === null;
      if (!end) continue;
      halo.style.color = look.colour(series);
      halo.style.transform = `translate(${(end.x / g.unit).toFixed(1)}px, ${(end.y / g.unit).toFixed(1)}px)`;
    }
  }
}

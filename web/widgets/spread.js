/**
 * <lab-spread>: where many steps land, as a pile of bars over the slope, with marks for where the line is now and where all
 * points together would take it.
 *
 *   spread.show({ slopes, rate: 0.3, now: -0.5, whole: 0.1, from: -1.5, to: 1.5 });      csv(), saveCsv(), savePng()
 */
import { rateColour } from './colour.js';
import { saveFile, shadow } from './dom.js';
import { formatFixed, formatNumber } from './numbers.js';
import { pile } from './pile.js';
import { pointsWords } from './points_words.js';
import { pngOf, svg } from './svg.js';
import { currentTheme, tokenCss, watchTheme } from './theme.js';

/** @typedef {{ slopes: ArrayLike<number>, rate: number, now: number, whole: number, mean: number, from: number, to: number }} Spread */

const css = `
  :host { display: block; font: .9375rem/1.5 var(--_font-ui); color: var(--_ink); }
  svg { display: block; width: 100%; height: auto; overflow: visible; }
  .bar { fill: var(--step); }
  .axis { stroke: var(--_ink-faint); stroke-width: 1.25; }
  .tick { fill: var(--_ink-faint); font: 15px var(--_font-ui); text-anchor: middle; }
  .name { fill: var(--_ink-soft); font: 15px var(--_font-ui); text-anchor: middle; }
  .mark { stroke: var(--_ink); stroke-width: 2.5; }
  .mark.whole { stroke: var(--step); stroke-dasharray: 4 4; }
  .label { fill: var(--_ink-soft); font: 600 16px var(--_font-ui); text-anchor: middle; }
  @media (max-width: 40rem) { .tick, .name { font-size: 21px; } .label { font-size: 23px; } }
`;

const size = { width: 640, height: 164, top: 30, bottom: 112 };
const bins = 64;

export class LabSpread extends HTMLElement {
  static tag = 'lab-spread';

  /** @type {Spread | null} */
  #shown = null;
  #unwatch = () => {};
  /** What this has no table of. */
  tableShown = false;

  constructor() {
    super();
    this.root = svg('svg', { viewBox: `0 0 ${size.width} ${size.height}`, role: 'img' });
    shadow(this, [tokenCss(), css], [this.root]);
  }

  connectedCallback() {
    this.#unwatch = watchTheme(() => this.#draw());
    this.#draw();
  }

  disconnectedCallback() {
    this.#unwatch();
  }

  /** @param {Spread} spread */
  show(spread) {
    this.#shown = spread;
    this.#draw();
  }

  csv() {
    return ['slope', ...Array.from(this.#shown?.slopes ?? []), ''].join('\n');
  }

  saveCsv() {
    saveFile(new Blob([this.csv()], { type: 'text/csv' }), 'steps-of-batches.csv');
  }

  async savePng() {
    const png = await pngOf(this.root, currentTheme() === 'light' ? '#ffffff' : '#1c1e21');
    if (png) saveFile(png, 'steps-of-batches.png');
  }

  #draw() {
    const spread = this.#shown;
    if (!spread) return;
    const { slopes, from, to } = spread;
    this.root.style.setProperty('--step', rateColour(spread.rate, currentTheme()));
    const across = (/** @type {number} */ slope) =>
      Math.min(1, Math.max(0, (slope - from) / (to - from))) * size.width;
    const heights = pile(slopes, from, to, bins);
    const highest = Math.max(1, ...heights);
    const width = size.width / bins;
    const bars = heights.flatMap((count, i) => {
      const tall = ((size.bottom - size.top - 6) * count) / highest;
      const place = { x: i * width + 0.5, y: size.bottom - tall, width: width - 1, height: tall };
      return count ? [svg('rect', { class: 'bar', ...place })] : [];
    });
    this.root.replaceChildren(...bars, ...axis(from, to, across), ...this.#marks(spread, across));
    this.root.setAttribute('aria-label', this.#described(spread));
  }

  /** @param {Spread} spread @param {(slope: number) => number} across */
  #marks({ now, whole }, across) {
    const w = pointsWords();
    const mark = (
      /** @type {string} */ name,
      /** @type {number} */ slope,
      /** @type {string} */ text,
    ) => {
      const x = across(slope);
      const label = svg('text', { class: 'label', x: Math.min(600, Math.max(40, x)), y: 18 }, text);
      return [svg('line', { class: `mark ${name}`, x1: x, x2: x, y1: 24, y2: size.bottom }), label];
    };
    const apart = Math.abs(across(now) - across(whole)) > 90;
    const marks = mark('whole', whole, apart ? w.whole : `${w.now}, ${w.whole}`);
    return apart ? [...mark('now', now, w.now), ...marks] : [mark('now', now, '')[0], ...marks];
  }

  /** @param {Spread} spread */
  #described({ slopes, mean }) {
    const all = Array.from(slopes);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return pointsWords().spread(
      formatNumber(all.length, 6),
      formatFixed(low, 2),
      formatFixed(high, 2),
      formatFixed(mean, 2),
    );
  }
}

/** @param {number} from @param {number} to @param {(slope: number) => number} across */
function axis(from, to, across) {
  const ticks = [];
  const every = [0.5, 1, 2, 5, 10].find((step) => (to - from) / step <= 10) ?? 20;
  for (let at = Math.ceil(from / every); at <= to / every; at++) {
    const x = across(at * every);
    if (x > 12 && x < size.width - 12)
      ticks.push(svg('text', { class: 'tick', x, y: size.bottom + 19 }, formatNumber(at * every)));
  }
  const line = { x1: 0, x2: size.width, y1: size.bottom, y2: size.bottom };
  const name = svg(
    'text',
    { class: 'name', x: size.width / 2, y: size.height - 8 },
    pointsWords().slope,
  );
  return [svg('line', { class: 'axis', ...line }), ...ticks, name];
}

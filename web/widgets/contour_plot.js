/** The picture of <lab-contour>: tinted ground, contours with their heights, axes, marks, paths and the start. */
import { contourRings, isAlongEdge } from './contour_lines.js';
import { contourWords } from './contour_words.js';
import { pathShapes } from './contour_paths.js';
import { formatNumber } from './numbers.js';
import { setAll, svg } from './svg.js';
import { currentTheme } from './theme.js';
import { linearTicks } from './ticks.js';

/** @typedef {import('./contour.js').ContourMap} ContourMap */
/** @typedef {import('./contour.js').ContourPath} ContourPath */
/** @typedef {import('./contour.js').Spot} Spot */

/** Room around the map for its axes. */
const margin = { left: 44, right: 10, top: 10, bottom: 40 };
/** Names of clip paths must differ within a document, shadow roots or not. */
let count = 0;

const px = (/** @type {number} */ value) => Number(value.toFixed(1));

export class ContourPlot {
  /** @type {ContourMap | null} */
  #map = null;
  size = { width: 640, height: 420 };

  constructor() {
    const clip = `lab-contour-${++count}`;
    this.window = svg('rect');
    this.ground = svg('g', { class: 'ground', 'clip-path': `url(#${clip})` });
    this.heights = svg('g', { class: 'heights' });
    this.axes = svg('g', { class: 'axes' });
    this.marks = svg('g', { class: 'marks' });
    this.paths = svg('g', { 'clip-path': `url(#${clip})` });
    this.names = svg('g', { class: 'names' });
    this.knob = svg(
      'g',
      // No slider until it has a name and a place.
      { class: 'knob', 'aria-describedby': 'help' },
      svg('circle', { class: 'reach', r: 24 }),
      svg('circle', { class: 'ring', r: 14 }),
      svg('circle', { class: 'dot', r: 8 }),
    );
    this.root = svg(
      'svg',
      { role: 'group' },
      svg('defs', {}, svg('clipPath', { id: clip }, this.window)),
      ...[this.ground, this.heights, this.axes, this.paths, this.marks, this.names, this.knob],
    );
  }

  /** Takes the size that the page gives. @returns {boolean} whether it is another */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.root;
    const { size } = this;
    if (!width || !height || (width === size.width && height === size.height)) return false;
    this.size = { width, height };
    return true;
  }

  /** The map's own frame. */
  get #frame() {
    const { width, height } = this.size;
    return {
      left: margin.left,
      top: margin.top,
      right: width - margin.right,
      bottom: height - margin.bottom,
    };
  }

  /** Where a place is drawn. @param {number} x @param {number} y @returns {Spot} */
  spotOf(x, y) {
    const { box } = /** @type {ContourMap} */ (this.#map);
    const { left, right, top, bottom } = this.#frame;
    return [
      px(left + ((x - box.x[0]) / (box.x[1] - box.x[0])) * (right - left)),
      px(bottom - ((y - box.y[0]) / (box.y[1] - box.y[0])) * (bottom - top)),
    ];
  }

  /** @param {{ clientX: number, clientY: number }} event @returns {Spot} in the map's units */
  placeOf(event) {
    const { box } = /** @type {ContourMap} */ (this.#map);
    const { left, right, top, bottom } = this.#frame;
    const seen = this.root.getBoundingClientRect();
    const x = ((event.clientX - seen.left) / seen.width) * this.size.width;
    const y = ((event.clientY - seen.top) / seen.height) * this.size.height;
    return [
      box.x[0] + ((x - left) / (right - left)) * (box.x[1] - box.x[0]),
      box.y[0] + ((bottom - y) / (bottom - top)) * (box.y[1] - box.y[0]),
    ];
  }

  /** Everything that stays while paths grow. @param {ContourMap} map */
  showMap(map) {
    this.#map = map;
    const { left, right, top, bottom } = this.#frame;
    const { width, height } = this.size;
    setAll(this.root, { viewBox: `0 0 ${width} ${height}` });
    setAll(this.window, { x: left, y: top, width: right - left, height: bottom - top });
    this.#drawGround(map);
    this.#drawAxes(map);
    this.marks.replaceChildren(...(map.marks ?? []).map((mark) => this.#markShape(mark)));
  }

  /** High ground first; what is lower lies upon it, darker. @param {ContourMap} map */
  #drawGround(map) {
    const { left, right, top, bottom } = this.#frame;
    const floor = { x: left, y: top, width: right - left, height: bottom - top };
    const { levels, labelled = [] } = map;
    /** @type {Spot[]} */
    const taken = [];
    this.heights.replaceChildren();
    const shapes = levels.map((_, i) => {
      const level = levels[levels.length - 1 - i];
      const rings = contourRings(map, level);
      if (labelled.includes(level)) this.#labelLevel(map, level, rings, taken);
      return svg(
        'g',
        {},
        svg('path', {
          class: 'band',
          'fill-rule': 'evenodd',
          d: rings.map((ring) => this.#line(map, ring)).join(''),
        }),
        svg('path', { class: 'line', d: rings.map((ring) => this.#inner(map, ring)).join('') }),
      );
    });
    this.ground.replaceChildren(svg('rect', { class: 'floor', ...floor }), ...shapes);
  }

  /** A spot of the grid on the drawing. @param {ContourMap} map @param {Spot} spot @returns {Spot} */
  #gridSpot({ columns, rows, box }, [i, j]) {
    return this.spotOf(
      box.x[0] + (i / (columns - 1)) * (box.x[1] - box.x[0]),
      box.y[0] + (j / (rows - 1)) * (box.y[1] - box.y[0]),
    );
  }

  /** @param {ContourMap} map @param {Spot[]} ring */
  #line(map, ring) {
    return `M${ring.map((spot) => this.#gridSpot(map, spot).join(' ')).join('L')}Z`;
  }

  /** A ring without what runs along the edge of the map. @param {ContourMap} map @param {Spot[]} ring */
  #inner(map, ring) {
    return ring
      .map((spot, k) => {
        const jump = k === 0 || isAlongEdge(map, ring[k - 1], spot);
        return `${jump ? 'M' : 'L'}${this.#gridSpot(map, spot).join(' ')}`;
      })
      .join('');
  }

  /** The height of a level, where its line is most to the right and there is room. @param {ContourMap} map @param {number} level @param {Spot[][]} rings @param {Spot[]} taken */
  #labelLevel(map, level, rings, taken) {
    const { left, right, top, bottom } = this.#frame;
    const lean = 0.55;
    const spots = rings
      .flat()
      .map((spot) => this.#gridSpot(map, spot))
      .filter(([x, y]) => x > left + 24 && x < right - 24 && y > top + 14 && y < bottom - 14)
      .filter(([x, y]) =>
        taken.every((at) => Math.abs(at[0] - x) > 44 || Math.abs(at[1] - y) > 18),
      );
    if (spots.length === 0) return;
    const best = spots.reduce((a, b) => (b[0] - lean * b[1] > a[0] - lean * a[1] ? b : a));
    taken.push(best);
    this.heights.append(svg('text', { x: best[0], y: best[1] + 4 }, formatNumber(level, 2)));
  }

  /** @param {ContourMap} map */
  #drawAxes({ box, x, y }) {
    const { left, right, top, bottom } = this.#frame;
    const across = linearTicks(box.x[0], box.x[1], Math.max(3, Math.round((right - left) / 70)));
    const up = linearTicks(box.y[0], box.y[1], Math.max(3, Math.round((bottom - top) / 60)));
    this.axes.replaceChildren(
      svg('rect', { class: 'edge', x: left, y: top, width: right - left, height: bottom - top }),
      ...across.map((value) =>
        svg(
          'text',
          {
            class: 'tick',
            x: this.spotOf(value, box.y[0])[0],
            y: bottom + 16,
            'text-anchor': 'middle',
          },
          formatNumber(value),
        ),
      ),
      ...up.map((value) =>
        svg(
          'text',
          {
            class: 'tick',
            x: left - 7,
            y: this.spotOf(box.x[0], value)[1] + 4,
            'text-anchor': 'end',
          },
          formatNumber(value),
        ),
      ),
      svg(
        'text',
        { class: 'name', x: (left + right) / 2, y: bottom + 34, 'text-anchor': 'middle' },
        x,
      ),
      svg(
        'text',
        {
          ...{ class: 'name', x: 0, y: 0, 'text-anchor': 'middle' },
          transform: `translate(12 ${px((top + bottom) / 2)}) rotate(-90)`,
        },
        y,
      ),
    );
  }

  /** @param {import('./contour.js').Mark} mark */
  #markShape({ at, kind, label }) {
    const [x, y] = this.spotOf(...at);
    const arm = 6;
    const d =
      kind === 'bottom'
        ? `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`
        : `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x - arm} ${y + arm}L${x + arm} ${y - arm}`;
    const name = svg('text', { x, y: y + 22, 'text-anchor': 'middle' }, label);
    return svg(
      'g',
      {},
      svg('path', { class: 'casing', d }),
      svg('path', { class: 'cross', d }),
      name,
    );
  }

  /** @param {readonly ContourPath[]} paths @param {Spot} start @param {boolean} movable */
  draw(paths, start, movable) {
    const map = /** @type {ContourMap} */ (this.#map);
    const w = contourWords();
    const shapes = pathShapes(paths, {
      spotOf: (x, y) => this.spotOf(x, y),
      frame: this.#frame,
      theme: currentTheme(),
    });
    this.paths.replaceChildren(...shapes.lines);
    this.names.replaceChildren(...shapes.names);
    const [x, y] = this.spotOf(...start);
    const at = w.at(formatNumber(start[0]), formatNumber(start[1]));
    setAll(this.root, {
      'aria-label': w.map(
        map.title,
        paths.map(({ label }) => label),
      ),
    });
    setAll(this.knob, {
      role: 'slider',
      transform: `translate(${x} ${y})`,
      tabindex: movable ? 0 : -1,
      'aria-label': w.start,
      'aria-valuenow': start[0],
      'aria-valuemin': map.box.x[0],
      'aria-valuemax': map.box.x[1],
      'aria-valuetext': at,
      'aria-disabled': String(!movable),
    });
  }
}

/** The picture of <lab-points>: a plane with a grid of one, points, lines through the origin, and one step of the line. */
import { rateColour } from './colour.js';
import { formatNumber } from './numbers.js';
import { handlePlace, reach } from './points_model.js';
import { pointsWords } from './points_words.js';
import { setAll, svg } from './svg.js';
import { currentTheme } from './theme.js';

/** @typedef {import('./points_model.js').Point} Point */

/**
 * What is to be seen.
 * @typedef {object} Scene
 * @property {readonly Point[]} points
 * @property {number} chosen index of a point
 * @property {number} slope
 * @property {number | null} target
 * @property {number | null} landing the slope after the step that is shown
 * @property {ArrayLike<number>} fan slopes after the steps of many batches
 * @property {number} rate its colour is that of the step
 */

/** Units of the drawing for one of the plane's. */
const unit = 100;
const size = { width: 640, height: 350 };
/** Of a fan no more lines than this are drawn. */
const mostLines = 120;

/** @param {number} x */
const acrossOf = (x) => size.width / 2 + unit * x;
/** @param {number} y */
const downOf = (y) => size.height / 2 - unit * y;
const px = (/** @type {number} */ value) => Number(value.toFixed(1));

/** @param {number} slope */
function ends(slope) {
  const x = reach(slope);
  return {
    x1: px(acrossOf(-x)),
    y1: px(downOf(-x * slope)),
    x2: px(acrossOf(x)),
    y2: px(downOf(x * slope)),
  };
}

function grid() {
  const lines = [];
  for (let x = -3; x <= 3; x++) {
    const at = acrossOf(x);
    lines.push(svg('line', { class: x ? 'grid' : 'axis', x1: at, x2: at, y1: 0, y2: size.height }));
    if (x) lines.push(svg('text', { class: 'tick', x: at, y: size.height - 8 }, formatNumber(x)));
  }
  for (let y = -1; y <= 1; y++) {
    const at = downOf(y);
    lines.push(svg('line', { class: y ? 'grid' : 'axis', x1: 0, x2: size.width, y1: at, y2: at }));
    if (y) lines.push(svg('text', { class: 'tick beside', x: 8, y: at + 20 }, formatNumber(y)));
  }
  return svg('g', { 'aria-hidden': 'true' }, ...lines);
}

export class PointsPlot {
  constructor() {
    const w = pointsWords();
    this.fan = svg('g', { class: 'fan', 'aria-hidden': 'true' });
    this.residuals = svg('g', { class: 'residuals', 'aria-hidden': 'true' });
    this.target = svg('line', { class: 'target' });
    this.targetLabel = svg('text', { class: 'label', x: 10, 'aria-hidden': 'true' }, w.target);
    this.line = svg('line', { class: 'line' });
    this.grip = svg('line', { class: 'grip' });
    this.after = svg('line', { class: 'after' });
    this.arrow = svg('path', { class: 'arrow' });
    this.handle = svg(
      'g',
      { class: 'handle', tabindex: 0, role: 'slider', 'aria-label': w.line },
      svg('circle', { class: 'reach', r: 28 }),
      svg('circle', { class: 'ring', r: 17 }),
      svg('circle', { class: 'knob', r: 11 }),
    );
    this.points = svg('g');
    this.root = svg(
      'svg',
      { viewBox: `0 0 ${size.width} ${size.height}`, role: 'group', 'aria-describedby': 'help' },
      ...[grid(), this.fan, this.target, this.targetLabel, this.residuals, this.after, this.line],
      ...[this.grip, this.arrow, this.points, this.handle],
    );
  }

  /** @param {Scene} scene */
  draw(scene) {
    const { points, slope, target, landing } = scene;
    const w = pointsWords();
    this.root.style.setProperty('--step', rateColour(scene.rate, currentTheme()));
    this.root.setAttribute('aria-label', w.plot(points.length, formatNumber(slope)));
    for (const line of [this.line, this.grip]) setAll(line, ends(slope));
    this.#drawTarget(target, slope);
    this.#drawStep(slope, landing);
    this.#drawFan(scene.fan);
    const residuals = points.map(({ x, y }) => {
      const to = Math.max(-1.75, Math.min(1.75, slope * x));
      return svg('line', {
        x1: px(acrossOf(x)),
        x2: px(acrossOf(x)),
        y1: px(downOf(y)),
        y2: px(downOf(to)),
      });
    });
    this.residuals.replaceChildren(...residuals);
    this.#drawPoints(points, scene.chosen);
    const [x, y] = handlePlace(slope);
    setAll(this.handle, {
      transform: `translate(${px(acrossOf(x))} ${px(downOf(y))})`,
      'aria-valuenow': slope,
      'aria-valuemin': -5,
      'aria-valuemax': 5,
      'aria-valuetext': formatNumber(slope),
    });
  }

  /** @param {number | null} target @param {number} slope */
  #drawTarget(target, slope) {
    this.target.style.display = this.targetLabel.style.display = target === null ? 'none' : '';
    if (target === null) return;
    setAll(this.target, ends(target));
    const x = Math.min(3.1, reach(target));
    // Beside its line, on the side where the other line is not.
    const beside = slope >= target ? -10 : 24;
    setAll(this.targetLabel, {
      x: px(acrossOf(-x)) + 26,
      y: Math.min(size.height - 30, Math.max(18, px(downOf(-x * target)) + beside)),
    });
  }

  /** The line after the step, and an arrow that leads there. @param {number} slope @param {number | null} landing */
  #drawStep(slope, landing) {
    const shown = landing !== null && Number.isFinite(landing) && Math.abs(landing - slope) > 1e-9;
    this.after.style.display = this.arrow.style.display = shown ? '' : 'none';
    if (!shown) return;
    setAll(this.after, ends(landing));
    // The arrow turns about the origin, as the line does.
    const from = Math.atan(slope);
    const to = Math.atan(landing);
    const radius = 1.6 * unit;
    const at = (/** @type {number} */ angle, /** @type {number} */ r = radius) =>
      `${px(acrossOf(0) + r * Math.cos(angle))} ${px(downOf(0) - r * Math.sin(angle))}`;
    const turn = Math.sign(to - from);
    const head = Math.min(0.075, Math.abs(to - from) / 2);
    const back = to - turn * head;
    const sweep = turn > 0 ? 0 : 1;
    this.arrow.setAttribute(
      'd',
      `M${at(from)}A${radius} ${radius} 0 0 ${sweep} ${at(to)}M${at(back, radius - 9)}L${at(to)}L${at(back, radius + 9)}`,
    );
  }

  /** @param {ArrayLike<number>} fan */
  #drawFan(fan) {
    const every = Math.max(1, Math.ceil(fan.length / mostLines));
    const slopes = Array.from(fan).filter((_, i) => i % every === 0);
    this.fan.replaceChildren(...slopes.map((slope) => svg('line', ends(slope))));
    this.fan.style.opacity = String(Math.max(0.16, Math.min(0.7, 5 / slopes.length)));
  }

  /** Groups stay, so that the one with the focus keeps it. @param {readonly Point[]} points @param {number} chosen */
  #drawPoints(points, chosen) {
    const groups = this.points.children;
    while (groups.length > points.length) groups[groups.length - 1].remove();
    while (groups.length < points.length) this.points.append(pointShape());
    points.forEach(({ x, y, times }, i) => {
      const w = pointsWords();
      const group = groups[i];
      setAll(group, {
        transform: `translate(${px(acrossOf(x))} ${px(downOf(y))})`,
        'data-index': i,
        'data-chosen': String(i === chosen),
        'aria-label': w.point(i + 1),
        'aria-valuenow': y,
        'aria-valuemin': -1.5,
        'aria-valuemax': 1.5,
        'aria-valuetext': w.at(formatNumber(x), formatNumber(y), times),
      });
      const label = /** @type {Element} */ (group.lastElementChild);
      label.textContent = times > 1 ? `×${times}` : '';
    });
  }

  /** @param {{ clientX: number, clientY: number }} event @returns {[x: number, y: number]} in units of the plane */
  placeOf(event) {
    const box = this.root.getBoundingClientRect();
    return [
      (((event.clientX - box.left) / box.width) * size.width - size.width / 2) / unit,
      (size.height / 2 - ((event.clientY - box.top) / box.height) * size.height) / unit,
    ];
  }
}

function pointShape() {
  return svg(
    'g',
    {
      class: 'point',
      tabindex: 0,
      role: 'slider',
      'aria-roledescription': pointsWords().pointKind,
    },
    svg('circle', { class: 'reach', r: 24 }),
    svg('circle', { class: 'ring', r: 16 }),
    svg('circle', { class: 'dot', r: 9 }),
    svg('text', { class: 'times', x: 14, y: -12, 'aria-hidden': 'true' }),
  );
}

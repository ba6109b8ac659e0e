/** Draws one walk in the bowl: contours, the trail, the place where it is, and the ellipse within which its noise keeps it. */
import { rateColour } from './colour.js';
import { h } from './dom.js';
import { curvature, spreadAt } from './noise_walk.js';
import { currentTheme, tokenColours } from './theme.js';

/** @typedef {import('./noise_walk.js').NoiseWalk} NoiseWalk */

/** What the picture shows of the plane, either way from its middle. */
const reach = { x: 3.2, y: 2.4 };
const contours = [0.1, 0.4, 0.9, 1.6, 2.5, 3.6];
/** Steps of the trail that are drawn strongly. */
const recent = 60;
/** The ellipse has this many standard deviations: six steps of seven lie within. */
const deviations = 2;

export class NoisePicture {
  constructor() {
    this.canvas = h('canvas', { role: 'img', class: 'noise-canvas' });
    this.probe = h('span', { class: 'unseen', 'aria-hidden': 'true' });
  }

  /** @param {NoiseWalk} walk */
  draw(walk) {
    const { canvas } = this;
    const ctx = canvas.getContext('2d');
    const width = canvas.clientWidth;
    const height = (width * reach.y) / reach.x;
    if (!ctx || width === 0) return;
    const ratio = devicePixelRatio || 1;
    const [w, l] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== l) Object.assign(canvas, { width: w, height: l });
    const scale = width / 2 / reach.x;
    ctx.setTransform(ratio, 0, 0, ratio, (width / 2) * ratio, (height / 2) * ratio);
    ctx.clearRect(-width / 2, -height / 2, width, height);
    const tokens = tokenColours(this.probe);
    this.#bowl(ctx, scale, tokens);
    this.#ball(ctx, scale, walk.rate);
    this.#trail(ctx, scale, walk);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} scale @param {Record<string, string>} tokens */
  #bowl(ctx, scale, tokens) {
    ctx.strokeStyle = tokens.rule;
    ctx.lineWidth = 1;
    for (const level of contours) {
      const [a, b] = curvature.map((c) => scale * Math.sqrt((2 * level) / c));
      ctx.beginPath();
      ctx.ellipse(0, 0, a, b, 0, 0, 2 * Math.PI);
      ctx.stroke();
    }
    ctx.strokeStyle = tokens['ink-faint'];
    ctx.beginPath();
    ctx.moveTo(-5, 0);
    ctx.lineTo(5, 0);
    ctx.moveTo(0, -5);
    ctx.lineTo(0, 5);
    ctx.stroke();
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} scale @param {number} rate */
  #ball(ctx, scale, rate) {
    const [a, b] = spreadAt(rate).map((sd) => deviations * sd * scale);
    if (!Number.isFinite(a + b)) return;
    ctx.fillStyle = ctx.strokeStyle = rateColour(rate, currentTheme());
    ctx.beginPath();
    ctx.ellipse(0, 0, a, b, 0, 0, 2 * Math.PI);
    ctx.globalAlpha = 0.08;
    ctx.fill();
    ctx.globalAlpha = 0.6;
    ctx.setLineDash([4, 4]);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} scale @param {NoiseWalk} walk */
  #trail(ctx, scale, walk) {
    const { places } = walk;
    const theme = currentTheme();
    ctx.lineJoin = 'round';
    for (let i = 1; i < places.length; i++) {
      const fresh = places.length - i < recent;
      ctx.strokeStyle = rateColour(walk.rateOf(i - 1), theme);
      ctx.globalAlpha = fresh ? 0.85 : 0.28;
      ctx.lineWidth = fresh ? 1.5 : 1;
      ctx.beginPath();
      ctx.moveTo(places[i - 1][0] * scale, -places[i - 1][1] * scale);
      ctx.lineTo(places[i][0] * scale, -places[i][1] * scale);
      ctx.stroke();
    }
    const [x, y] = places[places.length - 1];
    ctx.globalAlpha = 1;
    ctx.fillStyle = rateColour(walk.rate, theme);
    ctx.beginPath();
    ctx.arc(x * scale, -y * scale, 5.5, 0, 2 * Math.PI);
    ctx.fill();
  }
}

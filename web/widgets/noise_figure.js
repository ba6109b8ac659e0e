/**
 * The noise ball in a <lab-figure>: three walks from one start in the same noise, at a high rate, at a low one, and at the high
 * one first and the low one later. An illustration in two dimensions: nothing is trained here.
 *
 * In a link: `?figure=noise&high=0.5&low=0.02&drop=50&seed=6`.
 */
import { LabError } from '../lab/errors.js';
import { parseNumber } from '../lab/link.js';
import { rateInk } from './colour.js';
import { h } from './dom.js';
import { NoisePicture } from './noise_picture.js';
import { NoiseWalk } from './noise_walk.js';
import { formatFixed, formatNumber } from './numbers.js';
import { currentTheme, watchTheme } from './theme.js';
import { pageLanguage } from './words.js';

/** @typedef {import('./figure.js').LabFigure} LabFigure */
/** @typedef {import('./number.js').LabNumber} LabNumber */

export const noiseSteps = 150;
const perSecond = 20;
const lossOver = 50;

/** @type {Record<string, { kind: 'rate' | 'integer', min: number, max: number, value: number }>} */
const settings = {
  high: { kind: 'rate', min: 0.005, max: 1.5, value: 0.5 },
  low: { kind: 'rate', min: 0.005, max: 1.5, value: 0.02 },
  drop: { kind: 'integer', min: 1, max: noiseSteps - 1, value: 50 },
  seed: { kind: 'integer', min: 0, max: 4294967295, value: 6 },
};

const en = {
  names: { high: 'high rate', low: 'low rate', drop: 'change at step', seed: 'seed' },
  title: (/** @type {string} */ rates) => `rate ${rates}`,
  then: ', then ',
  step: (/** @type {number} */ n) => `step ${n} of ${noiseSteps}`,
  loss: (/** @type {string} */ loss) => `mean loss ${loss}`,
  picture: (/** @type {string} */ rates) =>
    `A walk in a bowl at rate ${rates}, seen from above. The dashed ellipse is where the noise of its present rate keeps it.`,
};
/** @type {typeof en} */
const zh = {
  names: { high: '大学习率', low: '小学习率', drop: '在第几步换', seed: '种子' },
  title: (rates) => `学习率 ${rates}`,
  then: '，然后 ',
  step: (n) => `第 ${n} 步，共 ${noiseSteps} 步`,
  loss: (loss) => `平均损失 ${loss}`,
  picture: (rates) =>
    `从上方看碗里的行走，学习率 ${rates}。虚线椭圆是当前学习率的噪声所能到的范围。`,
};

export class NoiseFigure extends EventTarget {
  /** @type {Record<string, LabNumber>} */
  #handles = {};
  /** @type {NoiseWalk[]} */
  walks = [];
  #w = pageLanguage() === 'zh' ? zh : en;
  #frame = 0;
  #last = 0;

  /** @param {LabFigure} figure */
  constructor(figure) {
    super();
    this.figure = figure;
    this.panels = Array.from({ length: 3 }, () => ({
      picture: new NoisePicture(),
      title: h('h4', { class: 'noise-title' }),
      loss: h('p', { class: 'noise-loss' }),
    }));
    const panels = this.panels.map(({ picture, title, loss }) =>
      h('div', { class: 'noise-panel' }, title, picture.canvas, picture.probe, loss),
    );
    figure.append(h('div', { class: 'noise-panels' }, ...panels), this.#settings());
    this.#read(location.search);
    this.#listen();
    this.reset();
    watchTheme(() => this.#show());
    new ResizeObserver(() => this.#show()).observe(figure);
  }

  #settings() {
    const fields = Object.entries(settings).map(([name, { kind, min, max, value }]) => {
      const label = this.#w.names[/** @type {keyof typeof en.names} */ (name)];
      const handle = /** @type {LabNumber} */ (
        h(/** @type {any} */ ('lab-number'), { label, kind, min, max, value })
      );
      this.#handles[name] = handle;
      handle.addEventListener('input', () => this.reset());
      const caption = h('span', { class: 'name', 'aria-hidden': 'true' }, label);
      return h('span', { class: 'race-field' }, caption, handle);
    });
    return h('div', { class: 'race-settings', slot: 'settings' }, ...fields);
  }

  /** What a link asks for; nonsense is answered by a sentence. @param {string} search */
  #read(search) {
    const query = new URLSearchParams(search);
    if (query.get('figure') !== this.figure.id) return;
    try {
      for (const [name, { kind, min, max }] of Object.entries(settings)) {
        const text = query.get(name);
        if (text === null) continue;
        const value = Number(parseNumber(text));
        const whole = kind === 'integer';
        if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
          const found = { field: 'link', value: `${name}=${text}` };
          throw new LabError('link-number', { ...found, whole, min, max });
        }
        this.#handles[name].value = value;
      }
    } catch (error) {
      this.figure.retryable = false;
      this.figure.error = LabError.from(error).describe(pageLanguage());
    }
  }

  #listen() {
    const { figure } = this;
    figure.addEventListener('run', () => {
      if (figure.state === 'finished') this.reset();
      this.#go();
    });
    figure.addEventListener('resume', () => this.#go());
    figure.addEventListener('pause', () => this.#halt());
    figure.addEventListener('step', () => this.#advance(1, 'paused'));
    figure.addEventListener('reset', () => this.reset());
  }

  /** Back to the start. */
  reset() {
    cancelAnimationFrame(this.#frame);
    const { high, low, drop, seed } = this.#values();
    const both = (/** @type {number} */ step) => (step < drop ? high : low);
    this.walks = [() => high, () => low, both].map((rateOf) => new NoiseWalk(rateOf, seed));
    const titles = [[high], [low], [high, low]];
    this.panels.forEach(({ title, picture }, i) => {
      const rates = titles[i].map((rate) => formatNumber(rate));
      title.textContent = this.#w.title(rates.join(this.#w.then));
      picture.canvas.setAttribute('aria-label', this.#w.picture(rates.join(this.#w.then)));
    });
    this.figure.state = 'idle';
    this.figure.link = `?figure=${this.figure.id}&high=${high}&low=${low}&drop=${drop}&seed=${seed}#${this.figure.id}`;
    this.#show();
    this.dispatchEvent(new Event('clear'));
  }

  #values() {
    const value = (/** @type {string} */ name) => this.#handles[name].value;
    return { high: value('high'), low: value('low'), drop: value('drop'), seed: value('seed') };
  }

  #go() {
    this.figure.state = 'running';
    this.#last = performance.now();
    const tick = (/** @type {number} */ now) => {
      const due = Math.min(10, Math.floor(((now - this.#last) * perSecond) / 1000));
      if (due > 0) {
        this.#last = now;
        this.#advance(due, 'running');
      }
      if (this.figure.state === 'running') this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  #halt() {
    cancelAnimationFrame(this.#frame);
    this.figure.state = 'paused';
  }

  /** @param {number} steps @param {'running' | 'paused'} state that holds while there is more to do */
  #advance(steps, state) {
    for (let i = 0; i < steps && this.walks[0].steps < noiseSteps; i++)
      this.walks.forEach((walk) => walk.advance());
    const over = this.walks[0].steps >= noiseSteps;
    this.figure.state = over ? 'finished' : state;
    this.#show();
    if (!over) return;
    const losses = this.walks.map((walk) => walk.meanLoss(lossOver));
    this.dispatchEvent(new CustomEvent('final', { detail: { losses, ...this.#values() } }));
  }

  #show() {
    const { steps } = this.walks[0];
    this.figure.progress = steps / noiseSteps;
    this.figure.detail = steps > 0 ? this.#w.step(steps) : '';
    this.walks.forEach((walk, i) => {
      this.panels[i].picture.draw(walk);
      this.panels[i].title.style.color = rateInk(walk.rateOf(0), currentTheme());
      const loss = steps > 0 ? formatFixed(walk.meanLoss(lossOver), 3) : '–';
      this.panels[i].loss.textContent = this.#w.loss(loss);
    });
  }
}

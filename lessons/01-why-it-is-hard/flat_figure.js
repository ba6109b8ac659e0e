/** Figure 4: a small network learns XOR. Its loss lies flat and then falls; gradient and curvature say where it was. */
import { LabError } from '../../web/lab/errors.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { reducedMotion } from '../../web/widgets/theme.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { flatStretch } from './flat.js';
import { field, Linked, linkOf, settings } from './handles.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/widgets/chart.js').LabChart} LabChart */
/** @typedef {import('./flat.js').Look} Look */
/** @typedef {ReturnType<typeof flatStretch>} Stretch */
/** @typedef {Stretch & { seed: number }} Trained */

/** Looks at the network along the way, further seeds, and how long the showing takes in ms. */
const count = 150;
const more = 9;
const showing = 5000;
/** Curvatures and gradients below this are drawn as this. */
const floor = 1e-6;

export class FlatFigure extends EventTarget {
  /** @type {Look[]} */
  #looks = [];
  /** @type {Stretch[] | null} */
  #others = null;
  /** @type {Worker | null} */
  #worker = null;
  #asked = 0;
  #shown = 0;
  #frame = 0;

  /** @param {LabFigure} figure */
  constructor(figure) {
    super();
    const w = lessonWords();
    const linked = new Linked(figure.id);
    this.figure = figure;
    const charts = /** @type {LabChart[]} */ ([...figure.querySelectorAll('lab-chart')]);
    this.loss = charts[0];
    this.slope = charts[1];
    this.curvature = charts[2];
    this.note = /** @type {HTMLElement} */ (figure.querySelector('.note'));
    const number = linked.number.bind(linked);
    this.rate = field(w.rate, {
      kind: 'rate',
      min: 0.01,
      max: 1,
      value: number('rate', 0.1, 0.01, 1),
    });
    this.scale = field(w.scale, {
      kind: 'log',
      min: 0.02,
      max: 1,
      value: number('scale', 0.05, 0.02, 1),
    });
    this.epochs = field(w.epochs, {
      kind: 'integer',
      min: 500,
      max: 30000,
      step: 500,
      value: number('epochs', 14000, 500, 30000),
    });
    this.seed = field(w.seed, {
      kind: 'integer',
      min: 1,
      max: 1e6,
      value: number('seed', 1, 1, 1e6),
    });
    const numbers = [this.rate, this.scale, this.epochs, this.seed];
    for (const { number: one } of numbers) one.addEventListener('input', () => this.#reset());
    figure.append(settings(...numbers.map(({ element }) => element)));
    figure.retryable = false;
    // A step goes from one look at the network to the next.
    figure.parts.iteration.textContent = w.stepLook;
    figure.parts.iteration.setAttribute('aria-label', w.stepLook);
    for (const type of ['run', 'resume']) figure.addEventListener(type, () => this.#run());
    figure.addEventListener('pause', () => this.#stop('paused'));
    figure.addEventListener('step', () => this.#step());
    figure.addEventListener('reset', () => this.#reset());
    this.#reset();
  }

  get values() {
    const [rate, scale, epochs, seed] = [this.rate, this.scale, this.epochs, this.seed].map(
      ({ number }) => number.value,
    );
    return { rate, scale, epochs, seed };
  }

  #reset() {
    this.#stop('idle');
    this.#asked++;
    this.#looks = [];
    this.#others = null;
    this.#shown = 0;
    this.figure.error = null;
    this.figure.link = linkOf(this.figure.id, this.values);
    this.#configure();
    this.#draw();
  }

  #configure() {
    const w = lessonWords();
    const { rate, epochs } = this.values;
    const x = { label: w.epoch, max: epochs };
    const log = {
      scale: /** @type {const} */ ('log'),
      min: 1e-5,
      limit: /** @type {[number, number]} */ ([floor, 100]),
      choice: false,
    };
    this.loss.configure({ title: w.lossOfXor, x, y: { label: w.loss, min: 0, max: 0.6 } });
    this.slope.configure({
      title: w.gradientTitle,
      x,
      y: { label: w.gradientAxis, max: 1, ...log },
    });
    this.curvature.configure({
      title: w.curvatureTitle,
      x,
      y: { label: w.curvatureAxis, max: 10, ...log },
    });
    this.loss.setSeries([{ id: 'loss', label: w.loss, rate, unlabelled: true }]);
    this.slope.setSeries([{ id: 'gradient', label: w.gradientAxis, rate, unlabelled: true }]);
    this.curvature.setSeries([
      { id: 'up', label: w.upMost, rate },
      { id: 'down', label: w.downMost, rate, dash: [6, 4] },
    ]);
  }

  /** Calls back once the network has been trained. @param {() => void} then */
  #train(then) {
    if (this.#looks.length > 0) return then();
    const id = ++this.#asked;
    this.figure.state = 'waiting';
    this.#worker ??= new Worker(new URL('./flat_worker.js', import.meta.url), { type: 'module' });
    this.#worker.onerror = () => this.#fail(lessonWords().noWorker);
    this.#worker.onmessage = ({ data }) => {
      if (data.id !== this.#asked) return;
      if (data.error) return this.#fail(LabError.fromData(data.error).describe(pageLanguage()));
      if (data.others) {
        this.#others = data.others;
        this.#tell();
        return;
      }
      this.#looks = data.looks;
      then();
    };
    this.#worker.postMessage({ id, run: this.values, count, more });
  }

  #run() {
    this.#train(() => {
      if (this.#shown >= this.#looks.length) this.#shown = 0;
      if (reducedMotion() || document.hidden) return this.#finish();
      this.figure.state = 'running';
      let at = this.#shown;
      let before = performance.now();
      const on = (/** @type {number} */ now) => {
        at += (this.#looks.length * (now - before)) / showing;
        before = now;
        if (at >= this.#looks.length) return this.#finish();
        this.#shown = Math.max(1, Math.floor(at));
        this.#draw();
        this.#frame = requestAnimationFrame(on);
      };
      this.#frame = requestAnimationFrame(on);
    });
  }

  #step() {
    this.#train(() => {
      cancelAnimationFrame(this.#frame);
      this.#shown = Math.min(this.#looks.length, this.#shown + 1);
      if (this.#shown === this.#looks.length) return this.#finish();
      this.figure.state = 'paused';
      this.#draw();
    });
  }

  #finish() {
    this.#shown = this.#looks.length;
    this.figure.state = 'finished';
    this.#draw();
    /** @type {Trained} */
    const detail = { ...flatStretch(this.#looks), seed: this.values.seed };
    this.dispatchEvent(new CustomEvent('trained', { detail }));
  }

  /** @param {'idle' | 'paused'} state */
  #stop(state) {
    cancelAnimationFrame(this.#frame);
    this.figure.state = state === 'paused' && this.#shown === 0 ? 'idle' : state;
  }

  /** @param {string} sentence */
  #fail(sentence) {
    this.#worker?.terminate();
    this.#worker = null;
    this.figure.state = 'failed';
    this.figure.error = sentence;
  }

  #draw() {
    const looks = this.#looks.slice(0, this.#shown);
    // What does not curve down has no place on that line.
    const falling = looks.filter(({ lowest }) => lowest < -floor);
    /** @type {[LabChart, string, Look[], (look: Look) => number][]} */
    const lines = [
      [this.loss, 'loss', looks, ({ loss }) => loss],
      [this.slope, 'gradient', looks, ({ gradient }) => Math.max(floor, gradient)],
      [this.curvature, 'up', looks, ({ highest }) => Math.max(floor, highest)],
      [this.curvature, 'down', falling, ({ lowest }) => -lowest],
    ];
    for (const [chart, id, seen, value] of lines) {
      chart.clear(id);
      if (seen.length > 0)
        chart.addPoints(
          id,
          seen.map(({ epoch }) => epoch),
          seen.map(value),
        );
    }
    this.figure.progress = this.#looks.length > 0 ? this.#shown / this.#looks.length : 0;
    this.#tell();
  }

  #tell() {
    const w = lessonWords();
    const last = this.#looks[this.#shown - 1];
    this.figure.detail = last ? w.epochOf(last.epoch, this.values.epochs) : '';
    const text = (/** @type {number} */ value) =>
      formatNumber(Math.abs(value) < 1e-5 ? 0 : value, 2);
    const now = last
      ? w.lookAt(text(last.loss), text(last.gradient), text(last.lowest), text(last.highest))
      : w.notYet;
    const over = this.figure.state === 'finished';
    const spread = over && this.#others ? this.#spread(this.#others) : '';
    this.note.textContent = [now, spread].filter(Boolean).join(w.space);
  }

  /** @param {Stretch[]} others */
  #spread(others) {
    const all = [flatStretch(this.#looks), ...others];
    const halves = all.flatMap(({ half }) => (half === null ? [] : [half]));
    const negative = all.filter(({ lowest }) => lowest[1] < 0).length;
    const ends = /** @type {[number, number]} */ ([Math.min(...halves), Math.max(...halves)]);
    return lessonWords().overNetworks(all.length, halves.length, ends, negative);
  }
}

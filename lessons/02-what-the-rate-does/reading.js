/**
 * The figures "what does it read?" and "what does the first layer look for?": one run, watched through a drawn digit, images of
 * the test set, and the pictures of its weights. A slow pace takes one step a frame, so that learning can be seen.
 */
import { LabError } from '../../web/lab/errors.js';
import { describeRun } from '../../web/lab/run.js';
import { define } from '../../web/widgets/define.js';
import { LabDigit } from '../../web/widgets/digit.js';
import { h, saveFile } from '../../web/widgets/dom.js';
import { LabImage } from '../../web/widgets/image.js';
import { loadMnist, prepareLab } from '../../web/widgets/page_lab.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { LabProbabilities } from '../../web/widgets/probabilities.js';
import { raceWords } from '../../web/widgets/race_words.js';
import { RunGroup } from '../../web/widgets/run_group.js';
import { LabWeights } from '../../web/widgets/weights.js';
import { pageLanguage } from '../../web/widgets/words.js';
import { TestImages } from './test_images.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/widgets/figure.js').LabFigure} LabFigure */
/** @typedef {import('../../web/lab/events.js').LabEvent} LabEvent */

/** Looks at the network this often while it trains, in ms. */
const glance = 120;
const epochs = 5;

export class Reading {
  #pace = 'slow';
  #glanced = 0;
  #asking = false;
  #slowTimer = 0;

  /** @param {LabFigure} figure @param {LabFigure} weightsFigure */
  constructor(figure, weightsFigure) {
    define(LabDigit, LabImage, LabProbabilities, LabWeights);
    this.figure = figure;
    this.digit = /** @type {any} */ (h(/** @type {any} */ ('lab-digit')));
    this.bars = /** @type {any} */ (h(/** @type {any} */ ('lab-probabilities')));
    this.pictures = /** @type {any} */ (h(/** @type {any} */ ('lab-weights')));
    this.images = new TestImages(() => void this.#newImages());
    const query = new URLSearchParams(location.search);
    const linked = query.get('figure') === figure.id ? Number(query.get('rate')) : 0.5;
    const value = linked >= 0.001 && linked <= 100 ? linked : 0.5;
    this.rate = /** @type {any} */ (
      h(/** @type {any} */ ('lab-number'), {
        label: raceWords().rate,
        kind: 'rate',
        min: 0.001,
        max: 100,
        value,
      })
    );
    const drawn = h(
      'div',
      { class: 'reading-drawn' },
      h('h4', {}, lessonWords().yours),
      h('div', { class: 'reading-pair' }, this.digit, this.bars),
    );
    figure.append(h('div', { class: 'reading' }, drawn, this.images.element), this.#settings());
    weightsFigure.append(this.pictures);
    this.group = new RunGroup({
      load: () => this.#load(),
      onEvent: (_, event) => this.#hear(event),
      onClear: () => this.#cleared(),
      onState: (state) => this.#state(state),
      traceEvery: () => 100,
    });
    this.#offer(weightsFigure);
    this.#listen();
    this.#describe();
    void prepareLab();
  }

  /** What the figures give to take away; a drawing and a row of images have no table. @param {LabFigure} weightsFigure */
  #offer(weightsFigure) {
    this.figure.setAttribute('without', 'table csv png');
    weightsFigure.setAttribute('norun', '');
    weightsFigure.setAttribute('without', 'table');
    weightsFigure.addEventListener('csv', (event) => {
      event.preventDefault();
      saveFile(new Blob([this.pictures.csv()], { type: 'text/csv' }), 'first-layer-weights.csv');
    });
    weightsFigure.addEventListener('png', (event) => {
      event.preventDefault();
      void this.pictures
        .png()
        .then((/** @type {Blob | null} */ png) => png && saveFile(png, 'first-layer-weights.png'));
    });
  }

  #settings() {
    const w = lessonWords();
    const choice = (/** @type {string} */ value, /** @type {string} */ text) => {
      const input = h('input', {
        type: 'radio',
        name: 'reading-pace',
        value,
        checked: value === this.#pace,
      });
      input.addEventListener('change', () => this.#setPace(value));
      return h('label', {}, input, text);
    };
    const pace = h(
      'fieldset',
      { class: 'race-field race-choice' },
      h('legend', {}, w.pace),
      choice('slow', w.slow),
      choice('fast', w.fast),
    );
    return h(
      'div',
      { class: 'race-settings', slot: 'settings' },
      h(
        'span',
        { class: 'race-field' },
        h('span', { class: 'name', 'aria-hidden': 'true' }, raceWords().rate),
        this.rate,
      ),
      pace,
    );
  }

  #listen() {
    const { figure, group } = this;
    figure.addEventListener('run', () => void this.#run());
    figure.addEventListener('retry', () => void this.#run());
    figure.addEventListener('resume', () => void this.#run());
    figure.addEventListener('pause', () => this.#pause());
    figure.addEventListener(
      'step',
      (event) => void group.step(/** @type {CustomEvent} */ (event).detail.unit),
    );
    figure.addEventListener('reset', () => {
      this.#stopSlow();
      group.reset();
    });
    this.rate.addEventListener('change', () => this.#describe());
    this.digit.addEventListener('input', () => void this.#look(true));
  }

  #describe() {
    this.#stopSlow();
    this.group.set([describeRun({ rate: this.rate.value, epochs, evaluate: epochs })]);
    this.figure.link = `?figure=${this.figure.id}&rate=${this.rate.value}#${this.figure.id}`;
    if (this.group.started) void this.#run();
  }

  /** @param {string} pace */
  #setPace(pace) {
    const running = this.#isRunning();
    this.#pause();
    this.#pace = pace;
    if (running) void this.#run();
  }

  #isRunning() {
    return this.#slowTimer !== 0 || this.group.state === 'running';
  }

  async #run() {
    if (this.#pace === 'fast') return this.group.run();
    if (this.group.state === 'finished') this.group.reset();
    this.figure.state = 'loading';
    await this.group.step('iteration');
    if (this.group.state === 'failed' || this.group.state === 'idle') return;
    this.#slowTimer = 1;
    this.figure.state = 'running';
  }

  #pause() {
    this.#stopSlow();
    this.group.pause();
    if (this.group.started && this.group.state !== 'finished') this.figure.state = 'paused';
  }

  #stopSlow() {
    this.#slowTimer = 0;
  }

  /** The step that was asked for is done: show it, and take the next with the next frame. */
  #stepDone() {
    if (this.#slowTimer === 0) return;
    requestAnimationFrame(() => {
      if (this.#slowTimer !== 0) this.group.handles[0]?.step('iteration');
    });
  }

  async #load() {
    this.figure.error = null;
    try {
      const lab = await loadMnist({
        onProgress: ({ stage, bytes, total, secondsLeft }) => {
          const w = raceWords();
          this.figure.detail =
            stage === 'download'
              ? w.download((bytes / 1e6).toFixed(1), (total / 1e6).toFixed(1))
              : w[stage];
          this.figure.progress = total > 0 ? bytes / total : null;
          this.figure.secondsLeft = secondsLeft;
        },
      });
      this.lab = lab;
      await this.#newImages();
      return lab;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.figure.error = LabError.from(error).describe(pageLanguage());
  }

  async #newImages() {
    if (!this.lab) return;
    const indices = Array.from({ length: TestImages.count }, () =>
      Math.floor(Math.random() * 10000),
    );
    this.images.show(await this.lab.testImages(indices));
    void this.#look(true);
  }

  /** @param {LabEvent} event */
  #hear(event) {
    if (event.type === 'status') {
      const { iteration, epoch } = event;
      this.figure.detail = lessonWords().iteration(formatNumber(iteration, 7), epoch.toFixed(2));
      this.figure.progress = epoch / epochs;
      this.figure.secondsLeft = null;
      void this.#look(false);
    } else if (event.type === 'error') this.#fail(event.error);
    else if (event.type === 'final') void this.#look(true);
  }

  #cleared() {
    this.bars.values = null;
    this.pictures.weights = null;
    this.images.clear();
  }

  /** @param {import('../../web/widgets/run_group.js').GroupState} state */
  #state(state) {
    if (state === 'paused' && this.#slowTimer !== 0) {
      this.#stepDone();
      return;
    }
    if (state === 'running' && this.#slowTimer !== 0) return;
    if (state === 'finished') this.#stopSlow();
    this.figure.state = state;
    if (state === 'paused') void this.#look(true);
  }

  /** Asks the network about everything in view. @param {boolean} now whether even if it was asked a moment ago */
  async #look(now) {
    const handle = this.group.handles[0];
    if (!handle || this.#asking || (!now && performance.now() - this.#glanced < glance)) return;
    this.#asking = true;
    this.#glanced = performance.now();
    try {
      const pixels = this.digit.value;
      const [drawn, weights] = await Promise.all([
        this.digit.empty ? null : handle.classify(pixels),
        handle.weights(0),
      ]);
      this.bars.values = drawn;
      this.pictures.weights = weights;
      await this.images.ask((image) => handle.classify(image));
    } catch {
      // The run was reset or stopped meanwhile: the next one will be asked.
    } finally {
      this.#asking = false;
    }
  }
}

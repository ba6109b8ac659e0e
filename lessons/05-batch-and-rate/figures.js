/** The lesson's figures: loaded when the first of them comes near. */
import { LabChart } from '../../web/widgets/chart.js';
import { defineInTurn } from '../../web/widgets/define.js';
import { LabFigure } from '../../web/widgets/figure.js';
import { LabHeat } from '../../web/widgets/heat.js';
import { LabNumber } from '../../web/widgets/number.js';
import { LabPredict } from '../../web/widgets/predict.js';
import { RaceFigure } from '../../web/widgets/race_figure.js';
import { RoughFigure, StepsFigure } from './batch_figures.js';
import { BatchLanes } from './batch_lanes.js';
import { GridFigure } from './grid_figure.js';
import { confrontClock, confrontLaw } from './predictions.js';
import { SizesFigure } from './sizes_figure.js';
import { NoiseFigure } from './why_noise.js';
import { SharpnessFigure } from './why_sharpness.js';
import { VarianceFigure } from './why_variance.js';
import { lessonWords } from './words.js';

/** @typedef {import('./exercises.js').Exercises} Exercises */

const defined = defineInTurn(LabNumber, LabChart, LabPredict, LabHeat, LabFigure);

/** @param {string} name @returns {LabFigure} */
function figure(name) {
  return /** @type {LabFigure} */ (document.getElementById(`${name}-figure`));
}

/** The map: other figures read off it. @type {GridFigure | null} */
let map = null;

/** @param {Exercises} exercises */
function theMap(exercises) {
  if (map) return map;
  map = new GridFigure(figure('map'));
  confrontLaw(map);
  exercises.watch(map);
  return map;
}

const builders = {
  /** @type {(exercises: Exercises) => void} */
  map: (exercises) => void theMap(exercises),
  /** @type {(exercises: Exercises) => void} */
  steps: (exercises) => void new StepsFigure(figure('steps'), theMap(exercises)),
  /** @type {(exercises: Exercises) => void} */
  rough: (exercises) => void new RoughFigure(figure('rough'), theMap(exercises)),
  clock() {
    const lanes = new BatchLanes([
      { batch: 16, rate: 0.3 },
      { batch: 128, rate: 1 },
      { batch: 1024, rate: 2 },
    ]);
    const look = { lossLimit: /** @type {[number, number]} */ ([0, 2.5]) };
    confrontClock(
      new RaceFigure(figure('clock'), {
        lanes,
        common: { epochs: 4, evaluate: 0.25 },
        order: ['accuracy', 'loss'],
        ...look,
      }),
    );
  },
  online() {
    const lanes = new BatchLanes([
      { batch: 1, rate: 0.05 },
      { batch: 16, rate: 0.3 },
      { batch: 128, rate: 0.8 },
    ]);
    new RaceFigure(figure('online'), {
      lanes,
      common: { epochs: 2, trainSize: 5000 },
      across: ['samples', 'iteration'],
      traceEvery: () => 1,
      lossLimit: [0, 4],
    });
  },
  sizes: () => void new SizesFigure(figure('sizes')),
  variance: () => void new VarianceFigure(figure('variance')),
  noise: () => void new NoiseFigure(figure('noise')),
  sharpness: () => void new SharpnessFigure(figure('sharpness')),
  twins() {
    const w = lessonWords();
    const change = [4, 6];
    const lanes = new BatchLanes([
      {
        ...{ batch: 32, rate: 0.5, name: w.decays },
        own: (iterations, rate) => ({
          schedule: {
            ...{ policy: 'multistep', rate, gamma: 0.25 },
            milestones: change.map((epoch) => epoch * iterations),
          },
        }),
      },
      {
        ...{ batch: 32, rate: 0.5, name: w.grows },
        own: (_, rate) => ({
          schedule: { policy: 'fixed', rate },
          grow: change.map((epoch) => ({ epoch, factor: 4 })),
        }),
      },
    ]);
    new RaceFigure(figure('twins'), {
      lanes,
      common: { epochs: 8 },
      order: ['accuracy', 'loss'],
      lossLimit: [0, 0.5],
    });
  },
  warmup() {
    const name = lessonWords().warmup;
    const lanes = new BatchLanes([
      { batch: 128, rate: 0.5 },
      { batch: 1024, rate: 4 },
      {
        batch: 1024,
        rate: 4,
        name,
        own: (iterations, rate) => ({
          schedule: { policy: 'fixed', rate, warmup: 2 * iterations },
        }),
      },
    ]);
    new RaceFigure(figure('warmup'), {
      lanes,
      common: { epochs: 6 },
      order: ['accuracy', 'loss'],
      lossLimit: [0, 3],
    });
  },
};

/** @param {keyof typeof builders} name @param {Exercises} exercises */
export async function build(name, exercises) {
  await defined;
  await builders[name](exercises);
}

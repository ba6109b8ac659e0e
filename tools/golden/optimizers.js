/** Prints the optimizers that golden values are made of, each with its PyTorch code, for optimizers.py to run. */
import { describeSchedule } from '../../web/lab/index.js';
import { describeOptimizer } from '../../web/lab/optimizer.js';
import { scheduleSnippet } from '../../web/lab/snippets/index.js';
import { isProgram } from '../paths.js';

/** @type {[import('../../web/lab/optimizer.js').OptimizerDescription & object, rate: number][]} */
const cases = [
  [{ kind: 'sgd' }, 0.5],
  [{ kind: 'momentum' }, 0.1],
  [{ kind: 'momentum', momentum: 0.5, decay: 0.01 }, 0.2],
  [{ kind: 'nesterov' }, 0.1],
  [{ kind: 'nesterov', decay: 0.1 }, 0.05],
  [{ kind: 'adagrad' }, 0.05],
  [{ kind: 'adagrad', epsilon: 1e-6, decay: 0.01 }, 0.1],
  [{ kind: 'rmsprop' }, 0.005],
  [{ kind: 'rmsprop', beta2: 0.9, epsilon: 1e-4, decay: 0.01 }, 0.01],
  [{ kind: 'adam' }, 0.01],
  [{ kind: 'adam', beta1: 0.8, beta2: 0.95, epsilon: 1e-5, decay: 0.01 }, 0.02],
  [{ kind: 'adamw' }, 0.01],
  [{ kind: 'adamw', decay: 0.3 }, 0.02],
];

/** The optimizers with their rates and the code that the page shows of each. */
export function optimizerCases() {
  return cases.map(([optimizer, rate]) => {
    const schedule = describeSchedule({ policy: 'fixed', rate }, { iterations: 20 });
    const { setup } = scheduleSnippet(schedule, 'pytorch', describeOptimizer(optimizer));
    return { optimizer, rate, setup };
  });
}

if (isProgram(import.meta)) console.log(JSON.stringify(optimizerCases()));

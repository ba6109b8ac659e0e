/** The formula of a schedule as MathML, once in letters and once with a draft's numbers put in. */
import { cases, element, m, over, power, row, sub } from './mathml.js';
import { partStarts } from './schedule_drafts.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {import('./mathml.js').Part} Part */

/**
 * What stands for each name: letters, or numbers. `t` is the iteration, counted from the schedule's beginning, and `time` the same where a fraction
 * needs no brackets.
 * @typedef {Record<'rate' | 'start' | 'gamma' | 'step' | 'power' | 'minimum' | 'warmup' | 'total' | 'multiplier' | 'rise' | 'low' | 'last' | 'slope' | 't' | 'time', () => Part> & { milestones: () => Part[], rates: () => Part[], times: string, phases: number }} Names
 */

/** @type {Names} */
const letters = {
  t: () => 't',
  time: () => 't',
  rate: () => sub('η', 0),
  start: () => sub('η', 's'),
  gamma: () => element('γ'),
  step: () => element('s'),
  power: () => element('p'),
  minimum: () => sub('η', 'min'),
  warmup: () => element('w'),
  total: () => element('T'),
  multiplier: () => element('m'),
  rise: () => element('a'),
  low: () => over(sub('η', 0), 'd'),
  last: () => over(sub('η', 0), row('d', 'f')),
  slope: () => element('γ'),
  milestones: () => [1, 2].map((i) => sub('m', i)),
  rates: () => [0, 1, 2].map((i) => sub('η', i)),
  times: '·',
  phases: 2,
};

/** @param {Draft} draft @param {number} iterations @param {number} [begins] @returns {Names} */
function numbersOf(draft, iterations, begins = 0) {
  const of = (/** @type {string} */ name) => () => element(draft[name]);
  return {
    t: () => (begins > 0 ? row('(', 't', '−', begins, ')') : 't'),
    time: () => (begins > 0 ? row('t', '−', begins) : 't'),
    rate: of('rate'),
    start: of('start'),
    gamma: of('gamma'),
    step: of('step'),
    power: of('power'),
    minimum: of('minimum'),
    warmup: of('warmup'),
    total: () => element(iterations),
    multiplier: of('multiplier'),
    rise: of('rise'),
    low: () => element(draft.rate / draft.divide),
    last: () => element(draft.rate / draft.divide / draft.finalDivide),
    slope: () => row('(', draft.gamma, ')'),
    milestones: () => draft.milestones.map(element),
    rates: () => draft.rates.map(element),
    times: '×',
    phases: draft.phases ?? 2,
  };
}

/** From the lowest rate up to the highest by a share. @param {Names} n @param {...Part} share */
function above(n, ...share) {
  return row(n.minimum(), '+', row('(', n.rate(), '−', n.minimum(), ')'), ...share);
}

/** Half a wave from the rate to the lowest rate, `share` of it done. @param {Names} n @param {Part} share */
function wave(n, share) {
  return above(n, over(row(1, '+', 'cos', '(', 'π', share, ')'), 2));
}

/** The height of a triangle with sides of s iterations. @param {Names} n */
function triangle(n) {
  const far = row('|', row('(', n.t(), 'mod', 2, n.times, n.step(), ')'), '−', n.step(), '|');
  return row('(', 1, '−', over(far, n.step()), ')');
}

/** How many milestones have been passed. @param {Names} n */
function passed(n) {
  return row(
    ...n.milestones().flatMap((at, i) => {
      const bracket = row('[', n.t(), '≥', at, ']');
      return i === 0 ? [bracket] : ['+', bracket];
    }),
  );
}

/** @type {Record<string, (n: Names) => Element>} */
const formulas = {
  fixed: (n) => row(n.rate()),
  step: (n) => row(n.rate(), n.times, power(n.gamma(), row('⌊', n.t(), '/', n.step(), '⌋'))),
  decay: (n) => row(n.rate(), n.times, power(n.gamma(), row(n.t(), '/', n.step()))),
  multistep: (n) => row(n.rate(), n.times, power(n.gamma(), passed(n))),
  exp: (n) => row(n.rate(), n.times, power(n.gamma(), n.t())),
  inv: (n) =>
    row(n.rate(), n.times, power(row('(', 1, '+', n.gamma(), n.t(), ')'), row('−', n.power()))),
  poly: (n) =>
    row(n.rate(), n.times, power(row('(', 1, '−', over(n.time(), n.total()), ')'), n.power())),
  sigmoid: (n) => {
    const exponent = row('−', n.slope(), '(', n.t(), '−', n.step(), ')');
    return over(n.rate(), row(1, '+', power('e', exponent)));
  },
  linear: (n) =>
    row(n.start(), '+', row('(', n.rate(), '−', n.start(), ')'), over(n.time(), n.total())),
  cosine: (n) => wave(n, over(n.time(), n.total())),
  'cosine-restarts': (n) => {
    const period = row(n.step(), n.times, power(n.multiplier(), 'i'));
    return wave(n, over(row(n.t(), '−', sub('t', 'i')), period));
  },
  warmup: (n) => {
    const rest = over(row(n.t(), '−', n.warmup()), row(n.total(), '−', n.warmup()));
    const climb = row(n.rate(), n.times, over(row(n.t(), '+', 1), row(n.warmup(), '+', 1)));
    return cases([
      [climb, row(n.t(), '<', n.warmup())],
      [wave(n, rest), row(n.t(), '≥', n.warmup())],
    ]);
  },
  'one-cycle': (n) => {
    const top = row(n.rise(), n.times, n.total());
    const to = (/** @type {Part} */ from, /** @type {Part} */ until) => row(from, '→', until);
    return n.phases === 3
      ? cases([
          [to(n.low(), n.rate()), row(n.t(), '≤', top)],
          [to(n.rate(), n.low()), row(n.t(), '≤', 2, n.times, top)],
          [to(n.low(), n.last()), row(n.t(), '≤', n.total())],
        ])
      : cases([
          [to(n.low(), n.rate()), row(n.t(), '≤', top)],
          [to(n.rate(), n.last()), row(n.t(), '≤', n.total())],
        ]);
  },
  triangular: (n) => above(n, triangle(n)),
  triangular2: (n) =>
    above(n, triangle(n), '/', power(2, row('⌊', n.t(), '/', 2, n.times, n.step(), '⌋'))),
  'exp-range': (n) => above(n, triangle(n), n.times, power(n.gamma(), n.t())),
  'inverse-sqrt': (n) => over(n.rate(), m('msqrt', row(1, '+', n.t(), '/', n.step()))),
  piecewise: (n) => {
    const [first, second] = n.milestones();
    const [one, two, three] = n.rates();
    return cases([
      [one, row(n.t(), '<', first)],
      [two, row(n.milestones()[0], '≤', n.t(), '<', second)],
      [three, row(n.t(), '≥', n.milestones()[1])],
    ]);
  },
  plateau: (n) => row(n.rate(), n.times, power(n.gamma(), 'k')),
};

/** @param {Draft} draft @param {number} iterations of the run */
function joined(draft, iterations) {
  const starts = partStarts(draft);
  return cases(
    draft.parts.map((/** @type {Draft} */ part, /** @type {number} */ i) => {
      const lasts = part.iterations ?? iterations - starts[i];
      const names = numbersOf(part, lasts, starts[i]);
      const last = i === starts.length - 1;
      const when = last ? row('t', '≥', starts[i]) : row('t', '<', starts[i] + lasts);
      return [formulas[part.policy](names), when];
    }),
  );
}

/**
 * @param {Draft} draft @param {number} iterations of the run
 * @returns {Element[]} one formula in letters, where it has one, and one in numbers
 */
export function formulaOf(draft, iterations) {
  const sides =
    draft.policy === 'join'
      ? [joined(draft, iterations)]
      : [letters, numbersOf(draft, iterations)].map((names) =>
          formulas[draft.policy]({ ...names, phases: draft.phases ?? 2 }),
        );
  return sides.map((side) => {
    const math = m('math', row('η', '(', 't', ')', '='), side);
    math.setAttribute('display', 'block');
    return math;
  });
}

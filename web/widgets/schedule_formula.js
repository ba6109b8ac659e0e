/** The formula of a schedule as MathML, once in letters and once with a draft's numbers put in. */
import { formatNumber } from './numbers.js';

/** @typedef {import('./schedule_policies.js').Draft} Draft */
/** @typedef {string | number | Element} Part letters become identifiers, numbers numbers, "+" and the like operators */

const space = 'http://www.w3.org/1998/Math/MathML';
const operators = /^[=+−×·/(),|[\]⌊⌋<≤≥;]$/;

/** @param {string} tag @param {...Part} parts */
function m(tag, ...parts) {
  const made = document.createElementNS(space, tag);
  made.append(...parts.map(element));
  return made;
}

/** @param {Part} part */
function element(part) {
  if (part instanceof Element) return part;
  const text = typeof part === 'number' ? formatNumber(part, 6) : part;
  const tag = typeof part === 'number' ? 'mn' : operators.test(text) ? 'mo' : 'mi';
  const made = document.createElementNS(space, tag);
  made.textContent = text;
  if (tag === 'mo' && /[/(),|⌊⌋[\]]/.test(text))
    for (const side of ['lspace', 'rspace']) made.setAttribute(side, text === ',' ? '0.2em' : '0');
  // Brackets around fractions would grow to the size of what they hold; a formula in a line reads better without.
  if (tag === 'mo' && /[⌊⌋|[\]]/.test(text)) made.setAttribute('stretchy', 'false');
  return made;
}

const row = (/** @type {Part[]} */ ...parts) => m('mrow', ...parts);
const power = (/** @type {Part} */ base, /** @type {Part} */ exponent) => m('msup', base, exponent);
const over = (/** @type {Part} */ top, /** @type {Part} */ bottom) => m('mfrac', top, bottom);
const sub = (/** @type {Part} */ base, /** @type {Part} */ index) => m('msub', base, index);

/**
 * What stands for each name: letters, or numbers.
 * @typedef {Record<'rate' | 'gamma' | 'step' | 'power' | 'minimum' | 'warmup' | 'total', () => Part> & { milestones: () => Part[], times: string }} Names
 */

/** @type {Names} */
const letters = {
  rate: () => sub('η', 0),
  gamma: () => element('γ'),
  step: () => element('s'),
  power: () => element('p'),
  minimum: () => sub('η', 'min'),
  warmup: () => element('w'),
  total: () => element('T'),
  milestones: () => [1, 2].map((i) => sub('m', i)),
  times: '·',
};

/** @param {Draft} draft @param {number} iterations @returns {Names} */
function numbersOf(draft, iterations) {
  const of = (/** @type {string} */ name) => () => element(draft[name]);
  return {
    rate: of('rate'),
    gamma: of('gamma'),
    step: of('step'),
    power: of('power'),
    minimum: of('minimum'),
    warmup: of('warmup'),
    total: () => element(iterations),
    milestones: () => (draft.milestones ?? []).map(element),
    times: '×',
  };
}

/** Half a wave from the rate to the lowest rate, `share` of it done. @param {Names} n @param {Part} share */
function wave(n, share) {
  const cosine = row(1, '+', 'cos', '(', 'π', share, ')');
  return row(n.minimum(), '+', row('(', n.rate(), '−', n.minimum(), ')'), over(cosine, 2));
}

/** @type {Record<string, (n: Names) => Element>} */
const formulas = {
  fixed: (n) => row(n.rate()),
  step: (n) => row(n.rate(), n.times, power(n.gamma(), row('⌊', 't', '/', n.step(), '⌋'))),
  decay: (n) => row(n.rate(), n.times, power(n.gamma(), row('t', '/', n.step()))),
  multistep: (n) => {
    const passed = n.milestones().flatMap((at, i) => {
      const bracket = row('[', 't', '≥', at, ']');
      return i === 0 ? [bracket] : ['+', bracket];
    });
    return row(n.rate(), n.times, power(n.gamma(), row(...passed)));
  },
  exp: (n) => row(n.rate(), n.times, power(n.gamma(), 't')),
  inv: (n) =>
    row(n.rate(), n.times, power(row('(', 1, '+', n.gamma(), 't', ')'), row('−', n.power()))),
  poly: (n) =>
    row(n.rate(), n.times, power(row('(', 1, '−', over('t', n.total()), ')'), n.power())),
  cosine: (n) => wave(n, over('t', n.total())),
  restarts: (n) => wave(n, over(row('t', 'mod', n.step()), n.step())),
  warmup: (n) => {
    const rest = over(row('t', '−', n.warmup()), row(n.total(), '−', n.warmup()));
    return m(
      'mtable',
      m(
        'mtr',
        m('mtd', row(n.rate(), n.times, over(row('t', '+', 1), row(n.warmup(), '+', 1)), ',')),
        m('mtd', row('t', '<', n.warmup(), ';')),
      ),
      m('mtr', m('mtd', row(wave(n, rest), ',')), m('mtd', row('t', '≥', n.warmup()))),
    );
  },
  triangular: (n) => {
    const far = row('|', row('(', 't', 'mod', 2, n.times, n.step(), ')'), '−', n.step(), '|');
    return row(
      n.minimum(),
      '+',
      row('(', n.rate(), '−', n.minimum(), ')'),
      row('(', 1, '−', over(far, n.step()), ')'),
    );
  },
};

/**
 * @param {Draft} draft @param {number} iterations of the run
 * @returns {Element[]} two formulas: letters, numbers
 */
export function formulaOf(draft, iterations) {
  const left = () => row('η', '(', 't', ')', '=');
  return [letters, numbersOf(draft, iterations)].map((names) => {
    const math = m('math', left(), formulas[draft.policy](names));
    math.setAttribute('display', 'block');
    return math;
  });
}

/** A part of a schedule as a Python function of t, in plain Python or in JAX's words. */

/** @typedef {import('../schedule.js').SchedulePart} SchedulePart */
/** @typedef {Required<SchedulePart>} Numbers */

/**
 * How a dialect says what the two say differently.
 * @typedef {object} Dialect
 * @property {string} cos
 * @property {string} exp
 * @property {string} pi
 * @property {(a: string, b: string) => string} least
 * @property {(condition: string, yes: string, no: string) => string} choose
 * @property {(list: string, index: string) => string} pick
 */

/** @type {Dialect} */
export const plain = {
  cos: 'math.cos',
  exp: 'math.exp',
  pi: 'math.pi',
  least: (a, b) => `min(${a}, ${b})`,
  choose: (condition, yes, no) => `${yes} if ${condition} else ${no}`,
  pick: (list, index) => `${list}[${index}]`,
};

/** @type {Dialect} */
export const jax = {
  cos: 'jnp.cos',
  exp: 'jnp.exp',
  pi: 'jnp.pi',
  least: (a, b) => `jnp.minimum(${a}, ${b})`,
  choose: (condition, yes, no) => `jnp.where(${condition}, ${yes}, ${no})`,
  pick: (list, index) => `jnp.array(${list})[${index}]`,
};

/** @param {readonly number[]} values */
export const list = (values) => `[${values.join(', ')}]`;

/** @param {readonly number[]} milestones */
const passed = (milestones) => `sum(t >= at for at in ${list(milestones)})`;

/** From `minimum` up by a share of the height. @param {Numbers} part @param {string} share */
function above({ minimum, rate }, share) {
  return minimum === 0 ? `${rate} * ${share}` : `${minimum} + (${rate} - ${minimum}) * ${share}`;
}

/** @type {Record<string, (part: Numbers, say: Dialect) => string[]>} */
const bodies = {
  fixed: ({ rate }) => [`return ${rate}`],
  step: ({ rate, gamma, step }) => [`return ${rate} * ${gamma} ** (t // ${step})`],
  multistep: ({ rate, gamma, milestones }) => [
    `return ${rate} * ${gamma} ** ${passed(milestones)}`,
  ],
  exp: ({ rate, gamma }) => [`return ${rate} * ${gamma} ** t`],
  inv: ({ rate, gamma, power }) => [`return ${rate} * (1 + ${gamma} * t) ** -${power}`],
  poly: (part, { least }) => {
    const { power, total } = part;
    return [`return ${above(part, `(1 - ${least('t', String(total))} / ${total}) ** ${power}`)}`];
  },
  sigmoid: ({ rate, gamma, step }, { exp }) => [
    `return ${rate} / (1 + ${exp}(${-gamma} * (t - ${step})))`,
  ],
  decay: ({ rate, gamma, step }) => [`return ${rate} * ${gamma} ** (t / ${step})`],
  linear: ({ start, rate, total }, { least }) => [
    `return ${start} + (${rate} - ${start}) * ${least('t', String(total))} / ${total}`,
  ],
  cosine: (part, say) => [
    `return ${cosine(part, say, say.least('t', String(part.total)), part.total)}`,
  ],
  'cosine-restarts': (part, say) => {
    const { step, multiplier } = part;
    if (multiplier === 1) return [`return ${cosine(part, say, `(t % ${step})`, step)}`];
    return [
      `period = ${step}`,
      'while t >= period:',
      `    t, period = t - period, ${multiplier} * period`,
      `return ${cosine(part, say, 't', 'period')}`,
    ];
  },
  triangular: (part, say) => cycle(part, say, ''),
  triangular2: (part, say) => cycle(part, say, ` / 2 ** (t // ${part.step + part.fall})`),
  'exp-range': (part, say) => cycle(part, say, ` * ${part.gamma} ** t`),
  'one-cycle': oneCycle,
  'inverse-sqrt': ({ rate, step }) => [`return ${rate} * (1 + t / ${step}) ** -0.5`],
  piecewise: ({ milestones, rates }, { pick }) => [
    `return ${pick(list(rates), passed(milestones))}`,
  ],
};

/** @param {Numbers} part @param {Dialect} say @param {string} at @param {number | string} total */
function cosine(part, { cos, pi }, at, total) {
  return above(part, `(1 + ${cos}(${pi} * ${at} / ${total})) / 2`);
}

/** @param {Numbers} part @param {Dialect} say @param {string} shrink */
function cycle(part, { choose }, shrink) {
  const period = part.step + part.fall;
  return [
    `within = t % ${period}`,
    `height = ${choose(`within <= ${part.step}`, `within / ${part.step}`, `(${period} - within) / ${part.fall}`)}`,
    `return ${above(part, `height${shrink}`)}`,
  ];
}

/** @param {Numbers} part @param {Dialect} say */
function oneCycle({ rate, total, rise, divide, finalDivide, phases, anneal }, say) {
  const share =
    anneal === 'linear'
      ? '(to - start) * share + start'
      : `to + (start - to) / 2 * (1 + ${say.cos}(${say.pi} * share))`;
  const climb = 'curve(low, high, t / top)';
  const lines = [
    `high, low = ${rate}, ${rate} / ${divide}`,
    `last = low / ${finalDivide}`,
    `top, end = ${rise} * ${total} - 1, ${total} - 1`,
    'def curve(start, to, share):',
    `    return ${share}`,
    `t = ${say.least('t', 'end')}`,
  ];
  if (phases === 2) {
    const fall = 'curve(high, last, (t - top) / (end - top))';
    return [...lines, `return ${say.choose('t <= top', climb, fall)}`];
  }
  const fall = 'curve(high, low, (t - top) / (foot - top))';
  const rest = 'curve(low, last, (t - foot) / (end - foot))';
  const after = say.choose('t <= foot', fall, rest);
  return [...lines, 'foot = 2 * top', `return ${say.choose('t <= top', climb, `(${after})`)}`];
}

/**
 * @param {SchedulePart} part
 * @param {Dialect} say
 * @returns {string[]} the lines of a function's body, without indent
 */
export function bodyOf(part, say) {
  return bodies[part.policy](/** @type {Numbers} */ (part), say);
}

/**
 * A function of t in plain Python for any schedule that is one.
 * @param {readonly SchedulePart[]} parts
 * @returns {string[]}
 */
export function pythonFunction(parts) {
  const lines = parts.flatMap((part, index) => {
    const body = bodyOf(part, plain);
    if (index === parts.length - 1) return body;
    const inside = body.map((line) => `    ${line}`);
    return [`if t < ${part.iterations}:`, ...inside, `t -= ${part.iterations}`];
  });
  return ['def schedule(t):', ...lines.map((line) => `    ${line}`)];
}

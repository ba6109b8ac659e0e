/**
 * The schedules that the editor offers: which numbers each has, within which limits, where its handles lie on the curve and
 * what they move. A draft is what a person edits, `{ policy: 'step', rate: 0.1, gamma: 0.9, step: 50 }`; `toSchedule` gives
 * the lab's own schedule. Values of the curve come from the core, never from here. Pure.
 */

/** @typedef {import('./numbers.js').NumberSpec} NumberSpec */
/** @typedef {{ policy: string, rate: number, milestones?: number[], [field: string]: any }} Draft numbers by name; milestones is a list */

/**
 * @typedef {object} Handle a point on the curve that can be taken hold of
 * @property {string} id
 * @property {(draft: Draft, iterations: number) => number} at the iteration where it lies
 * @property {string} [up] the field that makes the curve pass through its height
 * @property {string} [along] the field that is its iteration, or its share of the run
 */

/**
 * @typedef {object} Policy
 * @property {Draft} start what a new draft is, for a run of 1,000 iterations; lengths grow with the run
 * @property {string[]} fields in the order in which they are shown and linked
 * @property {Handle[]} handles
 * @property {(draft: Draft) => object} schedule for the lab, which ends it with the run
 */

const rate = { id: 'rate', at: () => 0, up: 'rate' };
const plain = (/** @type {Draft} */ draft) => draft;

/** @type {Record<string, Policy>} */
export const policies = {
  fixed: {
    start: { policy: 'fixed', rate: 0.5 },
    fields: ['rate'],
    handles: [{ ...rate, at: (_, n) => Math.round(n / 2) }],
    schedule: plain,
  },
  step: {
    start: { policy: 'step', rate: 1, gamma: 0.5, step: 200 },
    fields: ['rate', 'gamma', 'step'],
    handles: [rate, { id: 'drop', at: ({ step }) => step, up: 'gamma', along: 'step' }],
    schedule: plain,
  },
  decay: {
    start: { policy: 'decay', rate: 1, gamma: 0.5, step: 200 },
    fields: ['rate', 'gamma', 'step'],
    handles: [rate, { id: 'drop', at: ({ step }) => step, up: 'gamma', along: 'step' }],
    schedule: plain,
  },
  multistep: {
    start: { policy: 'multistep', rate: 1, gamma: 0.3, milestones: [600, 850] },
    fields: ['rate', 'gamma', 'milestones'],
    handles: [
      rate,
      {
        id: 'first',
        at: ({ milestones = [] }) => milestones[0],
        up: 'gamma',
        along: 'milestones.0',
      },
      { id: 'second', at: ({ milestones = [] }) => milestones[1], along: 'milestones.1' },
    ],
    schedule: plain,
  },
  exp: {
    start: { policy: 'exp', rate: 1, gamma: 0.997 },
    fields: ['rate', 'gamma'],
    handles: [rate, { id: 'bend', at: (_, n) => Math.round(n / 4), up: 'gamma' }],
    schedule: plain,
  },
  inv: {
    start: { policy: 'inv', rate: 1, gamma: 0.01, power: 0.75 },
    fields: ['rate', 'gamma', 'power'],
    handles: [
      rate,
      { id: 'bend', at: (_, n) => Math.round(n / 8), up: 'gamma' },
      { id: 'end', at: (_, n) => n, up: 'power' },
    ],
    schedule: plain,
  },
  poly: {
    start: { policy: 'poly', rate: 1, power: 1 },
    fields: ['rate', 'power'],
    handles: [rate, { id: 'bend', at: (_, n) => Math.round(n / 2), up: 'power' }],
    schedule: plain,
  },
  cosine: {
    start: { policy: 'cosine', rate: 1, minimum: 0.01 },
    fields: ['rate', 'minimum'],
    handles: [rate, { id: 'end', at: (_, n) => n, up: 'minimum' }],
    schedule: plain,
  },
  restarts: {
    start: { policy: 'restarts', rate: 1, minimum: 0.01, step: 250 },
    fields: ['rate', 'minimum', 'step'],
    handles: [rate, { id: 'restart', at: ({ step }) => step, along: 'step' }],
    schedule: (draft) => ({ ...draft, policy: 'cosine-restarts', multiplier: 1 }),
  },
  warmup: {
    start: { policy: 'warmup', rate: 1, warmup: 100, minimum: 0.01 },
    fields: ['rate', 'warmup', 'minimum'],
    handles: [
      { id: 'peak', at: ({ warmup }) => warmup, up: 'rate', along: 'warmup' },
      { id: 'end', at: (_, n) => n, up: 'minimum' },
    ],
    schedule: (draft) => ({ ...draft, policy: 'cosine' }),
  },
  triangular: {
    start: { policy: 'triangular', rate: 1, minimum: 0.1, step: 125 },
    fields: ['rate', 'minimum', 'step'],
    handles: [
      { id: 'peak', at: ({ step }) => step, up: 'rate', along: 'step' },
      { id: 'start', at: () => 0, up: 'minimum' },
    ],
    schedule: (draft) => ({ ...draft, fall: draft.step }),
  },
};

/** Names of the policies, in the order in which they are offered. */
export const policyNames = Object.keys(policies);

/** @param {string} policy @param {number} iterations of the run @returns {Draft} */
export function newDraft(policy, iterations) {
  const { start } = policies[policy];
  const scaled = (/** @type {number} */ length) =>
    Math.max(1, Math.min(iterations - 1, Math.round((length * iterations) / 1000)));
  /** @type {Draft} */
  const draft = { ...start };
  for (const name of ['step', 'warmup']) if (name in draft) draft[name] = scaled(draft[name]);
  if (draft.milestones) draft.milestones = draft.milestones.map(scaled);
  // What shrinks with every iteration must shrink more slowly in a longer run.
  if (policy === 'exp') draft.gamma = clean(draft.gamma ** (1000 / iterations));
  if (policy === 'inv') draft.gamma = clean((draft.gamma * 1000) / iterations);
  return draft;
}

/** @param {Draft} draft @returns {any} what describeRun takes as a schedule */
export function toSchedule(draft) {
  return policies[draft.policy].schedule(draft);
}

/**
 * What a field may be.
 * @param {string} field `gamma`, `milestones.0` …
 * @param {Draft} draft @param {number} iterations
 * @returns {NumberSpec}
 */
export function fieldSpec(field, draft, iterations) {
  const length = (/** @type {number} */ min, /** @type {number} */ max) =>
    /** @type {NumberSpec} */ ({
      kind: 'integer',
      min,
      max: Math.max(min, max),
      step: Math.max(1, 10 ** Math.floor(Math.log10(iterations / 30))),
    });
  const [name, place] = field.split('.');
  if (name === 'rate') return { kind: 'rate', min: 0.0001, max: 10 };
  if (name === 'gamma') return gammaSpec(draft.policy);
  if (name === 'power') return { kind: 'linear', min: 0.05, max: 8, step: 0.1 };
  if (name === 'minimum') return { kind: 'log', min: 0.00001, max: draft.rate };
  if (name === 'warmup') return length(1, iterations - 1);
  if (name === 'milestones') return milestoneSpec(length, Number(place), draft, iterations);
  return length(1, iterations);
}

/** @param {string} policy @returns {NumberSpec} */
function gammaSpec(policy) {
  if (policy === 'exp') return { kind: 'linear', min: 0.0001, max: 1, step: 0.0005 };
  if (policy === 'inv') return { kind: 'log', min: 1e-6, max: 10 };
  return { kind: 'linear', min: 0.01, max: 1, step: 0.05 };
}

/**
 * Milestones rise.
 * @param {(min: number, max: number) => NumberSpec} length
 * @param {number} place @param {Draft} draft @param {number} iterations
 */
function milestoneSpec(length, place, { milestones = [] }, iterations) {
  return length((milestones[place - 1] ?? 0) + 1, (milestones[place + 1] ?? iterations + 1) - 1);
}

/** The fields of a draft one by one: milestones.0, milestones.1 … @param {Draft} draft */
export function fieldsOf(draft) {
  return policies[draft.policy].fields.flatMap((field) =>
    field === 'milestones'
      ? (draft.milestones ?? []).map((_, place) => `milestones.${place}`)
      : [field],
  );
}

/** @param {Draft} draft @param {string} field @returns {number} */
export function valueOf(draft, field) {
  const [name, place] = field.split('.');
  return place === undefined ? draft[name] : (draft.milestones ?? [])[Number(place)];
}

/** @param {Draft} draft @param {string} field @param {number} value @returns {Draft} */
export function withValue(draft, field, value) {
  const [name, place] = field.split('.');
  const made = { ...draft };
  if (place === undefined) made[name] = value;
  else
    made.milestones = (draft.milestones ?? []).map((old, i) => (i === Number(place) ? value : old));
  if (name === 'rate' && made.minimum > value) made.minimum = value;
  return made;
}

/**
 * The value of a field at which the curve passes through a height: halving the interval, with the core's own curve. A curve
 * that cannot get there comes as near as the field's limits let it.
 * @param {(value: number) => number} rateWith the rate at the handle for a value of the field
 * @param {number} height
 * @param {[min: number, max: number]} limits
 */
export function solve(rateWith, height, [min, max]) {
  const rising = rateWith(max) >= rateWith(min);
  let [low, high] = [min, max];
  for (let i = 0; i < 48; i++) {
    const middle = (low + high) / 2;
    if (rateWith(middle) < height === rising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Rounds what a hand has chosen to what it can mean. @param {number} value @param {NumberSpec} spec */
export function rounded(value, spec) {
  const inside = Math.min(spec.max, Math.max(spec.min, value));
  if (spec.kind === 'integer') return Math.round(inside);
  const fine = spec.kind === 'linear' ? (spec.step ?? 1) / 50 : 0;
  return fine > 0 && spec.max - inside > fine
    ? Math.max(spec.min, clean(Math.round(inside / fine) * fine))
    : Number(inside.toPrecision(spec.max - inside < 0.01 * spec.max ? 6 : 3));
}

/** Takes the dust of binary arithmetic off. @param {number} value */
function clean(value) {
  return Number(value.toPrecision(6));
}

/**
 * The schedules that the editor offers: which numbers each has, and where its handles lie on the curve and what they move.
 * A draft is what a person edits, `{ policy: 'step', rate: 0.1, gamma: 0.9, step: 50 }`; schedule_drafts.js changes it and makes
 * the lab's own schedule of it. Values of the curve come from the core, never from here. Pure.
 */

/** @typedef {{ policy: string, [field: string]: any }} Draft numbers by name; milestones, rates and parts are lists */

/**
 * @typedef {object} Handle a point on the curve that can be taken hold of
 * @property {string} id
 * @property {(draft: Draft, iterations: number) => number} at the iteration where it lies
 * @property {string} [up] the field that makes the curve pass through its height
 * @property {string} [along] the field that is its iteration
 * @property {(x: number, iterations: number) => number} [share] what that field is at an iteration, where it is none itself
 */

/**
 * @typedef {object} Policy
 * @property {Draft} start what a new draft is, for a run of 1,000 iterations; lengths grow with the run
 * @property {string[]} fields in the order in which they are shown and linked
 * @property {Handle[]} handles
 * @property {(draft: Draft) => object} [schedule] for the lab, where it has another name or needs more
 */

/** @type {Handle} */
const rate = { id: 'rate', at: () => 0, up: 'rate' };
/** @type {Handle} */
const end = { id: 'end', at: (_, n) => n, up: 'minimum' };
/** @type {Handle} */
const drop = { id: 'drop', at: ({ step }) => step, up: 'gamma', along: 'step' };

/** A handle at a milestone. @param {number} place @param {string} [up] @returns {Handle} */
function milestone(place, up) {
  const along = `milestones.${place}`;
  return { id: along, at: ({ milestones }) => milestones[place], up, along };
}

/** Smith's three cycles. @param {object} [own] @param {Handle[]} [more] @returns {Omit<Policy, 'start'> & { start: any }} */
function cycle(own = {}, more = []) {
  return {
    start: { rate: 1, minimum: 0.1, step: 125, ...own },
    fields: ['rate', 'minimum', 'step', ...Object.keys(own)],
    handles: [
      { id: 'peak', at: ({ step }) => step, up: 'rate', along: 'step' },
      { id: 'start', at: () => 0, up: 'minimum' },
      ...more,
    ],
    schedule: (draft) => ({ ...draft, fall: draft.step }),
  };
}

/** @type {Record<string, Omit<Policy, 'start'> & { start: any }>} */
const table = {
  fixed: {
    start: { rate: 0.5 },
    fields: ['rate'],
    handles: [{ ...rate, at: (_, n) => Math.round(n / 2) }],
  },
  step: {
    start: { rate: 1, gamma: 0.5, step: 200 },
    fields: ['rate', 'gamma', 'step'],
    handles: [rate, drop],
  },
  decay: {
    start: { rate: 1, gamma: 0.5, step: 200 },
    fields: ['rate', 'gamma', 'step'],
    handles: [rate, drop],
  },
  multistep: {
    start: { rate: 1, gamma: 0.3, milestones: [600, 850] },
    fields: ['rate', 'gamma', 'milestones'],
    handles: [rate, milestone(0, 'gamma'), milestone(1)],
  },
  exp: {
    start: { rate: 1, gamma: 0.997 },
    fields: ['rate', 'gamma'],
    handles: [rate, { id: 'bend', at: (_, n) => Math.round(n / 4), up: 'gamma' }],
  },
  inv: {
    start: { rate: 1, gamma: 0.01, power: 0.75 },
    fields: ['rate', 'gamma', 'power'],
    handles: [
      rate,
      { id: 'bend', at: (_, n) => Math.round(n / 8), up: 'gamma' },
      { id: 'end', at: (_, n) => n, up: 'power' },
    ],
  },
  poly: {
    start: { rate: 1, power: 1 },
    fields: ['rate', 'power'],
    handles: [rate, { id: 'bend', at: (_, n) => Math.round(n / 2), up: 'power' }],
  },
  sigmoid: {
    start: { rate: 1, gamma: -0.012, step: 500 },
    fields: ['rate', 'gamma', 'step'],
    handles: [
      rate,
      { id: 'middle', at: ({ step }) => step, along: 'step' },
      { id: 'bend', at: ({ step }, n) => Math.min(n, Math.round(1.25 * step)), up: 'gamma' },
    ],
  },
  linear: {
    start: { start: 1, rate: 0.01 },
    fields: ['start', 'rate'],
    handles: [
      { id: 'start', at: () => 0, up: 'start' },
      { id: 'end', at: (_, n) => n, up: 'rate' },
    ],
  },
  cosine: {
    start: { rate: 1, minimum: 0.01 },
    fields: ['rate', 'minimum'],
    handles: [rate, end],
  },
  'cosine-restarts': {
    start: { rate: 1, minimum: 0.01, step: 250, multiplier: 1 },
    fields: ['rate', 'minimum', 'step', 'multiplier'],
    handles: [rate, { id: 'restart', at: ({ step }) => step, along: 'step' }],
  },
  warmup: {
    start: { rate: 1, warmup: 100, minimum: 0.01 },
    fields: ['rate', 'warmup', 'minimum'],
    handles: [{ id: 'peak', at: ({ warmup }) => warmup, up: 'rate', along: 'warmup' }, end],
    schedule: (draft) => ({ ...draft, policy: 'cosine' }),
  },
  'one-cycle': {
    start: { rate: 1, rise: 0.3, divide: 25, finalDivide: 1000, phases: 2, anneal: 0 },
    fields: ['rate', 'rise', 'divide', 'finalDivide', 'phases', 'anneal'],
    handles: [
      {
        id: 'peak',
        at: ({ rise }, n) => Math.max(0, Math.round(rise * n) - 1),
        up: 'rate',
        along: 'rise',
        share: (x, n) => (x + 1) / n,
      },
      { id: 'start', at: () => 0, up: 'divide' },
    ],
    schedule: (draft) => ({ ...draft, anneal: ['cosine', 'linear'][draft.anneal] }),
  },
  triangular: cycle(),
  triangular2: cycle(),
  'exp-range': cycle({ gamma: 0.998 }, [
    { id: 'later', at: ({ step }, n) => Math.min(n, 3 * step), up: 'gamma' },
  ]),
  'inverse-sqrt': {
    start: { rate: 1, step: 100 },
    fields: ['rate', 'step'],
    handles: [rate, { id: 'bend', at: (_, n) => Math.round(n / 4), up: 'step' }],
  },
  piecewise: {
    start: { milestones: [400, 750], rates: [1, 0.3, 0.1] },
    fields: ['rates', 'milestones'],
    handles: [
      { id: 'first', at: () => 0, up: 'rates.0' },
      milestone(0, 'rates.1'),
      milestone(1, 'rates.2'),
    ],
  },
  plateau: {
    start: { rate: 0.5, gamma: 0.5, patience: 1, threshold: 0.001, cooldown: 0 },
    fields: ['rate', 'gamma', 'patience', 'threshold', 'cooldown'],
    handles: [rate],
  },
  join: {
    start: {
      parts: [
        { policy: 'linear', start: 0.1, rate: 1, iterations: 100 },
        { policy: 'fixed', rate: 1, iterations: 400 },
        { policy: 'cosine', rate: 1, minimum: 0.01 },
      ],
    },
    fields: ['parts'],
    handles: [],
  },
};

/** @type {Record<string, Policy>} */
export const policies = Object.fromEntries(
  Object.entries(table).map(([policy, entry]) => [
    policy,
    { ...entry, start: { policy, ...entry.start } },
  ]),
);

/** Names of the policies, in the order in which they are offered. */
export const policyNames = Object.keys(policies);

/** Those whose rate depends on the iteration alone, so that there is a curve before any training. */
export const curveNames = policyNames.filter((name) => name !== 'plateau');

/** What a part of a joined schedule may be: any curve that ends nowhere in particular. */
export const partNames = curveNames.filter((name) => !['warmup', 'join'].includes(name));

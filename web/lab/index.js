/**
 * The engine of the lab: the same in a page, a Worker and Node, and without the DOM.
 *
 *     describeRun({ batch: 128, rate: 0.5 })   a frozen Run, every default filled in
 *     encodeRun(run), decodeRun(text)          the run as the query of a link, and back
 *     LabError                                 every error a person can put right: code, field, value, describe('en' | 'zh')
 */

export { LabError } from './errors.js';
export { describeRun, iterationsPerEpoch, STANDARD_RUN, VALIDATION_SIZE } from './run.js';
export { decodeRun, encodeRun, parseNumber } from './link.js';

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  faultOf,
  formatFixed,
  formatNumber,
  formatSeconds,
  parseNumber,
  stepValue,
} from '../../web/widgets/numbers.js';

const rate = { kind: /** @type {const} */ ('rate'), min: 0.001, max: 10 };
const batch = { kind: /** @type {const} */ ('batch'), min: 1, max: 55000 };

test('numbers are written plainly', () => {
  const cases = [
    [0.5, '0.5'],
    [0.001, '0.001'],
    [10, '10'],
    [1.5, '1.5'],
    [0.30000000000000004, '0.3'],
    [4300, '4300'],
    [55000, '55\u202f000'],
    [-0.25, '−0.25'],
    [0, '0'],
    [-0, '0'],
    [1e-9, '1.00e−9'],
    [Infinity, '∞'],
    [NaN, 'NaN'],
    [0.99999, '1'],
  ];
  for (const [value, text] of cases)
    assert.equal(formatNumber(/** @type {number} */ (value)), text);
  assert.equal(formatFixed(0.5, 4), '0.5000');
  assert.equal(formatFixed(NaN, 4), 'NaN');
});

test('times are short', () => {
  const units = { second: ' s', minute: ' min' };
  assert.deepEqual(
    [0, 7.2, 60, 80, 3600].map((s) => formatSeconds(s, units)),
    ['0 s', '8 s', '1 min', '1 min 20 s', '60 min'],
  );
});

test('what people type is understood', () => {
  const cases = {
    0.5: 0.5,
    '.5': 0.5,
    '0,5': 0.5,
    '0,500': 0.5,
    '５．５': 5.5,
    '5e-3': 0.005,
    '55,000': 55000,
    '55 000': 55000,
    '55\u202f000': 55000,
    '10^-0.4': 10 ** -0.4,
    '1/4': 0.25,
    '−0.2': -0.2,
    '1.': 1,
    '0。5': 0.5,
  };
  for (const [text, value] of Object.entries(cases)) assert.equal(parseNumber(text), value, text);
  for (const text of ['', 'abc', '1.2.3', '0x10', '--1', '1e', 'Infinity', '1,2,3'])
    assert.ok(Number.isNaN(parseNumber(text)), text);
});

test('what is written is read back', () => {
  for (const value of [0.001, 0.05, 0.8, 1.5, 55000, -0.25])
    assert.equal(parseNumber(formatNumber(value)), value);
});

test('faults have names', () => {
  assert.equal(faultOf(NaN, rate), 'notNumber');
  assert.equal(faultOf(Infinity, rate), 'notNumber');
  assert.equal(faultOf(-0.5, rate), 'tooSmall');
  assert.equal(faultOf(0, batch), 'tooSmall');
  assert.equal(faultOf(60000, batch), 'tooLarge');
  assert.equal(faultOf(12.5, batch), 'notWhole');
  assert.equal(faultOf(0.5, rate), null);
});

test('a rate walks through 1-2-3-5-8, finely with Shift, by tens by page', () => {
  const walk = [];
  for (let v = 0.05; v < 2.5; v = stepValue(v, 1, 'normal', rate)) walk.push(v);
  assert.deepEqual(walk, [0.05, 0.08, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 2]);
  assert.equal(stepValue(0.1, -1, 'normal', rate), 0.08);
  assert.equal(stepValue(0.6, -1, 'normal', rate), 0.5);
  assert.equal(stepValue(0.5, 1, 'fine', rate), 0.51);
  assert.equal(stepValue(0.1, -1, 'fine', rate), 0.099);
  assert.equal(stepValue(0.5, -1, 'page', rate), 0.05);
  assert.equal(stepValue(8, 1, 'page', rate), 10);
  assert.equal(stepValue(0.001, -1, 'normal', rate), 0.001);
});

test('a batch walks through powers of two, whole numbers with Shift', () => {
  assert.equal(stepValue(128, 1, 'normal', batch), 256);
  assert.equal(stepValue(100, 1, 'normal', batch), 128);
  assert.equal(stepValue(100, -1, 'normal', batch), 64);
  assert.equal(stepValue(128, 1, 'fine', batch), 129);
  assert.equal(stepValue(32768, 1, 'normal', batch), 55000);
  assert.equal(stepValue(1, -1, 'normal', batch), 1);
});

test('linear numbers keep to their step', () => {
  const spec = { kind: /** @type {const} */ ('linear'), min: 0, max: 1, step: 0.1 };
  assert.equal(stepValue(0.2, 1, 'normal', spec), 0.3);
  assert.equal(stepValue(0.25, 1, 'normal', spec), 0.3);
  assert.equal(stepValue(0.25, 1, 'fine', spec), 0.26);
  assert.equal(stepValue(0.95, 1, 'normal', spec), 1);
  assert.equal(stepValue(5, 1, 'page', { kind: 'integer', min: 1, max: 30 }), 10);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  contrast,
  divergingColours,
  linearRgb,
  rateColour,
  ratePlace,
} from '../../web/widgets/colour.js';

/** The rates that the lessons put side by side. */
const rates = [0.01, 0.1, 0.2, 0.3, 0.5, 0.8, 1.5, 3, 10];
const themes = /** @type {const} */ (['light', 'dark']);
/** The palest and the darkest ground that a chart may stand on. */
const grounds = { light: ['#ffffff', '#f7f4ec'], dark: ['#0f1114', '#1d2025'] };

/** Full colour blindness on linear RGB, after Machado, Oliveira and Fernandes (2009), table 1, severity 1.0. */
const sights = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/**
 * CIE Lab of a colour as somebody with this sight has it.
 * @param {string} colour
 * @param {number[][]} matrix
 */
function labSeen(colour, matrix) {
  const linear = linearRgb(colour);
  const [r, g, b] = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, m, i) => sum + m * linear[i], 0),
      ),
    ),
  );
  const f = (/** @type {number} */ t) =>
    t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29;
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test('a line in the colour of any rate has 3:1 on the ground of its theme', () => {
  for (const theme of themes) {
    for (let power = -3.5; power <= 1.5; power += 0.02) {
      const colour = rateColour(10 ** power, theme);
      for (const ground of grounds[theme]) {
        assert.ok(
          contrast(colour, ground) >= 2.8,
          `${10 ** power} ${theme}: ${colour} on ${ground}`,
        );
      }
    }
    assert.ok(rates.every((rate) => contrast(rateColour(rate, theme), grounds[theme][0]) >= 3));
  }
});

test('lightness rises with the rate, whoever looks', () => {
  for (const theme of themes) {
    for (const [sight, matrix] of Object.entries(sights)) {
      const seen = rates.map((rate) => labSeen(rateColour(rate, theme), matrix));
      for (let i = 1; i < rates.length; i++) {
        const rise = seen[i][0] - seen[i - 1][0];
        assert.ok(
          rise > 1.3,
          `${theme}, ${sight}: ${rates[i - 1]} to ${rates[i]} rises by ${rise.toFixed(2)}`,
        );
      }
    }
  }
});

test('neighbouring rates are told apart, whoever looks', () => {
  for (const theme of themes) {
    for (const [sight, matrix] of Object.entries(sights)) {
      const seen = rates.map((rate) => labSeen(rateColour(rate, theme), matrix));
      for (let i = 1; i < rates.length; i++) {
        const apart = Math.hypot(...seen[i].map((c, k) => c - seen[i - 1][k]));
        assert.ok(
          apart > 7,
          `${theme}, ${sight}: ${rates[i - 1]} and ${rates[i]} are ${apart.toFixed(1)} apart`,
        );
      }
    }
  }
});

test('the scale is one line over log rate and holds its ends', () => {
  assert.equal(ratePlace(0.001), 0);
  assert.equal(ratePlace(10), 1);
  assert.equal(rateColour(1e-9), rateColour(0.001));
  assert.equal(rateColour(1e9), rateColour(10));
  assert.equal(rateColour(Number.NaN), rateColour(0.001));
  let last = -1;
  for (let power = -2.99; power < 1; power += 0.01) {
    assert.ok(ratePlace(10 ** power) > last);
    last = ratePlace(10 ** power);
  }
});

test('the scale of weights has its neutral colour at zero and mirrors its lightness', () => {
  for (const theme of themes) {
    const bytes = new Uint8Array(divergingColours(theme).buffer);
    const light = (/** @type {number} */ i) =>
      bytes[i * 4] * 0.2126 + bytes[i * 4 + 1] * 0.7152 + bytes[i * 4 + 2] * 0.0722;
    const extreme = theme === 'light' ? Math.max : Math.min;
    assert.equal(extreme(...Array.from({ length: 511 }, (_, i) => light(i))), light(255));
    assert.ok(Math.abs(light(0) - light(510)) < 25);
  }
});

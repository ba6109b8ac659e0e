import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centreOfMass, digitImage, side } from '../../web/widgets/digit_image.js';
import { gridSize, paintWeights, weightLimit } from '../../web/widgets/weights_image.js';

/** @param {ArrayLike<number>} image rows and columns that have ink */
function inked(image) {
  const at = Array.from(image, (ink, i) => (ink > 0.5 ? i : -1)).filter((i) => i >= 0);
  const rows = at.map((i) => Math.floor(i / side));
  const columns = at.map((i) => i % side);
  return {
    height: Math.max(...rows) - Math.min(...rows) + 1,
    width: Math.max(...columns) - Math.min(...columns) + 1,
  };
}

const loop = Array.from({ length: 60 }, (_, i) => ({
  x: 50 + 20 * Math.cos(i / 9.4),
  y: 80 + 40 * Math.sin(i / 9.4),
}));

test('a drawing is fitted into 20 pixels with its aspect kept', () => {
  const { width, height } = inked(digitImage([loop], 280));
  assert.ok(Math.abs(height - 20) <= 1, `${height}`);
  assert.ok(Math.abs(width - 11) <= 1, `${width}`);
});

test('its centre of mass lies in the middle, wherever and however large it was drawn', () => {
  const seven = [
    { x: 10, y: 10 },
    { x: 60, y: 10 },
    { x: 30, y: 90 },
  ];
  for (const [scale, dx, dy] of [
    [1, 0, 0],
    [0.5, 100, 20],
    [2, 3, 70],
  ]) {
    const image = digitImage(
      [seven.map(({ x, y }) => ({ x: x * scale + dx, y: y * scale + dy }))],
      280,
    );
    const centre = centreOfMass(image);
    assert.ok(Math.hypot(centre.x - 14, centre.y - 14) < 0.75, `${centre.x}, ${centre.y}`);
  }
});

test('the same figure gives the same image in any size and place', () => {
  const small = digitImage([loop], 280);
  const large = digitImage([loop.map(({ x, y }) => ({ x: 2 * x + 8, y: 2 * y - 50 }))], 280);
  assert.ok(small.every((ink, i) => Math.abs(ink - large[i]) < 1e-4));
});

test('ink is soft, between 0 and 1, and about as much as in MNIST', () => {
  const image = digitImage([loop], 280);
  assert.ok(image.every((ink) => ink >= 0 && ink <= 1));
  assert.ok(image.some((ink) => ink > 0.1 && ink < 0.9));
  const mean = image.reduce((a, b) => a + b) / image.length;
  assert.ok(mean > 0.08 && mean < 0.25, `${mean}`);
});

test('nothing gives nothing, and a dot stays small', () => {
  assert.ok(digitImage([], 28).every((ink) => ink === 0));
  const dot = inked(digitImage([[{ x: 5, y: 5 }]], 28));
  assert.ok(dot.width <= 4 && dot.height <= 4);
});

test('weights lie in tiles of their units', () => {
  const size = gridSize(64, 8);
  assert.deepEqual(size, { width: 238, height: 238 });
  const values = new Float32Array(784 * 64);
  values[0 * 64 + 9] = 1; // pixel 0 of unit 9: second row, second column
  values[783 * 64 + 0] = -9; // last pixel of unit 0, beyond the scale
  values[1 * 64 + 0] = NaN;
  const pixels = new Uint32Array(size.width * size.height);
  const colours = Uint32Array.from({ length: 511 }, (_, i) => i + 1);
  paintWeights(pixels, { rows: 784, columns: 64, values }, 8, 1, colours);
  assert.equal(pixels[30 * 238 + 30], 511);
  assert.equal(pixels[27 * 238 + 27], 1);
  assert.equal(pixels[1], 256);
  assert.equal(pixels[28], 0);
});

test('the scale of weights is round, even, and calm', () => {
  const values = Float32Array.from({ length: 50176 }, (_, i) => Math.sin(i) * 0.27);
  assert.equal(weightLimit(values), 0.3);
  assert.equal(weightLimit(values, 0.5), 0.5);
  assert.equal(weightLimit(values, 3), 0.3);
  assert.equal(weightLimit(new Float32Array(100)), 1);
  assert.equal(weightLimit(Float32Array.of(NaN, Infinity, 0.02)), 0.02);
});

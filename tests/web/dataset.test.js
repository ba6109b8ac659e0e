/** IDX files become packs, packs become data; what is damaged, cut or lies is refused in a sentence and does no harm. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dataset, LabError, packFiles } from '../../web/lab/index.js';
import { testCore } from './support/cores.js';
import { idxFile, idxPair } from './support/idx.js';

const core = await testCore();

/** @param {() => unknown} action @returns {LabError} */
function refusal(action) {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof LabError, `not a LabError: ${error}`);
    assert.doesNotMatch(error.describe('en') + error.describe('zh'), /undefined/);
    return error;
  }
  assert.fail('it was accepted');
}

test('what goes in comes out again', () => {
  const { pixels, digits, images, labels } = idxPair(40);
  const data = Dataset.open(core, packFiles(core, images, labels));
  assert.deepEqual([data.count, data.width, data.classes], [40, 784, 10]);
  for (const index of [0, 17, 39]) {
    const image = data.image(index);
    assert.deepEqual([image.index, image.label], [index, digits[index]]);
    assert.deepEqual(image.pixels, pixels.slice(784 * index, 784 * (index + 1)));
  }
  for (const index of [-1, 40, 1.5, NaN])
    assert.equal(refusal(() => data.image(index)).code, 'bad-index');
  data.destroy();
});

test('dense images are packed as well as sparse ones', () => {
  const pixels = Uint8Array.from({ length: 3 * 16 }, (_, index) => index + 1);
  const images = idxFile(0x803, [3, 4, 4], pixels);
  const data = Dataset.open(
    core,
    packFiles(core, images, idxFile(0x801, [3], new Uint8Array([1, 2, 3]))),
  );
  assert.deepEqual(data.image(1).pixels, pixels.slice(16, 32));
  data.destroy();
});

const { images, labels, pixels, digits } = idxPair(8, 4);
/** @type {[string, string, Uint8Array, Uint8Array, RegExp][]} */
const lies = [
  [
    'images of another magic',
    'idx-magic',
    idxFile(0x801, [8, 4, 4], pixels),
    labels,
    /images.*0x00000801.*0x00000803/,
  ],
  ['labels of another magic', 'idx-magic', images, idxFile(0x803, [8], digits), /labels/],
  [
    'images that are no IDX at all',
    'idx-magic',
    new TextEncoder().encode('<!doctype html>'),
    labels,
    /0x3c21646f/,
  ],
  [
    'images that are cut',
    'idx-cut',
    images.subarray(0, 100),
    labels,
    /images are cut: 100 bytes.*144/,
  ],
  ['labels that are cut', 'idx-cut', images, labels.subarray(0, 12), /labels are cut/],
  ['a header that is cut', 'idx-cut', images.subarray(0, 7), labels, /images/],
  ['nothing', 'idx-cut', images.subarray(0, 0), labels, /images/],
  ['a count that lies', 'idx-cut', idxFile(0x803, [9, 4, 4], pixels), labels, /160/],
  [
    'a count beyond all bounds',
    'idx-cut',
    idxFile(0x803, [0xffffffff, 0xffffffff, 0xffffffff], pixels),
    labels,
    /images/,
  ],
  [
    'a count that is too small',
    'idx-trailing',
    idxFile(0x803, [7, 4, 4], pixels),
    labels,
    /144 bytes/,
  ],
  [
    'an empty set',
    'idx-empty',
    idxFile(0x803, [0, 4, 4], new Uint8Array()),
    idxFile(0x801, [0], new Uint8Array()),
    /nothing/,
  ],
  [
    'fewer labels than images',
    'idx-counts',
    images,
    idxFile(0x801, [7], digits.subarray(0, 7)),
    /8 images and 7 labels/,
  ],
  [
    'a label above 9',
    'idx-label',
    images,
    idxFile(
      0x801,
      [8],
      Uint8Array.from(digits, (d, i) => (i === 5 ? 10 : d)),
    ),
    /Label 5 is 10/,
  ],
];
for (const [what, code, imagesFile, labelsFile, pattern] of lies) {
  test(`${what}: ${code}`, () => {
    const error = refusal(() => packFiles(core, imagesFile, labelsFile));
    assert.equal(error.code, code);
    assert.match(error.message, pattern);
  });
}

test('a damaged pack is refused or harmless, whatever byte is wrong', () => {
  const pack = packFiles(core, images, labels);
  for (let at = 0; at < pack.length; at++) {
    for (const flip of [0x01, 0x80, 0xff]) {
      const damaged = pack.slice();
      damaged[at] ^= flip;
      try {
        const data = Dataset.open(core, damaged);
        for (let index = 0; index < data.count; index++) data.image(index);
        data.destroy();
      } catch (error) {
        assert.ok(error instanceof LabError && error.code === 'pack-damaged', String(error));
      }
    }
  }
  for (let size = 0; size < pack.length; size++)
    refusal(() => Dataset.open(core, pack.slice(0, size)));
});

test('damaged packs leave no memory behind', () => {
  const damaged = packFiles(core, images, labels).slice(0, -1);
  refusal(() => Dataset.open(core, damaged));
  const before = core.memory.buffer.byteLength;
  for (let round = 0; round < 20000; round++) refusal(() => Dataset.open(core, damaged));
  assert.equal(core.memory.buffer.byteLength, before);
});

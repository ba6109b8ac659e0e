/** MNIST: which files it is, and how what is made of them is called. */

/** @typedef {{ name: string, bytes: number, transfer: number, sha256: string }} MnistFile `transfer`: about what comes over the line, gzip'd */
/** @typedef {'train' | 'test'} Part */

/** The four original files. @type {Record<Part, { images: MnistFile, labels: MnistFile }>} */
export const MNIST_FILES = {
  test: {
    images: {
      name: 't10k-images-idx3-ubyte',
      bytes: 7840016,
      transfer: 1629563,
      sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    },
    labels: {
      name: 't10k-labels-idx1-ubyte',
      bytes: 10008,
      transfer: 4213,
      sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
  train: {
    images: {
      name: 'train-images-idx3-ubyte',
      bytes: 47040016,
      transfer: 9801223,
      sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    },
    labels: {
      name: 'train-labels-idx1-ubyte',
      bytes: 60008,
      transfer: 28246,
      sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    },
  },
};

/** The name of a pack says what it was made of, so that no other data are taken for it. @param {Part} part */
export function packName(part) {
  return `mnist-${part}-${MNIST_FILES[part].images.sha256.slice(0, 16)}.pack1`;
}

/** Batches as the peers want them: dense floats, gathered in the task's order. */

/**
 * Batch after batch, in arrays that are used again for the next.
 * @param {import('../task.js').Task} task
 * @param {number} batch
 * @param {number} count samples in all
 */
export function* batchesOf({ inputs, labels, order }, batch, count) {
  const room = { inputs: new Float32Array(784 * batch), labels: new Uint8Array(batch) };
  for (let from = 0; from < count; from += batch) {
    const size = Math.min(batch, count - from);
    for (let s = 0; s < size; s++) {
      const index = order[from + s];
      room.inputs.set(inputs.subarray(784 * index, 784 * (index + 1)), 784 * s);
      room.labels[s] = labels[index];
    }
    yield {
      inputs: room.inputs.subarray(0, 784 * size),
      labels: room.labels.subarray(0, size),
      size,
    };
  }
}

/**
 * @param {Uint8Array} labels
 * @returns {Float32Array} [labels × 10], a 1 in each row
 */
export function oneHot(labels) {
  const rows = new Float32Array(10 * labels.length);
  labels.forEach((label, s) => (rows[10 * s + label] = 1));
  return rows;
}

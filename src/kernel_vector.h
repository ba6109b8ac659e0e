/*
 * kernel_vector.h - what the files of the vector kernel share.
 *
 * Lanes run across outputs, so that each lane adds in the order that the specification states. A
 * tile is a few vectors of columns whose sums stay in registers while a loop runs over entries,
 * inputs or samples. That loop stands alone in a function of its own (LAB_APART): V8 as in Node 20
 * unrolls an inner loop of a nest and then keeps a sum in memory, at 1.4 times the cost, and
 * engines that see several tiles in one function run out of registers.
 */
#ifndef LAB_KERNEL_VECTOR_H
#define LAB_KERNEL_VECTOR_H

#include "kernel.h"
#include "vector.h"

#define LAB_APART __attribute__((noinline)) static
#define LAB_INSIDE static inline __attribute__((always_inline))

uint32_t lab_vector_expand(
    const lab_data *data, uint32_t index, uint32_t pitch, lab_entry *entries);
void lab_vector_dense_forward(const float *x, size_t x_stride, const float *w, size_t pitch,
    const float *biases, float *z, size_t samples, size_t inputs, size_t stride);
void lab_vector_sparse_forward(const lab_sparse *x, const float *w, const float *biases, float *z,
    size_t samples, size_t stride);
void lab_vector_dense_update(const float *x, size_t x_stride, const float *d, float *w,
    size_t pitch, float *biases, size_t samples, size_t inputs, size_t stride);
void lab_vector_sparse_update(
    const lab_sparse *x, const float *d, float *w, float *biases, size_t samples, size_t stride);

/* biases[j] += d[0][j] + d[1][j] + ..., sample by sample. */
static inline void vector_add_biases(const float *d, float *biases, size_t samples, size_t stride) {
    for (size_t column = 0; column < stride; column += LAB_LANES) {
        lab_vector sum = vector_load(biases + column);
        for (size_t s = 0; s < samples; s++) sum += vector_load(d + s * stride + column);
        vector_store(biases + column, sum);
    }
}

#endif

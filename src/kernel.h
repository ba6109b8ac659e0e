/*
 * kernel.h - the arithmetic on one layer and one chunk of samples, in two versions under one
 * contract: kernel_plain.c is the specification, kernel_vector.c gives the same bits faster.
 *
 * Every matrix has rows of `stride` floats, a multiple of LAB_LANES; columns beyond the layer's
 * outputs are zero and stay zero. Rows of weights begin `pitch` floats apart, those that entries
 * name too. Each result is a sum in one stated order, one rounding an operation.
 */
#ifndef LAB_KERNEL_H
#define LAB_KERNEL_H

#include "data.h"

/* Floats a vector. Wider builds are for native machines; the bits do not depend on it. */
#ifndef LAB_LANES
#define LAB_LANES 4
#endif

/* A chunk of samples as the first layer reads it: half h of sample s is the entries from
 * starts[2 s + h] to the next start. */
enum { LAB_HALVES = 2 };

typedef struct lab_sparse {
    const lab_entry *entries;
    const uint32_t *starts; /* [2 samples + 1] */
} lab_sparse;

typedef struct lab_kernel {
    /* Expands sparse sample `index`; rows are multiplied by `pitch`. Returns the number of entries.
     * A pair that only moves on (200 of MNIST's 9 million) becomes an entry of value 0: like a zero
     * of a dense sample, it adds nothing. */
    uint32_t (*expand)(const lab_data *data, uint32_t index, uint32_t pitch, lab_entry *entries);
    /* z[s][j] = biases[j] + x[s][0] w[0][j] + x[s][1] w[1][j] + ...
     * x [samples x x_stride], w [inputs x pitch], z [samples x stride]. */
    void (*dense_forward)(const float *x, size_t x_stride, const float *w, size_t pitch,
        const float *biases, float *z, size_t samples, size_t inputs, size_t stride);
    /* The same, over the entries of each sample in their order. */
    void (*sparse_forward)(const lab_sparse *x, const float *w, const float *biases, float *z,
        size_t samples, size_t stride);
    /* w[i][j] = (w[i][j] + x[0][i] d[0][j]) + x[1][i] d[1][j] + ..., biases[j] += d[0][j] + ...
     * likewise. */
    void (*dense_update)(const float *x, size_t x_stride, const float *d, float *w, size_t pitch,
        float *biases, size_t samples, size_t inputs, size_t stride);
    void (*sparse_update)(const lab_sparse *x, const float *d, float *w, float *biases,
        size_t samples, size_t stride);
    /* to[j x to_stride + i] = w[i x pitch + j], i < inputs, j < outputs. */
    void (*transpose)(
        const float *w, size_t pitch, float *to, size_t to_stride, size_t inputs, size_t outputs);
    /* In place over `count` floats, a multiple of LAB_LANES. */
    void (*activate)(lab_activation activation, float *z, size_t count);
    /* d = d * f'(z), from a = f(z); not for softmax. */
    void (*differentiate)(lab_activation activation, const float *a, float *d, size_t count);
    /* Rows of z become probabilities over their first `outputs` columns, the rest 0:
     * e^(z - max) times 1 / (their sum in the order of the columns). Where loss is not null,
     * loss[s] = ln(sum) - (z[label] - max). */
    void (*softmax)(float *z, size_t samples, size_t outputs, size_t stride, const uint8_t *labels,
        float *loss);
    /* d *= factor over `count` floats; to[k] += factor * from[k] likewise. */
    void (*scale)(float *d, float factor, size_t count);
    void (*add_scaled)(float *to, const float *from, float factor, size_t count);
} lab_kernel;

extern const lab_kernel lab_kernel_plain;
extern const lab_kernel lab_kernel_vector;

#endif

/*
 * kernel_vector.c - the arithmetic of kernel_plain.c on vectors of LAB_LANES floats.
 *
 * Lanes run across outputs, so each lane adds in the order that the specification states. A tile
 * is a few vectors of columns kept in registers while the loop runs over inputs or samples. Each
 * tile's loop stands in a function of its own (LAB_APART): inlined into one another, the engines
 * that compile WebAssembly run out of registers and spill.
 */
#include "kernel.h"
#include "scalar_elementary.h"
#include "vector.h"

#define LAB_APART __attribute__((noinline))
#define LAB_INSIDE static inline __attribute__((always_inline))

/* Calls tile(…, column, n) for all columns, with n vectors a tile, the widest first. */
#define FOR_TILES(stride, tile8, tile4, tile2, tile1, ...)                                         \
    do {                                                                                           \
        size_t column = 0;                                                                         \
        for (; column + 8 * LAB_LANES <= (stride); column += 8 * LAB_LANES)                        \
            tile8(__VA_ARGS__, column);                                                            \
        for (; column + 4 * LAB_LANES <= (stride); column += 4 * LAB_LANES)                        \
            tile4(__VA_ARGS__, column);                                                            \
        for (; column + 2 * LAB_LANES <= (stride); column += 2 * LAB_LANES)                        \
            tile2(__VA_ARGS__, column);                                                            \
        for (; column < (stride); column += LAB_LANES) tile1(__VA_ARGS__, column);                 \
    } while (0)

/* ---- Sparse first layer ------------------------------------------------------------------- */

LAB_INSIDE void sparse_forward_tile(const lab_sparse *x, const float *w, const float *biases,
    float *z, size_t samples, size_t stride, size_t column, const size_t vectors) {
    lab_vector start[8];
    for (size_t v = 0; v < vectors; v++) start[v] = vector_load(biases + column + v * LAB_LANES);
    const float *columns = w + column;
    for (size_t s = 0; s < samples; s++) {
        lab_vector sum[8];
        for (size_t v = 0; v < vectors; v++) sum[v] = start[v];
        const lab_entry *end = x->entries + x->starts[s + 1];
        for (const lab_entry *entry = x->entries + x->starts[s]; entry < end; entry++) {
            const float *row = columns + entry->row;
            lab_vector value = vector_splat(entry->value);
            for (size_t v = 0; v < vectors; v++) sum[v] += value * vector_load(row + v * LAB_LANES);
        }
        for (size_t v = 0; v < vectors; v++) {
            vector_store(z + s * stride + column + v * LAB_LANES, sum[v]);
        }
    }
}

LAB_INSIDE void sparse_update_tile(const lab_sparse *x, const float *d, float *w, size_t samples,
    size_t stride, size_t column, const size_t vectors) {
    float *columns = w + column;
    for (size_t s = 0; s < samples; s++) {
        lab_vector delta[8];
        for (size_t v = 0; v < vectors; v++) {
            delta[v] = vector_load(d + s * stride + column + v * LAB_LANES);
        }
        const lab_entry *end = x->entries + x->starts[s + 1];
        for (const lab_entry *entry = x->entries + x->starts[s]; entry < end; entry++) {
            float *row = columns + entry->row;
            lab_vector value = vector_splat(entry->value);
            for (size_t v = 0; v < vectors; v++) {
                float *at = row + v * LAB_LANES;
                vector_store(at, vector_load(at) + value * delta[v]);
            }
        }
    }
}

#define SPARSE_TILES(n)                                                                            \
    LAB_APART static void sparse_forward_##n(const lab_sparse *x, const float *w,                  \
        const float *biases, float *z, size_t samples, size_t stride, size_t column) {             \
        sparse_forward_tile(x, w, biases, z, samples, stride, column, n);                          \
    }                                                                                              \
    LAB_APART static void sparse_update_##n(const lab_sparse *x, const float *d, float *w,         \
        size_t samples, size_t stride, size_t column) {                                            \
        sparse_update_tile(x, d, w, samples, stride, column, n);                                   \
    }
SPARSE_TILES(8)
SPARSE_TILES(4)
SPARSE_TILES(2)
SPARSE_TILES(1)

static void sparse_forward(const lab_sparse *x, const float *w, const float *biases, float *z,
    size_t samples, size_t stride) {
    FOR_TILES(stride, sparse_forward_8, sparse_forward_4, sparse_forward_2, sparse_forward_1, x, w,
        biases, z, samples, stride);
}

static void add_biases(const float *d, float *biases, size_t samples, size_t stride) {
    for (size_t column = 0; column < stride; column += LAB_LANES) {
        lab_vector sum = vector_load(biases + column);
        for (size_t s = 0; s < samples; s++) sum += vector_load(d + s * stride + column);
        vector_store(biases + column, sum);
    }
}

static void sparse_update(
    const lab_sparse *x, const float *d, float *w, float *biases, size_t samples, size_t stride) {
    FOR_TILES(stride, sparse_update_8, sparse_update_4, sparse_update_2, sparse_update_1, x, d, w,
        samples, stride);
    add_biases(d, biases, samples, stride);
}

/* ---- Dense layers ------------------------------------------------------------------------- */

/* Two samples (or one) against one tile: 2 x 4 sums are as many as fit beside their operands. */
LAB_INSIDE void dense_forward_tile(const float *x, size_t x_stride, const float *w,
    const float *biases, float *z, size_t inputs, size_t stride, const size_t rows,
    const size_t vectors) {
    lab_vector sum[2][4];
    for (size_t v = 0; v < vectors; v++) {
        for (size_t r = 0; r < rows; r++) sum[r][v] = vector_load(biases + v * LAB_LANES);
    }
    for (size_t i = 0; i < inputs; i++) {
        lab_vector value[2];
        for (size_t r = 0; r < rows; r++) value[r] = vector_splat(x[r * x_stride + i]);
        for (size_t v = 0; v < vectors; v++) {
            lab_vector weights = vector_load(w + i * stride + v * LAB_LANES);
            for (size_t r = 0; r < rows; r++) sum[r][v] += value[r] * weights;
        }
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t v = 0; v < vectors; v++) {
            vector_store(z + r * stride + v * LAB_LANES, sum[r][v]);
        }
    }
}

/* Two rows of weights (or one) against one tile, over all samples. */
LAB_INSIDE void dense_update_tile(const float *x, size_t x_stride, const float *d, float *w,
    size_t samples, size_t stride, const size_t rows, const size_t vectors) {
    lab_vector sum[2][4];
    for (size_t r = 0; r < rows; r++) {
        for (size_t v = 0; v < vectors; v++) {
            sum[r][v] = vector_load(w + r * stride + v * LAB_LANES);
        }
    }
    for (size_t s = 0; s < samples; s++) {
        lab_vector value[2];
        for (size_t r = 0; r < rows; r++) value[r] = vector_splat(x[s * x_stride + r]);
        for (size_t v = 0; v < vectors; v++) {
            lab_vector delta = vector_load(d + s * stride + v * LAB_LANES);
            for (size_t r = 0; r < rows; r++) sum[r][v] += value[r] * delta;
        }
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t v = 0; v < vectors; v++) {
            vector_store(w + r * stride + v * LAB_LANES, sum[r][v]);
        }
    }
}

#define DENSE_TILES(n)                                                                             \
    LAB_APART static void dense_forward_##n(const float *x, size_t x_stride, const float *w,       \
        const float *biases, float *z, size_t samples, size_t inputs, size_t stride,               \
        size_t column) {                                                                           \
        size_t s = 0;                                                                              \
        for (; s + 2 <= samples; s += 2) {                                                         \
            dense_forward_tile(x + s * x_stride, x_stride, w + column, biases + column,            \
                z + s * stride + column, inputs, stride, 2, n);                                    \
        }                                                                                          \
        if (s < samples) {                                                                         \
            dense_forward_tile(x + s * x_stride, x_stride, w + column, biases + column,            \
                z + s * stride + column, inputs, stride, 1, n);                                    \
        }                                                                                          \
    }                                                                                              \
    LAB_APART static void dense_update_##n(const float *x, size_t x_stride, const float *d,        \
        float *w, size_t samples, size_t inputs, size_t stride, size_t column) {                   \
        size_t i = 0;                                                                              \
        for (; i + 2 <= inputs; i += 2) {                                                          \
            dense_update_tile(                                                                     \
                x + i, x_stride, d + column, w + i * stride + column, samples, stride, 2, n);      \
        }                                                                                          \
        if (i < inputs) {                                                                          \
            dense_update_tile(                                                                     \
                x + i, x_stride, d + column, w + i * stride + column, samples, stride, 1, n);      \
        }                                                                                          \
    }
DENSE_TILES(4)
DENSE_TILES(2)
DENSE_TILES(1)

static void dense_forward(const float *x, size_t x_stride, const float *w, const float *biases,
    float *z, size_t samples, size_t inputs, size_t stride) {
    size_t column = 0;
    for (; column + 4 * LAB_LANES <= stride; column += 4 * LAB_LANES) {
        dense_forward_4(x, x_stride, w, biases, z, samples, inputs, stride, column);
    }
    for (; column + 2 * LAB_LANES <= stride; column += 2 * LAB_LANES) {
        dense_forward_2(x, x_stride, w, biases, z, samples, inputs, stride, column);
    }
    for (; column < stride; column += LAB_LANES) {
        dense_forward_1(x, x_stride, w, biases, z, samples, inputs, stride, column);
    }
}

static void dense_update(const float *x, size_t x_stride, const float *d, float *w, float *biases,
    size_t samples, size_t inputs, size_t stride) {
    size_t column = 0;
    for (; column + 4 * LAB_LANES <= stride; column += 4 * LAB_LANES) {
        dense_update_4(x, x_stride, d, w, samples, inputs, stride, column);
    }
    for (; column + 2 * LAB_LANES <= stride; column += 2 * LAB_LANES) {
        dense_update_2(x, x_stride, d, w, samples, inputs, stride, column);
    }
    for (; column < stride; column += LAB_LANES) {
        dense_update_1(x, x_stride, d, w, samples, inputs, stride, column);
    }
    add_biases(d, biases, samples, stride);
}

/* ---- Element by element ------------------------------------------------------------------- */

LAB_APART static void apply_sigmoid(float *z, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(z + k, vector_sigmoid(vector_load(z + k)));
    }
}

LAB_APART static void apply_tanh(float *z, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(z + k, vector_tanh(vector_load(z + k)));
    }
}

static void apply_relu(float *z, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        lab_vector value = vector_load(z + k);
        vector_store(z + k, vector_choose((lab_bits)(value < 0.0f), vector_splat(0.0f), value));
    }
}

static void activate(lab_activation activation, float *z, size_t count) {
    if (activation == LAB_SIGMOID) apply_sigmoid(z, count);
    else if (activation == LAB_TANH) apply_tanh(z, count);
    else if (activation == LAB_RELU) apply_relu(z, count);
}

LAB_INSIDE lab_vector derivative(lab_activation activation, lab_vector a, lab_vector d) {
    if (activation == LAB_SIGMOID) return d * (a * (1.0f - a));
    if (activation == LAB_TANH) return d * (1.0f - a * a);
    if (activation == LAB_RELU) {
        return vector_choose((lab_bits)(a > 0.0f), d, vector_splat(0.0f));
    }
    return d;
}

LAB_INSIDE void differentiate_all(
    const lab_activation activation, const float *a, float *d, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(d + k, derivative(activation, vector_load(a + k), vector_load(d + k)));
    }
}

static void differentiate(lab_activation activation, const float *a, float *d, size_t count) {
    if (activation == LAB_SIGMOID) differentiate_all(LAB_SIGMOID, a, d, count);
    else if (activation == LAB_TANH) differentiate_all(LAB_TANH, a, d, count);
    else if (activation == LAB_RELU) differentiate_all(LAB_RELU, a, d, count);
}

static void softmax(
    float *z, size_t samples, size_t outputs, size_t stride, const uint8_t *labels, float *loss) {
    for (size_t s = 0; s < samples; s++) {
        float *row = z + s * stride;
        float most = row[0];
        for (size_t j = 1; j < outputs; j++) most = row[j] > most ? row[j] : most;
        float logit = loss ? row[labels[s]] - most : 0.0f;
        for (size_t j = 0; j < stride; j += LAB_LANES) {
            vector_store(row + j, vector_exp(vector_load(row + j) - most));
        }
        float sum = 0.0f;
        for (size_t j = 0; j < outputs; j++) sum += row[j];
        float inverse = 1.0f / sum;
        for (size_t j = 0; j < stride; j += LAB_LANES) {
            vector_store(row + j, vector_load(row + j) * inverse);
        }
        for (size_t j = outputs; j < stride; j++) row[j] = 0.0f;
        if (loss) loss[s] = lab_logf(sum) - logit;
    }
}

static void scale(float *d, float factor, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) vector_store(d + k, vector_load(d + k) * factor);
}

static void add_scaled(float *to, const float *from, float factor, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(to + k, vector_load(to + k) + factor * vector_load(from + k));
    }
}

const lab_kernel lab_kernel_vector = {dense_forward, sparse_forward, dense_update, sparse_update,
    activate, differentiate, softmax, scale, add_scaled};

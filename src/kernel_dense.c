/* kernel_dense.c - layers on vectors in which every input counts. */
#include "kernel_vector.h"

/* 2 x 4 sums are as many as fit beside their operands into 16 registers. */
enum { TILE_ROWS = 2, TILE_VECTORS = 4 };

/* `rows` samples against one tile of outputs, over the inputs. */
LAB_INSIDE void forward_tile(const float *x, size_t x_stride, const float *w, const float *biases,
    float *z, size_t inputs, size_t pitch, size_t stride, const size_t rows, const size_t vectors) {
    lab_vector sum[TILE_ROWS][TILE_VECTORS];
    for (size_t v = 0; v < vectors; v++) {
        for (size_t r = 0; r < rows; r++) sum[r][v] = vector_load(biases + v * LAB_LANES);
    }
    for (const float *end = x + inputs; x < end; x++, w += pitch) {
        lab_vector value[TILE_ROWS];
        for (size_t r = 0; r < rows; r++) value[r] = vector_splat(x[r * x_stride]);
        for (size_t v = 0; v < vectors; v++) {
            lab_vector weights = vector_load(w + v * LAB_LANES);
            for (size_t r = 0; r < rows; r++) sum[r][v] += value[r] * weights;
        }
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t v = 0; v < vectors; v++) {
            vector_store(z + r * stride + v * LAB_LANES, sum[r][v]);
        }
    }
}

/* `rows` rows of weights against one tile of deltas, over the samples. */
LAB_INSIDE void update_tile(const float *x, size_t x_stride, const float *d, float *w,
    size_t samples, size_t pitch, size_t stride, const size_t rows, const size_t vectors) {
    lab_vector sum[TILE_ROWS][TILE_VECTORS];
    for (size_t r = 0; r < rows; r++) {
        for (size_t v = 0; v < vectors; v++) {
            sum[r][v] = vector_load(w + r * pitch + v * LAB_LANES);
        }
    }
    for (const float *end = d + samples * stride; d < end; d += stride, x += x_stride) {
        lab_vector value[TILE_ROWS];
        for (size_t r = 0; r < rows; r++) value[r] = vector_splat(x[r]);
        for (size_t v = 0; v < vectors; v++) {
            lab_vector delta = vector_load(d + v * LAB_LANES);
            for (size_t r = 0; r < rows; r++) sum[r][v] += value[r] * delta;
        }
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t v = 0; v < vectors; v++) {
            vector_store(w + r * pitch + v * LAB_LANES, sum[r][v]);
        }
    }
}

#define TILE(rows, n)                                                                              \
    LAB_APART void forward_##rows##x##n(const float *x, size_t x_stride, const float *w,           \
        const float *biases, float *z, size_t inputs, size_t pitch, size_t stride) {               \
        forward_tile(x, x_stride, w, biases, z, inputs, pitch, stride, rows, n);                   \
    }                                                                                              \
    LAB_APART void update_##rows##x##n(const float *x, size_t x_stride, const float *d, float *w,  \
        size_t samples, size_t pitch, size_t stride) {                                             \
        update_tile(x, x_stride, d, w, samples, pitch, stride, rows, n);                           \
    }
#define TILES(n) TILE(2, n) TILE(1, n)
TILES(4)
TILES(3)
TILES(2)
TILES(1)

typedef void (*forward_function)(const float *x, size_t x_stride, const float *w,
    const float *biases, float *z, size_t inputs, size_t pitch, size_t stride);
typedef void (*update_function)(const float *x, size_t x_stride, const float *d, float *w,
    size_t samples, size_t pitch, size_t stride);

static const forward_function forward_tiles[TILE_ROWS][TILE_VECTORS] = {
    {forward_1x1, forward_1x2, forward_1x3, forward_1x4},
    {forward_2x1, forward_2x2, forward_2x3, forward_2x4}};
static const update_function update_tiles[TILE_ROWS][TILE_VECTORS] = {
    {update_1x1, update_1x2, update_1x3, update_1x4},
    {update_2x1, update_2x2, update_2x3, update_2x4}};

static size_t at_most(size_t value, size_t most) {
    return value < most ? value : most;
}

void lab_vector_dense_forward(const float *x, size_t x_stride, const float *w, size_t pitch,
    const float *biases, float *z, size_t samples, size_t inputs, size_t stride) {
    size_t vectors;
    for (size_t column = 0; column < stride; column += vectors * LAB_LANES) {
        vectors = at_most((stride - column) / LAB_LANES, TILE_VECTORS);
        size_t rows;
        for (size_t s = 0; s < samples; s += rows) {
            rows = at_most(samples - s, TILE_ROWS);
            forward_tiles[rows - 1][vectors - 1](x + s * x_stride, x_stride, w + column,
                biases + column, z + s * stride + column, inputs, pitch, stride);
        }
    }
}

void lab_vector_dense_update(const float *x, size_t x_stride, const float *d, float *w,
    size_t pitch, float *biases, size_t samples, size_t inputs, size_t stride) {
    size_t vectors;
    for (size_t column = 0; column < stride; column += vectors * LAB_LANES) {
        vectors = at_most((stride - column) / LAB_LANES, TILE_VECTORS);
        size_t rows;
        for (size_t i = 0; i < inputs; i += rows) {
            rows = at_most(inputs - i, TILE_ROWS);
            update_tiles[rows - 1][vectors - 1](
                x + i, x_stride, d + column, w + i * pitch + column, samples, pitch, stride);
        }
    }
    vector_add_biases(d, biases, samples, stride);
}

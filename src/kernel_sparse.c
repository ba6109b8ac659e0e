/* kernel_sparse.c - the first layer on vectors, where most inputs are zero: only the others are
 * looked at, in the forward pass and in the update. */
#include "kernel_vector.h"

/* sums[j] = start[j] + value * w[row + j] + ... over the entries of one sample. */
LAB_INSIDE void add_rows(const lab_entry *entry, const lab_entry *end, const float *w,
    const float *start, float *sums, const size_t vectors) {
    lab_vector sum[8];
    for (size_t v = 0; v < vectors; v++) sum[v] = vector_load(start + v * LAB_LANES);
    for (; entry < end; entry++) {
        const float *row = w + entry->row;
        lab_vector value = vector_splat(entry->value);
        for (size_t v = 0; v < vectors; v++) sum[v] += value * vector_load(row + v * LAB_LANES);
    }
    for (size_t v = 0; v < vectors; v++) vector_store(sums + v * LAB_LANES, sum[v]);
}

/* w[row + j] += value * d[j] over the entries of one sample. */
LAB_INSIDE void add_to_rows(
    const lab_entry *entry, const lab_entry *end, const float *d, float *w, const size_t vectors) {
    lab_vector delta[8];
    for (size_t v = 0; v < vectors; v++) delta[v] = vector_load(d + v * LAB_LANES);
    for (; entry < end; entry++) {
        float *row = w + entry->row;
        lab_vector value = vector_splat(entry->value);
        for (size_t v = 0; v < vectors; v++) {
            float *at = row + v * LAB_LANES;
            vector_store(at, vector_load(at) + value * delta[v]);
        }
    }
}

#define TILES(n)                                                                                   \
    LAB_APART void add_rows_##n(const lab_entry *entry, const lab_entry *end, const float *w,      \
        const float *start, float *sums) {                                                         \
        add_rows(entry, end, w, start, sums, n);                                                   \
    }                                                                                              \
    LAB_APART void add_to_rows_##n(                                                                \
        const lab_entry *entry, const lab_entry *end, const float *d, float *w) {                  \
        add_to_rows(entry, end, d, w, n);                                                          \
    }
TILES(8)
TILES(4)
TILES(2)
TILES(1)

/* Columns that are worked on at a time: those of all rows of weights that come up are to stay in
 * the nearest cache, or near it, while all samples pass. */
enum { PART = 8 * LAB_LANES > 32 ? 8 * LAB_LANES : 32 };

/* One sample, whose entries are read once a tile, and come from the nearest cache. */
static void forward_part(const lab_entry *first, const lab_entry *end, const float *w,
    const float *start, float *sums, size_t columns) {
    size_t j = 0;
    for (; j + 8 * LAB_LANES <= columns; j += 8 * LAB_LANES) {
        add_rows_8(first, end, w + j, start + j, sums + j);
    }
    if (j == columns) return;
    for (; j + 4 * LAB_LANES <= columns; j += 4 * LAB_LANES) {
        add_rows_4(first, end, w + j, start + j, sums + j);
    }
    for (; j + 2 * LAB_LANES <= columns; j += 2 * LAB_LANES) {
        add_rows_2(first, end, w + j, start + j, sums + j);
    }
    if (j < columns) add_rows_1(first, end, w + j, start + j, sums + j);
}

static void update_part(
    const lab_entry *first, const lab_entry *end, const float *d, float *w, size_t columns) {
    size_t j = 0;
    for (; j + 8 * LAB_LANES <= columns; j += 8 * LAB_LANES) {
        add_to_rows_8(first, end, d + j, w + j);
    }
    if (j == columns) return;
    for (; j + 4 * LAB_LANES <= columns; j += 4 * LAB_LANES) {
        add_to_rows_4(first, end, d + j, w + j);
    }
    for (; j + 2 * LAB_LANES <= columns; j += 2 * LAB_LANES) {
        add_to_rows_2(first, end, d + j, w + j);
    }
    if (j < columns) add_to_rows_1(first, end, d + j, w + j);
}

static size_t columns_of(size_t part, size_t stride) {
    return stride - part < PART ? stride - part : PART;
}

/* The first halves of all samples come before the second. Entries are in the order of the inputs,
 * so that about half of the rows of weights come up in each, and stay near. The update must not do
 * so: a row's additions are in the order of the samples, and where a half ends differs. */
LAB_APART void forward_half(const lab_sparse *x, size_t half, const float *w, const float *biases,
    float *z, size_t samples, size_t stride, size_t columns) {
    for (size_t s = 0; s < samples; s++, z += stride) {
        const uint32_t *start = x->starts + LAB_HALVES * s + half;
        forward_part(
            x->entries + start[0], x->entries + start[1], w, half ? z : biases, z, columns);
    }
}

void lab_vector_sparse_forward(const lab_sparse *x, const float *w, const float *biases, float *z,
    size_t samples, size_t stride) {
    for (size_t part = 0; part < stride; part += PART) {
        for (size_t half = 0; half < LAB_HALVES; half++) {
            forward_half(x, half, w + part, biases + part, z + part, samples, stride,
                columns_of(part, stride));
        }
    }
}

void lab_vector_sparse_update(
    const lab_sparse *x, const float *d, float *w, float *biases, size_t samples, size_t stride) {
    vector_add_biases(d, biases, samples, stride);
    for (size_t part = 0; part < stride; part += PART) {
        size_t columns = columns_of(part, stride);
        for (size_t s = 0; s < samples; s++) {
            update_part(x->entries + x->starts[LAB_HALVES * s],
                x->entries + x->starts[LAB_HALVES * (s + 1)], d + s * stride + part, w + part,
                columns);
        }
    }
}

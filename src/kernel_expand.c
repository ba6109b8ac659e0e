/* kernel_expand.c - makes entries of a sample's pairs, eight at a time. */
#include "kernel_vector.h"

/* Big-endian machines would find a pair's two bytes swapped. */
#if LAB_LANES > 1 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

enum { EIGHTS = 8 };

typedef uint16_t pairs __attribute__((vector_size(16)));
typedef uint32_t words __attribute__((vector_size(16)));
typedef uint64_t longs __attribute__((vector_size(16)));
typedef int32_t whole __attribute__((vector_size(16)));
typedef float floats __attribute__((vector_size(16)));

#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define LAST(a) __builtin_shufflevector(a, a, 3, 3, 3, 3)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)

/* Four entries, their rows and values side by side in memory. */
LAB_INSIDE void store_entries(lab_entry *to, words rows, words bytes) {
    words values = (words)(__builtin_convertvector((whole)bytes, floats) / 255.0f);
    words low = __builtin_shufflevector(rows, values, 0, 4, 1, 5);
    words high = __builtin_shufflevector(rows, values, 2, 6, 3, 7);
    memcpy(to, &low, sizeof low);
    memcpy(to + 2, &high, sizeof high);
}

/* As many of `count` pairs as eights go into it. Returns the input that the last one came to. */
LAB_APART uint32_t expand_eights(
    const uint8_t *pair, uint32_t count, uint32_t pitch, lab_entry *entries) {
    const pairs none = {0};
    words before = {0};
    const lab_entry *end = entries + count / 8 * 8;
    for (; entries < end; entries += 8, pair += 16) {
        pairs both;
        memcpy(&both, pair, sizeof both);
        /* Sums of the moves so far within each four, then of the fours. */
        pairs moves = both & 255;
        moves += (pairs)((longs)moves << 16);
        moves += (pairs)((longs)moves << 32);
        pairs bytes = both >> 8;
        words low = before + (words)ZIP_LOW(moves, none);
        words high = LAST(low) + (words)ZIP_HIGH(moves, none);
        store_entries(entries, low * pitch, (words)ZIP_LOW(bytes, none));
        store_entries(entries + 4, high * pitch, (words)ZIP_HIGH(bytes, none));
        before = LAST(high);
    }
    return before[0];
}

#else

/* Without vectors all pairs are what the eights leave over. */
enum { EIGHTS = 0 };

LAB_INSIDE uint32_t expand_eights(
    const uint8_t *pair, uint32_t count, uint32_t pitch, lab_entry *entries) {
    (void)pair, (void)count, (void)pitch, (void)entries;
    return 0;
}

#endif

uint32_t lab_vector_expand(
    const lab_data *data, uint32_t index, uint32_t pitch, lab_entry *entries) {
    uint32_t first = data->starts[index];
    uint32_t count = data->starts[index + 1] - first;
    const uint8_t *pair = data->pairs + 2 * (size_t)first;
    uint32_t done = EIGHTS ? count / 8 * 8 : 0;
    uint32_t row = expand_eights(pair, count, pitch, entries) * pitch;
    for (uint32_t k = done; k < count; k++) {
        row += pair[2 * k] * pitch;
        entries[k] = (lab_entry){row, data->scale[pair[2 * k + 1]]};
    }
    return count;
}

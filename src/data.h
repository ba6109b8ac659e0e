/* data.h - the inside of a data set, for those who gather batches from it. */
#ifndef LAB_DATA_H
#define LAB_DATA_H

#include "lab.h"

/* Bytes of a line of the cache on every machine that matters here. */
enum { LAB_LINE = 64 };

struct lab_data {
    uint32_t count;
    uint32_t width;
    uint32_t outputs;
    uint32_t most; /* entries of the fullest sample, where sparse */
    double density;
    float scale[256];      /* byte -> input */
    const uint8_t *labels; /* [count], or null for a regression */
    /* One of these three is there: */
    const uint32_t *starts; /* sparse: pair starts[i] is the first of sample i */
    const uint8_t *pixels;  /* dense bytes [count x width] */
    const float *inputs;    /* floats [count x width] */
    const uint8_t *pairs;   /* with starts */
    const float *targets;   /* [count x outputs], with inputs */
};

/* One input: which row of the first layer's weights, and its value. */
typedef struct lab_entry {
    uint32_t row;
    float value;
} lab_entry;

/* Reads a byte of each cache line of sparse sample `index` and returns their sum. */
static inline uint32_t lab_data_touch(const lab_data *data, uint32_t index) {
    const uint8_t *pair = data->pairs + 2 * (size_t)data->starts[index];
    const uint8_t *end = data->pairs + 2 * (size_t)data->starts[index + 1];
    uint32_t sum = 0;
    for (; pair < end; pair += LAB_LINE) sum += *pair;
    return sum;
}

#endif

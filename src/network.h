/* network.h - the inside of a network, for the code that trains it. */
#ifndef LAB_NETWORK_H
#define LAB_NETWORK_H

#include "data.h"

typedef struct lab_layer {
    uint32_t inputs;
    uint32_t outputs;
    uint32_t stride; /* of one sample's outputs, in floats: a multiple of LAB_LANES */
    uint32_t pitch;  /* of a row of weights: stride, or more */
    lab_activation activation;
    size_t weights; /* offsets into the block of parameters, in floats */
    size_t biases;
} lab_layer;

struct lab_network {
    lab_shape shape;
    lab_layer layers[LAB_MAX_LAYERS];
    size_t size; /* floats of the block, padding included */
    void *block;
    float *parameters; /* in the block, at a multiple of LAB_LINE */
};

/* Rows of weights start at a cache line: where they did not (malloc promises WebAssembly only 8
 * bytes), an epoch took a fifth longer. This is the first multiple of LAB_LINE behind the beginning
 * of a block that has LAB_LINE bytes to spare. */
static inline void *lab_align(void *block) {
    return (uint8_t *)block + (LAB_LINE - ((uintptr_t)block & (LAB_LINE - 1)));
}

#endif

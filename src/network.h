/* network.h - the inside of a network, for the code that trains it. */
#ifndef LAB_NETWORK_H
#define LAB_NETWORK_H

#include "lab.h"

typedef struct lab_layer {
    uint32_t inputs;
    uint32_t outputs;
    uint32_t stride;
    lab_activation activation;
    size_t weights; /* offsets into the block of parameters, in floats */
    size_t biases;
} lab_layer;

struct lab_network {
    lab_shape shape;
    lab_layer layers[LAB_MAX_LAYERS];
    size_t size; /* floats of the block, padding included */
    float *parameters;
};

#endif

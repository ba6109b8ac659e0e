/* network.c - dense layers over one block of parameters. */
#include "network.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "kernel.h"

enum { STREAM_WEIGHTS = 2 };

static uint32_t padded(uint32_t outputs) {
    return (outputs + LAB_LANES - 1) / LAB_LANES * LAB_LANES;
}

static lab_status check_shape(const lab_shape *shape, lab_fault *fault) {
    if (shape->layers < 1 || shape->layers > LAB_MAX_LAYERS) {
        return lab_fail(fault, LAB_BAD_SHAPE, 0, shape->layers, LAB_MAX_LAYERS);
    }
    for (uint32_t l = 0; l <= shape->layers; l++) {
        if (shape->units[l] < 1 || shape->units[l] > LAB_MAX_UNITS) {
            return lab_fail(fault, LAB_BAD_SHAPE, l, shape->units[l], LAB_MAX_UNITS);
        }
    }
    uint32_t last = shape->layers - 1;
    for (uint32_t l = 0; l <= last; l++) {
        lab_activation activation = shape->activations[l];
        if (activation > LAB_SOFTMAX || (activation == LAB_SOFTMAX && l < last)) {
            return lab_fail(fault, LAB_BAD_SHAPE, l + 1, activation, LAB_RELU);
        }
    }
    int classifies = shape->activations[last] == LAB_SOFTMAX;
    if (shape->loss > LAB_MEAN_SQUARED_ERROR || (shape->loss == LAB_CROSS_ENTROPY && !classifies)) {
        return lab_fail(fault, LAB_BAD_SHAPE, last + 1, shape->activations[last], LAB_SOFTMAX);
    }
    return LAB_OK;
}

/* A kernel works on a part of all rows at a time. Where rows are an even number of cache lines,
 * those parts compete for half of the cache's sets or fewer; an odd number spreads them over all.
 */
static uint32_t pitch_of(uint32_t stride) {
    uint32_t line = LAB_LINE / sizeof(float);
    return stride % (2 * line) == 0 ? stride + line : stride;
}

/* Lays the layers out one behind the other; weights, then biases. */
static void lay_out(lab_network *network) {
    size_t offset = 0;
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        uint32_t inputs = network->shape.units[l];
        uint32_t outputs = network->shape.units[l + 1];
        uint32_t stride = padded(outputs);
        uint32_t pitch = pitch_of(stride);
        size_t biases = offset + (size_t)inputs * pitch;
        network->layers[l] = (lab_layer){
            inputs, outputs, stride, pitch, network->shape.activations[l], offset, biases};
        offset = biases + stride;
    }
    network->size = offset;
}

lab_status lab_network_create(const lab_shape *shape, lab_network **result, lab_fault *fault) {
    lab_status status = check_shape(shape, fault);
    if (status != LAB_OK) return status;
    lab_network *network = calloc(1, sizeof *network);
    if (!network) return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, (double)sizeof *network, 0);
    network->shape = *shape;
    lay_out(network);
    network->block = calloc(1, network->size * sizeof(float) + LAB_LINE);
    if (!network->block) {
        double bytes = (double)network->size * sizeof(float);
        lab_network_destroy(network);
        return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, bytes, 0);
    }
    network->parameters = lab_align(network->block);
    *result = network;
    return LAB_OK;
}

void lab_network_destroy(lab_network *network) {
    if (!network) return;
    free(network->block);
    free(network);
}

const lab_shape *lab_network_shape(const lab_network *network) {
    return &network->shape;
}

lab_layer_view lab_network_layer(const lab_network *network, uint32_t layer) {
    assert(layer < network->shape.layers);
    const lab_layer *l = &network->layers[layer];
    return (lab_layer_view){network->parameters + l->weights, network->parameters + l->biases,
        l->inputs, l->outputs, l->pitch};
}

void lab_network_initialize(lab_network *network, uint64_t seed) {
    lab_random random = lab_random_start(seed, STREAM_WEIGHTS);
    memset(network->parameters, 0, network->size * sizeof(float));
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        lab_layer_view view = lab_network_layer(network, l);
        float limit = (float)sqrt(6.0 / (view.inputs + view.outputs));
        for (uint32_t i = 0; i < view.inputs; i++) {
            for (uint32_t j = 0; j < view.outputs; j++) {
                float uniform = 2.0f * lab_random_uniform(&random) - 1.0f;
                view.weights[(size_t)i * view.stride + j] = uniform * limit;
            }
        }
    }
}

void lab_network_copy(lab_network *to, const lab_network *from) {
    assert(to->size == from->size);
    memcpy(to->parameters, from->parameters, to->size * sizeof(float));
}

/* block.c - sums over a whole block of parameters. */
#include "block.h"

enum { SUMS = 4 };

size_t lab_block_row(const lab_layer *layer, uint32_t i) {
    return i < layer->inputs ? layer->weights + (size_t)i * layer->pitch : layer->biases;
}

static double total(const double sums[SUMS]) {
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double lab_block_dot(const lab_network *network, const float *a, const double *b) {
    double sums[SUMS] = {0};
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        const lab_layer *layer = &network->layers[l];
        for (uint32_t i = 0; i <= layer->inputs; i++) {
            size_t row = lab_block_row(layer, i);
            for (uint32_t j = 0; j < layer->outputs; j++) {
                sums[j % SUMS] += (double)a[row + j] * b[row + j];
            }
        }
    }
    return total(sums);
}

double lab_block_square(const lab_network *network, const double *a) {
    double sums[SUMS] = {0};
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        const lab_layer *layer = &network->layers[l];
        for (uint32_t i = 0; i <= layer->inputs; i++) {
            size_t row = lab_block_row(layer, i);
            for (uint32_t j = 0; j < layer->outputs; j++) {
                sums[j % SUMS] += a[row + j] * a[row + j];
            }
        }
    }
    return total(sums);
}

void lab_block_distance(
    const lab_network *network, const float *a, double factor, const double *b, double sums[2]) {
    double distances[SUMS] = {0}, squares[SUMS] = {0};
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        const lab_layer *layer = &network->layers[l];
        for (uint32_t i = 0; i <= layer->inputs; i++) {
            size_t row = lab_block_row(layer, i);
            for (uint32_t j = 0; j < layer->outputs; j++) {
                double value = factor * (double)a[row + j];
                double miss = value - b[row + j];
                distances[j % SUMS] += miss * miss;
                squares[j % SUMS] += value * value;
            }
        }
    }
    sums[0] = total(distances);
    sums[1] = total(squares);
}

void lab_block_add(size_t size, double *to, const float *from) {
    for (size_t k = 0; k < size; k++) to[k] += (double)from[k];
}

void lab_block_add_scaled(size_t size, double *to, const float *from, double factor) {
    for (size_t k = 0; k < size; k++) to[k] += factor * (double)from[k];
}

void lab_block_scale_into(size_t size, float *to, const double *from, double factor) {
    for (size_t k = 0; k < size; k++) to[k] = (float)(factor * from[k]);
}

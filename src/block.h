/* block.h - sums over a whole block of parameters, in an order that does not depend on how a build
 * pads its rows: layer by layer, row by row, biases last, four sums by column. */
#ifndef LAB_BLOCK_H
#define LAB_BLOCK_H

#include "network.h"

/* Where row i of a layer lies in a block: of its weights, or behind them its biases. */
size_t lab_block_row(const lab_layer *layer, uint32_t i);
/* Sum of a * b. */
double lab_block_dot(const lab_network *network, const float *a, const double *b);
/* Sum of a^2. */
double lab_block_square(const lab_network *network, const double *a);
/* sums[0] = the sum of (factor * a - b)^2, sums[1] = that of (factor * a)^2. */
void lab_block_distance(
    const lab_network *network, const float *a, double factor, const double *b, double sums[2]);

/* Over all `size` floats of a block, padding included: to += from; to += factor * from; to = factor
 * * from. */
void lab_block_add(size_t size, double *to, const float *from);
void lab_block_add_scaled(size_t size, double *to, const float *from, double factor);
void lab_block_scale_into(size_t size, float *to, const double *from, double factor);

#endif

/* reference.h - loss and gradient once more, written plainly and in double precision, for tests to
 * compare with. Parameters are [inputs x outputs] weights, then biases, layer by layer. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "lab.h"

enum { REFERENCE_PARAMETERS = 1000, REFERENCE_UNITS = 64 };

uint32_t reference_count(const lab_shape *shape);
/* What a network stands at, without its padding. */
void reference_read(const lab_network *network, double *parameters);
/* The sums over all samples of the data; returns the loss, adds to the gradient. */
double reference_gradient(
    const lab_shape *shape, const lab_data *data, const double *parameters, double *gradient);

#endif

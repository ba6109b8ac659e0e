/* sgd.h - the pieces that a step consists of, for those who time them or put them together in
 * another way. */
#ifndef LAB_SGD_H
#define LAB_SGD_H

#include "workspace.h"

/* Outputs of all layers and the loss of each of the `count` samples that have been gathered. */
void lab_sgd_forward(
    lab_workspace *workspace, const lab_network *network, const lab_data *data, uint32_t count);
/* Deltas of all layers: d[l] = (d[l+1] W[l+1]^T) * f'(a[l]). */
void lab_sgd_backward(
    lab_workspace *workspace, const lab_network *network, const lab_data *data, uint32_t count);
/* The step: deltas are scaled by -rate/count, and x^T d is added to the weights. */
void lab_sgd_update(lab_workspace *workspace, lab_network *network, const lab_data *data,
    uint32_t count, double rate);

/* One layer l, with any weights and biases in its layout. What is `below` are the outputs of the
 * layer below; the first layer reads the inputs that have been gathered instead, sparse or dense as
 * the data are, and its `below` may be null. */

/* z = below * weights + biases, before the activation. */
void lab_layer_forward(const lab_workspace *workspace, uint32_t l, int sparse, const float *weights,
    const float *biases, const float *below, float *z, uint32_t count);
/* d_below = d * weights^T, before the derivative of the activation below; l > 0. `transposed` is
 * where weights^T is put, [outputs x stride of the layer below]. */
void lab_layer_backward(const lab_workspace *workspace, uint32_t l, const float *weights,
    const float *d, float *transposed, float *d_below, uint32_t count);
/* weights += below^T * d, biases += d, sample by sample. */
void lab_layer_add(const lab_workspace *workspace, uint32_t l, int sparse, const float *below,
    const float *d, float *weights, float *biases, uint32_t count);

#endif

/* sgd.h - the pieces that a step consists of, for those who time them. */
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

#endif

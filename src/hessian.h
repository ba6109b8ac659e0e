/*
 * hessian.h - exact products of the Hessian of the loss with a vector, sample by sample, by
 * Pearlmutter's R-operator ("Fast exact multiplication by the Hessian", Neural Computation 6,
 * 1994): the derivative of forward and backward pass along the vector, at about the cost of two
 * gradients and without the matrix.
 */
#ifndef LAB_HESSIAN_H
#define LAB_HESSIAN_H

#include "workspace.h"

typedef struct lab_hessian {
    const lab_network *network;
    const lab_data *data;
    lab_workspace *workspace;
    void *block;
    /* Of each layer, [LAB_CHUNK x stride]: how inputs, outputs and deltas change along the vector.
     */
    float *r_inputs[LAB_MAX_LAYERS];
    float *r_outputs[LAB_MAX_LAYERS];
    float *r_deltas[LAB_MAX_LAYERS];
    float *part;                       /* [LAB_CHUNK x widest stride] */
    float *transposed[LAB_MAX_LAYERS]; /* of the vector, as a workspace has the weights */
    float *unwanted;                   /* [widest stride] */
    float *product;                    /* of the chunk, in the layout of the parameters */
} lab_hessian;

/* Fails with LAB_OUT_OF_MEMORY; then there is nothing to destroy. Both outlive it. */
lab_status lab_hessian_create(lab_hessian *hessian, const lab_network *network,
    const lab_data *data, lab_arithmetic arithmetic);
void lab_hessian_destroy(lab_hessian *hessian);

/* Adds the product with `vector`, a block in the layout of the parameters, summed over up to
 * LAB_CHUNK samples. ReLU counts as straight at its corner. */
void lab_hessian_add(lab_hessian *hessian, const float *vector, const uint32_t *indices,
    uint32_t count, double *product);
/* Adds the gradient, summed likewise; returns the chunk's score. */
lab_score lab_hessian_add_gradient(
    lab_hessian *hessian, const uint32_t *indices, uint32_t count, double *gradient);

#endif

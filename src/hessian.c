/* hessian.c - products of the Hessian with a vector. Below, R of a value is its derivative along
 * the vector, whose parts of layer l are V and v. */
#include "hessian.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "sgd.h"

/* ---- Life --------------------------------------------------------------------------------- */

static float *take(float *block, size_t *used, size_t floats) {
    size_t line = LAB_LINE / sizeof(float);
    size_t at = *used;
    *used += (floats + line - 1) / line * line;
    return block ? block + at : NULL;
}

/* Hands out the pieces of one block; with no block it only counts. Returns the floats. */
static size_t divide(lab_hessian *hessian, float *block) {
    const lab_network *network = hessian->network;
    size_t used = 0, widest = 0;
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        size_t stride = network->layers[l].stride;
        hessian->r_inputs[l] = take(block, &used, LAB_CHUNK * stride);
        hessian->r_outputs[l] = take(block, &used, LAB_CHUNK * stride);
        hessian->r_deltas[l] = take(block, &used, LAB_CHUNK * stride);
        if (stride > widest) widest = stride;
        size_t below = l > 0 ? network->layers[l - 1].stride : 0;
        hessian->transposed[l] = take(block, &used, network->layers[l].outputs * below);
    }
    hessian->part = take(block, &used, LAB_CHUNK * widest);
    hessian->unwanted = take(block, &used, widest);
    hessian->product = take(block, &used, network->size);
    return used;
}

lab_status lab_hessian_create(lab_hessian *hessian, const lab_network *network,
    const lab_data *data, lab_arithmetic arithmetic) {
    *hessian = (lab_hessian){.network = network, .data = data};
    lab_status status = lab_workspace_create(network, data, arithmetic, &hessian->workspace);
    if (status != LAB_OK) return status;
    hessian->block = calloc(1, divide(hessian, NULL) * sizeof(float) + LAB_LINE);
    if (!hessian->block) {
        lab_hessian_destroy(hessian);
        return LAB_OUT_OF_MEMORY;
    }
    divide(hessian, lab_align(hessian->block));
    return LAB_OK;
}

void lab_hessian_destroy(lab_hessian *hessian) {
    lab_workspace_destroy(hessian->workspace);
    free(hessian->block);
    hessian->workspace = NULL;
    hessian->block = NULL;
}

/* ---- Forward ------------------------------------------------------------------------------ */

static void copy(float *to, const float *from, size_t count) {
    memcpy(to, from, count * sizeof(float));
}

/* R p = p (R z - sum of p R z). */
static void softmax_along(const lab_layer *layer, const float *p, float *r, uint32_t count) {
    for (uint32_t s = 0; s < count; s++, p += layer->stride, r += layer->stride) {
        float sum = 0.0f;
        for (uint32_t j = 0; j < layer->outputs; j++) sum += p[j] * r[j];
        for (uint32_t j = 0; j < layer->outputs; j++) r[j] = p[j] * (r[j] - sum);
    }
}

/* R z = a V + v + (R a) W, with a the outputs below; R of these outputs is f'(z) R z. */
static void forward(lab_hessian *hessian, const float *vector, int sparse, uint32_t count) {
    const lab_workspace *workspace = hessian->workspace;
    const lab_kernel *kernel = workspace->kernel;
    for (uint32_t l = 0; l < workspace->layer_count; l++) {
        const lab_layer *layer = &workspace->layers[l];
        size_t values = (size_t)count * layer->stride;
        float *z = hessian->r_inputs[l];
        lab_layer_forward(workspace, l, sparse, vector + layer->weights, vector + layer->biases,
            l > 0 ? workspace->outputs[l - 1] : NULL, z, count);
        if (l > 0) {
            lab_layer_forward(workspace, l, sparse, hessian->network->parameters + layer->weights,
                workspace->zeros, hessian->r_outputs[l - 1], hessian->part, count);
            kernel->add_scaled(z, hessian->part, 1.0f, values);
        }
        copy(hessian->r_outputs[l], z, values);
        if (layer->activation == LAB_SOFTMAX) {
            softmax_along(layer, workspace->outputs[l], hessian->r_outputs[l], count);
        } else {
            kernel->differentiate(
                layer->activation, workspace->outputs[l], hessian->r_outputs[l], values);
        }
    }
}

/* ---- Backward ----------------------------------------------------------------------------- */

/* Adds d f''/f' R z to R d, d = g f' being what has come down to the layer: f''/f' is 1 - 2a of a
 * sigmoid, -2a of tanh, and 0 of what is straight. */
static void add_bend(lab_hessian *hessian, uint32_t l, uint32_t count) {
    const lab_workspace *workspace = hessian->workspace;
    const lab_layer *layer = &workspace->layers[l];
    if (layer->activation != LAB_SIGMOID && layer->activation != LAB_TANH) return;
    float start = layer->activation == LAB_SIGMOID ? 1.0f : 0.0f;
    const float *a = workspace->outputs[l], *d = workspace->deltas[l];
    const float *z = hessian->r_inputs[l];
    float *r = hessian->r_deltas[l];
    size_t values = (size_t)count * layer->stride;
    for (size_t k = 0; k < values; k++) r[k] += d[k] * ((start - 2.0f * a[k]) * z[k]);
}

/* What sample s misses at output j: its output less what is wanted. */
static float miss(const lab_hessian *hessian, const lab_layer *layer, uint32_t s, uint32_t j) {
    const lab_workspace *workspace = hessian->workspace;
    size_t at = (size_t)s * layer->stride + j;
    float wanted =
        hessian->data->labels ? (float)(workspace->labels[s] == j) : workspace->targets[at];
    return workspace->outputs[workspace->layer_count - 1][at] - wanted;
}

/* After softmax and with squared errors e: d = p (e - sum of e p), so that
 * R d = R p (e - sum of e p) + p (R p - sum of (R p) (e + p)), for R e = R p. */
static void square_after_softmax(
    lab_hessian *hessian, const lab_layer *layer, uint32_t l, uint32_t count) {
    for (uint32_t s = 0; s < count; s++) {
        size_t row = (size_t)s * layer->stride;
        const float *p = hessian->workspace->outputs[l] + row;
        const float *r = hessian->r_outputs[l] + row;
        float *d = hessian->r_deltas[l] + row;
        float sum = 0.0f, r_sum = 0.0f;
        for (uint32_t j = 0; j < layer->outputs; j++) {
            float e = miss(hessian, layer, s, j);
            sum += e * p[j];
            r_sum += r[j] * (e + p[j]);
        }
        for (uint32_t j = 0; j < layer->outputs; j++) {
            d[j] = r[j] * (miss(hessian, layer, s, j) - sum) + p[j] * (r[j] - r_sum);
        }
    }
}

static void start_backward(lab_hessian *hessian, uint32_t last, uint32_t count) {
    const lab_workspace *workspace = hessian->workspace;
    const lab_layer *layer = &workspace->layers[last];
    size_t values = (size_t)count * layer->stride;
    copy(hessian->r_deltas[last], hessian->r_outputs[last], values);
    if (hessian->network->shape.loss == LAB_CROSS_ENTROPY) return; /* d = p - y */
    if (layer->activation == LAB_SOFTMAX) {
        square_after_softmax(hessian, layer, last, count);
        return;
    }
    workspace->kernel->differentiate(
        layer->activation, workspace->outputs[last], hessian->r_deltas[last], values);
    add_bend(hessian, last, count);
}

/* R d = ((R d above) W^T + (d above) V^T) f'(z) + d f''/f' R z. */
static void backward(lab_hessian *hessian, const float *vector, uint32_t count) {
    const lab_workspace *workspace = hessian->workspace;
    const lab_kernel *kernel = workspace->kernel;
    uint32_t last = workspace->layer_count - 1;
    start_backward(hessian, last, count);
    for (uint32_t l = last; l > 0; l--) {
        const lab_layer *layer = &workspace->layers[l], *below = &workspace->layers[l - 1];
        size_t values = (size_t)count * below->stride;
        float *r = hessian->r_deltas[l - 1];
        lab_layer_backward(workspace, l, hessian->network->parameters + layer->weights,
            hessian->r_deltas[l], workspace->transposed[l], r, count);
        lab_layer_backward(workspace, l, vector + layer->weights, workspace->deltas[l],
            hessian->transposed[l], hessian->part, count);
        kernel->add_scaled(r, hessian->part, 1.0f, values);
        kernel->differentiate(below->activation, workspace->outputs[l - 1], r, values);
        add_bend(hessian, l - 1, count);
    }
}

/* ---- Products ----------------------------------------------------------------------------- */

/* R (a^T d) = a^T R d + (R a)^T d; of the biases R d. */
static void add_products(lab_hessian *hessian, int sparse, uint32_t count) {
    const lab_workspace *workspace = hessian->workspace;
    for (uint32_t l = 0; l < workspace->layer_count; l++) {
        const lab_layer *layer = &workspace->layers[l];
        float *weights = hessian->product + layer->weights;
        lab_layer_add(workspace, l, sparse, l > 0 ? workspace->outputs[l - 1] : NULL,
            hessian->r_deltas[l], weights, hessian->product + layer->biases, count);
        if (l == 0) continue;
        lab_layer_add(workspace, l, sparse, hessian->r_outputs[l - 1], workspace->deltas[l],
            weights, hessian->unwanted, count);
    }
}

void lab_hessian_add(lab_hessian *hessian, const float *vector, const uint32_t *indices,
    uint32_t count, double *product) {
    const lab_network *network = hessian->network;
    lab_workspace *workspace = hessian->workspace;
    int sparse = hessian->data->starts != NULL;
    lab_workspace_gather(workspace, hessian->data, indices, count);
    lab_sgd_forward(workspace, network, hessian->data, count);
    lab_sgd_backward(workspace, network, hessian->data, count);
    forward(hessian, vector, sparse, count);
    backward(hessian, vector, count);
    memset(hessian->product, 0, network->size * sizeof(float));
    add_products(hessian, sparse, count);
    lab_block_add(network->size, product, hessian->product);
}

lab_score lab_hessian_add_gradient(
    lab_hessian *hessian, const uint32_t *indices, uint32_t count, double *gradient) {
    lab_gradient_clear(hessian->workspace);
    lab_score score =
        lab_gradient_add(hessian->workspace, hessian->network, hessian->data, indices, count);
    lab_block_add(hessian->network->size, gradient, hessian->workspace->gradient);
    return score;
}

/* sgd.c - forward, backward and the step of plain mini-batch gradient descent. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sgd.h"

static const lab_layer *last_layer(const lab_workspace *workspace) {
    return &workspace->layers[workspace->layer_count - 1];
}

/* ---- One layer ---------------------------------------------------------------------------- */

void lab_layer_forward(const lab_workspace *workspace, uint32_t l, int sparse, const float *weights,
    const float *biases, const float *below, float *z, uint32_t count) {
    const lab_kernel *kernel = workspace->kernel;
    const lab_layer *layer = &workspace->layers[l];
    if (l > 0) {
        kernel->dense_forward(below, workspace->layers[l - 1].stride, weights, layer->pitch, biases,
            z, count, layer->inputs, layer->stride);
    } else if (sparse) {
        lab_sparse x = {workspace->entries, workspace->starts};
        kernel->sparse_forward(&x, weights, biases, z, count, layer->stride);
    } else {
        kernel->dense_forward(workspace->inputs, workspace->width, weights, layer->pitch, biases, z,
            count, layer->inputs, layer->stride);
    }
}

void lab_layer_backward(const lab_workspace *workspace, uint32_t l, const float *weights,
    const float *d, float *transposed, float *d_below, uint32_t count) {
    const lab_layer *layer = &workspace->layers[l];
    size_t stride = workspace->layers[l - 1].stride;
    workspace->kernel->transpose(
        weights, layer->pitch, transposed, stride, layer->inputs, layer->outputs);
    workspace->kernel->dense_forward(d, layer->stride, transposed, stride, workspace->zeros,
        d_below, count, layer->outputs, stride);
}

void lab_layer_add(const lab_workspace *workspace, uint32_t l, int sparse, const float *below,
    const float *d, float *weights, float *biases, uint32_t count) {
    const lab_kernel *kernel = workspace->kernel;
    const lab_layer *layer = &workspace->layers[l];
    if (l > 0) {
        kernel->dense_update(below, workspace->layers[l - 1].stride, d, weights, layer->pitch,
            biases, count, layer->inputs, layer->stride);
    } else if (sparse) {
        lab_sparse x = {workspace->entries, workspace->starts};
        kernel->sparse_update(&x, d, weights, biases, count, layer->stride);
    } else {
        kernel->dense_update(workspace->inputs, workspace->width, d, weights, layer->pitch, biases,
            count, layer->inputs, layer->stride);
    }
}

/* ---- All layers --------------------------------------------------------------------------- */

/* Outputs of all layers but the last one's softmax. */
static void forward(
    lab_workspace *workspace, const lab_network *network, int sparse, uint32_t count) {
    for (uint32_t l = 0; l < workspace->layer_count; l++) {
        const lab_layer *layer = &workspace->layers[l];
        float *z = workspace->outputs[l];
        lab_layer_forward(workspace, l, sparse, network->parameters + layer->weights,
            network->parameters + layer->biases, l > 0 ? workspace->outputs[l - 1] : NULL, z,
            count);
        workspace->kernel->activate(layer->activation, z, (size_t)count * layer->stride);
    }
}

/* Finishes the forward pass (softmax) and leaves each sample's loss in workspace->losses. */
static void compute_losses(
    lab_workspace *workspace, const lab_network *network, const lab_data *data, uint32_t count) {
    const lab_layer *layer = last_layer(workspace);
    float *outputs = workspace->outputs[workspace->layer_count - 1];
    int labelled = data->labels != NULL;
    if (layer->activation == LAB_SOFTMAX) {
        workspace->kernel->softmax(outputs, count, layer->outputs, layer->stride,
            labelled ? workspace->labels : NULL, labelled ? workspace->losses : NULL);
    }
    if (network->shape.loss == LAB_CROSS_ENTROPY) return;
    for (uint32_t s = 0; s < count; s++) {
        float sum = 0.0f;
        for (size_t j = 0; j < layer->outputs; j++) {
            float target = labelled ? (float)(workspace->labels[s] == j)
                                    : workspace->targets[s * layer->stride + j];
            float miss = outputs[s * layer->stride + j] - target;
            sum += miss * miss;
        }
        workspace->losses[s] = 0.5f * sum;
    }
}

void lab_sgd_forward(
    lab_workspace *workspace, const lab_network *network, const lab_data *data, uint32_t count) {
    forward(workspace, network, data->starts != NULL, count);
    compute_losses(workspace, network, data, count);
}

/* Whether an output is the greatest, and the first of those, as argmax would have it. It cannot be
 * guessed, so it is found without a branch. A network that has diverged answers nothing: NaN is
 * never correct. */
static uint32_t is_largest(const float *row, uint32_t outputs, uint32_t label) {
    float own = row[label];
    uint32_t good = (own == own) & (row[0] == row[0]);
    for (uint32_t j = 0; j < outputs; j++) {
        good &= !((row[j] > own) | ((row[j] == own) & (j < label)));
    }
    return good;
}

static lab_score score(const lab_workspace *workspace, int labelled, uint32_t count) {
    const lab_layer *layer = last_layer(workspace);
    const float *outputs = workspace->outputs[workspace->layer_count - 1];
    lab_score sum = {0, 0, count};
    for (uint32_t s = 0; s < count; s++) {
        sum.loss += workspace->losses[s];
        if (!labelled) continue;
        const float *row = outputs + s * layer->stride;
        sum.correct += is_largest(row, layer->outputs, workspace->labels[s]);
    }
    return sum;
}

/* What the loss says of the outputs: dJ/dz for cross-entropy after softmax, else dJ/da. */
static void output_misses(lab_workspace *workspace, int labelled, uint32_t count) {
    const lab_layer *layer = last_layer(workspace);
    const float *outputs = workspace->outputs[workspace->layer_count - 1];
    float *deltas = workspace->deltas[workspace->layer_count - 1];
    if (labelled) {
        for (uint32_t s = 0; s < count; s++) {
            float *row = deltas + s * layer->stride;
            /* Without the padding: a sigmoid has made 0.5 of its zeros. */
            memcpy(row, outputs + s * layer->stride, layer->outputs * sizeof(float));
            row[workspace->labels[s]] -= 1.0f;
        }
        return;
    }
    for (size_t s = 0; s < count; s++) {
        for (size_t j = 0; j < layer->outputs; j++) {
            size_t at = s * layer->stride + j;
            deltas[at] = outputs[at] - workspace->targets[at];
        }
    }
}

/* Softmax's derivative: d_j = p_j (g_j - sum of g p), for a loss other than cross-entropy. */
static void differentiate_softmax(lab_workspace *workspace, uint32_t count) {
    const lab_layer *layer = last_layer(workspace);
    for (size_t s = 0; s < count; s++) {
        const float *p = workspace->outputs[workspace->layer_count - 1] + s * layer->stride;
        float *d = workspace->deltas[workspace->layer_count - 1] + s * layer->stride;
        float sum = 0.0f;
        for (size_t j = 0; j < layer->outputs; j++) sum += d[j] * p[j];
        for (size_t j = 0; j < layer->outputs; j++) d[j] = p[j] * (d[j] - sum);
    }
}

void lab_sgd_backward(
    lab_workspace *workspace, const lab_network *network, const lab_data *data, uint32_t count) {
    int labelled = data->labels != NULL;
    const lab_kernel *kernel = workspace->kernel;
    uint32_t last = workspace->layer_count - 1;
    output_misses(workspace, labelled, count);
    if (network->shape.loss == LAB_MEAN_SQUARED_ERROR) {
        const lab_layer *layer = last_layer(workspace);
        if (layer->activation == LAB_SOFTMAX) differentiate_softmax(workspace, count);
        kernel->differentiate(layer->activation, workspace->outputs[last], workspace->deltas[last],
            (size_t)count * layer->stride);
    }
    for (uint32_t l = last; l > 0; l--) {
        const lab_layer *layer = &workspace->layers[l];
        const lab_layer *below = &workspace->layers[l - 1];
        lab_layer_backward(workspace, l, network->parameters + layer->weights, workspace->deltas[l],
            workspace->transposed[l], workspace->deltas[l - 1], count);
        kernel->differentiate(below->activation, workspace->outputs[l - 1],
            workspace->deltas[l - 1], (size_t)count * below->stride);
    }
}

/* Adds x^T d of all layers to a block in the layout of the parameters. */
static void add_gradient(lab_workspace *workspace, float *block, int sparse, uint32_t count) {
    for (uint32_t l = 0; l < workspace->layer_count; l++) {
        const lab_layer *layer = &workspace->layers[l];
        lab_layer_add(workspace, l, sparse, l > 0 ? workspace->outputs[l - 1] : NULL,
            workspace->deltas[l], block + layer->weights, block + layer->biases, count);
    }
}

void lab_sgd_update(lab_workspace *workspace, lab_network *network, const lab_data *data,
    uint32_t count, double rate) {
    float factor = (float)(-rate / count);
    for (uint32_t l = 0; l < workspace->layer_count; l++) {
        size_t values = (size_t)count * workspace->layers[l].stride;
        workspace->kernel->scale(workspace->deltas[l], factor, values);
    }
    add_gradient(workspace, network->parameters, data->starts != NULL, count);
}

/* ---- A step, whole and in pieces ---------------------------------------------------------- */

lab_score lab_evaluate(lab_workspace *workspace, const lab_network *network, const lab_data *data,
    const uint32_t *indices, uint32_t count) {
    lab_workspace_gather(workspace, data, indices, count);
    lab_sgd_forward(workspace, network, data, count);
    return score(workspace, data->labels != NULL, count);
}

lab_score lab_sgd_step(lab_workspace *workspace, lab_network *network, const lab_data *data,
    const uint32_t *indices, uint32_t count, double rate) {
    lab_score result = lab_evaluate(workspace, network, data, indices, count);
    lab_sgd_backward(workspace, network, data, count);
    lab_sgd_update(workspace, network, data, count, rate);
    return result;
}

void lab_gradient_clear(lab_workspace *workspace) {
    memset(workspace->gradient, 0, workspace->size * sizeof(float));
}

lab_score lab_gradient_add(lab_workspace *workspace, const lab_network *network,
    const lab_data *data, const uint32_t *indices, uint32_t count) {
    lab_score result = lab_evaluate(workspace, network, data, indices, count);
    lab_sgd_backward(workspace, network, data, count);
    add_gradient(workspace, workspace->gradient, data->starts != NULL, count);
    return result;
}

void lab_gradient_apply(
    lab_workspace *workspace, lab_network *network, uint32_t samples, double rate) {
    float factor = (float)(-rate / samples);
    size_t whole = workspace->size / LAB_LANES * LAB_LANES;
    assert(whole == workspace->size);
    workspace->kernel->add_scaled(network->parameters, workspace->gradient, factor, whole);
}

lab_layer_view lab_gradient_layer(const lab_workspace *workspace, uint32_t layer) {
    assert(layer < workspace->layer_count);
    const lab_layer *l = &workspace->layers[layer];
    return (lab_layer_view){workspace->gradient + l->weights, workspace->gradient + l->biases,
        l->inputs, l->outputs, l->pitch};
}

void lab_network_answer(
    const lab_network *network, lab_workspace *workspace, const float *inputs, float *outputs) {
    memcpy(workspace->inputs, inputs, workspace->width * sizeof(float));
    forward(workspace, network, 0, 1);
    const lab_layer *layer = last_layer(workspace);
    float *row = workspace->outputs[workspace->layer_count - 1];
    if (layer->activation == LAB_SOFTMAX) {
        workspace->kernel->softmax(row, 1, layer->outputs, layer->stride, NULL, NULL);
    }
    memcpy(outputs, row, layer->outputs * sizeof(float));
}

/* workspace.c - takes all the memory that training needs, once, and gathers batches into it. */
#include "workspace.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Hands out pieces of one block, each at a multiple of LAB_LINE bytes; with no block it only
 * counts. */
typedef struct piece_counter {
    uint8_t *block;
    size_t used;
} piece_counter;

static void *take(piece_counter *counter, size_t bytes) {
    size_t at = counter->used;
    counter->used += (bytes + LAB_LINE - 1) / LAB_LINE * LAB_LINE;
    return counter->block ? counter->block + at : NULL;
}

static void take_chunk(piece_counter *counter, lab_workspace *workspace) {
    size_t entries = (size_t)LAB_CHUNK * workspace->most;
    workspace->entries = take(counter, entries * sizeof(lab_entry));
    workspace->starts = take(counter, (LAB_HALVES * LAB_CHUNK + 1) * sizeof(uint32_t));
    workspace->inputs = take(counter, workspace->rows * workspace->width * sizeof(float));
    workspace->labels = take(counter, LAB_CHUNK);
    workspace->losses = take(counter, LAB_CHUNK * sizeof(float));
}

static void take_layers(
    piece_counter *counter, lab_workspace *workspace, const lab_network *network) {
    size_t widest = 0;
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        const lab_layer *layer = &network->layers[l];
        size_t values = (size_t)LAB_CHUNK * layer->stride * sizeof(float);
        workspace->outputs[l] = take(counter, values);
        workspace->deltas[l] = take(counter, values);
        if (l > 0) {
            size_t below = network->layers[l - 1].stride;
            workspace->transposed[l] = take(counter, layer->outputs * below * sizeof(float));
        }
        if (layer->stride > widest) widest = layer->stride;
    }
    size_t last = network->layers[network->shape.layers - 1].stride;
    workspace->targets = take(counter, LAB_CHUNK * last * sizeof(float));
    workspace->zeros = take(counter, widest * sizeof(float));
    workspace->gradient = take(counter, network->size * sizeof(float));
}

/* What the chunk's inputs need, for each set that will be brought in. */
static void widen(lab_workspace *workspace, const lab_data *data) {
    if (!data->starts) workspace->rows = LAB_CHUNK;
    else if (data->most > workspace->most) workspace->most = data->most;
}

/* A module that nobody asks for the plain arithmetic is built without it. */
static const lab_kernel *kernel_for(lab_arithmetic arithmetic) {
#ifndef LAB_WITHOUT_PLAIN
    if (arithmetic == LAB_PLAIN) return &lab_kernel_plain;
#endif
    (void)arithmetic;
    return &lab_kernel_vector;
}

lab_status lab_workspace_create(const lab_network *network, const lab_data *data,
    lab_arithmetic arithmetic, lab_workspace **result) {
    return lab_workspace_pair_create(network, data, NULL, arithmetic, result);
}

lab_status lab_workspace_pair_create(const lab_network *network, const lab_data *data,
    const lab_data *other, lab_arithmetic arithmetic, lab_workspace **result) {
    lab_workspace *workspace = calloc(1, sizeof *workspace);
    if (!workspace) return LAB_OUT_OF_MEMORY;
    workspace->kernel = kernel_for(arithmetic);
    workspace->width = data->width;
    workspace->size = network->size;
    workspace->layer_count = network->shape.layers;
    memcpy(workspace->layers, network->layers, sizeof network->layers);
    workspace->rows = 1; /* for lab_network_answer */
    widen(workspace, data);
    if (other) widen(workspace, other);

    piece_counter counter = {NULL, 0};
    take_chunk(&counter, workspace);
    take_layers(&counter, workspace, network);
    /* calloc: padding and zeros are zero from the start, and stay so. */
    workspace->block = calloc(1, counter.used + LAB_LINE);
    if (!workspace->block) {
        lab_workspace_destroy(workspace);
        return LAB_OUT_OF_MEMORY;
    }
    counter = (piece_counter){lab_align(workspace->block), 0};
    take_chunk(&counter, workspace);
    take_layers(&counter, workspace, network);
    *result = workspace;
    return LAB_OK;
}

void lab_workspace_destroy(lab_workspace *workspace) {
    if (!workspace) return;
    free(workspace->block);
    free(workspace);
}

/* Samples lie at random places of the pack. Expanded at once, each cache line would be waited for;
 * all are touched before, so that they arrive side by side. */
static uint32_t touch(const lab_data *data, const uint32_t *indices, uint32_t count) {
    uint32_t sum = 0;
    for (uint32_t s = 0; s < count; s++) sum += lab_data_touch(data, indices[s]);
    return sum;
}

static void gather_sparse(
    lab_workspace *workspace, const lab_data *data, const uint32_t *indices, uint32_t count) {
    uint32_t pitch = workspace->layers[0].pitch;
    uint32_t *starts = workspace->starts;
    uint32_t filled = 0;
    workspace->touched = touch(data, indices, count);
    for (uint32_t s = 0; s < count; s++) {
        uint32_t entries =
            workspace->kernel->expand(data, indices[s], pitch, workspace->entries + filled);
        *starts++ = filled;
        *starts++ = filled + entries / LAB_HALVES;
        filled += entries;
    }
    *starts = filled;
}

void lab_workspace_gather(
    lab_workspace *workspace, const lab_data *data, const uint32_t *indices, uint32_t count) {
    assert(count <= LAB_CHUNK && data->width == workspace->width);
    if (data->starts) {
        assert(data->most <= workspace->most);
        gather_sparse(workspace, data, indices, count);
    } else {
        assert(count <= workspace->rows);
        for (uint32_t s = 0; s < count; s++) {
            lab_data_inputs(data, indices[s], workspace->inputs + s * workspace->width);
        }
    }
    if (data->labels) {
        for (uint32_t s = 0; s < count; s++) workspace->labels[s] = data->labels[indices[s]];
        return;
    }
    size_t stride = workspace->layers[workspace->layer_count - 1].stride;
    for (uint32_t s = 0; s < count; s++) {
        const float *targets = data->targets + (size_t)indices[s] * data->outputs;
        memcpy(workspace->targets + s * stride, targets, data->outputs * sizeof(float));
    }
}

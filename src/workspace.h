/* workspace.h - the room for a chunk of samples: what is gathered, computed and summed there. */
#ifndef LAB_WORKSPACE_H
#define LAB_WORKSPACE_H

#include "kernel.h"
#include "network.h"

struct lab_workspace {
    const lab_kernel *kernel;
    void *block; /* the one allocation that all of these lie in */
    /* The gathered chunk: entries and starts where the data is sparse, else inputs. */
    lab_entry *entries; /* [LAB_CHUNK x most] */
    uint32_t *starts;   /* [LAB_HALVES x LAB_CHUNK + 1] */
    uint32_t touched;   /* what touching summed: kept, so that no compiler leaves it out */
    float *inputs;      /* [rows x width] */
    uint32_t most;      /* entries of the fullest sparse sample */
    uint32_t rows;      /* LAB_CHUNK where any data is dense, else 1 */
    size_t width;
    uint8_t *labels; /* [LAB_CHUNK] */
    float *targets;  /* [LAB_CHUNK x stride of the last layer], of a regression */
    float *losses;   /* [LAB_CHUNK] */
    /* Of each layer: outputs and deltas [LAB_CHUNK x stride], weights transposed
     * [outputs x stride of the layer below], not of the first. */
    float *outputs[LAB_MAX_LAYERS];
    float *deltas[LAB_MAX_LAYERS];
    float *transposed[LAB_MAX_LAYERS];
    float *zeros;    /* [widest stride] */
    float *gradient; /* in the layout of the network's parameters */
    size_t size;
    lab_layer layers[LAB_MAX_LAYERS];
    uint32_t layer_count;
};

/* As lab_workspace_create, for batches of two sets of the same width; `other` may be null. */
lab_status lab_workspace_pair_create(const lab_network *network, const lab_data *data,
    const lab_data *other, lab_arithmetic arithmetic, lab_workspace **workspace);
/* Brings samples in: expands the sparse, copies the dense. */
void lab_workspace_gather(
    lab_workspace *workspace, const lab_data *data, const uint32_t *indices, uint32_t count);

#endif

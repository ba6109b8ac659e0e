/*
 * phases.c - the pieces of a training step as functions of their own, for the benchmark to time:
 * the same code as in core.wasm, with nothing inside that would look at a clock. Beside them a loop
 * of multiplications and additions that nothing but the machine's peak limits.
 */
#include <stdlib.h>

#include "sgd.h"
#include "vector.h"

typedef struct phases {
    const lab_data *data;
    lab_network *network;
    lab_workspace *workspace;
    uint32_t *order;
    uint32_t count; /* of the batch that has been gathered */
} phases;

phases *phases_create(const lab_data *data);
void phases_gather(phases *p, uint32_t first, uint32_t count);
void phases_forward(phases *p);
void phases_backward(phases *p);
void phases_update(phases *p, double rate);
void phases_evaluate(phases *p, uint32_t first, uint32_t count);
float phases_peak(uint32_t rounds, float factor);

phases *phases_create(const lab_data *data) {
    lab_shape shape = {3, {lab_data_width(data), 64, 16, lab_data_outputs(data)},
        {LAB_SIGMOID, LAB_TANH, LAB_SOFTMAX}, LAB_CROSS_ENTROPY};
    phases *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->data = data;
    p->order = malloc(lab_data_count(data) * sizeof(uint32_t));
    if (!p->order || lab_network_create(&shape, &p->network, NULL) != LAB_OK ||
        lab_workspace_create(p->network, data, LAB_VECTOR, &p->workspace) != LAB_OK) {
        return NULL;
    }
    lab_network_initialize(p->network, 1);
    lab_random random = lab_random_start(1, 0);
    for (uint32_t i = 0; i < lab_data_count(data); i++) p->order[i] = i;
    lab_random_shuffle(&random, p->order, lab_data_count(data));
    return p;
}

void phases_gather(phases *p, uint32_t first, uint32_t count) {
    p->count = count;
    lab_workspace_gather(p->workspace, p->data, p->order + first, count);
}

void phases_forward(phases *p) {
    lab_sgd_forward(p->workspace, p->network, p->data, p->count);
}

void phases_backward(phases *p) {
    lab_sgd_backward(p->workspace, p->network, p->data, p->count);
}

void phases_update(phases *p, double rate) {
    lab_sgd_update(p->workspace, p->network, p->data, p->count, rate);
}

void phases_evaluate(phases *p, uint32_t first, uint32_t count) {
    lab_evaluate(p->workspace, p->network, p->data, p->order + first, count);
}

/* 12 sums a round, each 2 * LAB_LANES operations: enough to hide the latency of both units, few
 * enough for 16 registers. */
float phases_peak(uint32_t rounds, float factor) {
    lab_vector sum[12];
    lab_vector by = vector_splat(factor);
    for (int v = 0; v < 12; v++) sum[v] = vector_splat((float)v);
    for (uint32_t i = 0; i < rounds; i++) {
        for (int v = 0; v < 12; v++) sum[v] = sum[v] * by + by;
    }
    for (int v = 1; v < 12; v++) sum[0] += sum[v];
    return sum[0][0];
}

/* step.h - the step on one batch, a chunk of samples at a time, so that it can be stopped on its
 * way. */
#ifndef LAB_STEP_H
#define LAB_STEP_H

#include "lab.h"

typedef struct lab_step {
    lab_workspace *workspace;
    lab_network *network;
    lab_moments *moments; /* null for plain SGD */
    const lab_data *data;
    /* The batch under way, or the last. */
    const uint32_t *indices; /* [size] */
    uint32_t size;
    uint32_t done;
    double rate;
    lab_score score; /* of what is done, each chunk before the step */
} lab_step;

/* Nothing of the batch is done yet; `indices` stay until it is. */
void lab_step_begin(lab_step *step, const uint32_t *indices, uint32_t size, double rate);
/* One chunk, and with the last one the step; the whole batch where it fits into one. Returns the
 * samples done; not when the step is. */
uint32_t lab_step_chunk(lab_step *step);

static inline int lab_step_is_done(const lab_step *step) {
    return step->done == step->size;
}

#endif

/* step.c - the step on one batch, a chunk of samples at a time. */
#include "step.h"

#include "evaluation.h"

void lab_step_begin(lab_step *step, const uint32_t *indices, uint32_t size, double rate) {
    step->indices = indices;
    step->size = size;
    step->done = 0;
    step->rate = rate;
    step->score = (lab_score){0, 0, 0};
}

static void apply(lab_step *step) {
    if (step->moments) {
        lab_moments_apply(step->moments, step->workspace, step->network, step->size, step->rate);
    } else {
        lab_gradient_apply(step->workspace, step->network, step->size, step->rate);
    }
}

uint32_t lab_step_chunk(lab_step *step) {
    uint32_t left = step->size - step->done;
    uint32_t chunk = left < LAB_CHUNK ? left : LAB_CHUNK;
    const uint32_t *indices = step->indices + step->done;
    if (step->size <= LAB_CHUNK && !step->moments) {
        step->score =
            lab_sgd_step(step->workspace, step->network, step->data, indices, chunk, step->rate);
        step->done = chunk;
        return chunk;
    }
    if (step->done == 0) lab_gradient_clear(step->workspace);
    lab_score more = lab_gradient_add(step->workspace, step->network, step->data, indices, chunk);
    lab_score_add(&step->score, more);
    step->done += chunk;
    if (lab_step_is_done(step)) apply(step);
    return chunk;
}

/* evaluation.c - loss and accuracy on a whole set, a chunk of samples at a time. */
#include "evaluation.h"

#include <math.h>

enum { CHUNK = 128 /* stays in the cache between its layers */ };

lab_evaluation lab_evaluation_of(const lab_data *data, const uint32_t *indices, uint32_t count) {
    return (lab_evaluation){data, indices, count, 0, {0, 0, 0}};
}

uint32_t lab_evaluation_chunk(
    lab_evaluation *evaluation, lab_workspace *workspace, const lab_network *network) {
    uint32_t sequence[CHUNK];
    uint32_t left = evaluation->count - evaluation->done;
    uint32_t chunk = left < CHUNK ? left : CHUNK;
    if (chunk == 0) return 0;
    const uint32_t *indices = sequence;
    if (evaluation->indices) indices = evaluation->indices + evaluation->done;
    else
        for (uint32_t i = 0; i < chunk; i++) sequence[i] = evaluation->done + i;
    lab_score_add(
        &evaluation->sum, lab_evaluate(workspace, network, evaluation->data, indices, chunk));
    evaluation->done += chunk;
    return chunk;
}

void lab_evaluation_means(const lab_evaluation *evaluation, double means[2]) {
    lab_score sum = evaluation->sum;
    means[0] = sum.samples > 0 ? sum.loss / sum.samples : NAN;
    means[1] = sum.samples > 0 ? sum.correct / sum.samples : NAN;
}

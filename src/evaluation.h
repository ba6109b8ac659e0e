/* evaluation.h - loss and accuracy on a whole set, a chunk of samples at a time. */
#ifndef LAB_EVALUATION_H
#define LAB_EVALUATION_H

#include "lab.h"

typedef struct lab_evaluation {
    const lab_data *data;
    const uint32_t *indices; /* [count]; null for samples 0 ... count-1 */
    uint32_t count;
    uint32_t done;
    lab_score sum;
} lab_evaluation;

/* Nothing is done yet; data and indices stay until it is. */
lab_evaluation lab_evaluation_of(const lab_data *data, const uint32_t *indices, uint32_t count);
/* One chunk; returns its samples, 0 where none are left. */
uint32_t lab_evaluation_chunk(
    lab_evaluation *evaluation, lab_workspace *workspace, const lab_network *network);
/* Mean loss and accuracy of what is done; NaN where that is nothing. */
void lab_evaluation_means(const lab_evaluation *evaluation, double means[2]);

static inline int lab_evaluation_is_done(const lab_evaluation *evaluation) {
    return evaluation->done == evaluation->count;
}

static inline void lab_score_add(lab_score *sum, lab_score more) {
    sum->loss += more.loss;
    sum->correct += more.correct;
    sum->samples += more.samples;
}

#endif

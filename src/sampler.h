/* sampler.h - which samples train and which validate, and in what order the batches come: as a
 * trainer has them, so that a sweep sees a run's own first batches. */
#ifndef LAB_SAMPLER_H
#define LAB_SAMPLER_H

#include "lab.h"

typedef struct lab_sampler {
    uint32_t *indices; /* [validation_size + train_size], validation first */
    uint32_t *order;   /* [train_size] of this epoch */
    uint32_t validation_size;
    uint32_t train_size;
    uint32_t order_seed;
    uint32_t batch;
    int ordered; /* never shuffled: sample 0 first, in every epoch */
    uint32_t epoch;
    uint32_t position;
} lab_sampler;

/* Fails with LAB_OUT_OF_MEMORY; then there is nothing to destroy. */
lab_status lab_sampler_create(
    lab_sampler *sampler, const lab_run *run, const lab_data *data, int ordered);
void lab_sampler_destroy(lab_sampler *sampler);
/* Back to the first batch of the first epoch. */
void lab_sampler_rewind(lab_sampler *sampler);
/* The next batch; valid until the next call. */
const uint32_t *lab_sampler_next(lab_sampler *sampler, uint32_t *size);

static inline const uint32_t *lab_sampler_validation(const lab_sampler *sampler) {
    return sampler->indices;
}

static inline const uint32_t *lab_sampler_training(const lab_sampler *sampler) {
    return sampler->indices + sampler->validation_size;
}

#endif

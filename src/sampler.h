/* sampler.h - which samples train and which validate, and in what order the batches come: alike
 * for a trainer and for a sweep, so that a sweep sees a run's own first batches. */
#ifndef LAB_SAMPLER_H
#define LAB_SAMPLER_H

#include "lab.h"

typedef struct lab_sampler {
    uint32_t *indices; /* all of the data's; first validation, then training */
    uint32_t *order;   /* [train_size] of this epoch */
    uint32_t count;    /* of the data */
    uint32_t validation_size;
    uint32_t train_size;
    uint32_t split_seed;
    uint32_t order_seed;
    int ordered;       /* never shuffled: sample 0 first, in every epoch */
    uint32_t epoch;    /* whole epochs done */
    uint32_t position; /* samples of this epoch that batches have been made of */
} lab_sampler;

/* Fails with LAB_OUT_OF_MEMORY; then there is nothing to destroy. */
lab_status lab_sampler_create(
    lab_sampler *sampler, const lab_run *run, const lab_data *data, int ordered);
void lab_sampler_destroy(lab_sampler *sampler);
/* Splits the data, and back to the first batch of the first epoch. */
void lab_sampler_reset(lab_sampler *sampler);
/* Back to the first batch of the first epoch; the split stays. */
void lab_sampler_rewind(lab_sampler *sampler);
/* Which samples validate and which train, as another program had them: [validation_size +
 * train_size] of the data's; only before the first batch. */
void lab_sampler_set_samples(lab_sampler *sampler, const uint32_t *indices, uint32_t count);
/* The order of the epoch that comes next, likewise: [train_size]; only between epochs. */
void lab_sampler_set_order(lab_sampler *sampler, const uint32_t *order, uint32_t count);
/* The next batch: `most` samples, or what the epoch has left; `size` says how many. Valid until
 * that epoch has ended. */
const uint32_t *lab_sampler_next(lab_sampler *sampler, uint32_t most, uint32_t *size);
/* Goes on to the next epoch where this one is at its end; a next batch does so too. */
void lab_sampler_turn(lab_sampler *sampler);

static inline const uint32_t *lab_sampler_validation(const lab_sampler *sampler) {
    return sampler->indices;
}

static inline const uint32_t *lab_sampler_training(const lab_sampler *sampler) {
    return sampler->indices + sampler->validation_size;
}

static inline int lab_sampler_is_at_end(const lab_sampler *sampler) {
    return sampler->position == sampler->train_size;
}

#endif

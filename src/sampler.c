/* sampler.c - splits the samples and shuffles them anew for every epoch. */
#include "sampler.h"

#include <stdlib.h>
#include <string.h>

#include "data.h"

/* The generator's streams, as in trainer.c. */
enum { STREAM_SPLIT = 1, STREAM_ORDER = 16 };

static void start_epoch(lab_sampler *sampler) {
    uint64_t stream = STREAM_ORDER + (uint64_t)sampler->epoch;
    lab_random random = lab_random_start(sampler->order_seed, stream);
    size_t bytes = sampler->train_size * sizeof(uint32_t);
    memcpy(sampler->order, lab_sampler_training(sampler), bytes);
    if (!sampler->ordered) lab_random_shuffle(&random, sampler->order, sampler->train_size);
    sampler->position = 0;
}

lab_status lab_sampler_create(
    lab_sampler *sampler, const lab_run *run, const lab_data *data, int ordered) {
    *sampler = (lab_sampler){.indices = malloc(data->count * sizeof(uint32_t)),
        .order = malloc(run->train_size * sizeof(uint32_t)),
        .validation_size = run->validation_size,
        .train_size = run->train_size,
        .order_seed = run->order_seed,
        .batch = (uint32_t)run->batch,
        .ordered = ordered};
    if (!sampler->indices || !sampler->order) {
        lab_sampler_destroy(sampler);
        return LAB_OUT_OF_MEMORY;
    }
    lab_random random = lab_random_start(run->split_seed, STREAM_SPLIT);
    for (uint32_t i = 0; i < data->count; i++) sampler->indices[i] = i;
    if (!ordered) lab_random_shuffle(&random, sampler->indices, data->count);
    start_epoch(sampler);
    return LAB_OK;
}

void lab_sampler_destroy(lab_sampler *sampler) {
    free(sampler->indices);
    free(sampler->order);
    sampler->indices = sampler->order = NULL;
}

void lab_sampler_rewind(lab_sampler *sampler) {
    sampler->position = 0;
    if (sampler->epoch == 0) return;
    sampler->epoch = 0;
    start_epoch(sampler);
}

const uint32_t *lab_sampler_next(lab_sampler *sampler, uint32_t *size) {
    if (sampler->position == sampler->train_size) {
        sampler->epoch++;
        start_epoch(sampler);
    }
    uint32_t left = sampler->train_size - sampler->position;
    *size = sampler->batch < left ? sampler->batch : left;
    const uint32_t *batch = sampler->order + sampler->position;
    sampler->position += *size;
    return batch;
}

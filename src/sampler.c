/* sampler.c - splits the samples and shuffles them anew for every epoch. */
#include "sampler.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"

/* The generator's streams: one of the order an epoch. */
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
        .count = data->count,
        .validation_size = run->validation_size,
        .train_size = run->train_size,
        .split_seed = run->split_seed,
        .order_seed = run->order_seed,
        .ordered = ordered};
    if (!sampler->indices || !sampler->order) {
        lab_sampler_destroy(sampler);
        return LAB_OUT_OF_MEMORY;
    }
    lab_sampler_reset(sampler);
    return LAB_OK;
}

void lab_sampler_destroy(lab_sampler *sampler) {
    free(sampler->indices);
    free(sampler->order);
    sampler->indices = sampler->order = NULL;
}

void lab_sampler_reset(lab_sampler *sampler) {
    lab_random random = lab_random_start(sampler->split_seed, STREAM_SPLIT);
    for (uint32_t i = 0; i < sampler->count; i++) sampler->indices[i] = i;
    if (!sampler->ordered) lab_random_shuffle(&random, sampler->indices, sampler->count);
    sampler->epoch = 0;
    start_epoch(sampler);
}

void lab_sampler_rewind(lab_sampler *sampler) {
    sampler->position = 0;
    if (sampler->epoch == 0) return;
    sampler->epoch = 0;
    start_epoch(sampler);
}

void lab_sampler_set_samples(lab_sampler *sampler, const uint32_t *indices, uint32_t count) {
    assert(sampler->epoch == 0 && sampler->position == 0);
    assert(count == sampler->validation_size + sampler->train_size);
    memcpy(sampler->indices, indices, count * sizeof(uint32_t));
    start_epoch(sampler);
}

void lab_sampler_set_order(lab_sampler *sampler, const uint32_t *order, uint32_t count) {
    assert(sampler->position == 0 && count == sampler->train_size);
    memcpy(sampler->order, order, count * sizeof(uint32_t));
}

void lab_sampler_turn(lab_sampler *sampler) {
    if (!lab_sampler_is_at_end(sampler)) return;
    sampler->epoch++;
    start_epoch(sampler);
}

const uint32_t *lab_sampler_next(lab_sampler *sampler, uint32_t most, uint32_t *size) {
    lab_sampler_turn(sampler);
    uint32_t left = sampler->train_size - sampler->position;
    *size = most < left ? most : left;
    const uint32_t *batch = sampler->order + sampler->position;
    sampler->position += *size;
    return batch;
}

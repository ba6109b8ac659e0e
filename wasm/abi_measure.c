/*
 * abi_measure.c - measurements on a network that is learning, as flat functions for JavaScript:
 * what study.wasm has beside everything of core.wasm. See abi.c for how they are called.
 */
#include <string.h>

#include "abi_fault.h"

/* ---- The variance of a batch's gradient --------------------------------------------------- */

/* The plan is a batch and its draws for each of `count` sizes. Looks at the trainer's network as it
 * stands, and at the samples that it trains on. */
int abi_variance_create(const lab_trainer *trainer, const double *numbers, uint32_t count,
    uint32_t seed, uint32_t out[1], double fault[3]) {
    lab_variance_plan plan = {.count = count, .seed = seed};
    lab_subject subject = lab_trainer_subject(trainer);
    lab_variance *variance;
    lab_fault problem = {0, 0, 0};
    for (uint32_t k = 0; k < count && k < LAB_VARIANCE_SIZES; k++) {
        plan.batches[k] = numbers[2 * k];
        plan.draws[k] = numbers[2 * k + 1];
    }
    lab_status status = lab_variance_create(&plan, &subject, &variance, &problem);
    copy_fault(&problem, fault);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)variance;
    return (int)status;
}

void abi_variance_destroy(lab_variance *variance) {
    lab_variance_destroy(variance);
}

uint32_t abi_variance_advance(lab_variance *variance, uint32_t samples) {
    return lab_variance_advance(variance, samples);
}

void abi_variance_status(const lab_variance *variance, double out[6]) {
    lab_variance_progress progress = lab_variance_look(variance);
    memcpy(out, &progress, sizeof progress);
}

void abi_variance_point(const lab_variance *variance, uint32_t size, double out[6]) {
    lab_variance_point point = lab_variance_at(variance, size);
    memcpy(out, &point, sizeof point);
}

void abi_variance_law(const lab_variance *variance, double out[3]) {
    lab_power_law law = lab_variance_law(variance);
    memcpy(out, &law, sizeof law);
}

/* The noise scale from the batches of sizes number `small` and `big`. */
void abi_variance_noise(const lab_variance *variance, uint32_t small, uint32_t big, double out[5]) {
    lab_variance_point first = lab_variance_at(variance, small);
    lab_variance_point last = lab_variance_at(variance, big);
    lab_noise noise = lab_noise_scale(&first, &last);
    memcpy(out, &noise, sizeof noise);
}

/* ---- Curvature ---------------------------------------------------------------------------- */

/* The plan: samples, products, tolerance. Looks at the same as abi_variance_create. */
int abi_curvature_create(const lab_trainer *trainer, const double numbers[3], uint32_t seed,
    uint32_t out[1], double fault[3]) {
    lab_curvature_plan plan = {numbers[0], numbers[1], numbers[2], seed};
    lab_subject subject = lab_trainer_subject(trainer);
    lab_curvature *curvature;
    lab_fault problem = {0, 0, 0};
    lab_status status = lab_curvature_create(&plan, &subject, &curvature, &problem);
    copy_fault(&problem, fault);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)curvature;
    return (int)status;
}

void abi_curvature_destroy(lab_curvature *curvature) {
    lab_curvature_destroy(curvature);
}

uint32_t abi_curvature_advance(lab_curvature *curvature, uint32_t samples) {
    return lab_curvature_advance(curvature, samples);
}

void abi_curvature_status(const lab_curvature *curvature, double out[12]) {
    lab_curvature_state state = lab_curvature_look(curvature);
    memcpy(out, &state, sizeof state);
}

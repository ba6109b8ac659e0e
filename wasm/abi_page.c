/*
 * abi_page.c - what a page computes for itself as flat functions for JavaScript: pure functions
 * that answer at once, without data and without training. See abi.c for how they are called.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "abi_fault.h"

/* ---- Schedules ---------------------------------------------------------------------------- */

int abi_schedule_create(const double *numbers, uint32_t length, uint32_t out[1], double fault[3]) {
    lab_fault problem = {0, 0, 0};
    lab_schedule *schedule = malloc(sizeof *schedule);
    lab_status status =
        schedule ? lab_schedule_read(numbers, length, schedule, &problem) : LAB_OUT_OF_MEMORY;
    copy_fault(&problem, fault);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)schedule;
    else free(schedule);
    return (int)status;
}

void abi_schedule_destroy(lab_schedule *schedule) {
    free(schedule);
}

double abi_schedule_rate(const lab_schedule *schedule, double iteration) {
    return lab_schedule_rate(schedule, iteration);
}

/* The rates of iterations from, from + every, ...: `count` of them. */
void abi_schedule_rates(
    const lab_schedule *schedule, double from, double every, uint32_t count, double *rates) {
    for (uint32_t i = 0; i < count; i++) rates[i] = lab_schedule_rate(schedule, from + every * i);
}

/* Of a schedule that ends in a plateau: the rate after each of `count` losses. */
void abi_schedule_observe(
    const lab_schedule *schedule, const double *losses, uint32_t count, double *rates) {
    const lab_segment *segment = lab_schedule_plateau(schedule);
    lab_plateau plateau = lab_plateau_start(segment);
    for (uint32_t i = 0; i < count; i++) {
        lab_plateau_observe(&plateau, segment, losses[i]);
        rates[i] = plateau.rate;
    }
}

/* ---- The worked example ------------------------------------------------------------------- */

int abi_example_measure(const double *points, uint32_t count, double slope, double target,
    double out[6], double fault[3]) {
    lab_example example = {NAN, NAN, NAN, NAN, NAN, NAN};
    lab_fault problem = {0, 0, 0};
    lab_status status = lab_example_measure(points, count, slope, target, &example, &problem);
    copy_fault(&problem, fault);
    memcpy(out, &example, sizeof example);
    return (int)status;
}

int abi_example_batches(const double *points, uint32_t count, double slope, double rate,
    uint32_t batch, uint32_t seed, double *slopes, uint32_t capacity, double out[4],
    double fault[3]) {
    lab_example_steps steps = {0, 0, NAN, NAN};
    lab_fault problem = {0, 0, 0};
    lab_status status = lab_example_batches(
        points, count, slope, rate, batch, seed, slopes, capacity, &steps, &problem);
    copy_fault(&problem, fault);
    out[0] = steps.count;
    out[1] = steps.all;
    out[2] = steps.mean;
    out[3] = steps.deviation;
    return (int)status;
}

/* ---- The rules of a finder ---------------------------------------------------------------- */

/* One of lab_rule on a curve; out: rate, index, lab_reason. */
void abi_rule(uint32_t rule, uint32_t convention, const double *rates, const double *losses,
    uint32_t count, uint32_t planned, double *scratch, double out[3]) {
    lab_curve curve = {rates, losses, count, planned};
    lab_answer answer = lab_rule_apply((lab_rule)rule, (lab_convention)convention, &curve, scratch);
    memcpy(out, &answer, sizeof answer);
}

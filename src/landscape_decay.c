/* landscape_decay.c - the two sums of Robbins and Monro, and what becomes of noisy steps. */
#include <assert.h>
#include <math.h>

#include "fault.h"

static lab_status check(const lab_decay *decay, lab_fault *fault) {
    const double fields[][3] = {
        {decay->c, 1e-12, 1e6},
        {decay->a, 0, 4},
        {decay->start, -LAB_WALK_FAR, LAB_WALK_FAR},
        {decay->noise, 0, 1e6},
        {decay->runs, 1, LAB_DECAY_RUNS},
    };
    for (uint32_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (!(fields[i][0] >= fields[i][1] && fields[i][0] <= fields[i][2]))
            return lab_fail(fault, LAB_BAD_WALK, i, fields[i][0], fields[i][2]);
    }
    return LAB_OK;
}

/* Even noise of mean 0 and deviation 1: ten thousand steps of many runs must take no time. */
static double even_noise(lab_random *random) {
    return ((double)lab_random_uniform(random) - 0.5) * 3.4641016151377544; /* sqrt 12 */
}

/* The step after which a point is written next: a hundredth of a decade on. */
static double next_after(double k) {
    return floor(k * 1.0232929922807541) + 1;
}

lab_status lab_decay_run(const lab_decay *decay, uint32_t steps, lab_decay_point *points,
    double *places, uint32_t capacity, uint32_t *count, lab_fault *fault) {
    assert(decay && points && places && count && capacity > 0);
    lab_status status = check(decay, fault);
    if (status != LAB_OK) return status;
    double w[LAB_DECAY_RUNS];
    lab_random random[LAB_DECAY_RUNS];
    for (uint32_t i = 0; i < decay->runs; i++) {
        w[i] = decay->start;
        random[i] = lab_random_start(decay->seed + i, 2);
    }
    lab_decay_point point = {.rate = decay->c, .mean = fabs(decay->start)};
    points[0] = point;
    places[0] = decay->start;
    *count = 1;
    double next = 1;
    for (point.k = 1; point.k <= steps && *count < capacity; point.k++) {
        point.rate = decay->c * lab_pow(point.k, -decay->a);
        point.sum += point.rate;
        point.squares += point.rate * point.rate;
        for (uint32_t i = 0; i < decay->runs; i++)
            w[i] -= point.rate * (w[i] + decay->noise * even_noise(&random[i]));
        if (point.k < next && point.k < steps) continue;
        next = next_after(point.k);
        point.mean = 0;
        for (uint32_t i = 0; i < decay->runs; i++) point.mean += fabs(w[i]) / decay->runs;
        places[*count] = w[0];
        points[(*count)++] = point;
    }
    return LAB_OK;
}

/* landscape_walk.c - walks downhill by the methods of lab_walk_method. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "fault.h"

/* What a method remembers from step to step, parameter by parameter. */
typedef struct memory {
    double first[2];   /* b of momentum, m of Adam */
    double second[2];  /* s of AdaGrad, v of the others */
    double decayed[2]; /* 0.9^t and 0.999^t */
} memory;

/* The samples of an epoch in their order, and how far it has come. */
typedef struct epoch {
    uint32_t order[LAB_LANDSCAPE_STEEPNESS];
    uint32_t done;
    uint32_t batch;
} epoch;

static lab_status check(const lab_landscape *landscape, const lab_walk *walk, lab_fault *fault) {
    const struct {
        double value, least, most;
        int whole;
    } fields[] = {
        {walk->start[0], -LAB_WALK_FAR, LAB_WALK_FAR, 0},
        {walk->start[1], -LAB_WALK_FAR, LAB_WALK_FAR, 0},
        {walk->method, LAB_WALK_SGD, LAB_WALK_ADAMW, 1},
        {walk->rate, 1e-12, 1e6, 0},
        {walk->momentum, 0, 1 - 1e-9, 0},
        {walk->batch, 0, landscape->count, 1},
        {walk->noise, 0, 1e6, 0},
    };
    for (uint32_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        double value = fields[i].value;
        if (!(value >= fields[i].least && value <= fields[i].most) ||
            (fields[i].whole && value != floor(value)))
            return lab_fail(fault, LAB_BAD_WALK, i, value, fields[i].most);
    }
    return LAB_OK;
}

/* The gradient of the next batch; returns how many samples it took. */
static uint32_t next_gradient(const lab_landscape *landscape, epoch *epoch, lab_random *random,
    const double place[2], double gradient[2]) {
    if (epoch->batch == 0 || epoch->batch == landscape->count) {
        lab_landscape_height(landscape, place, gradient);
        return landscape->count ? landscape->count : 1;
    }
    if (epoch->done >= landscape->count) {
        lab_random_shuffle(random, epoch->order, landscape->count);
        epoch->done = 0;
    }
    uint32_t left = landscape->count - epoch->done;
    uint32_t count = epoch->batch < left ? epoch->batch : left;
    lab_landscape_gradient(landscape, epoch->order + epoch->done, count, place, gradient);
    epoch->done += count;
    return count;
}

/* What parameter `i` is to move by at a rate of 1, and by what that multiplied its gradient. */
static double step_of(const lab_walk *walk, memory *memory, uint32_t i, double g, double *factor) {
    double *first = &memory->first[i], *second = &memory->second[i];
    *factor = 1;
    switch ((lab_walk_method)walk->method) {
    case LAB_WALK_SGD:
        return g;
    case LAB_WALK_MOMENTUM:
        return *first = walk->momentum * *first + g;
    case LAB_WALK_NESTEROV:
        *first = walk->momentum * *first + g;
        return g + walk->momentum * *first;
    case LAB_WALK_ADAGRAD:
        *second += g * g;
        *factor = 1 / (sqrt(*second) + 1e-10);
        return g * *factor;
    case LAB_WALK_RMSPROP:
        *second = 0.99 * *second + 0.01 * g * g;
        *factor = 1 / (sqrt(*second) + 1e-8);
        return g * *factor;
    case LAB_WALK_ADAM:
    case LAB_WALK_ADAMW:
        break;
    }
    *first = 0.9 * *first + 0.1 * g;
    *second = 0.999 * *second + 0.001 * g * g;
    *factor = 1 / (sqrt(*second / (1 - memory->decayed[1])) + 1e-8);
    return *first / (1 - memory->decayed[0]) * *factor;
}

static void take_step(
    const lab_walk *walk, memory *memory, const double gradient[2], lab_walk_point *point) {
    memory->decayed[0] *= 0.9;
    memory->decayed[1] *= 0.999;
    for (uint32_t i = 0; i < 2; i++) {
        double factor;
        if (walk->method == LAB_WALK_ADAMW) point->place[i] -= walk->rate * 0.01 * point->place[i];
        point->place[i] -= walk->rate * step_of(walk, memory, i, gradient[i], &factor);
        point->stride[i] = walk->rate * factor;
    }
}

static void look(const lab_landscape *landscape, lab_walk_point *point) {
    double gradient[2];
    point->loss = lab_landscape_height(landscape, point->place, gradient);
    point->gradient = sqrt(gradient[0] * gradient[0] + gradient[1] * gradient[1]);
}

static int is_near(const double place[2]) {
    return fabs(place[0]) <= LAB_WALK_FAR && fabs(place[1]) <= LAB_WALK_FAR; /* NaN is not */
}

lab_status lab_walk_run(const lab_landscape *landscape, const lab_walk *walk, uint32_t steps,
    lab_walk_point *points, uint32_t *count, lab_fault *fault) {
    assert(landscape && walk && points && count);
    lab_status status = check(landscape, walk, fault);
    if (status != LAB_OK) return status;
    lab_random order = lab_random_start(walk->seed, 1), noise = lab_random_start(walk->seed, 2);
    epoch epoch = {.done = landscape->count, .batch = (uint32_t)walk->batch};
    for (uint32_t i = 0; i < landscape->count; i++) epoch.order[i] = i;
    memory memory = {.decayed = {1, 1}};
    lab_walk_point point = {
        .place = {walk->start[0], walk->start[1]}, .stride = {walk->rate, walk->rate}};
    look(landscape, &point);
    points[0] = point;
    *count = 1;
    while (*count <= steps && is_near(point.place)) {
        double gradient[2];
        point.samples += next_gradient(landscape, &epoch, &order, point.place, gradient);
        for (uint32_t i = 0; i < 2 && walk->noise > 0; i++)
            gradient[i] += walk->noise * lab_random_normal(&noise);
        take_step(walk, &memory, gradient, &point);
        look(landscape, &point);
        points[(*count)++] = point;
    }
    return LAB_OK;
}

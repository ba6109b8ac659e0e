/*
 * abi_landscape.c - landscapes, walks on them and the sums of Robbins and Monro as flat functions
 * for JavaScript, in the page's module. See abi.c for how they are called.
 */
#include <string.h>

#include "abi_fault.h"

/* A landscape as numbers: terrain, steepness, seed. */
static lab_status make(const double *numbers, lab_landscape *landscape, double fault[3]) {
    lab_fault problem = {0, 0, 0};
    lab_status status =
        lab_landscape_make(numbers[0], numbers[1], (uint64_t)numbers[2], landscape, &problem);
    copy_fault(&problem, fault);
    return status;
}

/* Heights on a grid, [rows x columns], of x and y evenly from the first to the last: box is
 * x0, x1, y0, y1. */
int abi_landscape_map(const double *numbers, const double box[4], uint32_t columns, uint32_t rows,
    double *heights, double fault[3]) {
    lab_landscape landscape;
    lab_status status = make(numbers, &landscape, fault);
    if (status != LAB_OK) return (int)status;
    for (uint32_t j = 0; j < rows; j++) {
        for (uint32_t i = 0; i < columns; i++) {
            double place[2] = {box[0] + (box[1] - box[0]) * i / (columns - 1),
                box[2] + (box[3] - box[2]) * j / (rows - 1)};
            heights[j * columns + i] = lab_landscape_height(&landscape, place, NULL);
        }
    }
    return LAB_OK;
}

/* out: the bottom's x and y, the loss there, samples; then u and v of each sample of a bowl. */
int abi_landscape_look(const double *numbers, double *out, double fault[3]) {
    lab_landscape landscape;
    lab_status status = make(numbers, &landscape, fault);
    if (status != LAB_OK) return (int)status;
    lab_landscape_bottom(&landscape, out);
    out[2] = lab_landscape_height(&landscape, out, NULL);
    out[3] = landscape.count;
    memcpy(out + 4, landscape.points, sizeof landscape.points);
    return LAB_OK;
}

/* A walk as numbers: start (2), method, rate, momentum, batch, noise, seed; out: how many points,
 * each a lab_walk_point of 7 numbers. */
int abi_walk_run(const double *numbers, const double walk[8], uint32_t steps,
    lab_walk_point *points, uint32_t out[1], double fault[3]) {
    lab_landscape landscape;
    lab_status status = make(numbers, &landscape, fault);
    if (status != LAB_OK) return (int)status;
    lab_fault problem = {0, 0, 0};
    lab_walk walked = {
        {walk[0], walk[1]}, walk[2], walk[3], walk[4], walk[5], walk[6], (uint64_t)walk[7]};
    status = lab_walk_run(&landscape, &walked, steps, points, out, &problem);
    copy_fault(&problem, fault);
    return (int)status;
}

/* A decay as numbers: c, a, start, noise, runs, seed; out: how many points, each a lab_decay_point
 * of 5 numbers. */
int abi_decay_run(const double decay[6], uint32_t steps, lab_decay_point *points, double *places,
    uint32_t capacity, uint32_t out[1], double fault[3]) {
    lab_fault problem = {0, 0, 0};
    lab_decay decayed = {
        decay[0], decay[1], decay[2], decay[3], (uint32_t)decay[4], (uint64_t)decay[5]};
    lab_status status = lab_decay_run(&decayed, steps, points, places, capacity, out, &problem);
    copy_fault(&problem, fault);
    return (int)status;
}

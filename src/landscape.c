/* landscape.c - losses of two parameters, with their gradients. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "fault.h"

lab_status lab_landscape_make(
    double terrain, double steepness, uint64_t seed, lab_landscape *landscape, lab_fault *fault) {
    assert(landscape);
    if (!(terrain >= LAB_TERRAIN_BOWL && terrain <= LAB_TERRAIN_PLATEAU) ||
        terrain != floor(terrain))
        return lab_fail(fault, LAB_BAD_LANDSCAPE, 0, terrain, LAB_TERRAIN_PLATEAU);
    if (!(steepness >= 2 && steepness <= LAB_LANDSCAPE_STEEPNESS) || steepness != floor(steepness))
        return lab_fail(fault, LAB_BAD_LANDSCAPE, 1, steepness, LAB_LANDSCAPE_STEEPNESS);
    memset(landscape, 0, sizeof *landscape);
    landscape->terrain = (lab_terrain)terrain;
    landscape->steepness = steepness;
    if (landscape->terrain == LAB_TERRAIN_SPARSE) landscape->count = (uint32_t)steepness;
    if (landscape->terrain != LAB_TERRAIN_BOWL) return LAB_OK;
    landscape->count = LAB_LANDSCAPE_SAMPLES;
    lab_random random = lab_random_start(seed, 0);
    for (uint32_t i = 0; i < landscape->count; i++) {
        double u = 3 * (double)lab_random_uniform(&random) - 1;
        landscape->points[i][0] = u;
        landscape->points[i][1] = 1 + u / 2 + lab_random_normal(&random) / 2;
    }
    return LAB_OK;
}

/* The target of a sample of sparse features. */
static double sparse_target(uint32_t index, uint32_t count) {
    uint32_t first = (count - 1) % 2; /* 1 where the frequent samples are odd in number */
    if (index <= first) return 1;
    return (index - first) % 2 ? 1.5 : 0.5;
}

/* Half the squared miss of one sample, and what it adds to a gradient. */
static double miss(
    const lab_landscape *landscape, uint32_t index, const double place[2], double gradient[2]) {
    double factor[2] = {index > 0, index == 0};
    double wanted = 0;
    if (landscape->terrain == LAB_TERRAIN_SPARSE) {
        wanted = sparse_target(index, landscape->count);
    } else {
        factor[0] = 1;
        factor[1] = landscape->points[index][0];
        wanted = landscape->points[index][1];
    }
    double residual = place[0] * factor[0] + place[1] * factor[1] - wanted;
    gradient[0] += residual * factor[0];
    gradient[1] += residual * factor[1];
    return residual * residual / 2;
}

void lab_landscape_gradient(const lab_landscape *landscape, const uint32_t *indices, uint32_t count,
    const double place[2], double gradient[2]) {
    assert(count > 0);
    double sum[2] = {0, 0};
    for (uint32_t i = 0; i < count; i++) {
        assert(indices[i] < landscape->count);
        miss(landscape, indices[i], place, sum);
    }
    gradient[0] = sum[0] / count;
    gradient[1] = sum[1] / count;
}

static double mean_height(
    const lab_landscape *landscape, const double place[2], double gradient[2]) {
    double sum[2] = {0, 0}, loss = 0;
    for (uint32_t i = 0; i < landscape->count; i++) loss += miss(landscape, i, place, sum);
    gradient[0] = sum[0] / landscape->count;
    gradient[1] = sum[1] / landscape->count;
    return loss / landscape->count;
}

static double plateau_height(double x, double y, double gradient[2]) {
    double slope = 1 / (1 + lab_exp(-4 * (x + 2)));
    double beyond = x - 2.5;
    double hollow = lab_exp(-beyond * beyond / 0.72);
    gradient[0] = -2 * slope * (1 - slope) + hollow * beyond / 0.72;
    gradient[1] = y;
    return 1 + y * y / 2 - slope / 2 - hollow / 2;
}

double lab_landscape_height(
    const lab_landscape *landscape, const double place[2], double gradient[2]) {
    double unasked[2];
    if (!gradient) gradient = unasked;
    double x = place[0], y = place[1];
    switch (landscape->terrain) {
    case LAB_TERRAIN_VALLEY:
        gradient[0] = x;
        gradient[1] = landscape->steepness * y;
        return (x * x + landscape->steepness * y * y) / 2;
    case LAB_TERRAIN_SADDLE:
        gradient[0] = x;
        gradient[1] = y * y * y - y;
        return x * x / 2 - y * y / 2 + (y * y) * (y * y) / 4;
    case LAB_TERRAIN_PLATEAU:
        return plateau_height(x, y, gradient);
    case LAB_TERRAIN_BOWL:
    case LAB_TERRAIN_SPARSE:
        break;
    }
    return mean_height(landscape, place, gradient);
}

/* The normal equations of the line that fits a bowl's points best. */
static void fit(const lab_landscape *landscape, double place[2]) {
    double u = 0, v = 0, uu = 0, uv = 0, m = landscape->count;
    for (uint32_t i = 0; i < landscape->count; i++) {
        const double *point = landscape->points[i];
        u += point[0];
        v += point[1];
        uu += point[0] * point[0];
        uv += point[0] * point[1];
    }
    place[1] = (m * uv - u * v) / (m * uu - u * u);
    place[0] = (v - place[1] * u) / m;
}

void lab_landscape_bottom(const lab_landscape *landscape, double place[2]) {
    static const double bottoms[][2] = {[LAB_TERRAIN_VALLEY] = {0, 0},
        [LAB_TERRAIN_SPARSE] = {1, 1},
        [LAB_TERRAIN_SADDLE] = {0, 1},
        [LAB_TERRAIN_PLATEAU] = {2.5, 0}};
    if (landscape->terrain == LAB_TERRAIN_BOWL) fit(landscape, place);
    else memcpy(place, bottoms[landscape->terrain], sizeof bottoms[0]);
}

/* curvature.c - the outermost eigenvalues of the Hessian by Lanczos's method, in small pieces. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "fault.h"
#include "hessian.h"
#include "tridiagonal.h"

enum {
    STREAM_SAMPLES = 0x20000000, /* far from those of a run */
    STREAM_START = 0x20000001,
    VECTOR_WORK = 32 /* samples that a vector's dot product and subtraction are worth */
};
/* What is left of a product once the vectors before are taken out of it, as a share of the largest
 * curvature: below this it is rounding, and they span all that the start can reach. */
static const double nothing_left = 1e-6;

typedef enum stage { GRADIENT, ALONG, PRODUCT, ORTHOGONALIZE, FINISHED } stage;

struct lab_curvature {
    lab_curvature_plan plan;
    lab_network *network;
    lab_hessian hessian;
    uint32_t *indices;
    uint32_t count;
    uint32_t most; /* products */
    size_t size;   /* floats of a block */
    float *basis;  /* [most x size]: Lanczos's vectors */
    double *next;  /* [size]: the gradient, then the product under way */
    stage stage;
    uint32_t done; /* samples of the gradient or product under way */
    uint32_t step; /* of orthogonalization: each vector twice, the newest first */
    uint32_t products;
    double diagonal[LAB_CURVATURE_PRODUCTS];
    double beside[LAB_CURVATURE_PRODUCTS];
    double samples;
    lab_curvature_state state;
};

/* ---- Life --------------------------------------------------------------------------------- */

static lab_status check(const lab_curvature_plan *plan, uint32_t count, lab_fault *fault) {
    if (!(plan->samples >= 1 && plan->samples <= count && plan->samples == floor(plan->samples))) {
        return lab_fail(fault, LAB_BAD_PLAN, 0, plan->samples, count);
    }
    double products = plan->products;
    if (!(products >= 1 && products <= LAB_CURVATURE_PRODUCTS && products == floor(products))) {
        return lab_fail(fault, LAB_BAD_PLAN, 1, products, LAB_CURVATURE_PRODUCTS);
    }
    if (!(plan->tolerance >= 0 && plan->tolerance < 1)) {
        return lab_fail(fault, LAB_BAD_PLAN, 2, plan->tolerance, 1e-3);
    }
    return LAB_OK;
}

/* The first samples of a shuffle. */
static void choose_samples(lab_curvature *curvature, const lab_subject *subject) {
    lab_random random = lab_random_start(curvature->plan.seed, STREAM_SAMPLES);
    memcpy(curvature->indices, subject->indices, subject->count * sizeof(uint32_t));
    if (curvature->count == subject->count) return;
    for (uint32_t i = 0; i < curvature->count; i++) {
        uint32_t j = i + lab_random_below(&random, subject->count - i);
        uint32_t chosen = curvature->indices[j];
        curvature->indices[j] = curvature->indices[i];
        curvature->indices[i] = chosen;
    }
}

/* Lanczos finds no more eigenvalues than there are parameters. */
static uint32_t products_of(const lab_curvature *curvature) {
    double parameters = 0;
    for (uint32_t l = 0; l < curvature->network->shape.layers; l++) {
        const lab_layer *layer = &curvature->network->layers[l];
        parameters += (layer->inputs + 1.0) * layer->outputs;
    }
    return (uint32_t)fmin(curvature->plan.products, parameters);
}

static lab_status allocate(lab_curvature *curvature, const lab_subject *subject) {
    lab_status status =
        lab_network_create(lab_network_shape(subject->network), &curvature->network, NULL);
    if (status != LAB_OK) return status;
    lab_network_copy(curvature->network, subject->network);
    status = lab_hessian_create(
        &curvature->hessian, curvature->network, subject->data, subject->arithmetic);
    if (status != LAB_OK) return status;
    curvature->size = curvature->network->size;
    curvature->most = products_of(curvature);
    curvature->indices = malloc(subject->count * sizeof(uint32_t));
    curvature->basis = calloc(curvature->most * curvature->size, sizeof(float));
    curvature->next = calloc(curvature->size, sizeof(double));
    if (!curvature->indices || !curvature->basis || !curvature->next) return LAB_OUT_OF_MEMORY;
    choose_samples(curvature, subject);
    return LAB_OK;
}

lab_status lab_curvature_create(const lab_curvature_plan *plan, const lab_subject *subject,
    lab_curvature **result, lab_fault *fault) {
    lab_status status = check(plan, subject->count, fault);
    if (status != LAB_OK) return status;
    lab_curvature *curvature = calloc(1, sizeof *curvature);
    if (!curvature) return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, (double)sizeof *curvature, 0);
    curvature->plan = *plan;
    curvature->count = (uint32_t)plan->samples;
    status = allocate(curvature, subject);
    if (status != LAB_OK) {
        lab_curvature_destroy(curvature);
        return lab_fail(fault, status, 0, 0, 0);
    }
    curvature->state = (lab_curvature_state){.loss = NAN,
        .gradient = NAN,
        .along = NAN,
        .highest = NAN,
        .highest_residual = NAN,
        .lowest = NAN,
        .lowest_residual = NAN};
    *result = curvature;
    return LAB_OK;
}

void lab_curvature_destroy(lab_curvature *curvature) {
    if (!curvature) return;
    lab_hessian_destroy(&curvature->hessian);
    lab_network_destroy(curvature->network);
    free(curvature->indices);
    free(curvature->basis);
    free(curvature->next);
    free(curvature);
}

/* ---- The gradient, and the curvature along it --------------------------------------------- */

static float *vector_at(const lab_curvature *curvature, uint32_t k) {
    return curvature->basis + k * curvature->size;
}

/* `next` becomes vector k, of unit length. */
static void keep(lab_curvature *curvature, uint32_t k, double length) {
    lab_block_scale_into(curvature->size, vector_at(curvature, k), curvature->next, 1 / length);
}

static void start_sum(lab_curvature *curvature, stage stage) {
    memset(curvature->next, 0, curvature->size * sizeof(double));
    curvature->done = 0;
    curvature->stage = stage;
}

/* Vector 0 is random, in weights and biases: no eigenvector is orthogonal to it but by chance. */
static void start_lanczos(lab_curvature *curvature) {
    lab_random random = lab_random_start(curvature->plan.seed, STREAM_START);
    float *vector = vector_at(curvature, 0);
    memset(vector, 0, curvature->size * sizeof(float));
    for (uint32_t l = 0; l < curvature->network->shape.layers; l++) {
        const lab_layer *layer = &curvature->network->layers[l];
        for (uint32_t i = 0; i <= layer->inputs; i++) {
            float *row = vector + lab_block_row(layer, i);
            for (uint32_t j = 0; j < layer->outputs; j++) {
                row[j] = 2.0f * lab_random_uniform(&random) - 1.0f;
            }
        }
    }
    start_sum(curvature, PRODUCT);
    lab_block_add(curvature->size, curvature->next, vector);
    keep(curvature, 0, sqrt(lab_block_square(curvature->network, curvature->next)));
    start_sum(curvature, PRODUCT);
}

static void end_gradient(lab_curvature *curvature) {
    lab_curvature_state *state = &curvature->state;
    double length = sqrt(lab_block_square(curvature->network, curvature->next));
    state->loss /= curvature->count;
    state->gradient = length / curvature->count;
    if (!(length > 0 && length <= DBL_MAX)) {
        start_lanczos(curvature);
        return;
    }
    keep(curvature, 0, length);
    start_sum(curvature, ALONG);
}

static void scale_next(lab_curvature *curvature) {
    for (size_t k = 0; k < curvature->size; k++) curvature->next[k] /= curvature->count;
}

/* ---- Lanczos ------------------------------------------------------------------------------ */

static void end_product(lab_curvature *curvature) {
    scale_next(curvature);
    if (curvature->stage == PRODUCT) {
        curvature->stage = ORTHOGONALIZE;
        curvature->step = 0;
        return;
    }
    curvature->state.along =
        lab_block_dot(curvature->network, vector_at(curvature, 0), curvature->next);
    start_lanczos(curvature);
}

/* What the product has added to the picture: its diagonal element is there, and `left` is as long
 * as what is new in it. */
static void judge(lab_curvature *curvature, double left) {
    lab_curvature_state *state = &curvature->state;
    uint32_t n = ++curvature->products;
    curvature->beside[n - 1] = left;
    lab_extreme high = lab_tridiagonal_extreme(curvature->diagonal, curvature->beside, n, 1);
    lab_extreme low = lab_tridiagonal_extreme(curvature->diagonal, curvature->beside, n, -1);
    state->highest = high.value;
    state->lowest = low.value;
    state->highest_residual = left * high.last;
    state->lowest_residual = left * low.last;
    double most = fmax(fabs(high.value), fabs(low.value));
    double allowed = curvature->plan.tolerance * most;
    int near = n > 1 && state->highest_residual <= allowed && state->lowest_residual <= allowed;
    int whole = left <= nothing_left * most;
    state->converged = near || whole;
    if (near || whole || n == curvature->most || !isfinite(left)) {
        curvature->stage = FINISHED;
        return;
    }
    keep(curvature, n, left);
    start_sum(curvature, PRODUCT);
}

/* Takes one earlier vector out of the product; all of them twice, for the first time leaves what
 * rounding put in (Parlett, The Symmetric Eigenvalue Problem, 6.9: twice is enough). */
static uint32_t orthogonalize(lab_curvature *curvature) {
    uint32_t n = curvature->products + 1;
    const float *vector = vector_at(curvature, n - 1 - curvature->step % n);
    double share = lab_block_dot(curvature->network, vector, curvature->next);
    if (curvature->step == 0) curvature->diagonal[n - 1] = share;
    lab_block_add_scaled(curvature->size, curvature->next, vector, -share);
    if (++curvature->step == 2 * n) {
        judge(curvature, sqrt(lab_block_square(curvature->network, curvature->next)));
    }
    return VECTOR_WORK;
}

/* ---- In pieces ---------------------------------------------------------------------------- */

static uint32_t sum_chunk(lab_curvature *curvature) {
    uint32_t left = curvature->count - curvature->done;
    uint32_t chunk = left < LAB_CHUNK ? left : LAB_CHUNK;
    const uint32_t *indices = curvature->indices + curvature->done;
    if (curvature->stage == GRADIENT) {
        if (curvature->done == 0) curvature->state.loss = 0;
        curvature->state.loss +=
            lab_hessian_add_gradient(&curvature->hessian, indices, chunk, curvature->next).loss;
    } else {
        lab_hessian_add(&curvature->hessian, vector_at(curvature, curvature->products), indices,
            chunk, curvature->next);
    }
    curvature->done += chunk;
    curvature->samples += chunk;
    if (curvature->done < curvature->count) return chunk;
    if (curvature->stage == GRADIENT) end_gradient(curvature);
    else end_product(curvature);
    return chunk;
}

uint32_t lab_curvature_advance(lab_curvature *curvature, uint32_t samples) {
    uint32_t done = 0, products = curvature->products;
    while (curvature->stage != FINISHED && curvature->products == products && done < samples) {
        done += curvature->stage == ORTHOGONALIZE ? orthogonalize(curvature) : sum_chunk(curvature);
    }
    return done;
}

lab_curvature_state lab_curvature_look(const lab_curvature *curvature) {
    lab_curvature_state state = curvature->state;
    if (isnan(state.gradient)) state.loss = NAN;
    state.products = curvature->products;
    state.samples = curvature->samples;
    int finished = curvature->stage == FINISHED;
    state.finished = finished;
    double all = curvature->count * (curvature->most + 2.0);
    state.share = finished ? 1 : curvature->samples / all;
    return state;
}

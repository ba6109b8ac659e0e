/* variance.c - draws batches of many sizes, and says how far their gradients scatter. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "fault.h"
#include "workspace.h"

enum {
    STREAM_VARIANCE = 0x10000000, /* and on: one stream a size, far from those of a run */
    DRAW_WORK = 16                /* samples that a batch's end is worth: about its share of time */
};
static const double z95 = 1.959963984540054;

/* Sums over the draws of one size. */
typedef struct tally {
    double draws;
    double variance, variance_square;
    double square, square_square;
} tally;

struct lab_variance {
    lab_variance_plan plan;
    lab_network *network;
    const lab_data *data;
    lab_workspace *workspace;
    uint32_t *indices;
    uint32_t count;
    double *mean;    /* G: a sum until all samples have been seen */
    uint32_t seen;   /* samples in it */
    lab_score score; /* of all samples */
    double square;   /* |G|^2 */
    uint32_t size;   /* under way */
    uint32_t filled; /* samples of the batch under way */
    lab_random random;
    uint32_t drawn[LAB_CHUNK];
    tally tallies[LAB_VARIANCE_SIZES];
    double work; /* done, in samples */
};

/* ---- Life --------------------------------------------------------------------------------- */

static int is_whole(double value, double least, double most) {
    return value >= least && value <= most && value == floor(value);
}

static lab_status check(const lab_variance_plan *plan, lab_fault *fault) {
    if (plan->count < 1 || plan->count > LAB_VARIANCE_SIZES) {
        return lab_fail(fault, LAB_BAD_PLAN, 0, plan->count, LAB_VARIANCE_SIZES);
    }
    for (uint32_t k = 0; k < plan->count; k++) {
        double least = k > 0 ? plan->batches[k - 1] + 1 : 1;
        if (!is_whole(plan->batches[k], least, LAB_VARIANCE_BATCH)) {
            return lab_fail(fault, LAB_BAD_PLAN, 1 + 2.0 * k, plan->batches[k], least);
        }
        if (!is_whole(plan->draws[k], 2, LAB_VARIANCE_DRAWS)) {
            return lab_fail(fault, LAB_BAD_PLAN, 2 + 2.0 * k, plan->draws[k], 2);
        }
    }
    return LAB_OK;
}

static lab_status allocate(lab_variance *variance, const lab_subject *subject) {
    lab_status status =
        lab_network_create(lab_network_shape(subject->network), &variance->network, NULL);
    if (status != LAB_OK) return status;
    lab_network_copy(variance->network, subject->network);
    status = lab_workspace_create(
        variance->network, subject->data, subject->arithmetic, &variance->workspace);
    if (status != LAB_OK) return status;
    variance->indices = malloc(subject->count * sizeof(uint32_t));
    variance->mean = calloc(variance->network->size, sizeof(double));
    if (!variance->indices || !variance->mean) return LAB_OUT_OF_MEMORY;
    memcpy(variance->indices, subject->indices, subject->count * sizeof(uint32_t));
    return LAB_OK;
}

static void start_size(lab_variance *variance) {
    uint64_t stream = STREAM_VARIANCE + (uint64_t)variance->size;
    variance->random = lab_random_start(variance->plan.seed, stream);
}

lab_status lab_variance_create(const lab_variance_plan *plan, const lab_subject *subject,
    lab_variance **result, lab_fault *fault) {
    lab_status status = check(plan, fault);
    if (status != LAB_OK) return status;
    lab_variance *variance = calloc(1, sizeof *variance);
    if (!variance) return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, (double)sizeof *variance, 0);
    variance->plan = *plan;
    variance->data = subject->data;
    variance->count = subject->count;
    status = allocate(variance, subject);
    if (status != LAB_OK) {
        lab_variance_destroy(variance);
        return lab_fail(fault, status, 0, 0, 0);
    }
    start_size(variance);
    *result = variance;
    return LAB_OK;
}

void lab_variance_destroy(lab_variance *variance) {
    if (!variance) return;
    lab_network_destroy(variance->network);
    lab_workspace_destroy(variance->workspace);
    free(variance->indices);
    free(variance->mean);
    free(variance);
}

/* ---- Drawing ------------------------------------------------------------------------------ */

static uint32_t at_most_chunk(double left) {
    return left < LAB_CHUNK ? (uint32_t)left : LAB_CHUNK;
}

/* One chunk of all samples, for their mean gradient. */
static uint32_t see_chunk(lab_variance *variance) {
    size_t size = variance->network->size;
    uint32_t chunk = at_most_chunk(variance->count - variance->seen);
    lab_gradient_clear(variance->workspace);
    lab_score score = lab_gradient_add(variance->workspace, variance->network, variance->data,
        variance->indices + variance->seen, chunk);
    variance->score.loss += score.loss;
    lab_block_add(size, variance->mean, variance->workspace->gradient);
    variance->seen += chunk;
    if (variance->seen == variance->count) {
        for (size_t k = 0; k < size; k++) variance->mean[k] /= variance->count;
        variance->square = lab_block_square(variance->network, variance->mean);
    }
    return chunk;
}

static void end_draw(lab_variance *variance, double batch) {
    double sums[2];
    lab_block_distance(
        variance->network, variance->workspace->gradient, 1 / batch, variance->mean, sums);
    tally *sum = &variance->tallies[variance->size];
    sum->draws++;
    sum->variance += sums[0];
    sum->variance_square += sums[0] * sums[0];
    sum->square += sums[1];
    sum->square_square += sums[1] * sums[1];
    variance->filled = 0;
    if (sum->draws < variance->plan.draws[variance->size]) return;
    variance->size++;
    start_size(variance);
}

/* One chunk of the batch under way; the whole batch where it fits into one. */
static uint32_t draw_chunk(lab_variance *variance) {
    double batch = variance->plan.batches[variance->size];
    uint32_t chunk = at_most_chunk(batch - variance->filled);
    for (uint32_t s = 0; s < chunk; s++) {
        uint32_t place = lab_random_below(&variance->random, variance->count);
        variance->drawn[s] = variance->indices[place];
    }
    if (variance->filled == 0) lab_gradient_clear(variance->workspace);
    lab_gradient_add(
        variance->workspace, variance->network, variance->data, variance->drawn, chunk);
    variance->filled += chunk;
    if (variance->filled < batch) return chunk;
    end_draw(variance, batch);
    return chunk + DRAW_WORK;
}

static int is_finished(const lab_variance *variance) {
    return variance->size == variance->plan.count;
}

uint32_t lab_variance_advance(lab_variance *variance, uint32_t samples) {
    uint32_t done = 0;
    while (!is_finished(variance) && done < samples) {
        done += variance->seen < variance->count ? see_chunk(variance) : draw_chunk(variance);
    }
    variance->work += done;
    return done;
}

/* ---- Looking ------------------------------------------------------------------------------ */

lab_variance_progress lab_variance_look(const lab_variance *variance) {
    int seen = variance->seen == variance->count;
    double samples = variance->seen + (double)variance->filled, work = variance->count;
    for (uint32_t k = 0; k < variance->plan.count; k++) {
        samples += variance->tallies[k].draws * variance->plan.batches[k];
        work += variance->plan.draws[k] * (variance->plan.batches[k] + DRAW_WORK);
    }
    return (lab_variance_progress){seen ? variance->score.loss / variance->count : NAN,
        seen ? variance->square : NAN, variance->size, samples, variance->work / work,
        is_finished(variance)};
}

/* The standard error of the mean of `count` numbers with this sum and this sum of squares. */
static double error_of(double sum, double square, double count) {
    double spread = (square - sum * sum / count) / (count - 1);
    return count > 1 ? sqrt((spread > 0 ? spread : 0) / count) : NAN;
}

lab_variance_point lab_variance_at(const lab_variance *variance, uint32_t size) {
    const tally *sum = &variance->tallies[size];
    double batch = variance->plan.batches[size];
    if (sum->draws == 0) return (lab_variance_point){batch, 0, NAN, NAN, NAN, NAN};
    return (lab_variance_point){batch, sum->draws, sum->variance / sum->draws,
        error_of(sum->variance, sum->variance_square, sum->draws), sum->square / sum->draws,
        error_of(sum->square, sum->square_square, sum->draws)};
}

lab_power_law lab_variance_law(const lab_variance *variance) {
    double n = variance->size, x_mean = 0, y_mean = 0, x_square = 0, product = 0, error = 0;
    for (uint32_t k = 0; k < variance->size; k++) {
        x_mean += lab_log(variance->plan.batches[k]) / n;
        y_mean += lab_log(lab_variance_at(variance, k).variance) / n;
    }
    for (uint32_t k = 0; k < variance->size; k++) {
        lab_variance_point point = lab_variance_at(variance, k);
        double x = lab_log(point.batch) - x_mean;
        double relative = point.variance_error / point.variance;
        x_square += x * x;
        product += x * (lab_log(point.variance) - y_mean);
        error += x * x * relative * relative;
    }
    if (n < 2 || !isfinite(product)) return (lab_power_law){NAN, NAN, NAN};
    double slope = product / x_square;
    return (lab_power_law){slope, sqrt(error) / x_square, lab_exp(y_mean - slope * x_mean)};
}

/* ---- The noise scale ---------------------------------------------------------------------- */

/* Fieller: a quotient r is within the interval if trace - r square lies within z standard errors of
 * 0, which is a quadratic inequality in r. */
static void set_interval(lab_noise *noise, double v_trace, double v_square, double v_both) {
    double z = z95 * z95;
    double a = noise->square * noise->square - z * v_square;
    double b = noise->trace * noise->square - z * v_both;
    double c = noise->trace * noise->trace - z * v_trace;
    double root = sqrt(fmax(b * b - a * c, 0));
    if (a > 0) {
        noise->low = fmax((b - root) / a, 0);
        noise->high = fmax((b + root) / a, 0);
    } else {
        noise->low = b + root > 0 ? fmax(c / (b + root), 0) : 0;
        noise->high = INFINITY;
    }
}

lab_noise lab_noise_scale(const lab_variance_point *small, const lab_variance_point *big) {
    double b = small->batch, B = big->batch;
    double per_trace = 1 / (1 / b - 1 / B);
    lab_noise noise = {.trace = (small->square - big->square) * per_trace,
        .square = (B * big->square - b * small->square) / (B - b)};
    noise.scale = noise.square > 0 ? noise.trace / noise.square : INFINITY;
    double v_small = small->square_error * small->square_error;
    double v_big = big->square_error * big->square_error;
    set_interval(&noise, (v_small + v_big) * per_trace * per_trace,
        (B * B * v_big + b * b * v_small) / ((B - b) * (B - b)),
        -(B * v_big + b * v_small) * per_trace / (B - b));
    return noise;
}

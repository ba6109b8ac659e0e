/* example.c - a line through the origin and a few points: the textbook's arithmetic and the
 * gradient's. */
#include <assert.h>
#include <math.h>

#include "lab.h"

/* A sum as if in twice the precision (Neumaier 1974): what rounding takes away is kept beside it.
 */
typedef struct total {
    double sum;
    double rest;
} total;

static void add(total *to, double value) {
    double sum = to->sum + value;
    double larger = fabs(to->sum) >= fabs(value) ? to->sum : value;
    double smaller = fabs(to->sum) >= fabs(value) ? value : to->sum;
    to->rest += (larger - sum) + smaller;
    to->sum = sum;
}

static double value_of(total of) {
    return of.sum + of.rest;
}

static int is_good(double value) {
    return fabs(value) <= LAB_EXAMPLE_MOST; /* NaN is not */
}

static lab_status refuse(lab_fault *fault, lab_status status, double where, double found) {
    if (fault) *fault = (lab_fault){where, found, LAB_EXAMPLE_MOST};
    return status;
}

/* Every number that comes from outside: the points, then two more. */
static lab_status check(
    const double *points, uint32_t count, double one, double other, lab_fault *fault) {
    if (count == 0) return refuse(fault, LAB_NO_POINTS, 0, 0);
    for (uint32_t i = 0; i < 2 * count; i++) {
        if (!is_good(points[i])) return refuse(fault, LAB_BAD_POINT, i, points[i]);
    }
    if (!is_good(one)) return refuse(fault, LAB_BAD_POINT, 2.0 * count, one);
    if (!is_good(other)) return refuse(fault, LAB_BAD_POINT, 2.0 * count + 1, other);
    return LAB_OK;
}

lab_status lab_example_measure(const double *points, uint32_t count, double slope, double target,
    lab_example *example, lab_fault *fault) {
    assert(example && (points || count == 0));
    lab_status status = check(points, count, slope, target, fault);
    if (status != LAB_OK) return status;
    total squares = {0, 0}, slopes = {0, 0}, inputs = {0, 0}, products = {0, 0};
    for (uint32_t i = 0; i < count; i++) {
        double x = points[2 * i], y = points[2 * i + 1];
        double residual = slope * x - y;
        add(&squares, residual * residual);
        add(&slopes, x * residual);
        add(&inputs, x * x);
        add(&products, x * y);
    }
    double loss = value_of(squares) / (2.0 * count);
    double gradient = value_of(slopes) / count;
    int is_flat = value_of(inputs) == 0, is_there = gradient == 0;
    *example = (lab_example){
        .loss = loss,
        .chapter_rate = loss == 0 ? NAN : (slope - target) / loss,
        .gradient = gradient,
        .rate = is_there ? NAN : (slope - target) / gradient,
        .curvature = value_of(inputs) / count,
        .best = is_flat ? NAN : value_of(products) / value_of(inputs),
    };
    if (is_flat) return refuse(fault, LAB_NO_SLOPE, 0, 0);
    return is_there ? refuse(fault, LAB_NO_GRADIENT, 0, 0) : LAB_OK;
}

/* ---- Batches of the points ---------------------------------------------------------------- */

/* How many batches there are; `most` + 1 stands for all that are more. Each product is divisible,
 * for it is a number of batches times i. */
static uint32_t count_batches(uint32_t count, uint32_t batch, uint32_t most) {
    uint64_t batches = 1;
    uint32_t few = batch < count - batch ? batch : count - batch;
    for (uint32_t i = 1; i <= few; i++) {
        batches = batches * (count - few + i) / i;
        if (batches > most) return most + 1;
    }
    return (uint32_t)batches;
}

static double step(
    const double *points, const uint32_t *chosen, uint32_t batch, double slope, double rate) {
    total slopes = {0, 0};
    for (uint32_t i = 0; i < batch; i++) {
        double x = points[2 * chosen[i]], y = points[2 * chosen[i] + 1];
        add(&slopes, x * (slope * x - y));
    }
    return slope - rate * (value_of(slopes) / batch);
}

/* The next batch in lexicographic order; the last is followed by the last. */
static void advance(uint32_t *chosen, uint32_t batch, uint32_t count) {
    uint32_t i = batch;
    while (i > 0 && chosen[i - 1] == count - batch + i - 1) i--;
    if (i == 0) return;
    chosen[i - 1]++;
    for (; i < batch; i++) chosen[i] = chosen[i - 1] + 1;
}

/* Brings a random batch to the front. */
static void draw(lab_random *random, uint32_t *indices, uint32_t batch, uint32_t count) {
    for (uint32_t i = 0; i < batch; i++) {
        uint32_t j = i + lab_random_below(random, count - i);
        uint32_t index = indices[i];
        indices[i] = indices[j];
        indices[j] = index;
    }
}

static void describe(const double *slopes, lab_example_steps *steps) {
    total sum = {0, 0}, squares = {0, 0};
    for (uint32_t i = 0; i < steps->count; i++) add(&sum, slopes[i]);
    steps->mean = value_of(sum) / steps->count;
    for (uint32_t i = 0; i < steps->count; i++) {
        double away = slopes[i] - steps->mean;
        add(&squares, away * away);
    }
    steps->deviation = sqrt(value_of(squares) / steps->count);
}

lab_status lab_example_batches(const double *points, uint32_t count, double slope, double rate,
    uint32_t batch, uint64_t seed, double *slopes, uint32_t capacity, lab_example_steps *steps,
    lab_fault *fault) {
    assert(slopes && steps && capacity > 0 && (points || count == 0));
    lab_status status = check(points, count, slope, rate, fault);
    if (status != LAB_OK) return status;
    if (count > LAB_EXAMPLE_POINTS) {
        if (fault) *fault = (lab_fault){0, count, LAB_EXAMPLE_POINTS};
        return LAB_BAD_SIZE;
    }
    if (batch == 0 || batch > count) {
        if (fault) *fault = (lab_fault){0, batch, count};
        return LAB_BAD_BATCH;
    }
    uint32_t indices[LAB_EXAMPLE_POINTS];
    for (uint32_t i = 0; i < count; i++) indices[i] = i;
    uint32_t batches = count_batches(count, batch, capacity);
    steps->all = batches <= capacity;
    steps->count = steps->all ? batches : capacity;
    lab_random random = lab_random_start(seed, 0);
    for (uint32_t i = 0; i < steps->count; i++) {
        if (!steps->all) draw(&random, indices, batch, count);
        slopes[i] = step(points, indices, batch, slope, rate);
        if (steps->all) advance(indices, batch, count);
    }
    describe(slopes, steps);
    return LAB_OK;
}

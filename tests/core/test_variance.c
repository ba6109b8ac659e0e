/* test_variance.c - how a batch's mean gradient scatters: against the exact variance, which is
 * known for a set this small; the noise scale from two batch sizes; and that a run which is
 * measured is the run that it is without. */
#include "check.h"
#include "fixture.h"
#include "pack.h"
#include "reference.h"

enum { COUNT = 1000, TRAIN = 800, SIZES = 8 };

static fixture_set set;

static lab_variance_plan plan_of(uint32_t seed, double draws) {
    lab_variance_plan plan = {.count = SIZES, .seed = seed};
    for (int k = 0; k < SIZES; k++) {
        plan.batches[k] = 1 << (k < SIZES - 1 ? k : 10);
        plan.draws[k] = draws;
    }
    return plan;
}

static lab_variance *finish(const lab_variance_plan *plan, lab_subject subject, uint32_t slice) {
    lab_variance *variance;
    CHECK_EQUAL(lab_variance_create(plan, &subject, &variance, NULL), LAB_OK);
    double share = 0;
    while (lab_variance_advance(variance, slice) > 0) {
        lab_variance_progress now = lab_variance_look(variance);
        CHECK(now.share >= share && now.share <= 1);
        share = now.share;
    }
    CHECK_EQUAL(lab_variance_look(variance).finished, 1);
    CHECK_EQUAL(share, 1);
    return variance;
}

/* ---- Against what is exact ---------------------------------------------------------------- */

static void read_gradient(const lab_workspace *workspace, uint32_t layers, double *to) {
    for (uint32_t l = 0; l < layers; l++) {
        lab_layer_view view = lab_gradient_layer(workspace, l);
        for (uint32_t i = 0; i <= view.inputs; i++) {
            const float *row =
                i < view.inputs ? view.weights + (size_t)i * view.stride : view.biases;
            for (uint32_t j = 0; j < view.outputs; j++) *to++ = (double)row[j];
        }
    }
}

/* |G|^2 and the mean of |g|^2 over all samples. */
static void measure_exactly(lab_subject subject, double *square, double *single) {
    lab_workspace *workspace;
    const lab_shape *shape = lab_network_shape(subject.network);
    uint32_t count = reference_count(shape);
    double sum[REFERENCE_PARAMETERS] = {0}, one[REFERENCE_PARAMETERS];
    *square = *single = 0;
    CHECK_EQUAL(
        lab_workspace_create(subject.network, subject.data, LAB_VECTOR, &workspace), LAB_OK);
    for (uint32_t s = 0; s < subject.count; s++) {
        lab_gradient_clear(workspace);
        lab_gradient_add(workspace, subject.network, subject.data, subject.indices + s, 1);
        read_gradient(workspace, shape->layers, one);
        for (uint32_t k = 0; k < count; k++) {
            sum[k] += one[k] / subject.count;
            *single += one[k] * one[k] / subject.count;
        }
    }
    for (uint32_t k = 0; k < count; k++) *square += sum[k] * sum[k];
    lab_workspace_destroy(workspace);
}

/* The variance at m is exactly tr Sigma / m, and the mean of |g|^2 that and |G|^2; each estimate
 * lies within five of its standard errors, for any seed. */
static void check_estimates(lab_subject subject) {
    double square, single;
    measure_exactly(subject, &square, &single);
    double trace = single - square;
    for (uint32_t seed = 1; seed <= 3; seed++) {
        lab_variance_plan plan = plan_of(seed, 300);
        lab_variance *variance = finish(&plan, subject, 300);
        CHECK_NEAR(lab_variance_look(variance).square, square, 1e-5 * square);
        for (uint32_t k = 0; k < SIZES; k++) {
            lab_variance_point point = lab_variance_at(variance, k);
            CHECK_EQUAL(point.draws, 300);
            CHECK(point.variance_error < 0.1 * point.variance);
            CHECK_NEAR(point.variance, trace / point.batch, 5 * point.variance_error);
            CHECK_NEAR(point.square, trace / point.batch + square, 5 * point.square_error);
        }
        lab_power_law law = lab_variance_law(variance);
        CHECK_NEAR(law.slope, -1, 5 * law.slope_error);
        CHECK(law.slope_error < 0.02);
        CHECK_NEAR(law.factor, trace, 0.15 * trace);
        lab_variance_point small = lab_variance_at(variance, 0);
        lab_variance_point big = lab_variance_at(variance, SIZES - 1);
        lab_noise noise = lab_noise_scale(&small, &big);
        CHECK_NEAR(noise.trace, trace, 0.2 * trace);
        CHECK(noise.low < noise.scale && noise.scale < noise.high);
        CHECK(noise.low / 1.5 < trace / square && trace / square < noise.high * 1.5);
        lab_variance_destroy(variance);
    }
}

/* Mean squares that are what they should be give back exactly what they are made of, and a gradient
 * that drowns in noise has no upper end. */
static void check_noise(void) {
    lab_variance_point small = {.batch = 4, .square = 3 + 20.0 / 4, .square_error = 0.01};
    lab_variance_point big = {.batch = 100, .square = 3 + 20.0 / 100, .square_error = 0.01};
    lab_noise noise = lab_noise_scale(&small, &big);
    CHECK_NEAR(noise.trace, 20, 1e-12);
    CHECK_NEAR(noise.square, 3, 1e-12);
    CHECK_NEAR(noise.scale, 20.0 / 3, 1e-12);
    CHECK(noise.low > 6.5 && noise.low < 20.0 / 3 && noise.high > 20.0 / 3 && noise.high < 6.8);
    big.square_error = 2;
    noise = lab_noise_scale(&small, &big);
    CHECK_EQUAL(noise.high, INFINITY);
    CHECK(noise.low > 0 && noise.low < 20.0 / 3);
    big.square = 0.1;
    noise = lab_noise_scale(&small, &big);
    CHECK_EQUAL(noise.scale, INFINITY);
    CHECK_EQUAL(noise.high, INFINITY);
}

/* ---- Pieces ------------------------------------------------------------------------------- */

static void check_same(const lab_variance *a, const lab_variance *b, uint32_t sizes) {
    for (uint32_t k = 0; k < sizes; k++) {
        lab_variance_point x = lab_variance_at(a, k), y = lab_variance_at(b, k);
        CHECK(memcmp(&x, &y, sizeof x) == 0);
    }
}

static void check_slices(lab_subject subject) {
    lab_variance_plan plan = plan_of(9, 20);
    lab_variance *whole = finish(&plan, subject, 1u << 30), *cut = finish(&plan, subject, 1);
    check_same(whole, cut, SIZES);
    subject.arithmetic = LAB_PLAIN;
    lab_variance *plain = finish(&plan, subject, 512);
    check_same(whole, plain, SIZES);
    plan.count = 3; /* other sizes draw for themselves */
    lab_variance *fewer = finish(&plan, subject, 512);
    check_same(whole, fewer, 3);
    lab_variance_destroy(whole);
    lab_variance_destroy(cut);
    lab_variance_destroy(plain);
    lab_variance_destroy(fewer);
}

static void check_beginning(lab_subject subject) {
    lab_variance_plan plan = plan_of(1, 20);
    lab_variance *variance;
    CHECK_EQUAL(lab_variance_create(&plan, &subject, &variance, NULL), LAB_OK);
    CHECK(isnan(lab_variance_look(variance).square) && isnan(lab_variance_look(variance).loss));
    CHECK(isnan(lab_variance_at(variance, 0).variance));
    CHECK(isnan(lab_variance_law(variance).slope));
    lab_variance_destroy(variance);
}

static void check_faults(lab_subject subject) {
    struct {
        uint32_t count;
        double batches[2], draws[2], where;
    } wrong[] = {{0, {1, 2}, {2, 2}, 0}, {17, {1, 2}, {2, 2}, 0}, {2, {0, 2}, {2, 2}, 1},
        {2, {1.5, 2}, {2, 2}, 1}, {2, {2, 2}, {2, 2}, 3}, {2, {1, 1e7}, {2, 2}, 3},
        {2, {1, 2}, {1, 2}, 2}, {2, {1, 2}, {2, NAN}, 4}, {2, {1, NAN}, {2, 2}, 3}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        lab_variance_plan plan = {.count = wrong[i].count, .seed = 1};
        memcpy(plan.batches, wrong[i].batches, sizeof wrong[i].batches);
        memcpy(plan.draws, wrong[i].draws, sizeof wrong[i].draws);
        lab_variance *variance;
        lab_fault fault;
        CHECK_EQUAL(lab_variance_create(&plan, &subject, &variance, &fault), LAB_BAD_PLAN);
        CHECK_EQUAL(fault.where, wrong[i].where);
    }
}

/* ---- The run ------------------------------------------------------------------------------ */

/* Every so often both measurements are begun and carried on beside the training. */
static void train_measured(lab_trainer *trainer) {
    lab_variance *variance = NULL;
    lab_curvature *curvature = NULL;
    double points[64];
    for (int turn = 0; lab_trainer_progress(trainer).phase != LAB_FINISHED; turn++) {
        if (turn % 5 == 0) {
            lab_subject subject = lab_trainer_subject(trainer);
            lab_variance_plan plan = plan_of(1, 2);
            lab_curvature_plan sharp = {TRAIN, 5, 1e-3, 1};
            lab_variance_destroy(variance);
            lab_curvature_destroy(curvature);
            CHECK_EQUAL(lab_variance_create(&plan, &subject, &variance, NULL), LAB_OK);
            CHECK_EQUAL(lab_curvature_create(&sharp, &subject, &curvature, NULL), LAB_OK);
        }
        lab_variance_advance(variance, 500);
        lab_curvature_advance(curvature, 500);
        lab_trainer_advance(trainer, 200);
        while (lab_trainer_trace(trainer, points, 32) > 0) {
        }
    }
    lab_variance_destroy(variance);
    lab_curvature_destroy(curvature);
}

static void check_fingerprint(void) {
    uint8_t alone[32], measured[32];
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer;
    run.batch = 700; /* a batch of more than a chunk uses the gradient's room */
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    fixture_finish(trainer, 200);
    lab_trainer_fingerprint(trainer, alone);
    lab_trainer_reset(trainer);
    train_measured(trainer);
    lab_trainer_fingerprint(trainer, measured);
    CHECK(memcmp(alone, measured, sizeof alone) == 0);
    lab_trainer_destroy(trainer);
}

int main(void) {
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer;
    set = fixture_open(180, 0.3, COUNT, LAB_PACK_SPARSE);
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    lab_subject subject = lab_trainer_subject(trainer);
    CHECK_EQUAL(subject.count, TRAIN);
    check_beginning(subject);
    check_faults(subject);
    check_noise();
    check_slices(subject);
    check_estimates(subject);
    fixture_finish(trainer, 500);
    check_estimates(lab_trainer_subject(trainer));
    check_fingerprint();
    lab_trainer_destroy(trainer);
    fixture_close(&set);
    return 0;
}

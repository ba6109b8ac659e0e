/* test_lr_finder.c - sweeps and searches in rounds on small data: what is recorded, where they
 * stop, and that nothing of the caller's is touched. */
#include "check.h"
#include "fixture.h"
#include "lab.h"
#include "pack.h"

enum { SAMPLES = 300, ROOM = 400 };

static fixture_set set;

static lab_search search(uint32_t rounds) {
    lab_search search = {.run = fixture_run(SAMPLES),
        .sweep = {.kind = LAB_SWEEP_TABLE,
            .count = 3,
            .segments = {{0.001, 0.009, 0.001, 5}, {0.01, 0.09, 0.01, 5}, {0.1, 0.9, 0.1, 5}}},
        .rounds = rounds,
        .rates = 6,
        .iterations = {0, 20, 40, 60, 60, 60},
        .smoothing = -1,
        .stop = 4,
        .growth = 1.26};
    return search;
}

static lab_finder *finish(const lab_search *search, const lab_network *start, uint32_t slice) {
    lab_finder *finder;
    CHECK_EQUAL(lab_finder_create(search, set.data, start, &finder, NULL), LAB_OK);
    while (lab_finder_advance(finder, slice) > 0) {
    }
    CHECK_EQUAL(lab_finder_look(finder).finished, 1);
    CHECK_EQUAL(lab_finder_look(finder).share, 1);
    return finder;
}

/* ---- What a sweep records ----------------------------------------------------------------- */

/* A run with the same seeds at a rate of 0.01: its losses are those of a sweep that stays there. */
static void test_same_batches_as_a_run(void) {
    lab_search plan = search(1);
    plan.run.schedule = lab_schedule_fixed(0.01);
    plan.sweep.count = 1;
    plan.sweep.segments[0] = (lab_sweep_segment){0.01, 0.01, 1, 40}; /* beyond the first epoch */
    plan.growth = 1;
    lab_finder *finder = finish(&plan, NULL, 64);
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&plan.run, set.data, NULL, &trainer, NULL), LAB_OK);
    double mean = 0;
    for (int i = 0; i < 40; i++) {
        lab_trainer_step(trainer);
        mean += lab_trainer_progress(trainer).last_loss;
    }
    lab_point point;
    CHECK_EQUAL(lab_finder_points(finder, 0, 0, &point, 1), 1);
    CHECK_EQUAL(point.rate, 0.01);
    CHECK_EQUAL(point.iteration, 40);
    CHECK_EQUAL(point.last, lab_trainer_progress(trainer).last_loss);
    CHECK_EQUAL(point.mean, mean / 40);
    CHECK(isnan(point.measured));
    lab_trainer_destroy(trainer);
    lab_finder_destroy(finder);
}

static void test_moving_average(void) {
    lab_search plan = search(1);
    for (uint32_t s = 0; s < 3; s++) plan.sweep.segments[s].iterations = 1;
    plan.smoothing = 0.9;
    plan.growth = 1;
    lab_finder *finder = finish(&plan, NULL, 1);
    lab_point points[ROOM];
    uint32_t count = lab_finder_points(finder, 0, 0, points, ROOM);
    CHECK_EQUAL(count, 27);
    double average = 0;
    for (uint32_t i = 0; i < count; i++) {
        average = 0.9 * average + 0.1 * points[i].last;
        CHECK_EQUAL(points[i].mean, points[i].last);
        CHECK_NEAR(points[i].smoothed, average / (1 - pow(0.9, i + 1.0)), 1e-12);
        CHECK_EQUAL(points[i].loss, points[i].smoothed);
    }
    lab_finder_destroy(finder);
}

static void test_validation(void) {
    lab_search plan = search(1);
    plan.measure = LAB_MEASURE_VALIDATION;
    plan.growth = 1;
    lab_finder *finder = finish(&plan, NULL, 100);
    lab_point points[ROOM];
    uint32_t count = lab_finder_points(finder, 0, 0, points, ROOM);
    CHECK_EQUAL(count, 27);
    for (uint32_t i = 0; i < count; i++) CHECK_EQUAL(points[i].loss, points[i].measured);
    /* The start's own: that of the untouched network. */
    lab_trainer *trainer;
    double untouched[2];
    CHECK_EQUAL(lab_trainer_create(&plan.run, set.data, NULL, &trainer, NULL), LAB_OK);
    lab_trainer_evaluate(trainer, untouched);
    CHECK_NEAR(lab_finder_round(finder, 0).start, untouched[0], 1e-12);
    lab_trainer_destroy(trainer);
    lab_finder_destroy(finder);
}

/* With reset weights a rate's losses do not depend on the rates before it. */
static void test_reset(void) {
    lab_search plan = search(1);
    plan.carry = LAB_CARRY_NEVER;
    plan.growth = 1;
    lab_finder *all = finish(&plan, NULL, 100);
    plan.sweep.count = 1;
    plan.sweep.segments[0] = (lab_sweep_segment){0.5, 0.5, 1, 5};
    lab_finder *alone = finish(&plan, NULL, 100);
    lab_point points[ROOM], point;
    CHECK_EQUAL(lab_finder_points(all, 0, 0, points, ROOM), 27);
    CHECK_EQUAL(lab_finder_points(alone, 0, 0, &point, 1), 1);
    CHECK_EQUAL(points[22].rate, 0.5);
    CHECK_EQUAL(points[22].loss, point.loss);
    CHECK_EQUAL(points[22].last, point.last);
    lab_finder_destroy(all);
    lab_finder_destroy(alone);
}

/* A batch that is larger than a chunk is accumulated. */
static void test_large_batch(void) {
    fixture_set large = fixture_open(5, 0.2, 1400, LAB_PACK_SPARSE);
    lab_search plan = search(2);
    plan.run = fixture_run(1400);
    plan.run.batch = 1120;
    lab_finder *finder;
    lab_point points[ROOM];
    CHECK_EQUAL(lab_finder_create(&plan, large.data, NULL, &finder, NULL), LAB_OK);
    while (lab_finder_advance(finder, 1) > 0) {
    }
    uint32_t count = lab_finder_points(finder, 0, 0, points, ROOM);
    CHECK(count > 27 && points[20].loss < points[0].loss);
    CHECK_EQUAL(lab_finder_finding(finder).reason, LAB_ANSWERED);
    lab_finder_destroy(finder);
    fixture_close(&large);
}

/* ---- Rounds ------------------------------------------------------------------------------- */

static void test_goes_on(void) {
    lab_search plan = search(1);
    plan.sweep.count = 1; /* as far as 0.009: nothing turns there */
    lab_finder *finder = finish(&plan, NULL, 512);
    lab_round round = lab_finder_round(finder, 0);
    CHECK_EQUAL(round.planned, 9);
    CHECK(round.points > 9);
    CHECK_EQUAL(round.inside, 0);
    CHECK_EQUAL(round.turned, 1);
    CHECK(round.stopped != LAB_STOP_END && round.stopped_at > round.rate);
    lab_point points[ROOM];
    uint32_t count = lab_finder_points(finder, 0, 0, points, ROOM);
    CHECK_EQUAL(count, round.points);
    CHECK_EQUAL(points[9].rate, 0.0113); /* 0.009 * 1.26, to three digits */
    for (uint32_t i = 10; i < count; i++) {
        CHECK_NEAR(points[i].rate / points[i - 1].rate, 1.26, 0.006);
    }
    lab_finder_destroy(finder);
    plan.growth = 1;
    finder = finish(&plan, NULL, 512);
    round = lab_finder_round(finder, 0);
    CHECK_EQUAL(round.points, 9);
    CHECK_EQUAL(round.turned, 0);
    CHECK_EQUAL(round.stopped, LAB_STOP_END);
    lab_finder_destroy(finder);
}

static void test_rounds(void) {
    lab_search plan = search(4);
    lab_finder *finder = finish(&plan, NULL, 512);
    double step = INFINITY;
    for (uint32_t r = 0; r < 4; r++) {
        lab_round round = lab_finder_round(finder, r);
        const lab_sweep *sweep = lab_finder_sweep(finder, r);
        CHECK_EQUAL(round.reason, LAB_ANSWERED);
        CHECK(round.low <= round.rate && round.rate <= round.high && round.low < round.high);
        CHECK_EQUAL(round.carried, r == 0);
        if (r == 0) continue;
        lab_round before = lab_finder_round(finder, r - 1);
        lab_sweep_segment grid = sweep->segments[0];
        CHECK(grid.first <= before.low * 1.000001 || grid.first == grid.step); /* 0 is no rate */
        CHECK(grid.last >= before.high * 0.999999);
        CHECK(r == 1 || grid.step <= step / 2 * 1.000001);
        step = grid.step;
    }
    lab_finding finding = lab_finder_finding(finder);
    CHECK_EQUAL(finding.rate, lab_finder_round(finder, 3).rate);
    CHECK_NEAR(finding.careful, finding.rate - step / 2, 1e-9);
    lab_finder_destroy(finder);
}

/* ---- Bits --------------------------------------------------------------------------------- */

static void test_untouched(void) {
    lab_search plan = search(2);
    lab_network *network, *copy;
    CHECK_EQUAL(lab_network_create(&plan.run.shape, &network, NULL), LAB_OK);
    CHECK_EQUAL(lab_network_create(&plan.run.shape, &copy, NULL), LAB_OK);
    lab_network_initialize(network, 77);
    lab_network_copy(copy, network);
    lab_finder *finder = finish(&plan, network, 512);
    for (uint32_t l = 0; l < plan.run.shape.layers; l++) {
        lab_layer_view a = lab_network_layer(network, l), b = lab_network_layer(copy, l);
        size_t bytes = (size_t)(a.inputs + 1) * a.stride * sizeof(float);
        CHECK(memcmp(a.weights, b.weights, bytes) == 0);
    }
    lab_finder_destroy(finder);
    lab_network_destroy(network);
    lab_network_destroy(copy);
}

static void test_same_bits(void) {
    lab_search plan = search(3);
    lab_finder *a = finish(&plan, NULL, 1), *b = finish(&plan, NULL, 100000);
    plan.run.arithmetic = LAB_PLAIN;
    lab_finder *c = finish(&plan, NULL, 77);
    for (uint32_t r = 0; r < 3; r++) {
        lab_point p[ROOM], q[ROOM], s[ROOM];
        uint32_t count = lab_finder_points(a, r, 0, p, ROOM);
        CHECK_EQUAL(lab_finder_points(b, r, 0, q, ROOM), count);
        CHECK_EQUAL(lab_finder_points(c, r, 0, s, ROOM), count);
        for (uint32_t i = 0; i < count; i++) {
            CHECK_EQUAL(p[i].loss, q[i].loss);
            CHECK_EQUAL(p[i].loss, s[i].loss);
        }
        lab_round x = lab_finder_round(a, r), y = lab_finder_round(b, r);
        CHECK_EQUAL(x.rate, y.rate);
    }
    lab_finder_destroy(a);
    lab_finder_destroy(b);
    lab_finder_destroy(c);
}

/* ---- Ends --------------------------------------------------------------------------------- */

/* A regression whose loss grows without bound, which cross-entropy's does not. */
static void test_divergence_at_once(void) {
    float inputs[20], targets[20];
    for (int i = 0; i < 20; i++) {
        inputs[i] = (float)i;
        targets[i] = (float)(2 * i);
    }
    lab_data *data;
    CHECK_EQUAL(lab_data_create(inputs, 20, 1, targets, 1, &data), LAB_OK);
    lab_search plan = search(3);
    plan.run.shape = (lab_shape){.layers = 1,
        .units = {1, 1},
        .activations = {LAB_IDENTITY},
        .loss = LAB_MEAN_SQUARED_ERROR};
    plan.run.train_size = 20;
    plan.run.batch = 20;
    plan.run.validation_size = 0;
    plan.sweep.count = 1;
    plan.sweep.segments[0] = (lab_sweep_segment){100, 200, 10, 100};
    lab_finder *finder;
    CHECK_EQUAL(lab_finder_create(&plan, data, NULL, &finder, NULL), LAB_OK);
    while (lab_finder_advance(finder, 100) > 0) {
    }
    lab_round round = lab_finder_round(finder, 0);
    CHECK_EQUAL(round.reason, LAB_DIVERGED_AT_ONCE);
    CHECK_EQUAL(round.stopped, LAB_STOP_NOT_FINITE);
    CHECK_EQUAL(round.stopped_at, 100);
    CHECK_EQUAL(round.points, 1);
    CHECK(isnan(round.rate) && isnan(round.low));
    CHECK_EQUAL(lab_finder_round(finder, 1).reason, LAB_NOT_DONE);
    CHECK_EQUAL(lab_finder_finding(finder).reason, LAB_DIVERGED_AT_ONCE);
    CHECK(isnan(lab_finder_finding(finder).rate));
    CHECK_EQUAL(
        lab_finder_answer(finder, LAB_RULE_VALLEY, LAB_FASTAI).reason, LAB_DIVERGED_AT_ONCE);
    lab_finder_destroy(finder);
    /* From a rate that converges to one that does not. */
    plan.rounds = 1;
    plan.sweep.segments[0] = (lab_sweep_segment){0.001, 0.101, 0.02, 100};
    CHECK_EQUAL(lab_finder_create(&plan, data, NULL, &finder, NULL), LAB_OK);
    while (lab_finder_advance(finder, 100) > 0) {
    }
    round = lab_finder_round(finder, 0);
    CHECK_EQUAL(round.reason, LAB_ANSWERED);
    CHECK_EQUAL(round.inside, 1);
    CHECK(round.stopped != LAB_STOP_END);
    lab_finder_destroy(finder);
    lab_data_destroy(data);
}

static void test_no_answer(void) {
    lab_search plan = search(3);
    plan.carry = LAB_CARRY_NEVER;
    plan.growth = 1;
    plan.sweep.count = 1;
    plan.sweep.segments[0] = (lab_sweep_segment){0, 1e-30, 1e-31, 1};
    lab_finder *finder = finish(&plan, NULL, 512);
    CHECK_EQUAL(lab_finder_round(finder, 0).reason, LAB_ALL_EQUAL);
    CHECK_EQUAL(lab_finder_finding(finder).reason, LAB_ALL_EQUAL);
    lab_finder_destroy(finder);
    plan.sweep.segments[0] = (lab_sweep_segment){0.5, 0.5, 1, 5};
    finder = finish(&plan, NULL, 512);
    CHECK_EQUAL(lab_finder_finding(finder).reason, LAB_TOO_FEW);
    lab_finder_destroy(finder);
}

static void refuse(const lab_search *plan, lab_status status, double where) {
    lab_finder *finder = NULL;
    lab_fault fault = {-1, 0, 0};
    CHECK_EQUAL(lab_finder_create(plan, set.data, NULL, &finder, &fault), status);
    CHECK_EQUAL(fault.where, where);
    CHECK(!finder);
}

static void test_refusals(void) {
    lab_search plan = search(3);
    plan.stop = 1;
    refuse(&plan, LAB_BAD_SEARCH, 2);
    plan.stop = NAN;
    refuse(&plan, LAB_BAD_SEARCH, 2);
    plan = search(0);
    refuse(&plan, LAB_BAD_SEARCH, 0);
    plan = search(LAB_ROUNDS + 1);
    refuse(&plan, LAB_BAD_SEARCH, 0);
    plan = search(3);
    plan.rates = 1;
    refuse(&plan, LAB_BAD_SEARCH, 1);
    plan = search(3);
    plan.growth = 0.9;
    refuse(&plan, LAB_BAD_SEARCH, 3);
    plan = search(3);
    plan.smoothing = 1;
    refuse(&plan, LAB_BAD_SEARCH, 4);
    plan = search(3);
    plan.iterations[2] = 0;
    refuse(&plan, LAB_BAD_SWEEP_ITERATIONS, 2);
    plan = search(3);
    plan.sweep.segments[1].step = 0;
    refuse(&plan, LAB_BAD_SWEEP_STEP, 1);
    plan = search(3);
    plan.run.batch = 0;
    refuse(&plan, LAB_BAD_BATCH, 6);
    for (int status = LAB_BAD_DIRECTION; status <= LAB_BAD_SEARCH; status++) {
        CHECK(strstr(lab_status_text((lab_status)status), "not known") == NULL);
    }
}

int main(void) {
    set = fixture_open(4, 0.2, SAMPLES, LAB_PACK_SPARSE);
    test_same_batches_as_a_run();
    test_moving_average();
    test_validation();
    test_reset();
    test_large_batch();
    test_goes_on();
    test_rounds();
    test_untouched();
    test_same_bits();
    test_divergence_at_once();
    test_no_answer();
    test_refusals();
    fixture_close(&set);
    return 0;
}

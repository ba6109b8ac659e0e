/* test_run.c - a run that cannot be run is refused, with the field, what was found and the nearest
 * that is allowed; one that just can is carried out. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { COUNT = 100 }; /* 80 train, 20 validate */

static fixture_set set;

/* Field numbers are those of the run's flat form (run_config.h). */
static void check_refused(
    lab_run run, lab_status expected, double where, double found, double nearest) {
    lab_trainer *trainer = NULL;
    lab_fault fault = {-99, -99, -99};
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, &fault), expected);
    CHECK_EQUAL(fault.where, where);
    CHECK(fault.found == found || (isnan(fault.found) && isnan(found)));
    CHECK_EQUAL(fault.expected, nearest);
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), expected);
    CHECK(trainer == NULL);
    CHECK(strlen(lab_status_text(expected)) > 10);
}

static void check_accepted(lab_run run, const lab_data *test) {
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, test, &trainer, NULL), LAB_OK);
    fixture_finish(trainer, 1000);
    lab_trainer_destroy(trainer);
}

static const double not_whole[] = {0, -1, 0.5, 1.5, -INFINITY, INFINITY, NAN};

static void check_batch(void) {
    lab_run run = fixture_run(COUNT);
    for (size_t i = 0; i < 7; i++) {
        run.batch = not_whole[i];
        check_refused(run, LAB_BAD_BATCH, 6, run.batch, 80);
    }
    run.batch = 81;
    check_refused(run, LAB_BAD_BATCH, 6, 81, 80);
    run.batch = 80;
    check_accepted(run, NULL);
    run.batch = 1;
    check_accepted(run, NULL);
}

static void check_rate(void) {
    lab_run run = fixture_run(COUNT);
    double wrong[] = {-0.1, -INFINITY, INFINITY, NAN};
    for (size_t i = 0; i < 4; i++) {
        fixture_set_rate(&run, wrong[i]);
        check_refused(run, LAB_BAD_RATE, LAB_FIELD_RATE, wrong[i], 0);
    }
    double right[] = {0, 1e-300, 1e300};
    for (size_t i = 0; i < 3; i++) {
        fixture_set_rate(&run, right[i]);
        check_accepted(run, NULL);
    }
}

static void check_optimizer(void) {
    lab_run run = fixture_run(COUNT);
    run.optimizer = (lab_optimizer){LAB_ADAM, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8};
    check_accepted(run, NULL);
    run.optimizer.beta2 = 1;
    check_refused(run, LAB_BAD_OPTIMIZER, LAB_OPTIMIZER_BETA2, 1, 0);
    run.optimizer.kind = NAN;
    check_refused(run, LAB_BAD_OPTIMIZER, LAB_OPTIMIZER_KIND, NAN, LAB_SGD);
}

static void check_epochs(void) {
    lab_run run = fixture_run(COUNT);
    for (size_t i = 0; i < 7; i++) {
        run.epochs = not_whole[i];
        check_refused(run, LAB_BAD_EPOCHS, 7, run.epochs, 1e6);
    }
    run.epochs = 1000001;
    check_refused(run, LAB_BAD_EPOCHS, 7, 1000001, 1e6);
    run.epochs = 1;
    check_accepted(run, NULL);
}

static void check_intervals(void) {
    lab_run run = fixture_run(COUNT);
    double wrong[] = {0, -1, -INFINITY, NAN};
    for (size_t i = 0; i < 4; i++) {
        run.evaluate = wrong[i];
        check_refused(run, LAB_BAD_EVALUATE, 8, wrong[i], 3 / 1e5);
    }
    double right[] = {1e-300, 0.001, 3, 1000, INFINITY};
    for (size_t i = 0; i < 5; i++) {
        run.evaluate = right[i];
        check_accepted(run, NULL);
    }
    /* More records than anyone could look at, or hold. */
    run.epochs = 1e6;
    run.evaluate = 1;
    check_refused(run, LAB_BAD_EVALUATE, 8, 1, 10);

    run = fixture_run(COUNT);
    for (size_t i = 0; i < 7; i++) {
        run.trace = not_whole[i];
        check_refused(run, LAB_BAD_EVALUATE, 9, run.trace, 1);
    }
}

static void check_sizes(void) {
    lab_run run = fixture_run(COUNT);
    run.train_size = 0;
    check_refused(run, LAB_BAD_SIZE, 1, 0, 1);
    run.train_size = 81;
    check_refused(run, LAB_BAD_SIZE, 1, 81, 80);
    run.train_size = UINT32_MAX; /* the sum must not wrap */
    check_refused(run, LAB_BAD_SIZE, 1, UINT32_MAX, 80);
    run.train_size = 1;
    run.validation_size = 100; /* leaves nothing to train on */
    check_refused(run, LAB_BAD_SIZE, 2, 100, 99);
    run.validation_size = UINT32_MAX;
    check_refused(run, LAB_BAD_SIZE, 2, UINT32_MAX, 99);
    run.batch = 1;
    run.validation_size = 99;
    check_accepted(run, NULL);
    run = fixture_run(COUNT);
    run.train_size = 30; /* not all need be used */
    check_accepted(run, NULL);
}

static void check_shape(void) {
    lab_run run = fixture_run(COUNT);
    run.shape.layers = 0;
    check_refused(run, LAB_BAD_SHAPE, 12, 0, LAB_MAX_LAYERS);
    run.shape.layers = LAB_MAX_LAYERS + 1;
    check_refused(run, LAB_BAD_SHAPE, 12, LAB_MAX_LAYERS + 1, LAB_MAX_LAYERS);
    run = fixture_run(COUNT);
    run.shape.units[0] = 784;
    check_refused(run, LAB_BAD_SHAPE, 0, 784, FIXTURE_WIDTH);
    run = fixture_run(COUNT);
    run.shape.units[3] = 9; /* a label would lie beyond the outputs */
    check_refused(run, LAB_BAD_SHAPE, 3, 9, 10);
    run = fixture_run(COUNT);
    run.shape.units[1] = 0; /* what lab_network_create refuses */
    check_refused(run, LAB_BAD_SHAPE, 1, 0, LAB_MAX_UNITS);
}

/* Cross-entropy needs classes, which a regression has not. */
static void check_regression(void) {
    float inputs[FIXTURE_WIDTH] = {0}, targets[10] = {0};
    lab_data *data;
    CHECK_EQUAL(lab_data_create(inputs, 1, FIXTURE_WIDTH, targets, 10, &data), LAB_OK);
    lab_run run = fixture_run(5);
    lab_trainer *trainer;
    lab_fault fault;
    run.train_size = 1;
    run.batch = 1;
    run.validation_size = 0;
    CHECK_EQUAL(lab_trainer_create(&run, data, NULL, &trainer, &fault), LAB_BAD_SHAPE);
    CHECK_EQUAL(fault.where, 11);
    run.shape.loss = LAB_MEAN_SQUARED_ERROR;
    CHECK_EQUAL(lab_trainer_create(&run, data, NULL, &trainer, NULL), LAB_OK);
    lab_trainer_destroy(trainer);
    lab_data_destroy(data);
}

/* The test set must have the training set's inputs, outputs and kind of answers. */
static void check_test_set(void) {
    float inputs[FIXTURE_WIDTH] = {0}, targets[10] = {0};
    uint32_t sizes[][2] = {{FIXTURE_WIDTH - 1, 10}, {FIXTURE_WIDTH, 9}, {FIXTURE_WIDTH, 10}};
    lab_run run = fixture_run(COUNT);
    for (size_t i = 0; i < 3; i++) {
        lab_data *test;
        lab_trainer *trainer = NULL;
        CHECK_EQUAL(lab_data_create(inputs, 1, sizes[i][0], targets, sizes[i][1], &test), LAB_OK);
        CHECK_EQUAL(lab_trainer_create(&run, set.data, test, &trainer, NULL), LAB_BAD_SHAPE);
        CHECK(trainer == NULL);
        lab_data_destroy(test);
    }
}

/* Its layout and how full it is are its own affair. */
static void check_other_layouts(void) {
    lab_run run = fixture_run(COUNT);
    for (uint32_t i = 0; i < 4; i++) {
        fixture_set other = fixture_open(81, i < 2 ? 0.35 : 0.01, 300, i % 2);
        check_accepted(run, other.data);
        lab_data *sparse = set.data;
        set.data = other.data; /* and the other way round */
        check_accepted(run, sparse);
        set.data = sparse;
        fixture_close(&other);
    }
}

int main(void) {
    set = fixture_open(80, 0.2, COUNT, LAB_PACK_SPARSE);
    check_batch();
    check_rate();
    check_optimizer();
    check_epochs();
    check_intervals();
    check_sizes();
    check_shape();
    check_regression();
    check_test_set();
    check_other_layouts();
    fixture_close(&set);
    return 0;
}

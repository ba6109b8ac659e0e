/* test_growth.c - a batch that grows: which batches an epoch has, what is recorded of them and
 * when, and that a rate counted in iterations falls at the ones that there are. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { COUNT = 200, TRAIN = 160, EPOCHS = 6 };

static fixture_set set;

/* 16 for two epochs, 48 (48 + 48 + 48 + 16) for three, then all; what comes after the end does not
 * matter. */
static lab_run growing_run(void) {
    lab_run run = fixture_run(COUNT);
    run.epochs = EPOCHS;
    run.growth = (lab_growth){3, {2, 5, 70}, {48, TRAIN, 1}};
    return run;
}

static double batch_of(uint32_t epoch) {
    return epoch < 2 ? 16 : epoch < 5 ? 48 : TRAIN;
}

static uint32_t iterations_of(uint32_t epoch) {
    return (uint32_t)ceil(TRAIN / batch_of(epoch));
}

static lab_trainer *open_run(const lab_run *run) {
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(run, set.data, NULL, &trainer, NULL), LAB_OK);
    return trainer;
}

static void check_iterations(void) {
    lab_run run = growing_run();
    lab_trainer *trainer = open_run(&run);
    lab_progress progress = lab_trainer_progress(trainer);
    CHECK_EQUAL(progress.batch, 16);
    CHECK_EQUAL(progress.iterations, 10 + 10 + 4 + 4 + 4 + 1);
    double samples = 0, iteration = 0;
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
        for (uint32_t i = 0; i < iterations_of(epoch); i++) {
            progress = lab_trainer_progress(trainer);
            CHECK_EQUAL(progress.iterations_per_epoch, iterations_of(epoch));
            CHECK_EQUAL(lab_trainer_step(trainer), 1);
            progress = lab_trainer_progress(trainer);
            samples = fmin(samples + batch_of(epoch), (epoch + 1) * (double)TRAIN);
            CHECK_EQUAL(progress.batch, batch_of(epoch));
            CHECK_EQUAL(progress.iteration, ++iteration);
            CHECK_EQUAL(progress.samples, samples);
        }
    }
    CHECK_EQUAL(samples, EPOCHS * TRAIN);
    CHECK_EQUAL(lab_trainer_step(trainer), 0);
    lab_trainer_destroy(trainer);
}

/* Records come at the same epochs as those of a run that does not grow. */
static void check_records(void) {
    lab_run run = growing_run();
    lab_trainer *trainer = open_run(&run);
    fixture_finish(trainer, 50);
    const double iterations[] = {5, 10, 15, 20, 22, 24, 26, 28, 30, 32, 33};
    lab_record record;
    for (uint32_t i = 0; i < 11; i++) {
        CHECK_EQUAL(lab_trainer_records(trainer, i, &record, 1), 1);
        uint32_t epoch = i / 2; /* two records an epoch, of which the last epoch can have but one */
        CHECK_EQUAL(record.iteration, iterations[i]);
        CHECK_EQUAL(record.batch, batch_of(epoch));
        if (i % 2 == 1) CHECK_EQUAL(record.epoch, epoch + 1);
    }
    CHECK_EQUAL(record.epoch, EPOCHS);
    CHECK_EQUAL(lab_trainer_records(trainer, 11, &record, 1), 0);
    lab_trainer_destroy(trainer);
}

static void check_schedule(void) {
    lab_run run = growing_run();
    const lab_segment steps = {.policy = LAB_MULTISTEP,
        .rate = 0.5,
        .gamma = 0.1,
        .count = 1,
        .milestones = {24}}; /* when 3 epochs are done */
    run.schedule = (lab_schedule){1, {steps}};
    run.evaluate = 1;
    lab_trainer *trainer = open_run(&run);
    fixture_finish(trainer, 50);
    lab_record records[EPOCHS];
    CHECK_EQUAL(lab_trainer_records(trainer, 0, records, EPOCHS), EPOCHS);
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
        CHECK_NEAR(records[epoch].rate, epoch < 3 ? 0.5 : 0.05, 1e-15);
    }
    lab_trainer_destroy(trainer);
    run.schedule.count = 2;
    run.schedule.segments[0].iterations = 34; /* the run has 33 */
    run.schedule.segments[1] = steps;
    lab_fault fault;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, &fault), LAB_BAD_JOIN);
    CHECK_EQUAL(fault.expected, 33);
}

/* Until it grows, a run is the one that does not. */
static void check_beginning(void) {
    lab_run run = growing_run();
    uint8_t growing[32], plain[32];
    lab_trainer *trainer = open_run(&run);
    for (int i = 0; i < 20; i++) lab_trainer_step(trainer);
    lab_trainer_fingerprint(trainer, growing);
    lab_trainer_step(trainer);
    lab_trainer_destroy(trainer);
    run.growth.count = 0;
    trainer = open_run(&run);
    for (int i = 0; i < 20; i++) lab_trainer_step(trainer);
    lab_trainer_fingerprint(trainer, plain);
    CHECK(memcmp(growing, plain, 32) == 0);
    lab_trainer_destroy(trainer);
}

static void check_refused(lab_growth growth, double where, double found, double expected) {
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer = NULL;
    lab_fault fault = {-99, -99, -99};
    run.growth = growth;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, &fault), LAB_BAD_GROWTH);
    CHECK(trainer == NULL);
    CHECK_EQUAL(fault.where, where);
    CHECK(fault.found == found || isnan(found));
    CHECK_EQUAL(fault.expected, expected);
}

static void check_refusals(void) {
    const double wrong[] = {0, -1, 1.5, INFINITY, NAN};
    for (size_t i = 0; i < 5; i++) {
        check_refused((lab_growth){2, {wrong[i], 3}, {32, 64}}, 0, wrong[i], 1);
        check_refused((lab_growth){2, {2, wrong[i]}, {32, 64}}, 2, wrong[i], 3);
        check_refused((lab_growth){2, {2, 3}, {wrong[i], 64}}, 1, wrong[i], TRAIN);
        check_refused((lab_growth){2, {2, 3}, {32, wrong[i]}}, 3, wrong[i], TRAIN);
    }
    check_refused((lab_growth){2, {2, 2}, {32, 64}}, 2, 2, 3);
    check_refused((lab_growth){1, {2}, {TRAIN + 1}}, 1, TRAIN + 1, TRAIN);
    check_refused((lab_growth){.count = LAB_MAX_STAGES + 1}, 2 * LAB_MAX_STAGES, LAB_MAX_STAGES + 1,
        LAB_MAX_STAGES);
}

int main(void) {
    set = fixture_open(120, 0.25, COUNT, LAB_PACK_SPARSE);
    check_iterations();
    check_records();
    check_schedule();
    check_beginning();
    check_refusals();
    fixture_close(&set);
    return 0;
}

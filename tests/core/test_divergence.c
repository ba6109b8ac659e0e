/* test_divergence.c - a run that is thrown off says so and ends; a healthy one is never accused. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { COUNT = 200 };

static lab_data *curve; /* y = x^2 - 0.3, whose middle lies near 0 */

static void open_curve(void) {
    static float inputs[COUNT], targets[COUNT];
    for (int i = 0; i < COUNT; i++) {
        inputs[i] = (float)i / COUNT;
        targets[i] = inputs[i] * inputs[i] - 0.3f;
    }
    CHECK_EQUAL(lab_data_create(inputs, COUNT, 1, targets, 1, &curve), LAB_OK);
}

static lab_run regression(double rate) {
    lab_run run = fixture_run(COUNT);
    run.shape = (lab_shape){.layers = 2,
        .units = {1, 4, 1},
        .activations = {LAB_SIGMOID, LAB_IDENTITY},
        .loss = LAB_MEAN_SQUARED_ERROR};
    run.batch = 1;
    fixture_set_rate(&run, rate);
    return run;
}

static lab_trainer *finish(lab_run run, const lab_data *data) {
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, data, data, &trainer, NULL), LAB_OK);
    fixture_finish(trainer, 100);
    return trainer;
}

/* In batches of one the first loss may happen to be next to nothing, and any other far above it. */
static void check_lucky_start(void) {
    for (uint32_t seed = 0; seed < 30; seed++) {
        lab_run run = regression(0.05);
        run.weights_seed = run.order_seed = seed;
        lab_trainer *trainer = finish(run, curve);
        lab_progress progress = lab_trainer_progress(trainer);
        CHECK_EQUAL(progress.divergence, LAB_NOT_DIVERGED);
        CHECK_EQUAL(progress.diverged_at, -1);
        CHECK_EQUAL(progress.iteration, progress.iterations);
        lab_trainer_destroy(trainer);
    }
}

/* The run ends, is evaluated once more, and says where it happened; reset makes it as new. */
static void check_end(lab_trainer *trainer, lab_divergence reason) {
    lab_progress progress = lab_trainer_progress(trainer);
    CHECK_EQUAL(progress.divergence, reason);
    CHECK(progress.diverged_at >= 1 && progress.diverged_at <= progress.iteration);
    CHECK_EQUAL(progress.phase, LAB_FINISHED);
    CHECK_EQUAL(lab_trainer_step(trainer), 0);
    CHECK_EQUAL(lab_trainer_advance(trainer, 1000), 0);
    lab_record last;
    CHECK_EQUAL(lab_trainer_records(trainer, (uint32_t)progress.records - 1, &last, 1), 1);
    CHECK_EQUAL(last.iteration, progress.iteration);
    CHECK_EQUAL(last.divergence, reason);

    uint8_t first[32], again[32];
    lab_trainer_fingerprint(trainer, first);
    lab_trainer_reset(trainer);
    CHECK_EQUAL(lab_trainer_progress(trainer).divergence, LAB_NOT_DIVERGED);
    CHECK_EQUAL(lab_trainer_progress(trainer).diverged_at, -1);
    fixture_finish(trainer, 7);
    lab_trainer_fingerprint(trainer, again);
    CHECK(memcmp(first, again, 32) == 0);
    lab_trainer_destroy(trainer);
}

static void check_not_finite(void) {
    lab_trainer *trainer = finish(regression(1000), curve);
    lab_progress progress = lab_trainer_progress(trainer);
    CHECK(progress.iteration < progress.iterations);
    CHECK_EQUAL(progress.diverged_at, progress.iteration);
    CHECK(!isfinite(progress.last_loss));
    double final[4];
    lab_trainer_final(trainer, final);
    CHECK(!isfinite(final[0]) && !isfinite(final[2]));
    check_end(trainer, LAB_NOT_FINITE);
}

static void check_grew(void) {
    fixture_set set = fixture_open(90, 0.25, COUNT, LAB_PACK_SPARSE);
    lab_run run = fixture_run(COUNT);
    run.epochs = 20;
    fixture_set_rate(&run, 100);
    lab_trainer *trainer = finish(run, set.data);
    lab_progress progress = lab_trainer_progress(trainer);
    CHECK(isfinite(progress.last_loss));
    CHECK(progress.iteration < progress.iterations);
    check_end(trainer, LAB_GREW);

    run.epochs = 1; /* too short to wait for its return */
    check_end(finish(run, set.data), LAB_GREW);
    fixture_close(&set);
}

int main(void) {
    open_curve();
    check_lucky_start();
    check_not_finite();
    check_grew();
    lab_data_destroy(curve);
    return 0;
}

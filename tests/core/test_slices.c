/* test_slices.c - a run may be stopped between any two calls: how it is cut, what is asked of it in
 * between, and where it is stepped by hand changes no bit of it. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { COUNT = 1600, TRAIN = 1280, MOST_POINTS = 4000 };

static fixture_set set;

typedef struct outcome {
    uint8_t digest[32];
    double final[4];
    uint32_t points;
    double trace[2 * MOST_POINTS];
} outcome;

static void drain(lab_trainer *trainer, outcome *result) {
    uint32_t room = MOST_POINTS - result->points;
    result->points += lab_trainer_trace(trainer, result->trace + 2 * result->points, room);
}

/* Looks at everything that may be looked at while a run is under way. */
static void look(lab_trainer *trainer) {
    float inputs[FIXTURE_WIDTH], outputs[FIXTURE_CLASSES];
    double numbers[4];
    uint8_t digest[32];
    lab_record records[4];
    lab_data_inputs(set.data, 3, inputs);
    lab_trainer_answer(trainer, inputs, outputs);
    lab_trainer_evaluate(trainer, numbers);
    lab_trainer_final(trainer, numbers);
    lab_trainer_fingerprint(trainer, digest);
    lab_trainer_records(trainer, 0, records, 4);
}

/* `slice` samples at a time; 0 for any number, looks and single steps at random. */
static void finish(lab_run run, uint32_t slice, outcome *result) {
    lab_trainer *trainer;
    lab_random random = lab_random_start(slice, 0);
    result->points = 0;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, set.data, &trainer, NULL), LAB_OK);
    for (;;) {
        lab_progress before = lab_trainer_progress(trainer);
        if (before.phase == LAB_FINISHED) break;
        uint32_t choice = slice > 0 ? 0 : lab_random_below(&random, 4);
        uint32_t samples = slice > 0 ? slice : 1 + lab_random_below(&random, 2000);
        if (choice == 3) {
            uint32_t stepped = lab_trainer_step(trainer);
            lab_progress after = lab_trainer_progress(trainer);
            CHECK_EQUAL(after.iteration, before.iteration + stepped);
            CHECK(stepped == 1 || after.phase == LAB_FINISHED);
        } else if (choice == 2) {
            look(trainer);
        } else {
            uint32_t done = lab_trainer_advance(trainer, samples);
            double least = fmin(lab_trainer_progress(trainer).batch, LAB_CHUNK);
            CHECK(done > 0 && done < samples + least + 128);
        }
        drain(trainer, result);
    }
    CHECK_EQUAL(lab_trainer_advance(trainer, 100), 0);
    lab_trainer_fingerprint(trainer, result->digest);
    lab_trainer_final(trainer, result->final);
    lab_trainer_destroy(trainer);
}

static void check_run(lab_run run, double iterations) {
    static outcome whole, sliced;
    finish(run, UINT32_MAX, &whole);
    CHECK_EQUAL(whole.points, ceil(iterations / run.trace));
    uint32_t slices[] = {1, 100, 511, 512, 513, 5000, 0};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++) {
        finish(run, slices[i], &sliced);
        CHECK(memcmp(whole.digest, sliced.digest, 32) == 0);
        CHECK(memcmp(whole.final, sliced.final, sizeof whole.final) == 0);
        CHECK_EQUAL(whole.points, sliced.points);
        CHECK(memcmp(whole.trace, sliced.trace, whole.points * 2 * sizeof(double)) == 0);
    }
}

static void check_slices(double batch, double evaluate, double interval) {
    lab_run run = fixture_run(COUNT);
    run.batch = batch;
    run.evaluate = evaluate;
    run.trace = interval;
    check_run(run, 3 * ceil(TRAIN / batch));
    run.optimizer = (lab_optimizer){LAB_ADAM, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8};
    fixture_set_rate(&run, 0.001);
    check_run(run, 3 * ceil(TRAIN / batch));
}

static void check_growing_slices(void) {
    lab_run run = fixture_run(COUNT);
    run.growth = (lab_growth){2, {1, 2}, {100, 600}};
    check_run(run, 80 + 13 + 3);
}

/* A batch of more than LAB_CHUNK samples can be left and reset in its middle. */
static void check_reset_inside_a_batch(void) {
    lab_run run = fixture_run(COUNT);
    run.batch = TRAIN;
    outcome whole;
    finish(run, UINT32_MAX, &whole);
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    CHECK_EQUAL(lab_trainer_advance(trainer, 1), LAB_CHUNK);
    CHECK_EQUAL(lab_trainer_progress(trainer).iteration, 0);
    lab_trainer_reset(trainer);
    CHECK_EQUAL(lab_trainer_advance(trainer, 1), LAB_CHUNK);
    CHECK_EQUAL(lab_trainer_step(trainer), 1); /* the rest of it, no more */
    CHECK_EQUAL(lab_trainer_progress(trainer).samples, TRAIN);
    uint8_t digest[32];
    fixture_finish(trainer, 100);
    lab_trainer_fingerprint(trainer, digest);
    CHECK(memcmp(digest, whole.digest, 32) == 0);
    lab_trainer_destroy(trainer);
}

/* A trace that nobody takes stops the run until somebody does, so that no point is lost. */
static void check_full_trace(void) {
    static double points[2 * 4096];
    lab_run run = fixture_run(COUNT);
    run.batch = 1;
    run.epochs = 4;
    run.evaluate = 4;
    fixture_set_rate(&run, 0.01);
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    while (lab_trainer_advance(trainer, 1000) > 0) continue;
    CHECK_EQUAL(lab_trainer_progress(trainer).iteration, 4096);
    CHECK_EQUAL(lab_trainer_trace(trainer, points, 4096), 4096);
    CHECK_EQUAL(points[2 * 4095], 4096);
    while (lab_trainer_advance(trainer, 1000) > 0) continue;
    CHECK_EQUAL(lab_trainer_progress(trainer).phase, LAB_FINISHED);
    CHECK_EQUAL(lab_trainer_trace(trainer, points, 4096), 4 * TRAIN - 4096);
    CHECK_EQUAL(points[0], 4097);
    lab_trainer_destroy(trainer);
}

int main(void) {
    set = fixture_open(110, 0.2, COUNT, LAB_PACK_SPARSE);
    check_slices(1, 0.5, 1);
    check_slices(60, 0.5, 7); /* 1280 is 21 batches of 60 and one of 20 */
    check_slices(512, 1, 1);
    check_slices(513, 0.1, 2);
    check_slices(TRAIN, 1, 1);
    check_growing_slices();
    check_reset_inside_a_batch();
    check_full_trace();
    fixture_close(&set);
    return 0;
}

/* test_run_config.c - a run's flat form is read in each of its layouts, and refused with a reason
 * where it is none. */
#include "run_config.h"

#include "check.h"

enum { MOST = 128, SCHEDULE = 1 + LAB_SEGMENT_FIELDS, LAYERS = 2 };

typedef struct flat {
    double numbers[MOST];
    uint32_t length;
} flat;

static void add(flat *config, const double *numbers, uint32_t count) {
    memcpy(config->numbers + config->length, numbers, count * sizeof(double));
    config->length += count;
}

static flat write_layout(double layout) {
    const double fixed[] = {layout, 800, 200, 1, 2, 4294967295.0, 16, 7, 0.5, 3,
        layout > 1 ? SCHEDULE : 0.25, LAB_CROSS_ENTROPY, LAYERS};
    const double network[] = {49, 8, 10, LAB_TANH, LAB_SOFTMAX};
    const double schedule[SCHEDULE] = {1, LAB_EXP, 0, 0.1, 0.9};
    const double rest[] = {LAB_ADAMW, 0, 0.8, 0.99, 1e-6, 0.1, 2, 32, 5, 160};
    flat config = {.length = 0};
    add(&config, fixed, 13);
    add(&config, network, 5);
    if (layout > 1) add(&config, schedule, SCHEDULE);
    if (layout > 2) add(&config, rest, 10);
    return config;
}

static lab_run read_good(flat config) {
    lab_run run;
    lab_fault fault;
    CHECK_EQUAL(run_config_read(config.numbers, config.length, &run, &fault), LAB_OK);
    CHECK_EQUAL(run.train_size, 800);
    CHECK_EQUAL(run.validation_size, 200);
    CHECK_EQUAL(run.split_seed, 1);
    CHECK_EQUAL(run.weights_seed, 2);
    CHECK_EQUAL(run.order_seed, 4294967295.0);
    CHECK_EQUAL(run.batch, 16);
    CHECK_EQUAL(run.epochs, 7);
    CHECK_EQUAL(run.evaluate, 0.5);
    CHECK_EQUAL(run.trace, 3);
    CHECK_EQUAL(run.shape.layers, 2);
    CHECK_EQUAL(run.shape.units[1], 8);
    CHECK_EQUAL(run.shape.activations[1], LAB_SOFTMAX);
    return run;
}

static void check_layouts(void) {
    lab_run run = read_good(write_layout(1));
    CHECK_EQUAL(lab_schedule_rate(&run.schedule, 100), 0.25);
    CHECK_EQUAL(run.optimizer.kind, LAB_SGD);
    CHECK_EQUAL(run.growth.count, 0);
    run = read_good(write_layout(2));
    CHECK_NEAR(lab_schedule_rate(&run.schedule, 1), 0.09, 1e-15);
    CHECK_EQUAL(run.optimizer.kind, LAB_SGD);
    CHECK_EQUAL(run.growth.count, 0);
    run = read_good(write_layout(3));
    CHECK_NEAR(lab_schedule_rate(&run.schedule, 1), 0.09, 1e-15);
    CHECK_EQUAL(run.optimizer.kind, LAB_ADAMW);
    CHECK_EQUAL(run.optimizer.beta1, 0.8);
    CHECK_EQUAL(run.optimizer.decay, 0.1);
    CHECK_EQUAL(run.growth.count, 2);
    CHECK_EQUAL(run.growth.epochs[1], 5);
    CHECK_EQUAL(run.growth.batches[1], 160);
    flat config = write_layout(3);
    config.length -= 4; /* no stage at all */
    CHECK_EQUAL(read_good(config).growth.count, 0);
}

static void check_refused(flat config, lab_status expected, double where) {
    lab_run run;
    lab_fault fault = {-99, -99, -99};
    CHECK_EQUAL(run_config_read(config.numbers, config.length, &run, &fault), expected);
    CHECK_EQUAL(fault.where, where);
}

static void check_seeds(void) {
    const double wrong[] = {-1, 0.5, 4294967296.0, INFINITY, NAN};
    for (size_t i = 0; i < 5; i++) {
        for (uint32_t seed = 3; seed < 6; seed++) {
            flat config = write_layout(3);
            config.numbers[seed] = wrong[i];
            check_refused(config, LAB_BAD_SEED, seed);
        }
    }
}

static void check_lengths(void) {
    flat config = write_layout(3);
    for (config.length = 0; config.length < 13; config.length++) {
        check_refused(config, LAB_BAD_VERSION, 0);
    }
    for (; config.length < 18 + SCHEDULE; config.length++) {
        check_refused(config, LAB_BAD_SHAPE, 12);
    }
    for (; config.length < 18 + SCHEDULE + LAB_OPTIMIZER_FIELDS; config.length++) {
        check_refused(config, LAB_CUT, 0);
    }
    config.length++; /* half a stage */
    check_refused(config, LAB_BAD_GROWTH, 1);
    for (double layout = 1; layout <= 2; layout++) {
        config = write_layout(layout);
        config.length++;
        check_refused(config, LAB_BAD_SHAPE, 12);
    }
    config = write_layout(3);
    config.length += 2 * LAB_MAX_STAGES;
    check_refused(config, LAB_BAD_GROWTH, 4 + 2 * LAB_MAX_STAGES);
}

/* A link may say anything: whatever a number is, it is read or refused, and nothing overflows. */
static void check_wild_numbers(void) {
    const double wild[] = {NAN, INFINITY, -INFINITY, 1e300, -1, 0.5, 4294967296.0};
    const flat good = write_layout(3);
    for (uint32_t at = 0; at < good.length; at++) {
        for (size_t i = 0; i < sizeof wild / sizeof wild[0]; i++) {
            flat config = good;
            lab_run run;
            lab_fault fault;
            config.numbers[at] = wild[i];
            lab_status status = run_config_read(config.numbers, config.length, &run, &fault);
            CHECK(strlen(lab_status_text(status)) > 10);
        }
    }
}

static void check_layout_names(void) {
    const double wrong[] = {0, 4, 1.5, -1, NAN};
    for (size_t i = 0; i < 5; i++) {
        flat config = write_layout(3);
        config.numbers[0] = wrong[i];
        check_refused(config, LAB_BAD_VERSION, 0);
    }
}

int main(void) {
    check_layouts();
    check_seeds();
    check_lengths();
    check_wild_numbers();
    check_layout_names();
    return 0;
}

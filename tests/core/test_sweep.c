/* test_sweep.c - the learning rates of a sweep, and sweeps that cannot be made. */
#include "check.h"
#include "lab.h"

static lab_sweep table(uint32_t count, const lab_sweep_segment *segments) {
    lab_sweep sweep = {.kind = LAB_SWEEP_TABLE, .count = count};
    for (uint32_t s = 0; s < count; s++) sweep.segments[s] = segments[s];
    return sweep;
}

static lab_sweep one(double first, double last, double step, double iterations) {
    lab_sweep_segment segment = {first, last, step, iterations};
    return table(1, &segment);
}

static lab_sweep ramp(lab_sweep_kind kind, double first, double last, double rates) {
    lab_sweep sweep = one(first, last, rates, 1);
    sweep.kind = kind;
    return sweep;
}

/* Every rate is what strtod makes of its decimal text, that is the nearest double. */
static void check_texts(const lab_sweep *sweep, const char *format, uint32_t from, double first,
    double step, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        char text[32];
        snprintf(text, sizeof text, format, first + i * step);
        CHECK_EQUAL(lab_sweep_rate(sweep, from + i), strtod(text, NULL));
    }
}

/* The chapter's table 12-3. */
static void test_chapter(void) {
    const lab_sweep_segment segments[] = {{0.0001, 0.0009, 0.0001, 10}, {0.001, 0.009, 0.001, 10},
        {0.01, 0.09, 0.01, 10}, {0.1, 0.9, 0.1, 10}, {1.0, 1.1, 0.01, 10}};
    lab_sweep sweep = table(5, segments);
    CHECK_EQUAL(lab_sweep_check(&sweep, NULL), LAB_OK);
    CHECK_EQUAL(lab_sweep_count(&sweep), 47);
    CHECK_EQUAL(lab_sweep_total(&sweep), 470);
    check_texts(&sweep, "%.4f", 0, 0.0001, 0.0001, 9);
    check_texts(&sweep, "%.3f", 9, 0.001, 0.001, 9);
    check_texts(&sweep, "%.2f", 18, 0.01, 0.01, 9);
    check_texts(&sweep, "%.1f", 27, 0.1, 0.1, 9);
    check_texts(&sweep, "%.2f", 36, 1.0, 0.01, 11);
    CHECK_EQUAL(lab_sweep_iterations(&sweep, 46), 10);
}

static void test_grids(void) {
    lab_sweep sweep = one(0.0001, 1, 0.0001, 1);
    CHECK_EQUAL(lab_sweep_count(&sweep), 10000);
    check_texts(&sweep, "%.4f", 0, 0.0001, 0.0001, 10000);
    CHECK(0.0001 * 3 != lab_sweep_rate(&sweep, 2)); /* what a product would give */
    sweep = one(0.63, 1.1, 0.01, 100);
    CHECK_EQUAL(lab_sweep_count(&sweep), 48);
    CHECK_EQUAL(lab_sweep_rate(&sweep, 47), 1.1);
    /* A last rate off the grid is not reached. */
    sweep = one(0.1, 0.35, 0.1, 1);
    CHECK_EQUAL(lab_sweep_count(&sweep), 3);
    sweep = one(0.5, 0.5, 0.1, 1);
    CHECK_EQUAL(lab_sweep_count(&sweep), 1);
    sweep = one(0, 20, 5, 1);
    CHECK_EQUAL(lab_sweep_count(&sweep), 5);
    CHECK_EQUAL(lab_sweep_rate(&sweep, 4), 20);
    /* No decimal number: sums, the last included. */
    sweep = one(1.0 / 3, 2.0 / 3, 1.0 / 12, 1);
    CHECK_EQUAL(lab_sweep_count(&sweep), 5);
    CHECK_NEAR(lab_sweep_rate(&sweep, 4), 2.0 / 3, 1e-15);
}

static void test_ramps(void) {
    lab_sweep sweep = ramp(LAB_SWEEP_EXPONENTIAL, 1e-5, 10, 100);
    CHECK_EQUAL(lab_sweep_check(&sweep, NULL), LAB_OK);
    CHECK_EQUAL(lab_sweep_count(&sweep), 100);
    CHECK_EQUAL(lab_sweep_total(&sweep), 100);
    CHECK_EQUAL(lab_sweep_rate(&sweep, 0), 1e-5);
    CHECK_EQUAL(lab_sweep_rate(&sweep, 99), 10);
    for (uint32_t i = 0; i < 100; i++) {
        double rate = 1e-5 * pow(1e6, i / 99.0);
        CHECK_NEAR(lab_sweep_rate(&sweep, i), rate, 1e-14 * rate);
    }
    sweep = ramp(LAB_SWEEP_LINEAR, 0, 1, 11);
    CHECK_EQUAL(lab_sweep_check(&sweep, NULL), LAB_OK);
    CHECK_EQUAL(lab_sweep_rate(&sweep, 5), 0.5);
    sweep = ramp(LAB_SWEEP_EXPONENTIAL, 0.1, 10, 1);
    CHECK_EQUAL(lab_sweep_rate(&sweep, 0), 0.1);
}

static void refuse(const lab_sweep *sweep, lab_status status, double where, double found) {
    lab_fault fault = {-1, 0, 0};
    CHECK_EQUAL(lab_sweep_check(sweep, &fault), status);
    CHECK_EQUAL(fault.where, where);
    CHECK(fault.found == found || (isnan(fault.found) && isnan(found)));
}

static void test_refusals(void) {
    lab_sweep_segment overlapping[] = {{0.1, 0.9, 0.1, 1}, {0.9, 2, 0.1, 1}};
    lab_sweep sweep = table(2, overlapping);
    refuse(&sweep, LAB_BAD_OVERLAP, 1, 0.9);
    sweep = one(0.9, 0.1, -0.1, 1);
    refuse(&sweep, LAB_BAD_DIRECTION, 0, 0.1);
    sweep = one(0.1, 0.9, 0, 1);
    refuse(&sweep, LAB_BAD_SWEEP_STEP, 0, 0);
    sweep = one(0.1, 0.9, -0.1, 1);
    refuse(&sweep, LAB_BAD_SWEEP_STEP, 0, -0.1);
    sweep = one(0.1, 0.9, NAN, 1);
    refuse(&sweep, LAB_BAD_SWEEP_STEP, 0, NAN);
    sweep = one(-0.1, 0.9, 0.1, 1);
    refuse(&sweep, LAB_BAD_RATE, 0, -0.1);
    sweep = one(0.1, INFINITY, 0.1, 1);
    refuse(&sweep, LAB_BAD_RATE, 0, INFINITY);
    sweep = one(0, 1, 1e-6, 1);
    refuse(&sweep, LAB_BAD_SWEEP_RATES, 0, 1000001);
    sweep = one(0.1, 0.9, 0.1, 0);
    refuse(&sweep, LAB_BAD_SWEEP_ITERATIONS, 0, 0);
    sweep = one(0.1, 0.9, 0.1, 1.5);
    refuse(&sweep, LAB_BAD_SWEEP_ITERATIONS, 0, 1.5);
    sweep = ramp(LAB_SWEEP_EXPONENTIAL, 0, 10, 100);
    refuse(&sweep, LAB_BAD_RAMP, 0, 0);
    sweep = ramp(LAB_SWEEP_LINEAR, 0, 10, 1000001);
    refuse(&sweep, LAB_BAD_SWEEP_RATES, 0, 1000001);
    sweep = ramp(LAB_SWEEP_LINEAR, 0, 10, 0);
    refuse(&sweep, LAB_BAD_SWEEP_RATES, 0, 0);
    sweep.count = 0;
    refuse(&sweep, LAB_BAD_SWEEP_RATES, 0, 0);
}

int main(void) {
    test_chapter();
    test_grids();
    test_ramps();
    test_refusals();
    return 0;
}

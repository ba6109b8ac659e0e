/* test_example.c - the worked example: the textbook's numbers exactly, the formulas for any points,
 * and every batch once. */
#include "check.h"
#include "lab.h"

static const double three[] = {-2, 0, 0, 0, 2, 0};
static const double five[] = {-2, 0, -1, 0, 0, 0, 1, 0, 2, 0};
static const double doubled[] = {-2, 0, 0, 0, 2, 0, -2, 0, 0, 0, 2, 0};

static lab_example measure(const double *points, uint32_t count, double slope, double target) {
    lab_example example;
    CHECK_EQUAL(lab_example_measure(points, count, slope, target, &example, NULL), LAB_OK);
    return example;
}

/* Equations 8 and 9, and what the gradient says instead. */
static void check_textbook(void) {
    lab_example a = measure(three, 3, 0.5, 0), b = measure(five, 5, 0.5, 0);
    CHECK_EQUAL(a.loss, 1 / 3.0);
    CHECK_EQUAL(b.loss, 0.25);
    CHECK_EQUAL(a.chapter_rate, 1.5);
    CHECK_EQUAL(b.chapter_rate, 2);
    CHECK_EQUAL(a.gradient, 4 / 3.0);
    CHECK_EQUAL(b.gradient, 1);
    CHECK_EQUAL(a.rate, 0.375);
    CHECK_EQUAL(b.rate, 0.5);
    CHECK_EQUAL(a.curvature, 8 / 3.0);
    CHECK_EQUAL(b.curvature, 2);
    CHECK_EQUAL(a.best, 0);
    CHECK_EQUAL(0.5 - a.rate * a.gradient, 0);
}

static void check_doubled(void) {
    lab_example a = measure(three, 3, 0.5, 0), b = measure(doubled, 6, 0.5, 0);
    CHECK(memcmp(&a, &b, sizeof a) == 0);
}

static double number(lab_random *random) {
    return 6.0 * (double)lab_random_uniform(random) - 3;
}

/* Fifty random sets against the formulas in long double; used twice, in any order, they give the
 * same bits. */
static void check_formulas(void) {
    lab_random random = lab_random_start(1, 0);
    for (int set = 0; set < 50; set++) {
        double points[80];
        uint32_t count = 1 + lab_random_below(&random, 20);
        double slope = number(&random), target = number(&random);
        long double squares = 0, slopes = 0, inputs = 0, products = 0;
        for (uint32_t i = 0; i < count; i++) {
            double x = points[2 * i] = number(&random), y = points[2 * i + 1] = number(&random);
            long double residual = (long double)slope * x - y;
            squares += residual * residual;
            slopes += residual * x;
            inputs += (long double)x * x;
            products += (long double)x * y;
        }
        lab_example found = measure(points, count, slope, target);
        CHECK_NEAR(found.loss, squares / 2 / count, 1e-12);
        CHECK_NEAR(found.gradient, slopes / count, 1e-12);
        CHECK_NEAR(found.curvature, inputs / count, 1e-12);
        CHECK_NEAR(found.best * (double)inputs, products, 1e-12 * (1 + fabs((double)products)));
        CHECK_NEAR(found.chapter_rate * found.loss, slope - target, 1e-12);
        CHECK_NEAR(slope - found.rate * found.gradient, target, 1e-12);
        lab_example there;
        lab_status status = lab_example_measure(points, count, found.best, 7, &there, NULL);
        CHECK(status == LAB_OK || status == LAB_NO_GRADIENT);
        CHECK_NEAR(there.gradient, 0, 1e-12);
        for (uint32_t i = 0; i < count; i++) {
            points[2 * (count + i)] = points[2 * (count - 1 - i)];
            points[2 * (count + i) + 1] = points[2 * (count - 1 - i) + 1];
        }
        lab_example again = measure(points, 2 * count, slope, target);
        CHECK(memcmp(&found, &again, sizeof again) == 0);
    }
}

static void check_refusals(void) {
    lab_example example = {1, 1, 1, 1, 1, 1};
    lab_fault fault;
    const double odd[] = {1, 2, 3, NAN}, far[] = {1e51, 0}, upright[] = {0, 1, 0, -3};
    CHECK_EQUAL(lab_example_measure(NULL, 0, 1, 0, &example, &fault), LAB_NO_POINTS);
    CHECK_EQUAL(lab_example_measure(odd, 2, 1, 0, &example, &fault), LAB_BAD_POINT);
    CHECK_EQUAL(fault.where, 3);
    CHECK_EQUAL(lab_example_measure(far, 1, 1, 0, &example, &fault), LAB_BAD_POINT);
    CHECK_EQUAL(
        lab_example_measure(three, 3, (double)INFINITY, 0, &example, &fault), LAB_BAD_POINT);
    CHECK_EQUAL(fault.where, 6);
    CHECK_EQUAL(lab_example_measure(three, 3, 1, (double)NAN, &example, &fault), LAB_BAD_POINT);
    CHECK_EQUAL(fault.where, 7);
    CHECK_EQUAL(example.loss, 1); /* untouched */
    CHECK_EQUAL(lab_example_measure(upright, 2, 1, 0, &example, &fault), LAB_NO_SLOPE);
    CHECK_EQUAL(example.loss, 2.5);
    CHECK_EQUAL(example.gradient, 0);
    CHECK(isnan(example.best) && isnan(example.rate));
    CHECK_EQUAL(lab_example_measure(three, 3, 0, 1, &example, &fault), LAB_NO_GRADIENT);
    CHECK_EQUAL(example.curvature, 8 / 3.0);
    CHECK(isnan(example.rate) && isnan(example.chapter_rate));
    for (int status = LAB_OK; status <= LAB_NO_GRADIENT + 1; status++) {
        CHECK(strlen(lab_status_text((lab_status)status)) > 10);
    }
}

static lab_example_steps batches(const double *points, uint32_t count, double slope, double rate,
    uint32_t batch, double *slopes, uint32_t capacity) {
    lab_example_steps steps;
    CHECK_EQUAL(
        lab_example_batches(points, count, slope, rate, batch, 7, slopes, capacity, &steps, NULL),
        LAB_OK);
    return steps;
}

/* Of three points at a rate of 1, from 0.5: gradients 2, 0 and 2 alone, 1, 2 and 1 in pairs. */
static void check_every_batch(void) {
    double slopes[16];
    lab_example_steps one = batches(three, 3, 0.5, 1, 1, slopes, 16);
    CHECK_EQUAL(one.count, 3);
    CHECK_EQUAL(one.all, 1);
    CHECK_EQUAL(slopes[0], -1.5);
    CHECK_EQUAL(slopes[1], 0.5);
    CHECK_EQUAL(slopes[2], -1.5);
    lab_example_steps two = batches(three, 3, 0.5, 1, 2, slopes, 3);
    CHECK_EQUAL(two.count, 3);
    CHECK_EQUAL(slopes[0], -0.5);
    CHECK_EQUAL(slopes[1], -1.5);
    CHECK_EQUAL(slopes[2], -0.5);
    lab_example_steps whole = batches(three, 3, 0.5, 0.375, 3, slopes, 16);
    CHECK_EQUAL(whole.count, 1);
    CHECK_EQUAL(slopes[0], 0);
    CHECK_EQUAL(whole.deviation, 0);
    CHECK_NEAR(one.mean, two.mean, 1e-15);
}

/* The mean step is that of all points, whatever the batch; the spread falls as sampling without
 * putting back says: variance over m, times (n - m) / (n - 1). */
static void check_spread(void) {
    enum { COUNT = 10 };
    static double slopes[4096];
    double points[2 * COUNT];
    lab_random random = lab_random_start(3, 0);
    for (int i = 0; i < 2 * COUNT; i++) points[i] = number(&random);
    double single = batches(points, COUNT, 0.7, 0.1, 1, slopes, 4096).deviation;
    double whole = 0.7 - 0.1 * measure(points, COUNT, 0.7, 0).gradient;
    static const uint32_t expected[] = {10, 45, 120, 210, 252, 210, 120, 45, 10, 1};
    for (uint32_t m = 1; m <= COUNT; m++) {
        lab_example_steps steps = batches(points, COUNT, 0.7, 0.1, m, slopes, 4096);
        CHECK_EQUAL(steps.count, expected[m - 1]);
        CHECK_NEAR(steps.mean, whole, 1e-12);
        double left = (COUNT - (double)m) / (COUNT - 1);
        CHECK_NEAR(steps.deviation, single * sqrt(left / m), 1e-12);
    }
    lab_example_steps drawn = batches(points, COUNT, 0.7, 0.1, 5, slopes, 200);
    CHECK_EQUAL(drawn.count, 200);
    CHECK_EQUAL(drawn.all, 0);
    double deviation = single / 3; /* left / m = 1/9 */
    CHECK_NEAR(drawn.mean, whole, 5 * deviation / sqrt(200));
    double first = slopes[0];
    batches(points, COUNT, 0.7, 0.1, 5, slopes, 200);
    CHECK_EQUAL(slopes[0], first);
}

static void check_bad_batches(void) {
    static double many[2 * LAB_EXAMPLE_POINTS + 2];
    double slopes[4];
    lab_example_steps steps;
    lab_fault fault;
    CHECK_EQUAL(
        lab_example_batches(three, 3, 1, 1, 0, 1, slopes, 4, &steps, &fault), LAB_BAD_BATCH);
    CHECK_EQUAL(
        lab_example_batches(three, 3, 1, 1, 4, 1, slopes, 4, &steps, &fault), LAB_BAD_BATCH);
    CHECK_EQUAL(fault.expected, 3);
    CHECK_EQUAL(
        lab_example_batches(many, LAB_EXAMPLE_POINTS + 1, 1, 1, 1, 1, slopes, 4, &steps, &fault),
        LAB_BAD_SIZE);
    /* More batches than 64 bits could count. */
    CHECK_EQUAL(lab_example_batches(many, LAB_EXAMPLE_POINTS, 1, 1, 32, 1, slopes, 4, &steps, NULL),
        LAB_OK);
    CHECK_EQUAL(steps.count, 4);
}

int main(void) {
    check_textbook();
    check_doubled();
    check_formulas();
    check_refusals();
    check_every_batch();
    check_spread();
    check_bad_batches();
    return 0;
}

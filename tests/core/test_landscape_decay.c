/* The sums of Robbins and Monro by their closed forms, and what becomes of noisy steps. */
#include "check.h"
#include "lab.h"

enum { MOST = 1000 };
static lab_decay_point points[MOST];
static double places[MOST];

static uint32_t run(double c, double a, double noise, uint32_t steps) {
    lab_decay decay = {
        .c = c, .a = a, .start = 2, .noise = noise, .runs = LAB_DECAY_RUNS, .seed = 1};
    uint32_t count = 0;
    CHECK_EQUAL(lab_decay_run(&decay, steps, points, places, MOST, &count, NULL), LAB_OK);
    CHECK_EQUAL(points[count - 1].k, steps);
    return count;
}

static void check_sums(void) {
    lab_decay_point last = points[run(0.5, 0, 0, 1000) - 1];
    CHECK_NEAR(last.sum, 500, 1e-9);
    CHECK_NEAR(last.squares, 250, 1e-9);
    last = points[run(1, 1, 0, 10000) - 1];
    /* ln n + gamma + 1/2n, and pi^2/6 - 1/n */
    CHECK_NEAR(last.sum, log(10000) + 0.57721566490153286 + 5e-5, 1e-8);
    CHECK_NEAR(last.squares, 1.6449340668482264 - 1e-4, 1e-8);
    last = points[run(2, 2, 0, 10000) - 1];
    CHECK_NEAR(last.sum, 2 * (1.6449340668482264 - 1e-4), 1e-7);
}

/* Without noise the place is a product; of 100/k its hundredth factor is 0. */
static void check_product(void) {
    uint32_t count = run(0.3, 0.5, 0, 30);
    CHECK_EQUAL(count, 31);
    double w = 2;
    for (uint32_t k = 1; k <= 30; k++) {
        w *= 1 - 0.3 / sqrt(k);
        CHECK_NEAR(places[k], w, 1e-13);
        CHECK_NEAR(points[k].mean, fabs(w), 1e-13);
        CHECK_EQUAL(points[k].k, k);
    }
    count = run(100, 1, 0, 200);
    double farthest = 0;
    for (uint32_t i = 0; i < count; i++) farthest = fmax(farthest, fabs(places[i]));
    CHECK(farthest > 1e28);
    CHECK_NEAR(places[count - 1], 0, 1e-9);
}

/* With noise: a constant rate keeps a distance of about noise * sqrt(c / (2 - c)), times sqrt(2/pi)
 * in the mean; c/k comes near, c/k^2 stops on the way. */
static void check_noise(void) {
    lab_decay_point last = points[run(0.5, 0, 1, 1000) - 1];
    CHECK(last.mean > 0.25 && last.mean < 0.75);
    last = points[run(1, 1, 1, 10000) - 1];
    CHECK(last.mean < 0.02);
    last = points[run(0.3, 2, 1, 10000) - 1];
    CHECK(last.mean > 0.8);
    last = points[run(100, 1, 1, 10000) - 1];
    CHECK(last.mean < 0.2);
}

static void check_room(void) {
    CHECK(run(1, 1, 1, 10000) < 320);
    lab_decay decay = {.c = 1, .a = 1, .start = 2, .runs = 1};
    uint32_t count = 0;
    CHECK_EQUAL(lab_decay_run(&decay, 1000, points, places, 7, &count, NULL), LAB_OK);
    CHECK_EQUAL(count, 7);
    CHECK_EQUAL(points[6].k, 6);
}

static void check_refusals(void) {
    lab_fault fault;
    uint32_t count;
    const lab_decay bad[] = {{0, 1, 1, 1, 1, 1}, {1, -0.1, 1, 1, 1, 1}, {1, 1, NAN, 1, 1, 1},
        {1, 1, 1, -1, 1, 1}, {1, 1, 1, 1, 33, 1}};
    for (int i = 0; i < 5; i++) {
        CHECK_EQUAL(lab_decay_run(&bad[i], 10, points, places, MOST, &count, &fault), LAB_BAD_WALK);
        CHECK_EQUAL(fault.where, i);
    }
}

int main(void) {
    check_sums();
    check_product();
    check_noise();
    check_room();
    check_refusals();
    return 0;
}

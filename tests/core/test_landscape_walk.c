/* Walks: closed forms where there are some, each method's formula beside it, noise and batches. */
#include "check.h"
#include "lab.h"

enum { STEPS = 400 };
static lab_walk_point points[STEPS + 1];

static lab_landscape make(lab_terrain terrain, double steepness) {
    lab_landscape landscape;
    CHECK_EQUAL(lab_landscape_make(terrain, steepness, 5, &landscape, NULL), LAB_OK);
    return landscape;
}

static uint32_t run(const lab_landscape *landscape, lab_walk walk, uint32_t steps) {
    uint32_t count = 0;
    CHECK_EQUAL(lab_walk_run(landscape, &walk, steps, points, &count, NULL), LAB_OK);
    return count;
}

/* In a valley each step multiplies x by 1 - rate and y by 1 - rate * steepness. */
static void check_valley(void) {
    lab_landscape valley = make(LAB_TERRAIN_VALLEY, 10);
    uint32_t count = run(&valley, (lab_walk){.start = {2, 1}, .rate = 0.15}, 40);
    CHECK_EQUAL(count, 41);
    double x = 2, y = 1;
    for (uint32_t t = 0; t < count; t++, x *= 1 - 0.15, y *= 1 - 1.5) {
        CHECK_NEAR(points[t].place[0], x, 1e-14);
        CHECK_NEAR(points[t].place[1], y, 1e-14);
        CHECK_NEAR(points[t].gradient, sqrt(x * x + 100 * y * y), 1e-13);
        CHECK_EQUAL(points[t].samples, t);
        CHECK_EQUAL(points[t].stride[1], 0.15);
    }
    /* Beyond 2 over the curvature it leaves, and stops where it has left. */
    count = run(&valley, (lab_walk){.start = {2, 1}, .rate = 0.3}, STEPS);
    CHECK(count < 30);
    CHECK(fabs(points[count - 1].place[1]) > LAB_WALK_FAR);
    CHECK(fabs(points[count - 2].place[1]) <= LAB_WALK_FAR);
}

/* The formulas once more, written out for one parameter after the other. */
static void check_methods(void) {
    lab_landscape valley = make(LAB_TERRAIN_VALLEY, 10);
    for (int method = LAB_WALK_SGD; method <= LAB_WALK_ADAMW; method++) {
        lab_walk walk = {.start = {2, 1}, .method = method, .rate = 0.03, .momentum = 0.9};
        run(&valley, walk, 100);
        for (int i = 0; i < 2; i++) {
            double w = walk.start[i], b = 0, s = 0;
            for (int t = 1; t <= 100; t++) {
                double g = i ? 10 * w : w, step = g;
                double m, v;
                switch (method) {
                case LAB_WALK_MOMENTUM:
                    b = 0.9 * b + g, step = b;
                    break;
                case LAB_WALK_NESTEROV:
                    b = 0.9 * b + g, step = g + 0.9 * b;
                    break;
                case LAB_WALK_ADAGRAD:
                    s += g * g, step = g / (sqrt(s) + 1e-10);
                    break;
                case LAB_WALK_RMSPROP:
                    s = 0.99 * s + 0.01 * g * g, step = g / (sqrt(s) + 1e-8);
                    break;
                case LAB_WALK_ADAMW:
                    w *= 1 - 0.03 * 0.01; /* then as Adam */ /* fall through */
                case LAB_WALK_ADAM:
                    b = 0.9 * b + 0.1 * g, s = 0.999 * s + 0.001 * g * g;
                    m = b / (1 - pow(0.9, t)), v = s / (1 - pow(0.999, t));
                    step = m / (sqrt(v) + 1e-8);
                    break;
                default:
                    break;
                }
                w -= 0.03 * step;
                CHECK_NEAR(points[t].place[i], w, 1e-11);
            }
        }
    }
    /* The first step of Adam is the rate, whatever the gradient. */
    run(&valley, (lab_walk){.start = {2, 1}, .method = LAB_WALK_ADAM, .rate = 0.1}, 1);
    CHECK_NEAR(points[1].place[0], 1.9, 1e-8);
    CHECK_NEAR(points[1].place[1], 0.9, 1e-8);
    CHECK_NEAR(points[1].stride[1], 0.01, 1e-9);
}

/* In an epoch of single samples the frequent weight takes all steps but one, the rare one takes
 * one. */
static void check_sparse(void) {
    lab_landscape sparse = make(LAB_TERRAIN_SPARSE, 20);
    run(&sparse, (lab_walk){.rate = 0.1, .batch = 1, .seed = 3}, 60);
    for (int epoch = 0; epoch <= 3; epoch++) {
        if (epoch > 1) CHECK_NEAR(points[20 * epoch].place[0], 1, 0.4);
        CHECK_NEAR(points[20 * epoch].place[1], 1 - pow(0.9, epoch), 1e-13);
    }
    run(&sparse, (lab_walk){.rate = 0.1}, 60);
    CHECK_NEAR(points[60].place[0], 1 - pow(1 - 0.095, 60), 1e-12);
    CHECK_NEAR(points[60].place[1], 1 - pow(1 - 0.005, 60), 1e-12);
}

/* Batches use every sample once an epoch; the last is what is left; the seed decides the order. */
static void check_batches(void) {
    lab_landscape bowl = make(LAB_TERRAIN_BOWL, 2);
    lab_walk walk = {.start = {-1, 2}, .rate = 0.05, .batch = 10, .seed = 1};
    run(&bowl, walk, 6);
    const double samples[] = {0, 10, 20, 24, 34, 44, 48};
    for (int t = 0; t <= 6; t++) CHECK_EQUAL(points[t].samples, samples[t]);
    lab_walk_point first = points[1];
    run(&bowl, walk, 1);
    CHECK(memcmp(&first, &points[1], sizeof first) == 0);
    walk.seed = 2;
    run(&bowl, walk, 1);
    CHECK(points[1].place[0] != first.place[0]);
    /* With all samples it arrives. */
    walk.batch = 0;
    walk.rate = 0.5;
    CHECK_EQUAL(run(&bowl, walk, STEPS), STEPS + 1);
    double bottom[2];
    lab_landscape_bottom(&bowl, bottom);
    CHECK_NEAR(points[STEPS].place[0], bottom[0], 1e-12);
    CHECK_NEAR(points[STEPS].place[1], bottom[1], 1e-12);
    CHECK_EQUAL(points[2].samples, 48);
}

/* On the ridge of a saddle it stays for ever; a little noise sets it free, to either side. */
static void check_saddle(void) {
    lab_landscape saddle = make(LAB_TERRAIN_SADDLE, 2);
    run(&saddle, (lab_walk){.start = {2, 0}, .rate = 0.1}, STEPS);
    CHECK_EQUAL(points[STEPS].place[1], 0);
    CHECK_NEAR(points[STEPS].place[0], 0, 1e-15);
    int up = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        run(&saddle, (lab_walk){.start = {2, 0}, .rate = 0.1, .noise = 0.01, .seed = seed}, STEPS);
        CHECK_NEAR(fabs(points[STEPS].place[1]), 1, 0.05);
        up += points[STEPS].place[1] > 0;
    }
    CHECK(up > 2 && up < 18);
}

static void check_refusals(void) {
    lab_landscape valley = make(LAB_TERRAIN_VALLEY, 10);
    lab_walk good = {.start = {1, 1}, .rate = 0.1};
    uint32_t count = 77;
    lab_fault fault;
    for (int field = 0; field < 7; field++) {
        lab_walk walk = good;
        double *fields[] = {&walk.start[0], &walk.start[1], &walk.method, &walk.rate,
            &walk.momentum, &walk.batch, &walk.noise};
        const double bad[][7] = {{NAN, NAN, NAN, NAN, NAN, NAN, NAN}, {1e7, -1e7, 7, 0, 1, 1, -1},
            {INFINITY, 2e6, 0.5, -1, -0.1, -1, INFINITY}};
        for (int i = 0; i < 3; i++) {
            *fields[field] = bad[i][field];
            CHECK_EQUAL(lab_walk_run(&valley, &walk, 1, points, &count, &fault), LAB_BAD_WALK);
            CHECK_EQUAL(fault.where, field);
        }
    }
    CHECK_EQUAL(count, 77);
}

int main(void) {
    check_valley();
    check_methods();
    check_sparse();
    check_batches();
    check_saddle();
    check_refusals();
    return 0;
}
